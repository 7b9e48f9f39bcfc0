"""
Links from cells to places in the same workbook, and how such a cell looks.

Source: ECMA-376 part 1, 18.3.1.47 (hyperlink) and 18.8.22 (font).
"""

from collections.abc import Iterator, Mapping

from actionbook.ooxml.addresses import Area, areas, cell_name
from actionbook.ooxml.cells import cell_tail, read_cell
from actionbook.ooxml.characters import escape_attribute
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.markup import Edit, Element, parse, splice
from actionbook.ooxml.rows import Cell
from actionbook.ooxml.sheet import ORDER, SheetPart, put_child

__all__ = ["set_links"]

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
    standing = list(holder.all("hyperlink")) if holder else []
    ours = [element for element in standing if _is_ours(element, area)]
    if {e.attributes.get("ref", ""): e.attributes.get("location") for e in ours} == wanted:
        return
    texts = b"".join(
        b'<%bhyperlink ref="%b" location="%b" display="%b"/>'
        % (frame.prefix, name.encode(), escape_attribute(place), escape_attribute(place))
        for name, place in wanted.items()
    )
    if holder is None:
        name = frame.prefix + b"hyperlinks"
        yield put_child(frame, "hyperlinks", b"<%b>%b</%b>" % (name, texts, name), order=ORDER)
    elif not texts and len(ours) == len(standing):
        yield Edit(holder.start, holder.end, b"")  # Excel takes no empty list
    else:
        yield from (Edit(element.start, element.end, b"") for element in ours)
        yield holder.appending(texts)


def _is_ours(element: Element, area: Area) -> bool:
    stated = element.attributes
    try:
        blocks = areas(stated.get("ref", ""))
    except ValueError:
        return False
    is_inside = all(area.holds(b.first_row, b.first_column) and b[:2] == b[2:] for b in blocks)
    return is_inside and "location" in stated and not any(key.endswith(":id") for key in stated)


def _look_edits(contents: Contents, part: SheetPart, links: Mapping[Cell, str]) -> Iterator[Edit]:
    looks: dict[int, int] = {}
    for _, span in part.rows.each(links):
        if span is None:
            continue
        stored = read_cell(span, str)
        if stored.style not in looks:
            looks[stored.style] = contents.styles.with_font(stored.style, _linked)
        style = looks[stored.style]
        if style != stored.style:
            address = b' r="%b"' % span.address if span.address else b""
            tail = cell_tail(part.prefix, span.look, stored.kind, style, span.content)
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
