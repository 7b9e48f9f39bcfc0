"""An Excel table: where it stands and how its headings read; its part edited in place."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from actionbook.ooxml.addresses import Area, areas
from actionbook.ooxml.characters import decode_escapes, escape_text, text_of
from actionbook.ooxml.contents import Contents, Sheet
from actionbook.ooxml.markup import BrokenPartError, Edit, Element, parse, splice

__all__ = ["Table", "read_tables", "with_formula", "with_last_row"]


class Table(NamedTuple):
    """
    A table: rows and columns are the worksheet's, counted from 1, corners included.

    *columns* are the headings, line breaks as ``\\n``. *header_rows* and *totals_rows* are 0 or 1.
    *formulas* are what new rows of each column are given, without ``=``; "" for nothing.
    """

    name: str
    sheet: str
    part: str
    first_row: int
    last_row: int
    first_column: int
    last_column: int
    columns: tuple[str, ...]
    header_rows: int = 1
    totals_rows: int = 0
    formulas: tuple[str, ...] = ()

    @property
    def body_first_row(self) -> int:
        """The first row below the headings."""
        return self.first_row + self.header_rows

    @property
    def body_last_row(self) -> int:
        """The last row above the totals."""
        return self.last_row - self.totals_rows

    @property
    def area(self) -> Area:
        """The block it covers, headings and totals included."""
        return Area(self.first_row, self.first_column, self.last_row, self.last_column)


def read_tables(contents: Contents) -> tuple[Table, ...]:
    """Every table of the workbook, sheet by sheet."""
    return tuple(
        _read_table(contents, sheet, part)
        for sheet in contents.sheets
        for part in contents.related(sheet.part, "table")
    )


def _read_table(contents: Contents, sheet: Sheet, part: str) -> Table:
    root = parse(contents.read(part))
    stated = root.attributes
    blocks = areas(stated.get("ref", ""))
    if root.local != "table" or len(blocks) != 1:
        raise BrokenPartError(f"holds a table ({part}) that says not where it stands")
    (area,) = blocks
    holder = root.find("tableColumns")
    columns = list(holder.all("tableColumn")) if holder else []
    return Table(
        name=decode_escapes(stated.get("displayName", stated.get("name", ""))),
        sheet=sheet.name,
        part=part,
        first_row=area.first_row,
        last_row=area.last_row,
        first_column=area.first_column,
        last_column=area.last_column,
        columns=tuple(decode_escapes(column.attributes.get("name", "")) for column in columns),
        header_rows=int(stated.get("headerRowCount", "1")),
        totals_rows=int(stated.get("totalsRowCount", "0")),
        formulas=tuple(_formula(column) for column in columns),
    )


def _formula(column: Element) -> str:
    stated = column.find("calculatedColumnFormula")
    return "" if stated is None else decode_escapes(text_of(stated.inner))


def with_last_row(data: bytes, last_row: int) -> bytes:
    """The table part with the table, its filter and its sort ending in that row."""
    root = parse(data)
    edits = [_ending(root, last_row)]
    holder = root.find("autoFilter")
    if holder is not None:
        edits.append(_ending(holder, last_row))
    for parent in (root, holder):
        sort = parent.find("sortState") if parent else None
        if sort is not None:
            edits.append(_ending(sort, last_row))
            edits += [_ending(condition, last_row) for condition in sort.all("sortCondition")]
    return splice(data, [edit for edit in edits if edit is not None])


def _ending(element: Element, last_row: int) -> Edit | None:
    blocks = areas(element.attributes.get("ref", ""))
    if len(blocks) != 1:
        return None
    return element.changing(ref=str(blocks[0]._replace(last_row=last_row)))


def with_formula(data: bytes, column: int, formula: str | None) -> bytes:
    """The table part with the formula that new rows of a column are given; None takes it out."""
    root = parse(data)
    holder = root.find("tableColumns")
    columns: Sequence[Element] = list(holder.all("tableColumn")) if holder else []
    element = columns[column]
    return splice(data, _formula_edits(element, formula))


def _formula_edits(element: Element, formula: str | None) -> Iterator[Edit]:
    old = element.find("calculatedColumnFormula")
    if formula is None:
        if old is not None and old.outer == element.inner:
            yield Edit(element.start, element.end, element.tag[:-1] + b"/>")
        elif old is not None:
            yield Edit(old.start, old.end, b"")
        return
    name = element.prefix + b"calculatedColumnFormula"
    text = b"<%b>%b</%b>" % (name, escape_text(formula), name)
    if old is not None:
        if decode_escapes(text_of(old.inner)) != formula:
            yield Edit(old.start, old.end, text)
    elif element.is_empty:
        yield element.appending(text)
    else:
        yield Edit(element.inner_start, element.inner_start, text)
