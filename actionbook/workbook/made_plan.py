"""A plan that is still to be written, as it will be read from its workbook."""

from pathlib import Path

from actionbook.ooxml import Facts
from actionbook.ooxml.facts import Formulas
from actionbook.plan.bulk import without_collecting
from actionbook.plan.model import Plan
from actionbook.plan.settings import Settings
from actionbook.workbook.house_file import read_house
from actionbook.workbook.locate import Located
from actionbook.workbook.made_columns import HEADING_ROW, Rows, made_table, made_tables, values_of
from actionbook.workbook.read import Found, plan_of
from actionbook.workbook.rows import table_columns
from actionbook.workbook.values import SheetValues

__all__ = ["plan_to_be"]

_NOTHING = Facts(Formulas(()), {}, {})


def plan_to_be(path: Path, settings: Settings, rows: Rows) -> Plan:
    """
    The plan of *rows*, which is to be written at *path*: nothing is worked out in it yet.

    Raises:
        SettingsError: a setting holds what it cannot.
    """
    found = Found({}, {}, {}, read_house(path))
    with without_collecting():
        for spec, body in made_tables(settings, rows):
            located = Located(spec, made_table(spec, len(body)))
            above: list[object] = [None] * (HEADING_ROW + 1)
            columns = [[*above, *values_of(column, body)] for column in spec.columns]
            found.located[spec.name] = located
            found.facts[spec.sheet] = _NOTHING
            found.columns[spec.name] = table_columns(located, SheetValues(1, columns), _NOTHING)[0]
        return plan_of(found, path)
