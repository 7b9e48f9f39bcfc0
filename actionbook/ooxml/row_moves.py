"""
The rows of a sheet in another order, each whole: its tag, its cells, and what the sheet says of it.

Formulas of a row go along and speak of their own row as before. Nothing is parsed that names no
row that goes elsewhere.
"""

import re
from collections.abc import Collection, Iterator

from actionbook.ooxml.addresses import Area, areas, cell_name, sqref
from actionbook.ooxml.cells import FORMULA, read_cell
from actionbook.ooxml.characters import decode_escapes, escape_text, text_of
from actionbook.ooxml.markup import Edit, Element, attributes, splice, with_attributes
from actionbook.ooxml.row_order import FixedRowError, RowOrder
from actionbook.ooxml.row_pieces import row_pieces
from actionbook.ooxml.rows import Cell, CellSpan, RowSpan
from actionbook.ooxml.shared_formulas import SharedFormulas
from actionbook.ooxml.sheet import SheetPart

__all__ = ["frame_edits", "link_changes", "row_edits", "without_sharing"]

_CELL_ADDRESS = re.compile(rb"(\sr\s*=\s*[\"'][A-Za-z]{1,3})[0-9]{1,7}")
_FORMULAS = ("formula", "formula1", "formula2", "f")
_NOT_OF_ROWS = frozenset({"sheetViews", "customSheetViews", "sheetData"})


def without_sharing(part: SheetPart, order: RowOrder) -> SheetPart:
    """The sheet with every formula told in full that one of the rows shares with others."""
    groups = {
        stored.sharing.get("si")
        for row in part.rows.all_rows(after=order.first - 1)
        if row.number in order.becomes and b"shared" in part.data[row.start : row.end]
        for _, span in part.rows.cells(row)
        if (stored := read_cell(span, str)).sharing and stored.sharing.get("t") == "shared"
    }
    if not groups:
        return part
    texts = SharedFormulas(part)
    edits = [
        edit
        for row in part.rows.all_rows()
        if b"shared" in part.data[row.start : row.end]
        for column, span in part.rows.cells(row)
        for edit in _told_in_full(part, (row.number, column), span, texts, groups)
    ]
    return SheetPart(splice(part.data, edits))


def _told_in_full(
    part: SheetPart,
    cell: Cell,
    span: CellSpan,
    texts: SharedFormulas,
    groups: Collection[str | None],
) -> Iterator[Edit]:
    stored = read_cell(span, str)
    if not stored.sharing or stored.sharing.get("si") not in groups:
        return
    text = stored.formula or texts.text(cell, stored.sharing["si"])
    if text is None:
        raise FixedRowError(f"{cell_name(*cell)} shares a formula of no cell")
    tag = stored.source[: stored.source.index(b">") + 1].replace(b"/>", b">")
    tag = with_attributes(tag, {"t": None, "ref": None, "si": None})
    at = part.data.index(stored.source, span.start)
    told = b"%b%b</%bf>" % (tag, escape_text(text), part.prefix)
    yield Edit(at, at + len(stored.source), told)


def row_edits(part: SheetPart, order: RowOrder) -> Iterator[Edit]:
    """
    The edits that put the rows in *order*; what stands between them stays.

    Raises:
        FixedRowError: a formula of one of them points at another by its place.
    """
    span = range(order.first, order.last + 1)
    standing = [row for row in part.rows.all_rows(after=order.first - 1) if row.number in span]
    arranged = sorted(standing, key=lambda row: order.of(row.number))
    for place, row in zip(standing, arranged, strict=True):
        if place is not row or row.number in order.becomes:
            yield Edit(place.start, place.end, _renumbered(part, row, order))
    corners = [
        (order.of(row.number), column)
        for row in standing
        for column in (part.rows.last_column(row),)
        if column is not None
    ]
    if corners:
        yield from part.growing_dimension(corners)


def _renumbered(part: SheetPart, row: RowSpan, order: RowOrder) -> bytes:
    """The bytes of *row* where it goes."""
    to = order.of(row.number)
    if to == row.number:
        return part.data[row.start : row.end]
    plain = row_pieces(part.data[row.start : row.end], row.number)
    if plain is not None:
        return (b"%d" % to).join(plain)
    pieces = [with_attributes(part.data[row.start : row.inner_start], {"r": str(to)})]
    at = row.inner_start
    for column, span in part.rows.cells(row):
        pieces.append(part.data[at : span.start])
        pieces.append(_cell(part, (row.number, column), span, order))
        at = span.end
    pieces.append(part.data[at : row.end])
    return b"".join(pieces)


