"""
Rows whose cells hold plain text, numbers or nothing, each taken apart in one step.

Plain text reads as it is stored: without references, escapes, or spaces that are to be kept. Not
told are rows that are written in any other way than we or Excel would write them.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from actionbook.ooxml.sheet import SheetPart

__all__ = ["PlainRow", "plain_rows"]

_ROW = re.compile(rb'<row r="([0-9]+)"(?:[^>]*[^>/])?>')
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([0-9]+)"([^>/]*)'
    r"(?:/>|><is><t>([^<&_\r]*)</t></is></c>|><v>([^<&]*)</v></c>)"
)
_GROUPS = _CELL.groups + 1


class PlainRow(NamedTuple):
    """
    A row: its *number*, and where its cells stand in the part.

    Of each cell the *letters* of its column, its *look*, which is what it states of itself beside
    its address, and its text or else its number as it is stored, None where it holds no such.
    """

    number: int
    start: int
    end: int
    letters: list[str]
    looks: list[str]
    texts: list[str | None]
    numbers: list[str | None]


def plain_rows(part: SheetPart, first: int, last: int) -> Iterator[PlainRow]:
    """Those rows from number *first* to *last* of *part* that are plain."""
    data = part.data
    at = data.find(b'<row r="%d"' % first, part.start, part.end)
    if part.prefix or at < 0 or not part.is_usual or not part.rows.is_ascending:
        return
    while (tag := _ROW.match(data, at)) is not None and int(tag[1]) <= last:
        start, end = tag.end(), data.find(b"</row>", tag.end(), part.end)
        at = end + len(b"</row>")
        parts = _CELL.split(data[start:end].decode("utf-8", "replace"))
        if not any(parts[::_GROUPS]) and set(parts[2::_GROUPS]) == {tag[1].decode()}:
            letters, looks, texts, numbers = (parts[group::_GROUPS] for group in (1, 3, 4, 5))
            yield PlainRow(int(tag[1]), start, end, letters, looks, texts, numbers)
