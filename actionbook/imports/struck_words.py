"""What is said of words that are struck through on a sheet of a plan."""

from collections.abc import Iterator, Sequence

from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.draft import Doubt, Sureness
from actionbook.imports.recognition import FoundTable
from actionbook.imports.row_kinds import RowKind

__all__ = ["ACTION", "KEPT", "LEFT", "struck_doubts"]

LEFT = "These words of the cell are struck through: they are left over."
KEPT = "All that the cell says is struck through, and is kept: look whether it still holds."
ACTION = "The action is struck through, and is kept: say in Status whether it is done or dropped."


def struck_doubts(grid: CellGrid, tables: Sequence[FoundTable]) -> Iterator[Doubt]:
    """A doubt for each cell with words struck through; one for a row whose action is."""
    actions = {
        row: table.column("action") or table.column("issue")
        for table in tables
        for row in table.of_kind(RowKind.ACTION)
    }
    dropped = {row for row, column in actions.items() if grid.struck.get((row, column)) == ""}
    for (row, column), words in sorted(grid.struck.items()):
        cell = grid.address(row, column)
        if words:
            said = " ".join(words.split())
            yield Doubt("", "", LEFT, said, (), Sureness.LIKELY, cell)
        elif row in actions and (row not in dropped or column == actions[row]):
            says = ACTION if row in dropped else KEPT
            yield Doubt("", "", says, grid.text(row, column), (), Sureness.UNSURE, cell)
