"""What a sheet of paper holds: sizes, margins, fonts, and the columns shared out across it."""

from collections.abc import Sequence
from typing import NamedTuple

from actionbook.appendices.measure import line_count
from actionbook.appendices.values import Column, Holds, Paper

__all__ = ["A4_PAGE", "BOLD", "BOTTOM", "MARGIN", "TOP", "Sheet", "screen_of", "sheet_of"]

POINTS_A_PIXEL = 0.75
MARGIN = 0.45
"""Left and right, in inches."""
TOP, BOTTOM = 0.5, 0.7
PAPER_SIZE = {Paper.A4: (841.9, 595.3), Paper.A3: (1190.6, 841.9)}
A4_PAGE = PAPER_SIZE[Paper.A4][1] - 72 * (TOP + BOTTOM) - 4
"""What an A4 page holds from top to bottom, in points."""
FONT_SIZE = {Paper.A4: 10.0, Paper.A3: 9.0}
LEADING = {12.0: 15.75, 10.0: 12.75, 9.0: 12.0}
"""Points from line to line, as Excel sets Arial of that size."""
TALLEST = {Paper.A4: 160.0, Paper.A3: 400.0}
"""The tallest row before its words are cut into several; Excel allows none above 409 points."""
INDENT = 9
"""What is left white before the words of a cell, in pixels."""
CROWDED = 10
"""On A3, more columns than that have no room to spare for it."""
BOLD = 1.1
"""Bold letters are that much wider."""
SCREEN_SIZE = 12.0
SCREEN_WIDER = 1.4
"""Columns of 12 points are that much wider than those of print."""
WIDEST_SCREEN = 160.0
MOST_LINES = 16
"""A cell on a screen is to have about so many lines at most."""
TALLEST_SCREEN = 408.0
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
    indent = 0 if paper is Paper.A3 and len(columns) > CROWDED else INDENT
    rooms = tuple(int((width * 7 - 3 - indent) * POINTS_A_PIXEL * 1000 / size) for width in widths)
    heading = LEADING[size] * _deepest(columns, rooms) + 8
    page = down - 72 * (TOP + BOTTOM) - 4 - heading
    return Sheet(widths, rooms, size, int(indent > 0), LEADING[size], TALLEST[paper], heading, page)


def screen_of(columns: Sequence[Column], longest: Sequence[int]) -> Sheet:
    """
    The measures of a table that is read on a screen, at 12 points.

    *longest* is how many letters the longest cell of each column has. A column is as wide as its
    words need so that no row is higher than Excel can show.
    """
    size = SCREEN_SIZE
    widths = tuple(
        _whole_pixels(min(max(_screen_width(column), letters / MOST_LINES), WIDEST_SCREEN))
        for column, letters in zip(columns, longest, strict=True)
    )
    rooms = tuple(int((width * 7 - 3) * POINTS_A_PIXEL * 1000 / size) for width in widths)
    heading = LEADING[size] * _deepest(columns, rooms) + 8
    return Sheet(widths, rooms, size, 0, LEADING[size], TALLEST_SCREEN, heading, TALLEST_SCREEN)


def _screen_width(column: Column) -> float:
    longest_word = max(map(len, column.heading.split()), default=0)
    return max(column.width * SCREEN_WIDER, longest_word * 1.5 + 2)


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
