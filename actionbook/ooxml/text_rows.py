"""
Whole rows put in the place of rows of a table, where the cells hold text and are to hold text.

What a table of ours says changes row by row: one more at the top moves all the others down. Such
a row is taken apart in one step and written in one piece, each cell keeping what it states of
itself, so that the bytes are those that cell by cell would give.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from actionbook.ooxml.addresses import column_letters
from actionbook.ooxml.cells import cell_tail
from actionbook.ooxml.markup import Edit, attributes
from actionbook.ooxml.plain_rows import plain_rows
from actionbook.ooxml.row_block import RowBlock
from actionbook.ooxml.sheet import SheetPart
from actionbook.ooxml.values import LONGEST_TEXT
from actionbook.ooxml.wanted import Content

__all__ = ["TextRow", "row_edits", "text_rows", "text_style"]

Texts: TypeAlias = list[str | None]
"""What each cell of a row says; None where it says nothing."""

_UNLIKE = re.compile("[&<>_\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_TEXTUAL = {str, type(None)}


class TextRow(NamedTuple):
    """
    A row of cells with text or with nothing: its *number*, and where its cells stand in the part.

    Of each cell its *look*, what it states of itself beside its address, and what it says.
    """

    number: int
    start: int
    end: int
    looks: list[str]
    texts: Texts


def _asked(contents: Sequence[Content]) -> Texts | None:
    """What the cells of a row are to say; None where one is to hold anything but text."""
    if not {content.__class__ for content in contents} <= _TEXTUAL:
        return None
    return [content or None for content in contents]  # type: ignore[misc]


def text_rows(part: SheetPart, block: RowBlock) -> Iterator[TextRow]:
    """
    Those rows of *block* that stand in *part* with plain text or nothing in each of its columns.

    Not told are rows that are written in any other way than we or Excel would write them.
    """
    columns = range(block.first_column, block.first_column + len(block.rows[0]))
    letters, nothing = [column_letters(column) for column in columns], [None] * len(columns)
    for number, start, end, found, looks, stored, numbers in plain_rows(
        part, block.first_row, block.last_row
    ):
        if found == letters and numbers == nothing:
            texts = [text or None for text in stored]
            if None not in map(text_style, looks, map(bool, texts)):
                yield TextRow(number, start, end, looks, texts)


@lru_cache(maxsize=1024)
def text_style(look: str, is_text: bool) -> int | None:  # noqa: FBT001 - a key to remember by
    """The style of a cell that states nothing but that and its type; None where it does more."""
    stated = attributes(b"<c" + look.encode() + b">")
    style, kind = stated.pop("s", "0"), stated.pop("t", "n")
    is_plain = not stated and style.isdecimal() and kind == ("inlineStr" if is_text else "n")
    return int(style) if is_plain else None


def row_edits(part: SheetPart, block: RowBlock) -> tuple[list[Edit], dict[int, TextRow]]:
    """
    The edits that put the rows of *block* in the place of those rows of *part*.

    And those rows by number, as they were: the others are to be set cell by cell.
    """
    likes, written = _Likes(), _Written(block)
    edits: list[Edit] = []
    done: dict[int, TextRow] = {}
    for row in text_rows(part, block):
        wanted = _asked(block.rows[row.number - block.first_row])
        if wanted is None or not (wanted == row.texts or all(likes[text] for text in wanted)):
            continue
        done[row.number] = row
        if wanted != row.texts:
            edits.append(Edit(row.start, row.end, written.cells(row, wanted)))
    return edits, done


class _Likes(dict[str | None, bool]):
    """Whether a text is stored as it reads, looked at once."""

    def __missing__(self, text: str | None) -> bool:
        is_like = text is None or (
            2 * len(text) <= LONGEST_TEXT and text == text.strip() and not _UNLIKE.search(text)
        )
        self[text] = is_like
        return is_like


class _Written:
    """Rows of *block* as bytes; what rows have in common is worked out once."""

    def __init__(self, block: RowBlock) -> None:
        self._first = block.first_column
        self._shapes: dict[object, str] = {}

    def cells(self, row: TextRow, texts: Texts) -> bytes:
        """The cells of *row* with *texts* in them."""
        shape = (*row.looks, *map(bool, row.texts), *map(bool, texts))
        pattern = self._shapes.get(shape)
        if pattern is None:
            pattern = self._shapes[shape] = "".join(self._patterns(row, texts))
        given = [each for text in texts for each in (row.number, text) if each is not None]
        return (pattern % tuple(given)).encode()

    def _patterns(self, row: TextRow, texts: Texts) -> Iterator[str]:
        cells = zip(row.looks, row.texts, texts, strict=True)
        for column, (look, held, text) in enumerate(cells, self._first):
            content = "" if text is None else "<is><t>%s</t></is>"
            if (held is None) == (text is None):
                tail = f"{look}>{content}</c>" if content else f"{look}/>"
            else:
                style = text_style(look, held is not None) or 0
                kind = None if text is None else "inlineStr"
                tail = cell_tail(b"", look.encode(), kind, style, content.encode()).decode()
            yield f'<c r="{column_letters(column)}%d"{tail}'
