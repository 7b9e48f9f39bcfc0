"""
Whole rows put in the place of rows of a table, where the cells hold text and are to hold text.

What a table of ours says changes row by row: one more at the top moves all the others down. Such
a row is taken apart in one step and written in one piece, each cell keeping what it states of
itself, so that the bytes are those that cell by cell would give.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from actionbook.ooxml.addresses import column_letters
from actionbook.ooxml.cells import cell_tail
from actionbook.ooxml.characters import decode_escapes, text_of
from actionbook.ooxml.markup import Edit, attributes
from actionbook.ooxml.row_block import RowBlock
from actionbook.ooxml.sheet import SheetPart
from actionbook.ooxml.values import encode
from actionbook.ooxml.wanted import Content

__all__ = ["StoredTexts", "TextRow", "row_edits", "said", "says", "text_rows"]

_ROW = re.compile(rb'<row r="([0-9]+)"(?:[^>]*[^>/])?>')
_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]+)"([^>]*?)'
    rb'(?:/>|><is><t((?: xml:space="preserve")?>[^<]*)</t></is></c>)'
)
_GROUPS = _CELL.groups + 1
_OPENING, _CLOSING = b"<is><t", b"</t></is>"


class TextRow(NamedTuple):
    """
    A row of cells with text or with nothing: its *number*, and where its cells stand in the part.

    Of each cell its *look*, what it states of itself beside its address, and its text: what stands
    between ``<is><t`` and ``</t></is>``, None for a blank.
    """

    number: int
    start: int
    end: int
    looks: list[bytes]
    texts: list[bytes | None]


class StoredTexts(dict[Content, bytes | None]):
    """Each text as a `TextRow` has it, worked out once; raises ValueError where none may be so."""

    def __missing__(self, content: Content) -> bytes | None:
        if content is not None and content.__class__ is not str:
            raise ValueError("no text")
        encoded = encode(content, b"", date_1904=False)[1]
        stored = self[content] = encoded[len(_OPENING) : -len(_CLOSING)] if encoded else None
        return stored


def text_rows(part: SheetPart, block: RowBlock) -> Iterator[TextRow]:
    """
    Those rows of *block* that stand in *part* with text or nothing in each of its columns.

    Not told are rows that are written in any other way than we or Excel would write them.
    """
    data, columns = part.data, range(block.first_column, block.first_column + len(block.rows[0]))
    letters = [column_letters(column).encode() for column in columns]
    at = data.find(b'<row r="%d"' % block.first_row, part.start, part.end)
    if part.prefix or at < 0 or not part.is_usual or not part.rows.is_ascending:
        return
    while (tag := _ROW.match(data, at)) is not None and int(tag[1]) <= block.last_row:
        start, end = tag.end(), data.find(b"</row>", tag.end(), part.end)
        at = end + len(b"</row>")
        parts = _CELL.split(data[start:end])
        looks, texts = parts[3::_GROUPS], parts[4::_GROUPS]
        is_whole = parts[1::_GROUPS] == letters and not any(parts[::_GROUPS])
        if is_whole and set(parts[2::_GROUPS]) == {tag[1]} and None not in _styles(looks, texts):
            yield TextRow(int(tag[1]), start, end, looks, texts)


def _styles(looks: Sequence[bytes], texts: Sequence[bytes | None]) -> list[int | None]:
    return [_style(look, text is not None) for look, text in zip(looks, texts, strict=True)]


@lru_cache(maxsize=1024)
def _style(look: bytes, is_text: bool) -> int | None:  # noqa: FBT001 - a key to remember by
    """The style of a cell that states nothing but that and its type; None where it does more."""
    stated = attributes(b"<c" + look + b">")
    style, kind = stated.pop("s", "0"), stated.pop("t", "n")
    is_plain = not stated and style.isdecimal() and kind == ("inlineStr" if is_text else "n")
    return int(style) if is_plain else None


def row_edits(part: SheetPart, block: RowBlock) -> tuple[list[Edit], dict[int, TextRow]]:
    """
    The edits that put the rows of *block* in the place of those `text_rows` of *part*.

    And those rows by number, as they were: the others are to be set cell by cell.
    """
    stored, written = StoredTexts(), _Written(block)
    edits: list[Edit] = []
    done: dict[int, TextRow] = {}
    for row in text_rows(part, block):
        contents = block.rows[row.number - block.first_row]
        try:
            wanted = [stored[content] for content in contents]
        except ValueError:
            continue
        done[row.number] = row
        if wanted != row.texts:
            texts = [
                held if held == text or says(held, content) else text
                for held, text, content in zip(row.texts, wanted, contents, strict=True)
            ]
            if texts != row.texts:
                edits.append(Edit(row.start, row.end, written.cells(row, texts)))
    return edits, done


def said(held: bytes | None) -> str | None:
    """What a text of a `TextRow` says."""
    return None if held is None else decode_escapes(text_of(held.partition(b">")[2]))


def says(held: bytes | None, content: Content) -> bool:
    """Whether a cell that holds that text is to stay, as it says *content* already."""
    return (said(held) or None) == (content or None)


class _Written:
    """Rows of *block* as bytes; what rows have in common is worked out once."""

    def __init__(self, block: RowBlock) -> None:
        self._first = block.first_column
        self._shapes: dict[object, bytes] = {}

    def cells(self, row: TextRow, texts: Sequence[bytes | None]) -> bytes:
        """The cells of *row* with *texts* in them."""
        shape = (*row.looks, *[held is None for held in row.texts], *[t is None for t in texts])
        pattern = self._shapes.get(shape)
        if pattern is None:
            pattern = self._shapes[shape] = b"".join(self._patterns(row, texts))
        digits = b"%d" % row.number
        given = [each for text in texts for each in (digits, text) if each is not None]
        return pattern % tuple(given)

    def _patterns(self, row: TextRow, texts: Sequence[bytes | None]) -> Iterator[bytes]:
        cells = zip(row.looks, row.texts, texts, strict=True)
        for column, (look, held, text) in enumerate(cells, self._first):
            content = b"" if text is None else _OPENING + b"%b" + _CLOSING
            if (held is None) == (text is None):
                tail = b">".join((look, content + b"</c>")) if content else look + b"/>"
            else:
                style = _style(look, held is not None) or 0
                kind = None if text is None else "inlineStr"
                tail = cell_tail(b"", look, kind, style, content)
            yield b'<c r="' + column_letters(column).encode() + b'%b"' + tail
