"""
The rows of one table: each cell read as what its column holds, and what is wrong with them.

They are read column by column: what a column holds is asked once of all its cells, or once of
each value that stands in it, and not two million times.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from actionbook.ooxml import Facts
from actionbook.plan.cells import CellRef
from actionbook.plan.structure import Fault, FaultKind
from actionbook.plan.words import word_key
from actionbook.workbook.columns import Column, Holds
from actionbook.workbook.locate import Located
from actionbook.workbook.typed import as_text, is_blank, read_cell
from actionbook.workbook.values import SheetValues

__all__ = ["Columns", "Row", "table_columns"]


@dataclass(slots=True)
class Row:
    """
    One row of a table: its worksheet row, and by field what it reads as.

    `raw` is what stands in the cells that another reading may want; `unread` what could not be
    read as what its column holds.
    """

    number: int
    values: dict[str, object]
    raw: dict[str, object]
    unread: dict[str, object]


class Columns(NamedTuple):
    """
    The filled rows of a table by column, in workbook order: `numbers` are their worksheet rows.

    `values` and `raw` are as those of a `Row`, by field, one for each row; `unread` holds by
    field only the places in the column that could not be read, with what stands there, and
    `trimmed` those whose text was read without the spaces at its ends.
    """

    numbers: Sequence[int]
    values: dict[str, Sequence[object]]
    raw: dict[str, Sequence[object]]
    unread: dict[str, dict[int, object]]
    trimmed: dict[str, dict[int, str]]

    def rows(self) -> list[Row]:
        """The same row by row."""
        rows = [
            Row(number, dict(zip(self.values, values, strict=True)), {}, {})
            for number, *values in zip(self.numbers, *self.values.values(), strict=True)
        ]
        for name, cells in self.raw.items():
            for row, value in zip(rows, cells, strict=True):
                row.raw[name] = value
        for name, places in self.unread.items():
            for place, value in places.items():
                rows[place].unread[name] = value
        return rows


def table_columns(
    located: Located, sheet: SheetValues, facts: Facts
) -> tuple[Columns, list[Fault]]:
    """The rows of a table in workbook order, blank ones left out, and the faults seen."""
    table = located.table
    cells = _Cells(located, sheet)
    columns, blanks = cells.read()
    faults: list[Fault] = []
    if columns.numbers and not located.spec.starred:
        faults += _refs_as_numbers(located, columns)
        faults += _trimmed(located, columns)
    if columns.numbers and not located.spec.starred and located.rows is None:
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
    return columns, faults


_RAW = frozenset({"ref", "timescale_text", "value"})


class _Cells:
    """The cells of one table's body, column by column; a column of staff's own has no spec."""

    def __init__(self, located: Located, sheet: SheetValues) -> None:
        table, spec = located.table, located.spec
        self.spec = spec
        self.words = located.words
        self.rows = located.rows
        self.numbers = range(table.body_first_row, table.body_last_row + 1)
        fields = {number: name for name, number in located.seen.place.columns.items()}
        self.fields = list(fields.values())
        start = max(table.first_column, sheet.first_column)
        skipped = start - sheet.first_column
        body = slice(max(self.numbers.start - 1, 0), max(self.numbers.stop - 1, 0))
        self.height = len(range(*body.indices(sheet.height)))
        self.columns = [
            (spec.by_field.get(fields.get(number, "")), column[body])
            for number, column in zip(
                range(start, table.last_column + 1), sheet.columns[skipped:], strict=False
            )
        ]

    def read(self) -> tuple[Columns, list[int]]:
        """What the filled rows hold, and the worksheet rows of the blank ones."""
        blanks = self._blanks()
        numbers: Sequence[int] = self.numbers[: self.height]
        found = self.columns
        if blanks:
            is_filled = [True] * self.height
            for place in blanks:
                is_filled[place] = False
            numbers = list(compress(numbers, is_filled))
            found = [(spec, list(compress(cells, is_filled))) for spec, cells in found]
        read = Columns(numbers, dict.fromkeys(self.fields, ()), {}, {}, {})
        for column, cells in found:
            if column is not None:
                is_status = column.field == "status" and self.words.statuses
                _read_column(read, column, self._said(cells) if is_status else cells)
        for name, values in read.values.items():
            if len(values) != len(numbers):
                blank = read_cell(self.spec.by_field[name], "")[0]
                read.values[name] = [blank] * len(numbers)
        beyond = self.numbers[self.height :]
        return read, [self.numbers[place] for place in blanks] + list(beyond)

    def _said(self, cells: Sequence[object]) -> list[object]:
        """Statuses in the house's own words as the plan's; a word that means nothing yet stays."""
        said = self.words.statuses
        return [said.get(word_key(as_text(cell))) or cell for cell in cells]

    def _blanks(self) -> Sequence[int]:
        """The places of blank rows; what stands only in worked-out columns makes no row."""
        blanks: Sequence[int] = range(self.height)
        if self.rows is not None:
            kept = set(self.rows)
            return [place for place in blanks if self.numbers[place] not in kept]
        for column, cells in self.columns:
            if column is None or self.spec.starred or not column.starred:
                blanks = [
                    place
                    for place in blanks
                    if (value := cells[place]) is None
                    or (value.__class__ is str and is_blank(value))
                ]
            if not blanks:
                break
        return blanks


def _read_column(read: Columns, column: Column, cells: Sequence[object]) -> None:
    """Put into *read* what the *cells* of a column hold."""
    name = column.field
    if name in _RAW:
        read.raw[name] = cells
    kinds = set(map(type, cells))
    is_text = kinds <= {str} and name != "status"
    if is_text and column.holds is Holds.TEXT:
        texts: Sequence[str] = cells  # type: ignore[assignment]
        has_space = any(map(str.isspace, texts))
        read.values[name] = [as_text(text) for text in texts] if has_space else texts
    elif is_text and column.holds is Holds.WORDS:
        stripped = list(map(str.strip, cells))  # type: ignore[arg-type]
        read.values[name] = stripped
        if stripped != cells:
            both = enumerate(zip(stripped, cells, strict=True))
            read.trimmed[name] = {at: str(raw) for at, (kept, raw) in both if kept != raw and kept}
    elif bool in kinds:  # True is 1, and reads otherwise
        readings = [read_cell(column, value) for value in cells]
        read.values[name] = [value for value, _ in readings]
        _note_unread(read, name, cells, [is_read for _, is_read in readings])
    else:
        known = {value: read_cell(column, value) for value in set(cells)}
        read.values[name] = [known[value][0] for value in cells]
        if not all(is_read for _, is_read in known.values()):
            _note_unread(read, name, cells, [known[value][1] for value in cells])


def _note_unread(
    read: Columns, name: str, cells: Sequence[object], is_read: Sequence[bool]
) -> None:
    unread = {place: cells[place] for place, known in enumerate(is_read) if not known}
    if unread:
        read.unread[name] = unread


def _refs_as_numbers(located: Located, columns: Columns) -> Iterator[Fault]:
    raw = columns.raw.get("ref", ())
    if set(map(type, raw)) <= {str}:
        return
    for at, value in enumerate(raw):
        if not isinstance(value, str):
            ref = str(columns.values["ref"][at])
            cell = located.seen.place.cell("ref", columns.numbers[at])
            yield Fault(FaultKind.REF_AS_NUMBER, cell, ref, ref=ref)


def _trimmed(located: Located, columns: Columns) -> Iterator[Fault]:
    refs = columns.values.get("ref", ())
    for name, cells in columns.trimmed.items():
        # A timescale's words are compared with what was read of them, elsewhere.
        for at, text in cells.items() if name != "timescale_text" else ():
            cell = located.seen.place.cell(name, columns.numbers[at])
            yield Fault(FaultKind.TEXT_TRIMMED, cell, text, ref=str(refs[at]) if refs else "")


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
    # A column that staff added is theirs, errors and all.
    known = frozenset(located.seen.place.columns.values())
    for (row, column), error in sorted(facts.errors.items()):
        if column in known and table.body_first_row <= row <= table.body_last_row:
            yield Fault(FaultKind.FORMULA_ERROR, CellRef(table.sheet, row, column), error)
