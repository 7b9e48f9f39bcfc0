"""A plan that is still to be written, as it will be read from its workbook."""

from collections.abc import Iterable
from pathlib import Path

from actionbook.ooxml import Facts
from actionbook.ooxml.facts import Formulas
from actionbook.plan.bulk import without_collecting
from actionbook.plan.model import Plan
from actionbook.workbook.house_file import read_house
from actionbook.workbook.import_tables import IMPORT_DOUBTS, IMPORTED_ROWS
from actionbook.workbook.locate import Located
from actionbook.workbook.made_columns import HEADING_ROW, Body, made_table
from actionbook.workbook.opened import Found, plan_of
from actionbook.workbook.rows import table_columns
from actionbook.workbook.values import SheetValues

__all__ = ["plan_to_be"]

_NOTHING = Facts(Formulas(()), {}, {})
_BESIDE_THE_PLAN = (IMPORT_DOUBTS, IMPORTED_ROWS)  # a row for each of the plan's, none of them its
_ABOVE: list[object] = [None] * (HEADING_ROW + 1)


def plan_to_be(path: Path, bodies: Iterable[Body]) -> Plan:
    """
    The plan of *bodies*, which is to be written at *path*: nothing is worked out in it yet.

    Raises:
        SettingsError: a setting holds what it cannot.
    """
    found = Found({}, {}, {}, read_house(path))
    with without_collecting():
        for body in bodies:
            spec = body.spec
            located = Located(spec, made_table(spec, body.count))
            found.located[spec.name] = located
            found.facts[spec.sheet] = _NOTHING
            if spec not in _BESIDE_THE_PLAN:
                columns = [[*_ABOVE, *body.values(column.field)] for column in spec.columns]
                read, _ = table_columns(located, SheetValues(1, columns), _NOTHING)
                found.columns[spec.name] = read
        return plan_of(found, path)
