"""The rows of one table: each cell read as what its column holds, and what is wrong with them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from actionbook.ooxml import Facts
from actionbook.plan.cells import CellRef
from actionbook.plan.structure import Fault, FaultKind
from actionbook.workbook.columns import Column
from actionbook.workbook.locate import Located
from actionbook.workbook.typed import as_text, is_blank, read_cell

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

__all__ = ["Row", "SheetValues", "table_rows"]


@dataclass(slots=True)
class Row:
    """
    One row of a table: its worksheet row, and by field what it reads as.

    `raw` is what stands in the cells that another reading may want; `unread` what could not be
    read as what its column holds.
    """

    number: int
    values: dict[str, object]
    raw: dict[str, object] = field(default_factory=dict)
    unread: dict[str, object] = field(default_factory=dict)


class SheetValues:
    """The values of a sheet, by worksheet row counted from 1."""

    def __init__(self, sheet: "CalamineSheet") -> None:
        start = sheet.start or (0, 0)
        self.first_column = start[1] + 1
        self.rows: list[list[object]] = list(sheet.iter_rows())  # type: ignore[arg-type]

    def row(self, number: int) -> Sequence[object]:
        """The values of a row, from the sheet's first used column; empty beyond the last row."""
        return self.rows[number - 1] if 0 < number <= len(self.rows) else ()


def table_rows(located: Located, sheet: SheetValues, facts: Facts) -> tuple[list[Row], list[Fault]]:
    """The rows of a table in workbook order, blank ones left out, and the faults seen."""
    table, place = located.table, located.seen.place
    offset = sheet.first_column
    columns = [
        (located.spec.by_field[name], number - offset) for name, number in place.columns.items()
    ]
    # Whatever stands only in columns that the tool fills does not make a row.
    worked_out = {
        number - offset for name, number in place.columns.items() if name in _starred(located)
    }
    left, right = table.first_column - offset, table.last_column - offset + 1
    rows: list[Row] = []
    blanks: list[int] = []
    for number in range(table.body_first_row, table.body_last_row + 1):
        cells = sheet.row(number)
        if _is_blank_row(cells, left, right, worked_out):
            blanks.append(number)
        else:
            rows.append(_row(number, cells, columns))
    faults: list[Fault] = []
    if rows and not located.spec.starred:
        faults += [
            Fault(
                FaultKind.BLANK_ROW,
                CellRef(table.sheet, number, table.first_column),
                located.spec.name,
            )
            for number in blanks
        ]
        faults += _rows_below(located, sheet)
    faults += _errors(located, facts)
    return rows, faults


def _starred(located: Located) -> frozenset[str]:
    if located.spec.starred:
        return frozenset()
    return frozenset(column.field for column in located.spec.columns if column.starred)


def _is_blank_row(cells: Sequence[object], left: int, right: int, worked_out: set[int]) -> bool:
    for number in range(max(left, 0), min(right, len(cells))):
        value = cells[number]
        if value != "" and number not in worked_out and not is_blank(value):
            return False
    return True


def _row(number: int, cells: Sequence[object], columns: list[tuple[Column, int]]) -> Row:
    width = len(cells)
    values: dict[str, object] = {}
    row = Row(number, values)
    for column, at in columns:
        value = cells[at] if 0 <= at < width else ""
        reading, is_read = read_cell(column, value)
        values[column.field] = reading
        if not is_read:
            row.unread[column.field] = value
        if column.field in _RAW:
            row.raw[column.field] = value
    return row


_RAW = frozenset({"ref", "timescale_text", "value"})


def _rows_below(located: Located, sheet: SheetValues) -> Iterator[Fault]:
    """Rows typed straight under the table, which Excel did not take in."""
    table = located.table
    if table.totals_rows:
        return
    offset = sheet.first_column
    number = table.last_row + 1
    while True:
        cells = sheet.row(number)
        left, right = max(table.first_column - offset, 0), table.last_column - offset + 1
        filled = [value for value in cells[left:right] if not is_blank(value)]
        if not filled:
            return
        cell = CellRef(table.sheet, number, table.first_column)
        yield Fault(FaultKind.ROWS_BELOW, cell, as_text(filled[0]), near=located.spec.name)
        number += 1


def _errors(located: Located, facts: Facts) -> Iterator[Fault]:
    table = located.table
    for (row, column), error in sorted(facts.errors.items()):
        inside = table.body_first_row <= row <= table.body_last_row
        if inside and table.first_column <= column <= table.last_column:
            yield Fault(FaultKind.FORMULA_ERROR, CellRef(table.sheet, row, column), error)
