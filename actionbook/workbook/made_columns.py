"""What the columns of a new workbook's tables hold, and where they stand on their sheets."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from actionbook.ooxml import Table, Value
from actionbook.plan.settings import Settings
from actionbook.workbook.actions_table import ACTIONS
from actionbook.workbook.columns import Column, Holds, TableSpec
from actionbook.workbook.settings_table import setting_rows
from actionbook.workbook.tables import TABLES

__all__ = ["HEADING_ROW", "Rows", "made_table", "made_tables", "values_of"]

Rows = Mapping[str, Sequence[Mapping[str, object]]]
"""By table name the rows, each by field; a field left out is a blank cell."""

HEADING_ROW = 3
"""The worksheet row of every table's headings, counted from 0: a title and a sentence above."""


def made_tables(
    settings: Settings, rows: Rows
) -> Iterator[tuple[TableSpec, Sequence[Mapping[str, object]]]]:
    """
    The tables of a new workbook and what their rows say, in the order of its sheets.

    A table that is optional is there where *rows* name it.
    """
    for spec in sorted(TABLES.values(), key=lambda spec: spec is not ACTIONS):
        if spec.name == "Settings":
            yield spec, [dict(row) for row in setting_rows(settings)]
        elif not spec.optional or spec.name in rows:
            yield spec, rows.get(spec.name, ())


def made_table(spec: TableSpec, count: int) -> Table:
    """The table of *spec* with *count* rows, as it stands on its sheet; it has one row at least."""
    headings = tuple(column.heading for column in spec.columns)
    first = HEADING_ROW + 1
    return Table(
        spec.name,
        spec.sheet,
        "to be made",
        first,
        first + max(count, 1),
        1,
        len(headings),
        headings,
        formulas=("",) * len(headings),
    )


def values_of(column: Column, rows: Sequence[Mapping[str, object]]) -> list[Value]:
    """What the cells of a column hold; of a percentage its share of one."""
    values = [row.get(column.field) for row in rows]
    if values.count(None) == len(values):  # as of most columns, and told at once
        return [None] * len(values)
    share = 100 if column.holds is Holds.PERCENT else 1
    return [_held(value, share) for value in values]


def _held(value: object, share: int) -> Value:
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value if share == 1 else value / share
    return str(value)
