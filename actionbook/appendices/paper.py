"""What a sheet of paper holds: sizes, margins, fonts, and the columns shared out across it."""

from collections.abc import Sequence
from typing import NamedTuple

from actionbook.appendices.measure import line_count
from actionbook.appendices.values import Column, Holds, Paper

__all__ = ["BOTTOM", "MARGIN", "TOP", "Sheet", "sheet_of"]

POINTS_A_PIXEL = 0.75
MARGIN = 0.45
"""Left and right, in inches."""
TOP, BOTTOM = 0.5, 0.7
PAPER_SIZE = {Paper.A4: (841.9, 595.3), Paper.A3: (1190.6, 841.9)}
FONT_SIZE = {Paper.A4: 10.0, Paper.A3: 9.0}
LEADING = {10.0: 12.75, 9.0: 12.0}
"""Points from line to line, as Excel sets Arial of that size."""
TALLEST = {Paper.A4: 160.0, Paper.A3: 400.0}
"""The tallest row before its words are cut into several; Excel allows none above 409 points."""
INDENT = {Paper.A4: 9, Paper.A3: 0}
"""What is left white before the words of a cell, in pixels; on A3 there is no room to spare."""
BOLD = 1.1
"""Bold letters are that much wider."""
NARROWEST = 0.6
"""A column that grows may shrink to that much of its width before the others do."""


class Sheet(NamedTuple):
    """
    A table's measures in print.

    `widths` are in characters, `rooms` what a line of each column holds in thousandths of the
    font's size, everything else in points; `page` is what a page holds beneath its headings.
    """

    widths: tuple[float, ...]
    rooms: tuple[int, ...]
    size: float
    indent: int
    leading: float
    tallest: float
    heading: float
    page: float


def sheet_of(columns: Sequence[Column], paper: Paper) -> Sheet:
    """The measures of a table that takes the whole width of the paper and no more."""
    across, down = PAPER_SIZE[paper]
    size = FONT_SIZE[paper]
    widths = _widths(columns, int((across - 144 * MARGIN) / POINTS_A_PIXEL) - 2)
    rooms = tuple(
        int((width * 7 - 3 - INDENT[paper]) * POINTS_A_PIXEL * 1000 / size) for width in widths
    )
    heading = LEADING[size] * _deepest(columns, rooms) + 8
    page = down - 72 * (TOP + BOTTOM) - 4 - heading
    indent = 1 if INDENT[paper] else 0
    return Sheet(widths, rooms, size, indent, LEADING[size], TALLEST[paper], heading, page)


def _deepest(columns: Sequence[Column], rooms: Sequence[int]) -> int:
    return max(
        line_count(column.heading, int(room / BOLD))
        for column, room in zip(columns, rooms, strict=True)
    )


def _widths(columns: Sequence[Column], pixels: int) -> tuple[float, ...]:
    """What is left goes to the columns that grow; where too little is, all but dates shrink."""
    room = (pixels - 5 * len(columns)) / 7
    growing = sum(column.width for column in columns if column.grows)
    # A date that does not fit its column is shown as ###, so dates keep their width.
    dates = sum(column.width for column in columns if column.holds is Holds.DATE)
    fixed = sum(column.width for column in columns) - growing - dates
    growth = (room - dates - fixed) / growing if growing else 1.0
    shrinkage = 1.0
    if growth < NARROWEST:
        growth, shrinkage = NARROWEST, (room - dates) / (fixed + NARROWEST * growing)
    return tuple(
        _whole_pixels(
            column.width
            * (growth if column.grows else 1)
            * (1 if column.holds is Holds.DATE else shrinkage)
        )
        for column in columns
    )


def _whole_pixels(width: float) -> float:
    return int(width * 7) / 7
