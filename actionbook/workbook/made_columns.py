"""What the columns of a new workbook's tables hold, and where they stand on their sheets."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from actionbook.ooxml import Formula, Table, Value
from actionbook.plan.settings import Settings
from actionbook.workbook.actions_table import ACTIONS
from actionbook.workbook.columns import Column, Holds, TableSpec
from actionbook.workbook.settings_table import setting_rows
from actionbook.workbook.tables import TABLES

__all__ = ["HEADING_ROW", "Body", "Cells", "Rows", "made_bodies", "made_table"]

Rows = Mapping[str, Sequence[Mapping[str, object]]]
"""By table name the rows, each by field; a field left out is a blank cell."""

_WORDS = {str, type(None)}

HEADING_ROW = 3
"""The worksheet row of every table's headings, counted from 0: a title and a sentence above."""


class Cells(NamedTuple):
    """The cells of a column: what each holds, the index of their look, and of the days' look."""

    values: Sequence[Value | Formula]
    look: int
    dated: int


class Body:
    """The rows of a table that is to be made, column by column, as their cells hold them."""

    def __init__(self, spec: TableSpec, rows: Sequence[Mapping[str, object]]) -> None:
        self.spec = spec
        self.count = len(rows)
        said = set[str]().union(*rows)  # most columns are of fields that no row has
        self._columns = {
            column.field: _values(column, rows) for column in spec.columns if column.field in said
        }

    def values(self, field: str) -> Sequence[Value]:
        """What the cells of a column hold; of a percentage its share of one."""
        return self._columns.get(field) or [None] * self.count

    def put(self, field: str, values: Mapping[int, object]) -> None:
        """Put *values* in the cells of a column, each in the row at that place, counted from 0."""
        column = self._columns.setdefault(field, [None] * self.count)
        whole = _whole(self.spec.by_field[field])
        for row, value in values.items():
            column[row] = _held(value, whole)


def made_bodies(settings: Settings, rows: Rows) -> list[Body]:
    """
    The tables of a new workbook, in the order of its sheets.

    A table that is optional is there where *rows* name it.
    """
    bodies = []
    for spec in sorted(TABLES.values(), key=lambda spec: spec is not ACTIONS):
        if spec.name == "Settings":
            bodies.append(Body(spec, [dict(row) for row in setting_rows(settings)]))
        elif not spec.optional or spec.name in rows:
            bodies.append(Body(spec, rows.get(spec.name, ())))
    return bodies


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


def _values(column: Column, rows: Sequence[Mapping[str, object]]) -> list[Value]:
    values = [row.get(column.field) for row in rows]
    if set(map(type, values)) <= _WORDS:
        return [value or None for value in values]  # type: ignore[misc]  # words, or nothing
    whole = _whole(column)
    return [_held(value, whole) for value in values]


def _whole(column: Column) -> int:
    return 100 if column.holds is Holds.PERCENT else 1


def _held(value: object, whole: int) -> Value:
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value if whole == 1 else value / whole
    return str(value)
