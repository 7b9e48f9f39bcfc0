"""Finding the plan's tables in a workbook, and each column by its heading."""

from collections import Counter
from collections.abc import Iterator, Sequence

from actionbook.errors import WorkbookUnreadableError
from actionbook.ooxml import Area, BookView, Table
from actionbook.plan.cells import CellRef
from actionbook.plan.structure import Fault, FaultKind, Place, TableSeen
from actionbook.plan.words import Words
from actionbook.workbook.adopted import action_rows, adopted_table
from actionbook.workbook.columns import Column, TableSpec, heading_key
from actionbook.workbook.tables import ACTIONS, BESIDE, TABLES
from actionbook.workbook.values import SheetValues
from actionbook.workbook.words_table import read_words

__all__ = ["Located", "locate"]

NO_WORDS = Words()
ENOUGH = 3
"""Required columns that a table of another name must have to be taken for the Actions table."""


class Located:
    """
    One table found: what it is, the table in the workbook, and where its fields stand.

    `rows` are the worksheet rows that are actions, of a range that was adopted; None of a table
    whose every filled row is one. `covered` are the merged blocks of such a range's sheet.
    """

    def __init__(
        self,
        spec: TableSpec,
        table: Table,
        words: Words = NO_WORDS,
        rows: tuple[int, ...] | None = None,
        covered: Sequence[Area] = (),
    ) -> None:
        self.spec = spec
        self.table = table
        self.words = words
        self.rows = rows
        self.covered = covered
        self.faults: list[Fault] = []
        self.seen = self._see()

    def _see(self) -> TableSeen:
        table, spec = self.table, self.spec
        columns: dict[str, int] = {}
        headings: dict[str, str] = {}
        for column, (number, heading) in _matched(self, spec, table.columns):
            columns[column.field] = table.first_column + number
            headings[column.field] = heading
        place = Place(table.sheet, columns)
        self.faults += _missing(spec, table, columns)
        return TableSeen(
            table.name,
            place,
            headings,
            table.body_first_row,
            table.body_last_row,
            {
                name: formula
                for name, number in columns.items()
                if (formula := table.formulas[number - table.first_column])
            },
            is_table=bool(table.part),
            is_adopted=self.rows is not None,
        )

    def meaning(self, heading: str) -> Column | None:
        """The column that a heading means; the house's own words come first."""
        key = heading_key(heading)
        if self.spec is ACTIONS and key in self.words.headings:
            return self.spec.by_field.get(self.words.headings[key])
        return self.spec.by_key.get(key)

    def to_its_rows(self, values: SheetValues) -> "Located":
        """The same, of a range that was adopted: which rows are actions, and where they end."""
        if self.rows is None:
            return self
        table = self.table
        rows = action_rows(table, self.seen.place.columns, self.words, values, self.covered)
        if not table.part:
            last = max(rows, default=table.body_first_row)
            table = table._replace(last_row=last)
        return Located(self.spec, table, self.words, rows, self.covered)

    def heading_cell(self, number: int) -> CellRef:
        """The cell of the heading that is *number* columns from the table's left edge."""
        return CellRef(self.table.sheet, self.table.first_row, self.table.first_column + number)


def _matched(
    located: Located, spec: TableSpec, headings: Sequence[str]
) -> Iterator[tuple[Column, tuple[int, str]]]:
    """Each known column with its place: an exact heading wins, then the first synonym."""
    claims: dict[str, list[tuple[bool, int, str]]] = {}
    for number, heading in enumerate(headings):
        column = located.meaning(heading)
        if column is not None:
            key = heading_key(heading)
            is_synonym = key not in located.words.headings and key != heading_key(column.heading)
            claims.setdefault(column.field, []).append((is_synonym, number, heading))
    for column in spec.columns:
        found = sorted(claims.get(column.field, ()))
        if not found:
            continue
        rivals = [claim for claim in found if claim[0] == found[0][0]]
        for _, number, heading in rivals[1:]:
            located.faults.append(
                Fault(
                    FaultKind.HEADING_TWICE,
                    located.heading_cell(number),
                    heading,
                    near=found[0][2],
                )
            )
        yield column, (found[0][1], found[0][2])


def _missing(spec: TableSpec, table: Table, columns: dict[str, int]) -> Iterator[Fault]:
    taken = {
        heading_key(heading) for heading in table.columns if heading_key(heading) in spec.by_key
    }
    for column in spec.columns:
        if column.required and column.field not in columns:
            cell = CellRef(table.sheet, table.first_row, table.first_column)
            yield Fault(FaultKind.COLUMN_MISSING, cell, column.heading, _near(column, table, taken))


