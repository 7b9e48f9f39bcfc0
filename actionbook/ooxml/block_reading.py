"""
Whole rows read back many at a time, where they stand in a sheet as we write them.

A stretch of rows is taken apart in one step, and its cells are compared together rather than one
by one: what the texts say, and each number once of those that repeat.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain, compress
from typing import TypeAlias

from actionbook.ooxml.addresses import column_letters
from actionbook.ooxml.characters import decode_escapes, text_of
from actionbook.ooxml.column_edits import known_by
from actionbook.ooxml.row_block import RowBlock
from actionbook.ooxml.sheet import SheetPart
from actionbook.ooxml.text_rows import text_style
from actionbook.ooxml.wanted import Content

__all__ = ["HoldsNumber", "unlike"]

HoldsNumber: TypeAlias = Callable[[str, str, Content], bool]
"""Whether a cell that states so much of itself, with that number in it, holds a content."""

_STRETCH = 1_000
_ROW = r'<row r="([0-9]++)"(?: [^>]*[^>/])?>'
_CELL = (
    r'(?:<c r="%s\1"([^>/]*+)'
    r'(?:/>|>(?:<is><t(?: xml:space="preserve")?>([^<]*+)</t></is>|<v>([^<&]*+)</v>)?+</c>))?+'
)
_OF_CELL = 3  # groups: what it states of itself, its text, its number
_MARKS = (b"&", b"_x", b"\r")
"""Without one of them a text reads as it is stored."""


def unlike(part: SheetPart, block: RowBlock, holds: HoldsNumber) -> Iterator[RowBlock]:
    """
    The stretches of *block* that are not found in *part* at one glance; they may stand there yet.

    *holds* is asked of each number that a cell of them has, and of no blank cell.
    """
    is_ours = not part.prefix and not part.hides and part.rows.is_ascending
    at = part.start
    for first in range(0, len(block.rows), _STRETCH):
        rows = block.rows[first : first + _STRETCH]
        stretch = block._replace(first_row=block.first_row + first, rows=rows)
        start, end = _place(part, stretch, at) if is_ours else (-1, -1)
        if start < 0 or not _holds(part.data[start:end], stretch, holds):
            yield stretch
        at = max(at, end)


def _place(part: SheetPart, block: RowBlock, at: int) -> tuple[int, int]:
    """Where the rows of *block* stand, from *at* on; a start of -1 where the first does not."""
    find = part.data.find
    start = find(b'<row r="%d"' % block.first_row, at, part.end)
    end = find(b'<row r="%d"' % (block.last_row + 1), max(start, at), part.end)
    return start, part.end if end < 0 else end


@lru_cache(maxsize=16)
def _rows_of(first_column: int, width: int) -> re.Pattern[str]:
    """A row with nothing in it but cells of so many columns, each of that row and there once."""
    names = (column_letters(first_column + place) for place in range(width))
    return re.compile(_ROW + "".join(_CELL % name for name in names) + "</row>")


def _holds(data: bytes, block: RowBlock, holds: HoldsNumber) -> bool:
    """Whether *data* is the rows of *block*, what they are to hold in cells written plainly."""
    rows = _rows_of(block.first_column, len(block.rows[0]))
    parts = rows.split(data.decode("utf-8", "replace"))
    gaps, numbers_of_rows, *columns = (
        parts[at :: rows.groups + 1] for at in range(rows.groups + 1)
    )
    if any(gaps) or numbers_of_rows != list(map(str, range(block.first_row, block.last_row + 1))):
        return False
    looks, texts, numbers = (
        list(chain.from_iterable(columns[group::_OF_CELL])) for group in range(_OF_CELL)
    )
    contents = list(chain.from_iterable(zip(*block.rows, strict=True)))
    if any(mark in data for mark in _MARKS):
        texts = [text and _read(text) for text in texts]
    if list(compress(texts, texts)) != list(compress(contents, texts)):
        return False
    is_blank = [not text and not number for text, number in zip(texts, numbers, strict=True)]
    if any(content is not None and content != "" for content in compress(contents, is_blank)):
        return False
    told = map(known_by, compress(contents, numbers))
    of_numbers = zip(compress(looks, numbers), compress(numbers, numbers), told, strict=True)
    others = dict(zip(of_numbers, compress(contents, numbers), strict=True))
    return all(
        text_style(look, True) is not None  # noqa: FBT003 - it is a key
        for look in set(compress(looks, texts))
    ) and all(holds(look, number, content) for (look, number, _), content in others.items())


def _read(text: str) -> str:
    return decode_escapes(text_of(text.encode()))
