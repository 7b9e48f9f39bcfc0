"""The rows of one table: each cell read as what its column holds, and what is wrong with them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from actionbook.ooxml import Facts
from actionbook.plan.cells import CellRef
from actionbook.plan.structure import Fault, FaultKind
from actionbook.workbook.columns import Column, Holds
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
    table = located.table
    reader = _RowReader(located, sheet.first_column)
    rows: list[Row] = []
    blanks: list[int] = []
    for number in range(table.body_first_row, table.body_last_row + 1):
        row = reader.row(number, sheet.row(number))
        if row is None:
            blanks.append(number)
        else:
            rows.append(row)
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


_RAW = frozenset({"ref", "timescale_text", "value"})


class _Slot(NamedTuple):
    """What a column of the table is to the plan; None for a column of staff's own."""

    column: Column | None
    is_plain_text: bool
    is_worked_out: bool


class _RowReader:
    """Reads the rows of one table; whatever stands only in worked-out columns makes no row."""

    def __init__(self, located: Located, first_column: int) -> None:
        table, spec = located.table, located.spec
        fields = {number: name for name, number in located.seen.place.columns.items()}
        self.skipped = max(table.first_column - first_column, 0)
        self.slots: list[_Slot] = []
        for number in range(max(table.first_column, first_column), table.last_column + 1):
            column = spec.by_field[fields[number]] if number in fields else None
            is_text = column is not None and column.holds is Holds.TEXT
            self.slots.append(
                _Slot(
                    column,
                    is_text and column is not None and column.field != "status",
                    column is not None and column.starred and not spec.starred,
                )
            )
        self.blank = {name: read_cell(spec.by_field[name], "")[0] for name in fields.values()}
        self.raw = {name: "" for name in self.blank if name in _RAW}

    def row(self, number: int, cells: Sequence[object]) -> Row | None:
        """The row that *cells* of worksheet row *number* hold; None when it is blank."""
        values = self.blank.copy()
        row = Row(number, values, dict(self.raw))
        is_filled = False
        for value, (column, is_plain_text, is_worked_out) in zip(
            cells[self.skipped :], self.slots, strict=False
        ):
            if value == "" or is_blank(value):
                continue
            if not is_worked_out:
                is_filled = True
            if column is None:
                continue
            if is_plain_text and isinstance(value, str):
                values[column.field] = value
            else:
                _read_into(row, column, value)
        return row if is_filled else None


def _read_into(row: Row, column: Column, value: object) -> None:
    reading, is_read = read_cell(column, value)
    row.values[column.field] = reading
    if not is_read:
        row.unread[column.field] = value
    if column.field in _RAW:
        row.raw[column.field] = value


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
