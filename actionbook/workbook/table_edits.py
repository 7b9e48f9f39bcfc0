"""Tables edited whole: a body of the tool's own made anew, a heading renamed, cells unmerged."""

from collections.abc import Mapping, Sequence

from actionbook.ooxml import Book, Formatted, Formula, NewTable, Table, Value
from actionbook.operations.changes import ChangeSet, Live, Plain, ReplaceBody
from actionbook.workbook.columns import Holds, TableSpec, heading_key
from actionbook.workbook.tables import TABLES

__all__ = ["edit_tables"]

Held = Value | Formula | Formatted


def edit_tables(book: Book, changes: ChangeSet) -> None:
    """
    What *changes* does to whole tables.

    Raises:
        ContentLossError: something would be harmed that the workbook holds.
    """
    for body in changes.bodies:
        _replace_body(book, body)
    for heading in changes.headings:
        book.rename_column(heading.table, heading.was, heading.becomes)
    for merged in changes.unmerged:
        book.unmerge(merged.sheet, merged.area)


def _replace_body(book: Book, change: ReplaceBody) -> None:
    """
    Make the rows of *change* the body of its table; add the table on a new sheet if there is none.

    In a column that the tool does not know, what stood in a row stays with the row that says the
    same in its place, and so does a formula that is filled down.

    Raises:
        ContentLossError: something lies beneath the table, or its sheet is protected.
    """
    spec = TABLES[change.kind]
    table = _standing(book, change.table or spec.name)
    if table is None and not change.rows:
        return
    if table is None:
        table = _added(book, spec)
    fields = [spec.by_key.get(heading_key(heading)) for heading in table.columns]
    names = [column.field if column else "" for column in fields]
    kept = _kept(book, table, names) if "" in names else {}
    parts = [column.field for column in spec.columns if column.holds is Holds.PERCENT]
    rows = [_row(_stored(row, parts), names, table, kept) for row in change.rows]
    book.replace_body(table.name, rows)
    if change.links in names:
        heading = table.columns[names.index(change.links)]
        book.set_links(table.name, heading, [str(row[change.links]) for row in change.rows])


def _standing(book: Book, name: str) -> Table | None:
    return next((table for table in book.tables if table.name.casefold() == name.casefold()), None)


def _added(book: Book, spec: TableSpec) -> Table:
    taken = {sheet.name.casefold() for sheet in book.sheets}
    names = (spec.sheet, *(f"{spec.sheet} {number}" for number in range(2, len(taken) + 3)))
    sheet = next(name for name in names if name.casefold() not in taken)
    book.add_sheet(
        sheet,
        NewTable(
            spec.name,
            tuple(column.heading for column in spec.columns),
            tuple(column.width for column in spec.columns),
        ),
    )
    return book.table(spec.name)


def _kept(
    book: Book, table: Table, names: Sequence[str]
) -> Mapping[tuple[Held, ...], tuple[Held, ...]]:
    """What stands in staff's own columns, by what stands in the tool's, of each row."""
    found: dict[tuple[Held, ...], tuple[Held, ...]] = {}
    for row in range(table.body_first_row, table.body_last_row + 1):
        held = [
            book.cell(table.sheet, row, table.first_column + number) for number in range(len(names))
        ]
        ours = tuple(value or "" for value, name in zip(held, names, strict=True) if name in _KEY)
        found[ours] = tuple(value for value, name in zip(held, names, strict=True) if not name)
    return found


_KEY = frozenset(
    {"code", "ref", "message", "period", "action", "event", "from_date", "to_date", "progress"}
)
"""What tells a row of findings or of a ledger from the others, wherever its cell has gone."""


def _stored(row: Mapping[str, Plain | Live], percentages: Sequence[str]) -> Mapping[str, Held]:
    """The row as cells store it: a percentage is a fraction of one, a live value a formula."""
    told: dict[str, Held] = {}
    for name, value in row.items():
        if isinstance(value, Live):
            formula = Formula(value.formula, value.value)
            told[name] = Formatted(formula, "0%") if name in percentages else formula
        elif name in percentages and value is not None:
            told[name] = float(value) / 100  # type: ignore[arg-type]
        else:
            told[name] = value
    return told


def _row(
    row: Mapping[str, Held],
    names: Sequence[str],
    table: Table,
    kept: Mapping[tuple[Held, ...], tuple[Held, ...]],
) -> list[Held]:
    if "" not in names:
        return [row.get(name) if row.get(name) != "" else None for name in names]
    key = tuple(row.get(name) or "" for name in names if name in _KEY)
    theirs = iter(kept.get(key, ()))
    values: list[Held] = []
    for name, formula in zip(names, table.formulas, strict=True):
        value = row.get(name) if name else next(theirs, None)
        values.append(Formula(formula) if formula and not name else None if value == "" else value)
    return values
