"""A sheet that Excel saved as text, its cells parted by tabs, told from text that was printed."""

import csv
from collections.abc import Sequence
from io import StringIO

__all__ = ["is_saved_sheet"]

_TOGETHER = 16
"""Rows that Excel saves at a time: it leaves out the tabs behind the last cell that one holds."""
_LEAST_COLUMNS = 3


def is_saved_sheet(text: str) -> bool:
    """
    Whether every row of *text* has all the cells of its sheet, as programs save it.

    In print a title stands on a line without tabs, and a cell goes on in the next line.
    """
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter="\t", strict=True))
    except csv.Error:
        return False
    while rows and not any(rows[-1]):
        rows.pop()
    widths = list(map(len, rows))
    is_wide = max(widths, default=0) >= _LEAST_COLUMNS
    return is_wide and all(
        _are_alike(widths[first : first + _TOGETHER]) for first in range(0, len(rows), _TOGETHER)
    )


def _are_alike(widths: Sequence[int]) -> bool:
    return len(set(widths)) == 1
