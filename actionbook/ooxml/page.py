"""
How a sheet is printed: its area, the rows on top of every page, its width, and the way it lies.

Source: ECMA-376 part 1, 18.2.5 (defined names), 18.3.1.63 (pageSetup), 18.3.1.65 (pageSetUpPr).
"""

from collections.abc import Iterator
from typing import NamedTuple

from actionbook.ooxml.calculation import WORKBOOK_ORDER
from actionbook.ooxml.characters import decode_escapes, escape_attribute, escape_text, text_of
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.markup import Edit, Element, parse, splice
from actionbook.ooxml.sheet import ORDER, is_true, put_child

__all__ = ["Page", "read_page", "set_page"]

_AREA, _TITLES = "_xlnm.Print_Area", "_xlnm.Print_Titles"


class Page(NamedTuple):
    """
    *area* and *titles* are references as a name has them, ``Actions!$A:$K``; "" for none.

    *fits_width*: one page wide, as many high as it takes. *is_landscape*: it lies on its side.
    """

    area: str = ""
    titles: str = ""
    fits_width: bool = False
    is_landscape: bool = False


def read_page(contents: Contents, sheet: str) -> Page:
    """How *sheet* is printed."""
    root = parse(contents.read(contents.workbook))
    names = {name: text for name, text, _ in _names(root, _place(contents, root, sheet))}
    frame = contents.sheet_part(sheet).frame
    setup, fit = frame.find("pageSetup"), next(frame.walk("pageSetUpPr"), None)
    stated = setup.attributes if setup else {}
    is_fitted = fit is not None and is_true(fit.attributes.get("fitToPage"))
    return Page(
        names.get(_AREA, ""),
        names.get(_TITLES, ""),
        is_fitted and stated.get("fitToWidth", "1") == "1" and stated.get("fitToHeight") == "0",
        stated.get("orientation") == "landscape",
    )


def _place(contents: Contents, root: Element, sheet: str) -> str:
    """The place of *sheet* among all tabs, by which a name of its own knows it."""
    holder = root.find("sheets")
    tabs = (
        [each.attributes.get("name", "").casefold() for each in holder.all("sheet")]
        if holder
        else []
    )
    return str(tabs.index(contents.sheet(sheet).name.casefold()))


def _names(root: Element, place: str) -> Iterator[tuple[str, str, Element]]:
    for element in root.walk("definedName"):
        if element.attributes.get("localSheetId") == place:
            text = decode_escapes(text_of(element.inner))
            yield element.attributes.get("name", ""), text, element


def set_page(contents: Contents, sheet: str, page: Page) -> None:
    """
    Let *sheet* be printed as *page* says; paper, margins and all else stay.

    Raises:
        ContentLossError: the sheet is protected.
    """
    part = contents.editable_sheet(sheet)
    edits = list(_fit_edits(part.frame, page))
    if edits:
        contents.replace_sheet(sheet, part.edited(edits))
    data = contents.editable(contents.workbook)
    root = parse(data)
    place = _place(contents, root, sheet)
    for name, wanted in ((_AREA, page.area), (_TITLES, page.titles)):
        data = contents.editable(contents.workbook)
        root = parse(data)
        edit = _name_edit(root, place, name, wanted)
        if edit is not None:
            contents.package.replace(contents.workbook, splice(data, [edit]))


def _fit_edits(frame: Element, page: Page) -> Iterator[Edit]:
    fit, prefix = next(frame.walk("pageSetUpPr"), None), frame.prefix
    on = "1" if page.fits_width else None
    if fit is not None:
        yield fit.changing(fitToPage=on)
    elif on:
        text = b'<%bpageSetUpPr fitToPage="1"/>' % prefix
        holder = frame.find("sheetPr")
        if holder is not None:
            yield holder.appending(text)  # the last that may stand there
        else:
            whole = b"<%bsheetPr>%b</%bsheetPr>" % (prefix, text, prefix)
            yield put_child(frame, "sheetPr", whole, order=ORDER)
    stated: dict[str, str | None] = {
        "orientation": "landscape" if page.is_landscape else "portrait"
    }
    if page.fits_width:
        stated |= {"fitToWidth": None, "fitToHeight": "0"}
    setup = frame.find("pageSetup")
    if setup is not None:
        yield setup.changing(**stated)
    else:
        told = b"".join(
            b' %b="%b"' % (name.encode(), value.encode()) for name, value in stated.items() if value
        )
        yield put_child(frame, "pageSetup", b"<%bpageSetup%b/>" % (prefix, told), order=ORDER)


def _name_edit(root: Element, place: str, name: str, wanted: str) -> Edit | None:
    tag = root.prefix + b"definedName"
    text = b'<%b name="%b" localSheetId="%b">%b</%b>' % (
        tag, escape_attribute(name), place.encode(), escape_text(wanted), tag,
    )  # fmt: skip
    for known, says, element in _names(root, place):
        if known == name:
            if says == wanted:
                return None
            if wanted:
                return Edit(element.inner_start, element.inner_end, escape_text(wanted))
            return Edit(element.start, element.end, b"")
    if not wanted:
        return None
    holder = root.find("definedNames")
    if holder is not None:
        return holder.appending(text)
    whole = root.prefix + b"definedNames"
    return put_child(
        root, "definedNames", b"<%b>%b</%b>" % (whole, text, whole), order=WORKBOOK_ORDER
    )
