"""
Many cells read back at one glance, where they stand in a sheet as we write them.

Whole rows, or cells here and there, are taken apart in one step, and compared together rather than
one by one: what the texts say, and each number once of those that repeat.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import compress
from operator import ge
from typing import TypeAlias

from actionbook.ooxml.addresses import column_letters
from actionbook.ooxml.characters import decode_escapes, text_of
from actionbook.ooxml.column_edits import each_known_by
from actionbook.ooxml.row_block import RowBlock
from actionbook.ooxml.rows import Cell
from actionbook.ooxml.sheet import SheetPart
from actionbook.ooxml.text_rows import text_style
from actionbook.ooxml.wanted import Content

__all__ = ["Holds", "all_hold", "unlike"]

Holds: TypeAlias = Callable[[str, str, Content], bool]
"""Whether a cell that states so much of itself, with that in it, holds a content."""

_STRETCH = 1_000
_ROW = r'<row r="([0-9]++)"(?: [^>]*[^>/])?>'
_HELD = (
    r'([^>/]*+)(?:/>|>(?:<is><t(?: xml:space="preserve")?>([^<]*+)</t></is>'
    r"|((?:<f>[^<&]*+</f>)?+<v>[^<&]*+</v>|<f>[^<&]*+</f>))?+</c>)"
)
_BLANK = {None, ""}
_OF_CELL = 3  # groups: what it states of itself, its text, and what else stands in it
_MARKS = (b"&", b"_x", b"\r")
"""Without one of them a text reads as it is stored."""


def unlike(part: SheetPart, block: RowBlock, holds: Holds) -> Iterator[RowBlock]:
    """
    The stretches of *block* that are not found in *part* at one glance; they may stand there yet.

    *holds* is asked of each cell of them that has neither a text nor nothing in it, or of one of
    those that are the same.
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
    cells = "".join(rf'(?:<c r="{name}\1"{_HELD})?+' for name in names)
    return re.compile(f"{_ROW}{cells}</row>")


def _holds(data: bytes, block: RowBlock, holds: Holds) -> bool:
    """Whether *data* is the rows of *block*, what they are to hold in cells written plainly."""
    rows = _rows_of(block.first_column, len(block.rows[0]))
    parts = rows.split(data.decode("utf-8", "replace"))
    gaps, numbers_of_rows, *columns = (
        parts[at :: rows.groups + 1] for at in range(rows.groups + 1)
    )
    if any(gaps) or numbers_of_rows != list(map(str, range(block.first_row, block.last_row + 1))):
        return False
    is_marked = any(mark in data for mark in _MARKS)
    looks, texts, others = (columns[group::_OF_CELL] for group in range(_OF_CELL))
    return all(
        _agree(look, text, other, contents, holds, is_marked=is_marked)
        for look, text, other, contents in zip(
            looks, texts, others, zip(*block.rows, strict=True), strict=True
        )
    )


def all_hold(part: SheetPart, cells: Mapping[Cell, Content], holds: Holds) -> bool:
    """
    Whether each of *cells* is found in *part* at one glance, there once and in order.

    Where that is not so they may hold what they are to yet; *holds* as for `unlike`.
    """
    if part.prefix or part.hides:
        return False
    columns = {column for _, column in cells}
    names = {column: column_letters(column).encode() for column in columns}
    places = {b"%b%d" % (names[column], row): (row, column) for row, column in cells}
    of_columns = rb'<c r="((?:%b)[0-9]++)"%b' % (b"|".join(names.values()), _HELD.encode())
    stored = re.compile(of_columns).findall(part.data, part.start, part.end)
    found = [cell for cell in stored if cell[0] in places]
    if len(found) != len(cells):
        return False
    addresses, *held = zip(*found, strict=True)
    in_order = list(map(places.__getitem__, addresses))
    if any(map(ge, in_order, in_order[1:])):
        return False
    looks, texts, others = (list(map(bytes.decode, each)) for each in held)
    contents = list(map(cells.__getitem__, in_order))
    said = b"".join(held[1])
    is_marked = any(mark in said for mark in _MARKS)
    return _agree(looks, texts, others, contents, holds, is_marked=is_marked)


def _agree(
    looks: Sequence[str],
    texts: Sequence[str],
    others: Sequence[str],
    contents: Sequence[Content],
    holds: Holds,
    *,
    is_marked: bool,
) -> bool:
    """Whether cells that look so, with those texts and others in them, hold their *contents*."""
    if any(texts):
        said = list(map(_read, compress(texts, texts)) if is_marked else compress(texts, texts))
        is_textual = all(map(_may_say, set(compress(looks, texts))))
        if not is_textual or said != list(compress(contents, texts)):
            return False
        if len(said) == len(contents):
            return True
    if not all(others):
        blank = [not (text or other) for text, other in zip(texts, others, strict=True)]
        if not set(compress(contents, blank)) <= _BLANK:
            return False
    if not any(others):
        return True
    asked = list(compress(contents, others))
    told = each_known_by(asked)
    stored = zip(compress(looks, others), compress(others, others), told, strict=True)
    once = dict(zip(stored, asked, strict=True))
    return all(holds(look, other, content) for (look, other, _), content in once.items())


def _may_say(look: str) -> bool:
    return text_style(look, True) is not None  # noqa: FBT003 - it is a key


def _read(text: str) -> str:
    return decode_escapes(text_of(text.encode()))
