"""
What keeps the rows of a table where they are: what would be parted, or would speak of other rows.

Each refusal names the cell or the part, and what to do.
"""

import re
from collections.abc import Iterable, Iterator

from actionbook.ooxml.addresses import Area, areas, cell_name
from actionbook.ooxml.cells import read_cell
from actionbook.ooxml.characters import decode_escapes, text_of
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.facts import read_facts
from actionbook.ooxml.markup import Element, parse
from actionbook.ooxml.row_order import FixedRowError, RowOrder
from actionbook.ooxml.rows import Cell, CellSpan, RowSpan
from actionbook.ooxml.shared_formulas import SharedFormulas
from actionbook.ooxml.sheet import SheetPart
from actionbook.ooxml.table import Table, read_tables

__all__ = ["refuse_parted", "refuse_pointed_at"]

_TEXTS = re.compile(
    rb"<(?:[\w.-]+:)?(?:formula|formula1|formula2|f|Fmla\w+)(?:\s[^>]*)?(?<!/)>([^<]+)<"
    rb"|\s(?:textlink|fmlaLink|fmlaRange|fmlaTxbx)\s*=\s*[\"']([^\"']+)[\"']"
)
_DRAWN = re.compile(
    r"(?:charts|drawings|ctrlProps|chartsheets)/[^/]+\.(?:xml|vml)\Z", re.IGNORECASE
)


def refuse_parted(contents: Contents, part: SheetPart, table: Table, order: RowOrder) -> None:
    """
    Refuse to move rows of *table* where that would part what belongs together.

    Raises:
        FixedRowError: a filter is set; rows are folded away; a merged block, another table or a
            pivot table lies across; a cell beside the table is of no column of it.
    """
    _refuse_unstated(part)
    _refuse_hidden(contents, part, table, order)
    for merge in part.merges:
        if merge.first_row != merge.last_row and _lies_across(merge, order):
            raise FixedRowError(f"{merge} is merged across rows: part it in Excel first")
    for other, what in _others(contents, table):
        if _lies_across(other, order):
            raise FixedRowError(f"{what} lies beside the table, at {other}: move it elsewhere")
    beside = _beside(part, table, order)
    if beside is not None:
        raise FixedRowError(
            f"{cell_name(*beside)} beside the table is filled and has no heading: "
            "give its column one, or move it elsewhere"
        )
    for element in part.frame.walk("inputCells"):
        order.refuse(element.attributes.get("r", ""), order.sheet)


def _refuse_unstated(part: SheetPart) -> None:
    tag = re.compile(rb"<%brow(?=[\s/>])(?![^>]*\sr\s*=)" % re.escape(part.prefix))
    if tag.search(part.data, part.start, part.end):
        raise FixedRowError("the rows do not state their numbers: open and save it in Excel first")


def _refuse_hidden(contents: Contents, part: SheetPart, table: Table, order: RowOrder) -> None:
    is_set = parse(contents.read(table.part)).walk("filterColumn")
    own = part.frame.find("autoFilter")
    if next(is_set, None) is not None or (own is not None and own.find("filterColumn")):
        raise FixedRowError("a filter is set: show all rows first (Data, Clear)")
    folded = [row for row in read_facts(part, {}).collapsed_rows if row in order.becomes]
    if folded:
        raise FixedRowError(
            f"row {min(folded)} is folded away in a group: unfold it, or ungroup (Data, Ungroup)"
        )


def _lies_across(area: Area, order: RowOrder) -> bool:
    return next(order.moved(area.first_row, area.last_row), None) is not None


def _others(contents: Contents, table: Table) -> Iterator[tuple[Area, str]]:
    part = contents.sheet(table.sheet).part
    for other in read_tables(contents):
        if other.sheet == table.sheet and other.part != table.part:
            yield other.area, f"table {other.name}"
    for name in contents.related(part, "pivotTable"):
        place = parse(contents.read(name)).find("location")
        for area in areas(place.attributes.get("ref", "")) if place else ():
            yield area, "a pivot table"
    for name in contents.related(part, "tableSingleCells"):
        for element in parse(contents.read(name)).walk("singleXmlCell"):
            for area in areas(element.attributes.get("r", "")):
                yield area, "a cell that is mapped to XML"


def _beside(part: SheetPart, table: Table, order: RowOrder) -> Cell | None:
    """A filled cell of the rows outside the table, in a column without a heading in its line."""
    inside = range(table.first_column, table.last_column + 1)
    headings = part.rows.row(table.first_row) if table.header_rows else None
    named = (
        {column for column, span in part.rows.cells(headings) if span.content} if headings else ()
    )
    for row in part.rows.all_rows(after=order.first - 1):
        if row.number in order.becomes and not _ends_inside(part, row, inside):
            for column, span in part.rows.cells(row):
                if column not in inside and column not in named and _is_filled(span):
                    return row.number, column
    return None


