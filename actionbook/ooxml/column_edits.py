"""
Many cells of one sheet set in one pass over their columns.

In a column the same is often put for the same: what that comes to is worked out once and
remembered. Only what stands behind a cell's address is replaced.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from actionbook.ooxml.markup import Edit
from actionbook.ooxml.rows import Cell, CellSpan, Rows
from actionbook.ooxml.values import Formatted, Formula, Value
from actionbook.ooxml.wanted import Content

__all__ = ["Outcome", "column_edits", "known_by"]

_MOST_REMEMBERED = 50_000


class Outcome(NamedTuple):
    """
    What putting a value in a cell comes to: what it held, and what it holds now.

    *tail* is what is to stand behind the cell's address; None where it is to stay as it is.
    *is_common* where another cell that reads the same comes to the same.
    """

    tail: bytes | None
    was: Value | Formula
    now: Value | Formula
    loses_formula: bool = False
    is_common: bool = True


def known_by(content: Content) -> object:
    """What tells *content* from all that is another in a cell: True is 1, and is not."""
    kind = content.__class__
    if kind is Formula or kind is Formatted:
        return kind, content, known_by(content.value)  # type: ignore[union-attr]
    return kind, content


class _Outcomes:
    """What each value comes to in each cell that it is put in; what was met before, remembered."""

    def __init__(self, work_out: Callable[[Cell, Content, CellSpan], Outcome]) -> None:
        self._work_out = work_out
        self._outcomes: dict[object, Outcome] = {}
        # Values come from a few objects: each is looked at once.
        self._told: dict[int, object] = {}

    def of(self, cell: Cell, content: Content, look: bytes, inner: bytes) -> Outcome:
        told = self._told.get(id(content))
        if told is None:
            told = self._told[id(content)] = known_by(content)
        key = (look, inner, told)
        outcome = self._outcomes.get(key)
        if outcome is None:
            outcome = self._work_out(cell, content, CellSpan(0, 0, b"", look, inner))
            if len(self._outcomes) > _MOST_REMEMBERED:
                self._outcomes.clear()
            if outcome.is_common:
                self._outcomes[key] = outcome
        return outcome


def column_edits(
    rows: Rows,
    cells: Mapping[Cell, Content],
    work_out: Callable[[Cell, Content, CellSpan], Outcome],
    note: Callable[[Cell, Outcome], None],
) -> tuple[list[Edit], list[Cell]]:
    """
    The edits that set *cells*, and those of them that the sheet, which is plain, does not hold.

    *work_out* tells what has not been met yet; *note* is told of each cell that changes.

    Raises:
        BrokenPartError: one of them stands in the sheet twice, or out of order.
    """
    outcomes = _Outcomes(work_out)
    edits: list[Edit] = []
    absent: list[Cell] = []
    for cell, look, inner, match in rows.held(cells, absent):
        outcome = outcomes.of(cell, cells[cell], look, inner)
        if outcome.tail is not None:
            edits.append(Edit(match.end(2) + 1, match.end(), outcome.tail))
            note(cell, outcome)
    return edits, absent
