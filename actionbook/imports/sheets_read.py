"""Which sheets of a workbook a plan was read from, and which hold none, as an officer is told."""

from collections.abc import Sequence

from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.draft import Doubt, Sureness

__all__ = ["where_read", "without_plan"]

_ONE = "It was read from the sheet {}: the lines named here are the rows of that sheet."
_SEVERAL = "It was read from several sheets: the lines named here count through {}."
_NO_PLAN = "no plan stands on the sheet {}"


def where_read(grids: Sequence[CellGrid]) -> Doubt:
    """What the lines of a draft count, of which *grids* are the sheets, one after the other."""
    if len(grids) == 1:
        return Doubt("", "", _ONE.format(grids[0].name), "", (), Sureness.SURE)
    starts, first = [], 1
    for grid in grids:
        starts.append(f"{grid.name} (lines {first} to {first + len(grid.rows) - 1})")
        first += len(grid.rows)
    return Doubt("", "", _SEVERAL.format("; ".join(starts)), "", (), Sureness.SURE)


def without_plan(grid: CellGrid, words: str = "") -> Doubt:
    """That no plan stands on a sheet, with the first *words* of it where they may tell why."""
    return Doubt("", "", _NO_PLAN.format(grid.name), words, (), Sureness.SURE)
