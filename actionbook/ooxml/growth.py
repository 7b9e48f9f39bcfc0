"""A table that grows or shrinks: what it may not run into, and what follows its last row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actionbook.errors import ContentLossError
from actionbook.ooxml.addresses import LAST_ROW, Area, areas, cell_name, sqref
from actionbook.ooxml.cells import read_cell
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.markup import Edit, Element, attributes, with_attributes
from actionbook.ooxml.row_block import RowBlock
from actionbook.ooxml.rows import Cell, Rows
from actionbook.ooxml.table import Table, read_tables, with_last_row
from actionbook.ooxml.wanted import Content

__all__ = [
    "Look",
    "content_in",
    "last_filled",
    "last_row_look",
    "placed",
    "refuse_growth",
    "refuse_shape",
    "refuse_totals",
    "resize",
]

_KEPT_OF_ROW = ("s", "customFormat")


@dataclass(frozen=True)
class Look:
    """How the last row of a table looks: the style of each column's cell, and of the row."""

    styles: dict[int, int]
    row_tag: bytes

    def of(self, first_row: int, last_row: int) -> dict[Cell, int]:
        """The style of each cell of rows that are to look like it."""
        rows = range(first_row, last_row + 1)
        return {(row, column): style for row in rows for column, style in self.styles.items()}


def placed(table: Table, first_row: int, rows: Sequence[Sequence[Content]]) -> RowBlock:
    """The *rows* of *table* from *first_row* on, in the place of what stands there."""
    return RowBlock(first_row, table.first_column, rows, {}, b"")


def refuse_shape(contents: Contents, table: Table, rows: Sequence[Sequence[object]]) -> None:
    """
    Refuse rows that do not fit the columns of *table*.

    Raises:
        ContentLossError: one has more or fewer values than the table has columns.
    """
    for row in rows:
        if len(row) != len(table.columns):
            raise ContentLossError(
                f"{contents.file}: a row for table {table.name} has {len(row)} values, "
                f"but the table has {len(table.columns)} columns"
            )


def refuse_growth(contents: Contents, table: Table, last_row: int) -> None:
    """
    Refuse to let *table* end in *last_row* where that would run into something.

    Raises:
        ContentLossError: it has a totals row, anything lies beneath it, or the sheet ends.
    """
    where = _where(contents, table)
    refuse_totals(contents, table)
    if last_row > LAST_ROW:
        raise ContentLossError(f"{where} would run over the end of the sheet")
    part = contents.sheet_part(table.sheet)
    below = Area(table.last_row + 1, table.first_column, LAST_ROW, table.last_column)
    blocks = [(merge, "merged block") for merge in part.merges]
    blocks += [(other.area, f"table {other.name}") for other in _beside(contents, table)]
    for block, kind in blocks:
        if block.last_row >= below.first_row and _shared(block, below):
            raise ContentLossError(f"{where} cannot grow: the {kind} {block} lies beneath it")
    found = content_in(part.rows, below)
    if found is not None:
        raise ContentLossError(
            f"{where} cannot grow: {cell_name(*found)} beneath it is filled; move it elsewhere"
        )


def refuse_totals(contents: Contents, table: Table) -> None:
    """
    Refuse to move the end of a table that ends in totals.

    Raises:
        ContentLossError: it has a totals row.
    """
    if table.totals_rows:
        raise ContentLossError(
            f"{_where(contents, table)} has a totals row: take it off in Excel first"
        )


def _where(contents: Contents, table: Table) -> str:
    return f"{contents.file}: table {table.name} on sheet {table.sheet}"


def _beside(contents: Contents, table: Table) -> Iterator[Table]:
    for other in read_tables(contents):
        if other.sheet == table.sheet and other.part != table.part:
            yield other


def _shared(one: Area, other: Area) -> bool:
    return one.first_column <= other.last_column and other.first_column <= one.last_column


def content_in(rows: Rows, block: Area) -> Cell | None:
    """The first cell of *block* that holds something; None where all are blank."""
    for row in rows.all_rows(after=block.first_row - 1):
        for column, span in rows.cells(row):
            if block.holds(row.number, column) and span.content:
                stored = read_cell(span, str)
                if stored.value is not None or stored.formula is not None:
                    return row.number, column
    return None


def last_filled(rows: Rows, block: Area) -> int:
    """The last column of *block* in which a cell holds something; 0 where all are blank."""
    last = 0
    for row in rows.all_rows(after=block.first_row - 1):
        if row.number > block.last_row:
            break
        for column, span in rows.cells(row):
            if last < column <= block.last_column and span.content:
                stored = read_cell(span, str)
                if stored.value is not None or stored.formula is not None:
                    last = column
    return last


def last_row_look(contents: Contents, table: Table) -> Look:
    """How the last body row of *table* looks."""
    part = contents.sheet_part(table.sheet)
    row = part.rows.row(table.body_last_row, nearby=True)
    if row is None:
        return Look({}, b"")
    stated = attributes(part.data[row.start : row.inner_start])
    kept = {name: stated[name] for name in _KEPT_OF_ROW if name in stated}
    styles = {
        column: read_cell(span, str).style
        for column, span in part.rows.cells(row)
        if table.first_column <= column <= table.last_column
    }
    return Look(styles, with_attributes(b"<%brow>" % part.prefix, {"r": "0", **kept}))


def resize(contents: Contents, table: Table, last_row: int) -> None:
    """Let *table* end in *last_row*, and what covered its last row reach as far if it grows."""
    data = contents.editable(table.part)
    contents.package.replace(table.part, with_last_row(data, last_row))
    if last_row <= table.last_row:
        return
    part = contents.editable_sheet(table.sheet)
    edits = list(_reference_edits(part.frame, table, last_row))
    if edits:
        contents.replace_sheet(table.sheet, part.edited(edits))


def _reference_edits(frame: Element, table: Table, last_row: int) -> Iterator[Edit]:
    for local in ("conditionalFormatting", "dataValidation"):
        for element in frame.walk(local):
            stated = element.attributes.get("sqref")
            if stated is not None:
                grown = _grown(stated, table, last_row)
                if grown != stated:
                    yield element.changing(sqref=grown)
            for reference in element.all("sqref"):
                stated = reference.inner.decode()
                grown = _grown(stated, table, last_row)
                if grown != stated:
                    yield Edit(reference.inner_start, reference.inner_end, grown.encode())


def _grown(stated: str, table: Table, last_row: int) -> str:
    """
    The reference list made to cover the rows that *table* gains where it covered its last row.

    A block within the table's columns is lengthened; of one that is wider, the part of the new
    rows that the table takes is added.
    """
    try:
        blocks = areas(stated)
    except ValueError:
        return stated
    grown: list[Area] = []
    added: list[Area] = []
    for block in blocks:
        left = max(block.first_column, table.first_column)
        right = min(block.last_column, table.last_column)
        is_covering = block.first_row <= table.body_last_row <= block.last_row < last_row
        if not is_covering or left > right or block.last_row < table.body_first_row:
            grown.append(block)
        elif (left, right) == (block.first_column, block.last_column):
            grown.append(block._replace(last_row=last_row))
        else:
            grown.append(block)
            added.append(Area(block.last_row + 1, left, last_row, right))
    changed = (*grown, *(area for area in added if area not in grown))
    return sqref(changed) if changed != blocks else stated
