"""
A part packed as Excel packs it, on all processors at once where it is large.

A large part is cut into blocks, each deflated with the end of the one before as its dictionary and
flushed to a byte, so that they join into one stream that any program inflates. The bytes depend on
the part, and on what of it was packed before, not on how many processors there are.
Source: RFC 1951; the way is that of Mark Adler's pigz.
"""

import os
import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from threading import Thread
from typing import NamedTuple, TypeAlias

__all__ = ["BLOCK", "WINDOW", "Kept", "Packed", "packed"]

BLOCK = 1 << 20
WINDOW = 1 << 15
_HALVED = 1 << 18  # bytes from which on two processors are of use
_LEVEL = 6  # as Excel and zip do
_LARGE = 1 << 17
_LARGE_LEVEL = 3  # a tenth to a sixth longer than at 6, in less than half of the time
_MOST_THREADS = 8
_EMPTY = b"\x03\x00"  # a last block with nothing in it


class Kept(NamedTuple):
    """The stretch *start* to *end* of a part, *packed* before; nothing may follow *is_last*."""

    start: int
    end: int
    packed: bytes
    is_last: bool


class Packed(NamedTuple):
    """A part packed: the CRC and size of what it was, and its bytes in pieces."""

    crc: int
    size: int
    pieces: tuple[bytes, ...]

    @property
    def packed_size(self) -> int:
        """The size of the pieces together."""
        return sum(map(len, self.pieces))


_Span: TypeAlias = tuple[int, int]


def packed(data: bytes, kept: Sequence[Kept] = ()) -> Packed:
    """*data* deflated, but for what is *kept* of it as it was packed before, in its order."""
    view = memoryview(data)
    level = _LEVEL if len(data) < _LARGE else _LARGE_LEVEL

    def block(span: _Span) -> bytes:
        start, end = span
        before = view[max(0, start - WINDOW) : start]
        packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=before)
        how = zlib.Z_FINISH if end == len(data) else zlib.Z_SYNC_FLUSH
        return packer.compress(view[start:end]) + packer.flush(how)

    new = list(_between(kept, len(data)))
    pieces = dict(zip(new, _made(block, new), strict=True))
    pieces.update({(stretch.start, stretch.end): stretch.packed for stretch in kept})
    in_order = [pieces[span] for span in sorted(pieces)]
    if kept and kept[-1].end == len(data) and not kept[-1].is_last:
        in_order.append(_EMPTY)
    return Packed(zlib.crc32(data), len(data), tuple(in_order))


def _between(kept: Sequence[Kept], size: int) -> Iterator[_Span]:
    """What of a part of that size is to be packed, in blocks."""
    at = 0
    for start, end in (*((each.start, each.end) for each in kept), (size, size)):
        if start > at or not size:
            # Of one length, or nearly: else every edit would leave a small block behind.
            count = max(1 + (start - at >= _HALVED), (start - at) // BLOCK)
            cuts = [at + (start - at) * number // count for number in range(count + 1)]
            yield from pairwise(cuts)
        at = end


def _made(make: Callable[[_Span], bytes], spans: Sequence[_Span]) -> list[bytes]:
    """What *make* makes of each of *spans*, on all processors."""
    made: dict[_Span, bytes] = {}
    waiting = iter(spans)

    def work() -> None:
        for span in waiting:
            made[span] = make(span)

    count = min(os.cpu_count() or 1, _MOST_THREADS, len(spans))
    others = [Thread(target=work) for _ in range(count - 1)]
    for other in others:
        other.start()
    work()
    for other in others:
        other.join()
    # What a thread could not make fails here again, and is told.
    return [made[span] if span in made else make(span) for span in spans]
