"""
What a part was packed in and still is: stretches that need not be packed again.

A large part is packed in blocks that join into one stream, each flushed to a byte. Where only some
rows of a sheet are edited, all the other blocks are taken over as they lie in the file. A stretch
is told by the mark that a flush leaves, and by inflating it alone with what comes before it as its
dictionary; a stream without such marks, as Excel writes it, is packed anew.
Source: RFC 1951, sections 3.2.4 and 2.
"""

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from actionbook.ooxml.deflate import BLOCK, WINDOW, Kept

__all__ = ["kept_in"]

_FLUSHED = re.compile(re.escape(b"\x00\x00\xff\xff"))
_LONGEST = 4 * BLOCK
_MOST_MISSED = 3
"""After so many stretches in a row that are not found, the rest of the part is another."""
_HEAD = 128
_FARTHEST = 1 << 17
"""How far from where it is expected a stretch is looked for."""


class _Stretch(NamedTuple):
    """*content*, inflated, of the part from *start* on; *window* is what stands before it."""

    start: int
    window: bytes
    content: bytes
    packed: bytes
    is_last: bool


def kept_in(data: bytes, before: bytes) -> list[Kept]:
    """The stretches of *data*, in order, that the stream *before* has packed; they may be none."""
    kept: list[Kept] = []
    taken = shift = missed = 0
    for stretch in _stretches(before):
        at = _place(data, stretch, taken, shift)
        if at < 0:
            missed += 1
            if missed == _MOST_MISSED:
                break
            continue
        missed, shift = 0, at - stretch.start
        end = at + len(stretch.content)
        has_window = data.endswith(stretch.window, 0, at)
        if has_window and (end == len(data) or not stretch.is_last):
            kept.append(Kept(at, end, stretch.packed, stretch.is_last))
            taken = end
    return kept


def _place(data: bytes, stretch: _Stretch, taken: int, shift: int) -> int:
    """Where in *data* a stretch stands, from *taken* on; -1 where it is not found."""
    expected = max(stretch.start + shift, taken)
    if data.startswith(stretch.content, expected):
        return expected
    head = stretch.content[:_HEAD]
    found = data.find(head, max(taken, expected - _FARTHEST), expected + _FARTHEST)
    return found if found >= 0 and data.startswith(stretch.content, found) else -1


def _stretches(packed: bytes) -> Iterator[_Stretch]:
    """
    The stretches of a stream, as long as each can be inflated by itself.

    The bytes of the mark may stand elsewhere too: then what follows cannot be, and the stretch
    before it is not told.
    """
    ends = [match.end() for match in _FLUSHED.finditer(packed)]
    at = start = 0
    window = b""
    before: _Stretch | None = None
    for end in (*ends, len(packed)) if ends else ():
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS, zdict=window)
        try:
            content = unpacker.decompress(packed[start:end], _LONGEST)
        except zlib.error:
            return
        if unpacker.unconsumed_tail or unpacker.eof != (end == len(packed)):
            return
        if before is not None:
            yield before
        before = _Stretch(at, window, content, packed[start:end], unpacker.eof)
        window = (window + content)[-WINDOW:]
        at, start = at + len(content), end
    if before is not None:
        yield before
