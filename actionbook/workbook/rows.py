"""The rows of one table: each cell read as what its column holds, and what is wrong with them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
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
    """
    What a column of the table is to the plan; the column is None where it is staff's own.

    *takes* is the type of a value that is kept as it stands, *strips* that of one that is kept
    without the spaces at its ends; what is *raw* is kept as it stands besides.
    """

    column: Column | None
    field: str
    takes: type | None
    strips: type | None
    is_raw: bool
    is_worked_out: bool


def _slot(column: Column | None, *, in_ledger: bool) -> _Slot:
    if column is None:
        return _Slot(None, "", None, None, is_raw=False, is_worked_out=False)
    takes = {Holds.TEXT: str, Holds.DATE: date}.get(column.holds)
    return _Slot(
        column,
        column.field,
        None if column.field == "status" else takes,
        str if column.holds is Holds.WORDS else None,
        is_raw=column.field in _RAW,
        is_worked_out=column.starred and not in_ledger,
    )


class _RowReader:
    """Reads the rows of one table; whatever stands only in worked-out columns makes no row."""

    def __init__(self, located: Located, first_column: int) -> None:
        table, spec = located.table, located.spec
        fields = {number: name for name, number in located.seen.place.columns.items()}
        start = max(table.first_column, first_column)
        self.skipped = start - first_column
        self.slots = [
            _slot(spec.by_field.get(fields.get(number, "")), in_ledger=spec.starred)
            for number in range(start, table.last_column + 1)
        ]
        self.blank = {name: read_cell(spec.by_field[name], "")[0] for name in fields.values()}

    def row(self, number: int, cells: Sequence[object]) -> Row | None:
        """The row that *cells* of worksheet row *number* hold; None when it is blank."""
        values = self.blank.copy()
        row = Row(number, values)
        within = cells[self.skipped :] if self.skipped else cells
        is_filled = False
        for value, (column, name, takes, strips, is_raw, is_worked_out) in zip(
            within, self.slots, strict=False
        ):
            kind = type(value)
            if kind is str and (not value or value.isspace()):  # type: ignore[attr-defined]
                continue
            if not is_worked_out:
                is_filled = True
            if is_raw:
                row.raw[name] = value
            if kind is takes:
                values[name] = value
            elif kind is strips:
                values[name] = value.strip()  # type: ignore[attr-defined]
            elif column is not None and value is not None:
                _read_into(row, column, value)
        return row if is_filled else None


def _read_into(row: Row, column: Column, value: object) -> None:
    reading, is_read = read_cell(column, value)
    row.values[column.field] = reading
    if not is_read:
        row.unread[column.field] = value


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
