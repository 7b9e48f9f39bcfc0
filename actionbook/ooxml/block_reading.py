"""
Whole rows read back many at a time, where they stand in a sheet as we write them.

A stretch of rows is taken apart in one step, and its cells are compared by column rather than one
by one: where they stand, what the texts say, and each number once of those that repeat.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, compress, repeat
from operator import ne
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
_CELL = re.compile(
    r'<c r="([A-Z]++)([0-9]++)"([^>/]*+)'
    r'(?:/>|><(?:is><t(?: xml:space="preserve")?>([^<]*+)</t></is|v>([^<&]*+)</v)></c>)'
)
_GROUPS = _CELL.groups + 1
_ROWS = re.compile(r'(?:<row r="[0-9]++"(?: [^>]*[^>/])?></row>)*+')
_MARKS = (b"&", b"_x", b"\r")
"""Without one of them a text reads as it is stored."""
_NUMBER = re.compile(r'<row r="([0-9]+)"')


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


def _holds(data: bytes, block: RowBlock, holds: HoldsNumber) -> bool:
    """Whether *data* is the rows of *block*, what they are to hold in cells written plainly."""
    parts = _CELL.split(data.decode("utf-8", "replace"))
    gaps = parts[::_GROUPS]
    letters, rows, looks, texts, numbers = (parts[group::_GROUPS] for group in range(1, _GROUPS))
    if not _are_in_rows(gaps, rows):
        return False
    contents = _asked_in(letters, rows, block)
    if contents is None:
        return False
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


def _are_in_rows(gaps: Sequence[str], rows: Sequence[str]) -> bool:
    """Whether there is nothing beside the cells but rows, and each cell is in its own."""
    between = "".join(gaps)
    is_first = [True, *map(ne, rows[1:], rows)]
    return (
        _ROWS.fullmatch(between) is not None
        and _NUMBER.findall(between) == list(compress(rows, is_first))
        and list(map(bool, gaps[:-1])) == is_first[: len(rows)]
    )


def _asked_in(
    letters: Sequence[str], rows: Sequence[str], block: RowBlock
) -> Sequence[Content] | None:
    """
    What each cell is to hold, by its column and row.

    None where a cell stands there twice, or one is missing that is to hold something.
    """
    names = [column_letters(block.first_column + place) for place in range(len(block.rows[0]))]
    numbers = map(str, range(block.first_row, block.last_row + 1))
    contents = list(chain.from_iterable(block.rows))
    asked_in = list(chain.from_iterable(repeat(number, len(names)) for number in numbers))
    asked_of = names * len(block.rows)
    if rows == asked_in and letters == asked_of:
        return contents
    asked = dict(zip(zip(asked_of, asked_in, strict=True), contents, strict=True))
    places = list(zip(letters, rows, strict=True))
    if len(set(places)) < len(places):
        return None
    found = [asked.pop(place, None) for place in places]
    return None if any(each is not None and each != "" for each in asked.values()) else found


def _read(text: str) -> str:
    return decode_escapes(text_of(text.encode()))
