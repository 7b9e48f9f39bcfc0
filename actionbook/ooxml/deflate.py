"""A part packed as Excel packs it."""

import zlib
from typing import NamedTuple

from actionbook.ooxml.source import CHUNK

__all__ = ["Packed", "packed"]

_LEVEL = 6


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
    """*data* deflated."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    view = memoryview(data)
    pieces = [packer.compress(view[at : at + CHUNK]) for at in range(0, len(data), CHUNK)]
    pieces.append(packer.flush())
    return Packed(zlib.crc32(data), len(data), tuple(piece for piece in pieces if piece))
