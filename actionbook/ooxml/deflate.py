"""
A part packed as Excel packs it, on all processors at once where it is large.

A large part is cut into blocks of one size, each deflated with the end of the one before as its
dictionary and flushed to a byte, so that they join into one stream that any program inflates. The
bytes depend on the part alone, not on how many processors there are.
Source: RFC 1951; the way is that of Mark Adler's pigz.
"""

import os
import zlib
from typing import NamedTuple

__all__ = ["Packed", "packed"]

_LEVEL = 5  # 4 % longer than at 6, in two thirds of the time
_BLOCK = 1 << 20
_WINDOW = 1 << 15
_MOST_THREADS = 8


class Packed(NamedTuple):
    """A part packed: the CRC and size of what it was, and its bytes in pieces."""

    crc: int
    size: int
    pieces: tuple[bytes, ...]

    @property
    def packed_size(self) -> int:
        """The size of the pieces together."""
        return sum(map(len, self.pieces))


def packed(data: bytes) -> Packed:
    """*data* deflated; the same bytes for the same data."""
    view = memoryview(data)
    starts = range(0, len(data), _BLOCK) or range(1)

    def block(start: int) -> bytes:
        before = view[max(0, start - _WINDOW) : start]
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=before)
        is_last = start + _BLOCK >= len(data)
        return packer.compress(view[start : start + _BLOCK]) + packer.flush(
            zlib.Z_FINISH if is_last else zlib.Z_SYNC_FLUSH
        )

    if len(starts) == 1:
        return Packed(zlib.crc32(data), len(data), (block(0),))
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(min(os.cpu_count() or 1, _MOST_THREADS)) as threads:
        pieces = threads.map(block, starts)
        return Packed(zlib.crc32(data), len(data), tuple(pieces))