def _near(column: Column, table: Table, taken: set[str]) -> str:
    from difflib import get_close_matches

    free = {heading_key(heading): heading for heading in table.columns}
    names = [name for name in free if name not in taken]
    wanted = [heading_key(name) for name in (column.heading, *column.synonyms)]
    for name in wanted:
        close = get_close_matches(name, names, n=1, cutoff=0.75)
        if close:
            return free[close[0]]
    return ""


def locate(book: BookView) -> tuple[dict[str, Located], list[Fault]]:
    """
    The plan's tables by the name the tool knows them by, and what is wrong with the tables.

    A table is known by its name; the Actions table, under another name, by its headings.

    Raises:
        WorkbookUnreadableError: no Actions table, or two tables of one name.
    """
    _refuse_two_of_a_name(book)
    by_name = {table.name.casefold(): table for table in book.tables}
    found: dict[str, Located] = {}
    faults: list[Fault] = []
    for spec in TABLES.values():
        table = by_name.get(spec.name.casefold())
        if spec is ACTIONS and (adopted := adopted_table(book)) is not None:
            merges = book.merges(adopted.sheet)
            found[spec.name] = Located(spec, adopted, read_words(book), (), merges)
        elif table is not None:
            words = read_words(book) if spec is ACTIONS else NO_WORDS
            found[spec.name] = Located(spec, table, words)
        elif spec.required:
            # Only a plan has Settings: another book's table is not taken for its actions.
            is_plan = any(name.casefold() in by_name for name in ("Settings", "Actions"))
            alike = _alike(spec, book.tables) if is_plan else None
            if alike is not None:
                found[spec.name] = Located(spec, alike)
            faults.append(_table_missing(book, spec, alike))
    if ACTIONS.name not in found:
        raise WorkbookUnreadableError(_no_plan(book))
    _lend(found)
    for located in found.values():
        faults += located.faults
    return found, faults


def _lend(found: dict[str, Located]) -> None:
    """Let no column be missed of staff's own sheet that the plan keeps beside it."""
    actions, beside = found[ACTIONS.name], found.get(BESIDE.name)
    if beside is None or actions.rows is None:
        found.pop(BESIDE.name, None)
        return
    actions.faults = [
        fault
        for fault in actions.faults
        if fault.kind is not FaultKind.COLUMN_MISSING
        or ACTIONS.by_key[heading_key(fault.seen)].field not in beside.seen.place.columns
    ]


def _refuse_two_of_a_name(book: BookView) -> None:
    counts = Counter(table.name.casefold() for table in book.tables)
    for table in book.tables:
        if counts[table.name.casefold()] > 1:
            sheets = [
                other.sheet
                for other in book.tables
                if other.name.casefold() == table.name.casefold()
            ]
            raise WorkbookUnreadableError(
                f"{book.path.name} has two tables named {table.name}, on sheets "
                f"{' and '.join(sheets)}. Rename or delete one in Excel "
                "(Table Design, Table Name) and run again."
            )


def _alike(spec: TableSpec, tables: Sequence[Table]) -> Table | None:
    """The table of another name that has the most of *spec*'s required columns."""
    known = {name.casefold() for name in TABLES}
    best, most = None, 0
    for table in tables:
        if table.name.casefold() in known:
            continue
        fields = {
            spec.by_key[heading_key(heading)].field
            for heading in table.columns
            if heading_key(heading) in spec.by_key
        }
        required = sum(column.required and column.field in fields for column in spec.columns)
        enough = min(ENOUGH, sum(column.required for column in spec.columns))
        if required >= enough and required > most:
            best, most = table, required
    return best


def _table_missing(book: BookView, spec: TableSpec, alike: Table | None) -> Fault:
    if alike is not None:
        cell = CellRef(alike.sheet, alike.first_row, alike.first_column)
        return Fault(FaultKind.TABLE_MISSING, cell, spec.name, near=alike.name)
    sheet = book.sheets[0].name if book.sheets else spec.sheet
    return Fault(FaultKind.TABLE_MISSING, CellRef(sheet, 1, 1), spec.name)


def _no_plan(book: BookView) -> str:
    names = ", ".join(table.name for table in book.tables)
    seen = f"its tables are {names}" if names else "it has no Excel tables"
    return (
        f"{book.path.name} is no action plan: it has no table named Actions ({seen}). "
        "Start one with 'actionbook new', or bring an old plan in with 'actionbook import'."
    )
