"""What was set in a workbook since it was opened: cell by cell, or as whole rows in one block."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from actionbook.ooxml.column_edits import Outcome
from actionbook.ooxml.row_block import RowBlock
from actionbook.ooxml.rows import Cell
from actionbook.ooxml.text_rows import TextRow
from actionbook.ooxml.values import Formula, Value

__all__ = ["Body", "Change", "Changes", "Step"]


class Change(NamedTuple):
    """A cell that was set: what it held and what it holds now; row and column from 1."""

    sheet: str
    row: int
    column: int
    was: Value | Formula
    now: Value | Formula


class Body(NamedTuple):
    """Whole *rows* put in the place of others, of which those by number stood so before."""

    rows: RowBlock
    held: Mapping[int, TextRow]

    def changed(self) -> Iterator[tuple[Cell, Outcome]]:
        """What each cell of those rows came to that says something else now."""
        for number, row in self.held.items():
            contents = self.rows.rows[number - self.rows.first_row]
            cells = zip(row.texts, contents, strict=True)
            for column, (was, content) in enumerate(cells, self.rows.first_column):
                if was != (content or None):
                    yield (number, column), Outcome(None, was, content)  # type: ignore[arg-type]


class Step(NamedTuple):
    """
    Cells of *sheet* that were set together.

    With them whole rows were put in the place of others (*body*) and beneath all others (*block*).
    """

    sheet: str
    cells: Mapping[Cell, Outcome]
    block: RowBlock | None = None
    body: Body | None = None


class Changes:
    """The *steps* in which cells were set, in order."""

    def __init__(self, steps: Sequence[Step] = ()) -> None:
        self.steps = list(steps)

    def since(self, step: int) -> "Changes":
        """Those from a step on, counted from 0."""
        return Changes(self.steps[step:])

    def __iter__(self) -> Iterator[Change]:
        for step in self.steps:
            for cell, outcome in _set_in(step):
                yield Change(step.sheet, *cell, outcome.was, outcome.now)
            for cell, value in step.block.values() if step.block else ():
                yield Change(step.sheet, *cell, None, value)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets on which a cell was set, as they were met."""
        return tuple(dict.fromkeys(step.sheet for step in self.steps))

    def blocks(self, sheet: str) -> list[RowBlock]:
        """The whole rows that were put into a sheet, in the place of others or beneath all."""
        bodies = [step.body.rows for step in self._of(sheet) if step.body is not None]
        return [*bodies, *(step.block for step in self._of(sheet) if step.block is not None)]

    def now(self, sheet: str) -> dict[Cell, Value | Formula]:
        """What each cell of a sheet was set to last, but for those of `blocks`."""
        steps = (step.cells.items() for step in self._of(sheet))
        return {cell: outcome.now for cell, outcome in chain.from_iterable(steps)}

    def cells(self, sheet: str) -> set[Cell]:
        """The cells of a sheet that were set."""
        steps = list(self._of(sheet))
        cells = (cell for step in steps for cell, _ in _set_in(step))
        beneath = (cell for step in steps if step.block for cell, _ in step.block.values())
        return {*cells, *beneath}

    def _of(self, sheet: str) -> Iterator[Step]:
        return (step for step in self.steps if step.sheet == sheet)


def _set_in(step: Step) -> Iterator[tuple[Cell, Outcome]]:
    """What each cell came to that was not put beneath all others."""
    return chain(step.cells.items(), step.body.changed() if step.body else ())
