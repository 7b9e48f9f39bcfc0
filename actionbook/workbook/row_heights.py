"""
Heights of the rows of a new workbook.

Excel fits a row to its text when it opens the file, LibreOffice does not: so heights are given.
They are given as fitted ones, not as fixed ones, so that a row still grows as staff type.
"""

from collections.abc import Sequence
from math import ceil

from actionbook.workbook.made_columns import Body

__all__ = ["row_heights"]

LINE_POINTS = 13.2
"""The height of one line of Arial 10."""

LETTERS_PER_WIDTH = 1.18
"""Letters of running text to a unit of column width: a unit is as wide as a digit."""

TALLEST = 400.0
"""Points; Excel allows 409."""


def row_heights(body: Body) -> Sequence[float]:
    """Points that the tallest cell of each row needs in its column; of no rows, those of one."""
    lines = [1] * max(body.count, 1)
    for column in body.spec.columns:
        values = body.values(column.field)
        if column.grouped or values.count(None) == len(values):
            continue
        letters = max(column.width * LETTERS_PER_WIDTH - 1, 1)
        # What is short needs a line, unless it is broken, and then it cannot be printed.
        several: dict[object, int] = {
            text: _lines(text, letters)
            for text in {value for value in values if isinstance(value, str)}
            if len(text) > letters or not text.isprintable()
        }
        if several:
            pairs = zip(lines, values, strict=True)
            lines = [max(line, several.get(value, 1)) for line, value in pairs]
    return [min(needed * LINE_POINTS + 3, TALLEST) for needed in lines]


def _lines(text: str, letters: float) -> int:
    return sum(max(1, ceil(len(line) / letters)) for line in text.splitlines())
