"""Sheets that hold the same plan month after month: the latest is the plan as it stands."""

from collections.abc import Sequence
from datetime import date

from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.draft import Doubt, Sureness
from actionbook.imports.heading_periods import are_of_periods
from actionbook.imports.recognition import FoundTable
from actionbook.imports.row_kinds import RowKind
from actionbook.plan.timescales import parse_timescale

__all__ = ["Sheet", "Sheets", "latest_alone"]

Sheet = tuple[CellGrid, Sequence[FoundTable]]
Sheets = Sequence[Sheet]

_SAME = 0.6  # of the actions of two sheets, that stand on both
_EARLIER = (
    "The sheet {} holds the actions of {} at an earlier time: it was left out. --sheet {!r} "
    "imports it alone."
)


def latest_alone(found: Sheets) -> tuple[Sheets, list[Doubt]]:
    """
    *found* without the sheets that are earlier states of another, and a doubt for each of them.

    Sheets are that where their names differ by a period alone and most of their actions are the
    same. Where the names do not tell which is the latest, all stay.
    """
    plans = [(grid, tables) for grid, tables in found if tables]
    names = [grid.name for grid, _ in plans]
    days = [parse_timescale(name, reference=None).due for name in names]
    if not are_of_periods(names) or None in days or len(set(days)) < len(days):
        return found, []
    latest = names[days.index(max(filter(None, days), default=date.min))]
    actions = {grid.name: _actions(grid, tables) for grid, tables in plans}
    if not all(_are_same(actions[latest], each) for each in actions.values()):
        return found, []
    earlier = [name for name in names if name != latest]
    doubts = [
        Doubt("", "", _EARLIER.format(name, latest, name), "", (), Sureness.LIKELY)
        for name in earlier
    ]
    return [(grid, tables) for grid, tables in found if grid.name not in earlier], doubts


def _actions(grid: CellGrid, tables: Sequence[FoundTable]) -> set[str]:
    """What is to be done by the tables of a sheet, without case and spaces."""
    return {
        "".join(grid.text(row, column).casefold().split())
        for table in tables
        if (column := table.column("action") or table.column("issue"))
        for row in table.of_kind(RowKind.ACTION)
    }


def _are_same(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= _SAME * min(len(one), len(other)) > 0
