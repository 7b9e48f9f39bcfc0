"""
Heights of the rows of a new workbook.

Excel fits a row to its text when it opens the file, LibreOffice does not: so heights are given.
They are given as fitted ones, not as fixed ones, so that a row still grows as staff type.
"""

from collections.abc import Mapping, Sequence
from math import ceil

from actionbook.workbook.columns import Column

__all__ = ["row_height"]

LINE_POINTS = 13.2
"""The height of one line of Arial 10."""

LETTERS_PER_WIDTH = 1.18
"""Letters of running text to a unit of column width: a unit is as wide as a digit."""

TALLEST = 400.0
"""Points; Excel allows 409."""


def row_height(row: Mapping[str, object], columns: Sequence[Column]) -> float:
    """Points that the tallest cell of *row* needs in columns of these widths."""
    lines = max(
        (
            _lines(value, column.width)
            for column in columns
            if isinstance(value := row.get(column.field), str) and not column.grouped
        ),
        default=1,
    )
    return min(lines * LINE_POINTS + 3, TALLEST)


def _lines(text: str, width: float) -> int:
    letters = max(width * LETTERS_PER_WIDTH - 1, 1)
    return sum(max(1, ceil(len(line) / letters)) for line in text.splitlines() or [""])
