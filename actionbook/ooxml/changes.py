"""What was set in a workbook since it was opened: cell by cell, or as whole rows in one block."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from actionbook.ooxml.column_edits import Outcome
from actionbook.ooxml.rows import Cell
from actionbook.ooxml.values import Formatted, Formula, Value
from actionbook.ooxml.wanted import Content

__all__ = ["Change", "Changes", "RowBlock", "Step"]


class Change(NamedTuple):
    """A cell that was set: what it held and what it holds now; row and column from 1."""

    sheet: str
    row: int
    column: int
    was: Value | Formula
    now: Value | Formula


class RowBlock(NamedTuple):
    """
    Whole rows put beneath all that a sheet holds: in *rows* one value for each column.

    *styles* are those of the columns' cells, by column; *row_tag* is a row whose look they take.
    """

    first_row: int
    first_column: int
    rows: Sequence[Sequence[Content]]
    styles: Mapping[int, int]
    row_tag: bytes

    @property
    def last_row(self) -> int:
        """The row of the last of them."""
        return self.first_row + len(self.rows) - 1

    def values(self) -> Iterator[tuple[Cell, Value | Formula]]:
        """What each cell is to hold that is not to be blank."""
        for row, contents in enumerate(self.rows, self.first_row):
            for column, content in enumerate(contents, self.first_column):
                value = content.value if isinstance(content, Formatted) else content
                if value is not None and value != "":
                    yield (row, column), value


class Step(NamedTuple):
    """Cells of *sheet* that were set together, and the rows put beneath all others with them."""

    sheet: str
    cells: Mapping[Cell, Outcome]
    block: RowBlock | None = None


class Changes:
    """The *steps* in which cells were set, in order."""

    def __init__(self, steps: Sequence[Step] = ()) -> None:
        self.steps = list(steps)

    def since(self, step: int) -> "Changes":
        """Those from a step on, counted from 0."""
        return Changes(self.steps[step:])

    def __iter__(self) -> Iterator[Change]:
        for step in self.steps:
            for cell, outcome in step.cells.items():
                yield Change(step.sheet, *cell, outcome.was, outcome.now)
            for cell, value in step.block.values() if step.block else ():
                yield Change(step.sheet, *cell, None, value)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets on which a cell was set, as they were met."""
        return tuple(dict.fromkeys(step.sheet for step in self.steps))

    def blocks(self, sheet: str) -> list[RowBlock]:
        """The rows that were put beneath all others of a sheet."""
        return [step.block for step in self._of(sheet) if step.block is not None]

    def now(self, sheet: str) -> dict[Cell, Value | Formula]:
        """What each cell of a sheet was set to last, but for those of blocks."""
        steps = (step.cells.items() for step in self._of(sheet))
        return {cell: outcome.now for cell, outcome in chain.from_iterable(steps)}

    def cells(self, sheet: str) -> set[Cell]:
        """The cells of a sheet that were set."""
        beneath = (cell for block in self.blocks(sheet) for cell, _ in block.values())
        return set(chain(chain.from_iterable(step.cells for step in self._of(sheet)), beneath))

    def _of(self, sheet: str) -> Iterator[Step]:
        return (step for step in self.steps if step.sheet == sheet)
