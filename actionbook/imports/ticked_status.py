"""A status told by a tick under one of several headings: Not started, Complete; Red, Green."""

from collections.abc import Mapping

from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.column_contents import contents_of
from actionbook.imports.recognition import FoundTable
from actionbook.imports.row_kinds import RowKind
from actionbook.imports.statuses import status_of

__all__ = ["ticked_columns", "ticked_status"]

_FEWEST = 2  # columns of which one is ticked
_COLOURS = frozenset({"red", "amber", "yellow", "green", "blue"})
_LETTERS = 4  # of what stands for a tick: x, ✓, Yes


def ticked_columns(grid: CellGrid, table: FoundTable) -> Mapping[int, str]:
    """The columns of *table* that are ticked where it has no other status, with the status each."""
    if table.column("status") or table.column("rag"):
        return {}
    rows = table.of_kind(RowKind.ACTION)
    found = {
        each.number: each.heading
        for each in table.columns
        if not each.field
        and (not status_of(each.heading)[1] or each.heading.strip().casefold() in _COLOURS)
        and all(len(grid.text(row, each.number)) <= _LETTERS for row in rows)
        and not contents_of(grid.value(row, each.number) for row in rows).numbers
    }
    return found if len(found) >= _FEWEST else {}


def ticked_status(grid: CellGrid, row: int, columns: Mapping[int, str]) -> tuple[str, int]:
    """The status that is ticked in a row, and its column; "" and 0 where none is, or several."""
    ticked = [(heading, column) for column, heading in columns.items() if grid.text(row, column)]
    return ticked[0] if len(ticked) == 1 else ("", 0)
