"""What reading saw of the tables themselves, for the rules of structure to report."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from actionbook.plan.cells import CellRef
from actionbook.plan.words import Words

__all__ = ["Beside", "Fault", "FaultKind", "Format", "NewRow", "Place", "Structure", "TableSeen"]


NO_FORMULAS: Mapping[str, str] = {}


class FaultKind(StrEnum):
    """What is wrong with a table as a table."""

    TABLE_MISSING = "table missing"
    COLUMN_MISSING = "column missing"
    HEADING_TWICE = "heading twice"
    BLANK_ROW = "blank row"
    ROWS_BELOW = "rows below"
    FORMULA_ERROR = "formula error"
    REF_AS_NUMBER = "ref as number"
    VALUE_IN_TOOL_COLUMN = "value in tool column"
    MERGED = "merged"
    ROWS_HIDDEN = "rows hidden"
    FILTERED = "filtered"
    SHEET_HIDDEN = "sheet hidden"
    FORMULA = "formula"
    DATES_FROM_1904 = "dates from 1904"
    COLOUR_ALONE = "colour alone"
    TEXT_TRIMMED = "text trimmed"
    NOBODYS_ROW = "nobody's row"


class Fault(NamedTuple):
    """
    One thing seen while reading: its kind, the cell to look at, and what stood there.

    *seen* is the heading, value or table name concerned; *near* is a heading or table of the
    book that may be the one meant ("" when there is none). Of hidden rows, *seen* is how many; of
    a formula, its text, and *near* what it gives; of trimmed text, the cell as it stands.
    """

    kind: FaultKind
    cell: CellRef
    seen: str
    near: str = ""
    ref: str = ""


class NewRow(NamedTuple):
    """A row that belongs on the sheet beside: the action's ref as it stands, row and words."""

    ref: str | float | date | None
    row: int
    action: str


class Beside(NamedTuple):
    """
    Where the fields of actions stand that staff's own sheet has no column for: a sheet of ours.

    `table` is the own name of the table there and `body` its first and last row, both included;
    `columns` by field, with the action's ref, the row that it has on staff's sheet (`at_row`) and
    its words (`action`). `rows` are by the row on staff's sheet, and `theirs` the other way round.
    `new` are the rows that belong under the table and do not stand there yet; `rows` has them too.
    `astray` are the fields that tell whose a row is, by action, whose cell does not say it.
    """

    table: str
    sheet: str
    columns: Mapping[str, int]
    body: tuple[int, int]
    rows: Mapping[int, int]
    theirs: Mapping[int, int]
    new: tuple[NewRow, ...] = ()
    astray: tuple[tuple[str, NewRow], ...] = ()


BESIDE_ONLY = frozenset({"ref", "at_row", "action"})
"""What the sheet beside has to tell whose row it is: of an action it is on staff's own sheet."""


class Place(NamedTuple):
    """
    Where a table's fields stand: sheet title, and field name to column counted from 1.

    Some of the fields of actions may stand on a sheet *beside*.
    """

    sheet: str
    columns: Mapping[str, int]
    beside: Beside | None = None

    def cell(self, name: str, row: int) -> CellRef:
        """The cell of field *name* in worksheet *row*; of the first column where it is missing."""
        sheet, columns, beside = self
        column = columns.get(name)
        if column is None and beside is not None and self.has_cell(name, row):
            return CellRef(beside.sheet, beside.rows[row], beside.columns[name])
        column = column or min(columns.values(), default=1)
        # As `CellRef(...)`, in half the time: a large plan asks for hundreds of thousands.
        return tuple.__new__(CellRef, (sheet, row, column))

    def has(self, name: str) -> bool:
        """Whether there is a column for field *name*."""
        return name in self.columns or (
            self.beside is not None and name in self.beside.columns and name not in BESIDE_ONLY
        )

    def has_cell(self, name: str, row: int) -> bool:
        """Whether field *name* of the action in worksheet *row* has a cell of its own."""
        if name in self.columns:
            return True
        return self.beside is not None and self.has(name) and row in self.beside.rows

    def rows_of(self, row: int) -> tuple[tuple[str, int], ...]:
        """The sheets and rows on which the action in worksheet *row* stands."""
        beside = self.beside
        if beside is None or row not in beside.rows:
            return ((self.sheet, row),)
        return (self.sheet, row), (beside.sheet, beside.rows[row])

    def row_of(self, cell: CellRef) -> int:
        """The worksheet row of the action that *cell* is of; 0 where it is of none."""
        if cell.sheet == self.sheet:
            return cell.row
        if self.beside is None or cell.sheet != self.beside.sheet:
            return 0
        return self.beside.theirs.get(cell.row, 0)


class TableSeen(NamedTuple):
    """
    A table as it stands in the workbook: its own name, where, and each field's heading.

    Body rows are worksheet rows counted from 1, both ends included. `filled_down` is the formula
    that Excel fills down into new rows, by field. `is_table` is no for a range that staff keep
    without making it a table; `is_adopted` where the sheet is staff's own, to be left as it looks.
    """

    name: str
    place: Place
    headings: Mapping[str, str]
    first_row: int
    last_row: int
    filled_down: Mapping[str, str] = NO_FORMULAS
    is_table: bool = True
    is_adopted: bool = False


class Format(NamedTuple):
    """A conditional format: cells, an A1 formula, colours as FFRRGGBB (None: left alone)."""

    cells: str
    formula: str
    fill: str | None
    font: str | None
    bold: bool = False

    @property
    def key(self) -> tuple[frozenset[str], str]:
        """What makes it the same format, however Excel has written its cells down."""
        return frozenset(self.cells.split()), self.formula


class Structure(NamedTuple):
    """
    Every fault of structure, in reading order, and the tables as they stand.

    `tables` are by the name the tool knows them by; `words` are the house's own; `hidden_rows` are
    worksheet rows counted from 1, by sheet title; `formats` are the tool's own on the sheet of
    actions; `names` the formula of each defined name; `setting_cells` the cell of each setting's
    value, by the setting's name.
    """

    faults: tuple[Fault, ...] = ()
    tables: Mapping[str, TableSeen] = {}
    hidden_rows: Mapping[str, frozenset[int]] = {}
    formats: tuple[Format, ...] = ()
    names: Mapping[str, str] = {}
    setting_cells: Mapping[str, CellRef] = {}
    words: Words = Words()

    @property
    def actions_at(self) -> Place:
        """Where the fields of actions stand: nowhere in a plan that has no table of them."""
        table = self.tables.get("Actions")
        return table.place if table else Place("", {})

    @property
    def live_table(self) -> TableSeen | None:
        """The table with the live columns of actions: where staff's own has none, one beside."""
        return self.tables.get("ActionsBeside") or self.tables.get("Actions")

    def of(self, kind: FaultKind) -> tuple[Fault, ...]:
        """The faults of one kind, in reading order."""
        return tuple(fault for fault in self.faults if fault.kind is kind)
