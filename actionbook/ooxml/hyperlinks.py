"""
Links from cells to places in the same workbook, and how such a cell looks.

Source: ECMA-376 part 1, 18.3.1.47 (hyperlink) and 18.8.22 (font).
"""

import re
from collections.abc import Iterator, Mapping

from actionbook.ooxml.addresses import Area, areas, cell_name, column_letters
from actionbook.ooxml.cells import cell_tail, read_cell
from actionbook.ooxml.characters import escape_attribute, text_of
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.markup import Edit, Element, parse, splice
from actionbook.ooxml.rows import Cell
from actionbook.ooxml.sheet import ORDER, SheetPart, put_child

__all__ = ["set_links"]

_LINK = re.compile(
    rb'<hyperlink ref="([A-Z]{1,3})([0-9]{1,7})" location="([^"<>]*)" display="[^"<>]*"/>'
)
_COLOUR = b'rgb="FF0563C1"'
_BEFORE_LINE = ("b", "i", "strike", "condense", "extend", "outline", "shadow")
_BEFORE_COLOUR = (*_BEFORE_LINE, "u", "vertAlign", "sz")


def set_links(contents: Contents, sheet: str, area: Area, links: Mapping[Cell, str]) -> None:
    """
    Let the cells of *area* lead to the places that *links* says, and no others of them anywhere.

    A place is a reference as a formula has it, ``'Our actions'!C7``. The cells are there; they
    are underlined in blue. Links that staff made to other files stay.

    Raises:
        ContentLossError: the sheet is protected.
    """
    part = contents.editable_sheet(sheet)
    edits = list(_look_edits(contents, part, links))
    frame = list(part.placed(_link_edits(part.frame, area, links)))
    if edits or frame:
        contents.write_styles()
        contents.replace_sheet(sheet, splice(part.data, [*edits, *frame]))


def _link_edits(frame: Element, area: Area, links: Mapping[Cell, str]) -> Iterator[Edit]:
    wanted = {cell_name(*cell): place for cell, place in links.items()}
    holder = frame.find("hyperlinks")
    texts = b"".join(_link(frame.prefix, name, place) for name, place in wanted.items())
    known = None if holder is None else _all_ours(holder, area)
    if known == wanted:
        return
    if holder is not None and known and texts:
        yield Edit(holder.inner_start, holder.inner_end, texts)
        return
    standing = list(holder.all("hyperlink")) if holder else []
    ours = [element for element in standing if _is_ours(element, area)]
    if {e.attributes.get("ref", ""): e.attributes.get("location") for e in ours} == wanted:
        return
    if holder is None:
        name = frame.prefix + b"hyperlinks"
        yield put_child(frame, "hyperlinks", b"<%b>%b</%b>" % (name, texts, name), order=ORDER)
    elif not texts and len(ours) == len(standing):
        yield Edit(holder.start, holder.end, b"")  # Excel takes no empty list
    else:
        yield from (Edit(element.start, element.end, b"") for element in ours)
        yield holder.appending(texts)


def _link(prefix: bytes, name: str, place: str) -> bytes:
    where = escape_attribute(place)
    return b'<%bhyperlink ref="%b" location="%b" display="%b"/>' % (
        prefix, name.encode(), where, where,
    )  # fmt: skip


def _all_ours(holder: Element, area: Area) -> dict[str, str] | None:
    """
    Where each cell leads to, where a list of links has none but ours, as we write them.

    There may be thousands, so that the list is taken apart in one step. None for any other list.
    """
    parts = _LINK.split(holder.inner)
    letters = column_letters(area.first_column).encode()
    own = [row for name, row in zip(parts[1::4], parts[2::4], strict=True) if name == letters]
    if any(parts[::4]) or len(own) != len(parts) // 4 or area.first_column != area.last_column:
        return None
    if not all(area.first_row <= int(row) <= area.last_row for row in own):
        return None
    return {
        (name + row).decode(): text_of(place)
        for name, row, place in zip(parts[1::4], parts[2::4], parts[3::4], strict=True)
    }


def _is_ours(element: Element, area: Area) -> bool:
    stated = element.attributes
    try:
        blocks = areas(stated.get("ref", ""))
    except ValueError:
        return False
    is_inside = all(area.holds(b.first_row, b.first_column) and b[:2] == b[2:] for b in blocks)
    return is_inside and "location" in stated and not any(key.endswith(":id") for key in stated)


def _look_edits(contents: Contents, part: SheetPart, links: Mapping[Cell, str]) -> Iterator[Edit]:
    tails: dict[bytes, tuple[int, str, int]] = {}
    for _, span in part.rows.each(links):
        if span is None:
            continue
        if span.look not in tails:
            stored = read_cell(span, str)
            linked = contents.styles.with_font(stored.style, _linked)
            tails[span.look] = stored.style, stored.kind, linked
        style, kind, linked = tails[span.look]
        if linked != style:
            address = b' r="%b"' % span.address if span.address else b""
            tail = cell_tail(part.prefix, span.look, kind, linked, span.content)
            yield Edit(span.start, span.end, b"<%bc" % part.prefix + address + tail)


def _linked(font: bytes) -> bytes:
    """*font*, underlined and in blue; as it is where it is underlined."""
    element = parse(font)
    if element.find("u") is not None:
        return font
    kept = [child for child in element.children if child.local != "color"]
    prefix = element.prefix
    pieces = [
        *(child.outer for child in kept if child.local in _BEFORE_LINE),
        b"<%bu/>" % prefix,
        *(child.outer for child in kept if child.local in ("vertAlign", "sz")),
        b"<%bcolor %b/>" % (prefix, _COLOUR),
        *(child.outer for child in kept if child.local not in _BEFORE_COLOUR),
    ]
    return b"<%b>%b</%b>" % (element.name, b"".join(pieces), element.name)