def _ends_inside(part: SheetPart, row: RowSpan, inside: range) -> bool:
    """Whether a row has no cell beside a table that begins in the first column."""
    last = part.rows.last_column(row)
    return inside.start == 1 and last is not None and last < inside.stop


def _is_filled(span: CellSpan) -> bool:
    stored = read_cell(span, str)
    return stored.value not in (None, "") or stored.formula is not None


def refuse_pointed_at(contents: Contents, order: RowOrder) -> None:
    """
    Refuse where a formula elsewhere points at one of the rows by its place.

    Raises:
        FixedRowError: a cell, a name, a chart, a control or a pivot table does.
    """
    if contents.related(contents.workbook, "revisionHeaders"):
        raise FixedRowError("the workbook is shared in the old way: end the sharing in Excel first")
    for element in parse(contents.read(contents.workbook)).walk("definedName"):
        _refuse_name(element, order)
    for sheet in contents.sheets:
        if sheet.name.casefold() == order.sheet.casefold():
            _refuse_in_cells(contents.sheet_part(sheet.name), sheet.name, order)
        elif _is_named(contents.read(sheet.part), order.sheet):
            _refuse_in_cells(contents.sheet_part(sheet.name), sheet.name, order)
            _refuse_in(contents.read(sheet.part), f"a format or check of sheet {sheet.name}", order)
    _refuse_drawn(contents, order)


def _refuse_drawn(contents: Contents, order: RowOrder) -> None:
    for name in contents.package.names:
        if _DRAWN.search(name):
            what = f"a chart, shape or control ({name})"
            _refuse_in(contents.read(name), what, order, host=order.sheet)
        elif "pivotCacheDefinition" in name and name.endswith(".xml"):
            _refuse_pivot(parse(contents.read(name)), order)


def _is_named(data: bytes, sheet: str) -> bool:
    words = sheet.replace("'", "''").replace("&", "&amp;").encode().lower()
    lowered = data.lower()
    return words + b"!" in lowered or words + b"'!" in lowered or b"&apos;!" in lowered


def _refuse_name(element: Element, order: RowOrder) -> None:
    """A name's relative rows are told from row 1: of its own row, ``1``."""
    text, name = decode_escapes(text_of(element.inner)), element.attributes.get("name", "")
    try:
        order.refuse_name(text)
    except FixedRowError as fault:
        raise FixedRowError(f"the name {name} {fault}") from fault


def _refuse_in_cells(part: SheetPart, sheet: str, order: RowOrder) -> None:
    is_own = sheet.casefold() == order.sheet.casefold()
    for cell, text in _formulas(part, order if is_own else None):
        try:
            order.refuse(text, sheet)
        except FixedRowError as fault:
            raise FixedRowError(f"{sheet}!{cell_name(*cell)} {fault}") from fault


def _formulas(part: SheetPart, passed_over: RowOrder | None) -> Iterator[tuple[Cell, str]]:
    """The formula of each cell that has one, shared ones told in full; but for rows that go."""
    mark = b"<%bf" % part.prefix
    if part.data.find(mark, part.start, part.end) < 0:
        return
    shared = SharedFormulas(part)
    gone = passed_over.becomes if passed_over is not None else {}
    for row in part.rows.all_rows():
        if row.number in gone or part.data.find(mark, row.start, row.end) < 0:
            continue
        for column, span in part.rows.cells(row):
            text = _told(shared, (row.number, column), span) if mark in span.content else None
            if text:
                yield (row.number, column), text


def _told(shared: SharedFormulas, cell: Cell, span: CellSpan) -> str | None:
    stored = read_cell(span, str)
    if not stored.formula and stored.sharing and "si" in stored.sharing:
        return shared.text(cell, stored.sharing["si"])
    return stored.formula


def _refuse_in(data: bytes, what: str, order: RowOrder, *, host: str = "") -> None:
    for text in _texts(data):
        try:
            order.refuse(text, host)
        except FixedRowError as fault:
            raise FixedRowError(f"{what} {fault}") from fault


def _texts(data: bytes) -> Iterable[str]:
    return {text_of(one or other) for one, other in _TEXTS.findall(data)}


def _refuse_pivot(root: Element, order: RowOrder) -> None:
    for source in root.walk("worksheetSource"):
        stated = source.attributes
        if stated.get("sheet", "").casefold() == order.sheet.casefold():
            for area in areas(stated.get("ref", "")):
                if not order.keeps(area.first_row, area.last_row):
                    raise FixedRowError(f"a pivot table counts {area} alone: let it take the table")