def _cell(part: SheetPart, cell: Cell, span: CellSpan, order: RowOrder) -> bytes:
    text = part.data[span.start : span.end]
    tag_end = text.index(b">")
    to = order.of(cell[0])
    tag = _CELL_ADDRESS.sub(rb"\g<1>%d" % to, text[:tag_end], count=1)
    rest = text[tag_end:]
    if b"f" not in span.content or (formula := FORMULA.search(rest)) is None:
        return tag + rest
    try:
        told = _formula(formula, cell[0], order)
    except FixedRowError as fault:
        raise FixedRowError(f"{cell_name(*cell)} {fault}") from fault
    return tag + rest[: formula.start()] + told + rest[formula.end() :]


def _formula(match: re.Match[bytes], row: int, order: RowOrder) -> bytes:
    """The ``<f>`` of a cell of *row* as it reads where the row goes."""
    source = match[0]
    stated = attributes(b"<f" + match["stated"] + b">")
    kind = stated.get("t", "normal")
    if kind == "dataTable":
        raise FixedRowError("is part of a data table: clear it first")
    if kind == "array":
        (block,) = areas(stated.get("ref", "")) or (Area(0, 0, 1, 0),)
        if block.first_row != block.last_row:
            raise FixedRowError(f"is part of the array formula {block}: clear it first")
        to = order.of(row)
        head, _, tail = source.partition(b">")
        tag = with_attributes(head + b">", {"ref": str(block._replace(first_row=to, last_row=to))})
        source = tag + tail
    text = decode_escapes(text_of(match["text"] or b""))
    told = order.of_row(text, row)
    if told == text or match["text"] is None:
        return source
    head, _, tail = source.partition(b">")
    return head + b">" + escape_text(told) + tail[len(match["text"]) :]


def frame_edits(frame: Element, order: RowOrder) -> Iterator[Edit]:
    """
    The edits of what stands round the rows, as places of the frame.

    Raises:
        FixedRowError: a format or a check points at one of the rows by its place.
    """
    for top in frame.children:
        if top.local in _NOT_OF_ROWS:
            continue
        for element in _all(top):
            yield from _placed(element, order)
    yield from _referring(frame, order)


def _all(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        yield from _all(child)


def _placed(element: Element, order: RowOrder) -> Iterator[Edit]:
    """The edits of what says by a list of blocks where it is: formats, checks, sparklines."""
    stated, inner = element.attributes.get("sqref"), element.find("sqref")
    text = text_of(inner.inner) if stated is None and inner is not None else stated or ""
    blocks = areas(text)
    if not blocks:
        return
    after = order.areas(blocks)
    if after != blocks and stated is not None:
        yield element.changing(sqref=sqref(after))
    elif after != blocks and inner is not None:
        yield Edit(inner.inner_start, inner.inner_end, sqref(after).encode())
    try:
        yield from _speaking(element, blocks, order)
    except FixedRowError as fault:
        kind = _KINDS.get(element.local, "what is set for")
        raise FixedRowError(f"{kind} {text} {fault}") from fault


def _speaking(element: Element, blocks: tuple[Area, ...], order: RowOrder) -> Iterator[Edit]:
    """The edits of the formulas of what stands in *blocks*."""
    for bound in element.walk("cfvo"):
        if bound.attributes.get("type") == "formula":
            order.refuse(bound.attributes.get("val", ""), order.sheet)
    for formula in _formulas(element):
        was = decode_escapes(text_of(formula.inner))
        if element.local == "sparkline":
            now = order.of_row(was, blocks[0].first_row)
        else:
            now = order.of_block(was, blocks)
        if now != was:
            yield Edit(formula.inner_start, formula.inner_end, escape_text(now))


_KINDS = {
    "conditionalFormatting": "the conditional format of",
    "dataValidation": "the input check of",
    "sparkline": "the sparkline in",
}


def _formulas(element: Element) -> Iterator[Element]:
    return (
        each
        for each in _all(element)
        if each.local in _FORMULAS and not each.children and not each.is_empty
    )


def _referring(frame: Element, order: RowOrder) -> Iterator[Edit]:
    """The edits of what says by one block where it is: merges, links, watches."""
    for local, name in (("mergeCell", "ref"), ("cellWatch", "r")):
        for element in frame.walk(local):
            for block in areas(element.attributes.get(name, "")):
                (after,) = order.areas((block,))
                if after != block:
                    yield element.changing(**{name: str(after)})
    for element in frame.walk("hyperlink"):
        blocks = areas(element.attributes.get("ref", ""))
        moved, changed = order.areas(blocks), link_changes(element, order, order.sheet)
        if moved != blocks or changed:
            told = with_attributes(element.outer, changed)
            tags = (with_attributes(told, {"ref": str(block)}) for block in moved)
            yield Edit(element.start, element.end, b"".join(tags))


def link_changes(element: Element, order: RowOrder, host: str) -> dict[str, str | None]:
    """The attributes of a link of the sheet *host* that change as the cell it leads to goes."""
    stated = element.attributes
    was = stated.get("location", "")
    now = order.link(was, host)
    if now == was:
        return {}
    return {"location": now, **({"display": now} if stated.get("display") == was else {})}
