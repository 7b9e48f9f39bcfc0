"""
How far a sheet reaches.

Whoever reads a sheet whole holds a place for each cell between the first and the last one that
says something: a word that was typed in the last cell that Excel has makes that more than any
computer holds.
"""

import re

from actionbook.ooxml.addresses import cell_name, column_number
from actionbook.ooxml.rows import Cell
from actionbook.ooxml.sheet import SheetPart

__all__ = ["far_cell", "states_small", "states_too_many"]

_MOST_CELLS = 25_000_000
"""A hundred times those of a large plan, and less than a gibibyte of them."""
_HEAD = 4096  # bytes in which a sheet states what it holds
_COUNT = re.compile(rb'\s(?:unique)?[cC]ount="([0-9]+)"')
_FAR = re.compile(rb'r="(?:[A-Z]{3}|[A-Z]{0,2}[0-9]{6})')
_CELL = rb"([A-Z]{1,3})([0-9]{1,7})"
_DIMENSION = re.compile(rb'<(?:[^\s<>:/]+:)?dimension\s+ref="%b(?::%b)?"' % (_CELL, _CELL))


def states_small(head: bytes) -> bool:
    """Whether a sheet states at its *head* that its cells are no more than can be read whole."""
    stated = _DIMENSION.search(head, 0, _HEAD)
    if stated is None:
        return False
    first, last = _cell(*stated.groups()[:2]), stated.groups()[2:]
    return _size(first, _cell(*last) if last[0] else first) <= _MOST_CELLS


def states_too_many(head: bytes) -> bool:
    """Whether shared strings state at their *head* that they are more than can be read whole."""
    opening = head[: head.find(b">", head.find(b"sst")) + 1]
    return any(int(count) > _MOST_CELLS for count in _COUNT.findall(opening))


def far_cell(part: SheetPart) -> str:
    """The cell that makes a sheet larger than can be read whole; "" where none does."""
    if _FAR.search(part.data, part.start, part.end) is None:
        return ""  # nothing stands below row 99,999 or right of column ZZ
    p = re.escape(part.prefix)
    cell = re.compile(rb'<%bc\s[^>]*?r="([A-Z]+)([0-9]+)"[^>]*(?<!/)>(?!</)' % p)
    found = [_cell(*each) for each in cell.findall(part.data, part.start, part.end)]
    if not found:
        return ""
    rows, columns = zip(*found, strict=True)
    first, last = (min(rows), min(columns)), (max(rows), max(columns))
    if _size(first, last) <= _MOST_CELLS:
        return ""
    return cell_name(*max(found, key=lambda each: each[0] * each[1]))


def _cell(letters: bytes, row: bytes) -> Cell:
    return int(row), column_number(letters.decode())


def _size(first: Cell, last: Cell) -> int:
    return (last[0] - first[0] + 1) * (last[1] - first[1] + 1)
