"""One row of a rule's case table, and how what a check found is compared with it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from builders import COLUMNS, HEADINGS, ON, PLACE, plan

from actionbook.operations.check import Finding, check
from actionbook.plan.cells import CellRef
from actionbook.plan.model import Plan
from actionbook.plan.structure import Place, TableSeen
from actionbook.rules.selection import select_rules

__all__ = ["Case", "findings", "found", "without_column"]

FIELDS = {column: field for field, column in COLUMNS.items()}


class Case(NamedTuple):
    """A plan, and what the rules must say about it, no more."""

    name: str
    plan: Plan
    expected: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    """Rules that only inform and are run besides the usual ones."""


def found(found_in: Plan, asked: Sequence[str] = ()) -> tuple[str, ...]:
    """
    Every finding in the order of the report: `AB201 lead 2` for a cell of an action.

    Elsewhere the cell's address stands, as in `AB107 Issues!A3`. Rules that only inform are run
    where they are *asked* for.
    """
    return tuple(f"{finding.code} {_place(finding.cell)}" for finding in findings(found_in, asked))


def findings(found_in: Plan, asked: Sequence[str] = ()) -> tuple[Finding, ...]:
    """The findings of the usual rules and of those that are *asked* for."""
    rules = select_rules(("DEFAULT", *asked))
    return check(found_in, on=ON, rules=rules).findings


def _place(cell: CellRef) -> str:
    if cell.sheet != PLACE.sheet or cell.row == 1:
        return str(cell)
    return f"{FIELDS[cell.column]} {cell.row}"


def without_column(name: str, **row: Any) -> Plan:
    """A plan of one row whose Actions table has no column for the field *name*."""
    sound = plan(row)
    (only,) = sound.actions
    columns = {field: at for field, at in only.place.columns.items() if field != name}
    place = Place("Actions", columns)
    seen = TableSeen("Actions", place, HEADINGS, first_row=2, last_row=2)
    structure = sound.structure._replace(tables={"Actions": seen})
    return replace(sound, actions=(only._replace(place=place),), structure=structure)
