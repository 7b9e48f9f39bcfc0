"""
The zip a workbook is: where each entry lies, and its bytes, packed or inflated.

Overlapping entries are told here, since `zipfile` lets them through up to Python 3.11.7
(CVE-2024-0450); sizes are counted while inflating and never believed.
Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7 and 4.4.
"""

import struct
import zlib
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from actionbook.ooxml.closing import damaged
from actionbook.ooxml.directory import Directory, Entry, read_directory
from actionbook.ooxml.limits import Limits
from actionbook.ooxml.source import CHUNK, Source, unreadable

__all__ = ["DEFLATED", "LOCAL", "STORED", "Archive", "Extent"]

LOCAL = struct.Struct("<4s5H3L2H")
STORED, DEFLATED = 0, 8
_AT_ONCE = 1 << 25
"""Bytes of an entry that is unpacked in a few pieces: in small ones it takes twice as long."""


class Extent(NamedTuple):
    """Where an entry lies in the file: its header, its packed bytes, and the next entry."""

    start: int
    data: int
    end: int


class Archive:
    """
    The entries of the zip file at *path*, by lower-case name and in the directory's order.

    Folders are no parts and have no name here, but their entries are in the `directory`.
    """

    def __init__(self, path: Path, *, limits: Limits) -> None:
        self.source = Source(path, limit=limits.file_bytes)
        self.directory: Directory = read_directory(self.source, limits)
        self.entries = {entry.key: entry for entry in self.directory.entries if not entry.is_folder}
        self.extents = dict(self._laid_out())

    def _laid_out(self) -> Iterator[tuple[str, Extent]]:
        """The extent of every entry by lower-case name, in the file's order."""
        entries = sorted(self.directory.entries, key=lambda entry: entry.offset)
        ends = [entry.offset for entry in entries[1:]] + [self.directory.start]
        heads = self.source.ranges(
            [(entry.offset, LOCAL.size + len(entry.raw_name)) for entry in entries]
        )
        for entry, end, head in zip(entries, ends, heads, strict=True):
            data = self._data_start(entry, head)
            if data + entry.packed_size > end:
                raise unreadable(
                    self.source.path,
                    "has parts that overlap, as no office program writes them: do not trust it",
                )
            yield entry.key, Extent(entry.offset, data, end)

    def _data_start(self, entry: Entry, head: bytes) -> int:
        if len(head) < LOCAL.size or not head.startswith(b"PK\x03\x04"):
            raise damaged(self.source, f"{entry.name} is not where it should be")
        fields = LOCAL.unpack_from(head)
        if head[LOCAL.size :] != entry.raw_name or fields[3] != entry.method:
            raise damaged(self.source, f"{entry.name} is described in two ways")
        return entry.offset + len(head) + int(fields[10])

    def inflated(self, entry: Entry) -> bytes:
        """
        The bytes of an entry as they were before packing.

        Raises:
            WorkbookUnreadableError: they are broken, or more than the directory says.
        """
        if entry.size <= _AT_ONCE:
            return b"".join(self._pieces(entry, at_once=entry.size + 1))
        # Of the ways to gather pieces, this one alone does not hold them twice at the end.
        gathered = BytesIO()
        for piece in self._pieces(entry):
            gathered.write(piece)
        return gathered.getvalue()

    def head(self, entry: Entry) -> bytes:
        """The first mebibyte of an entry, or less; raises where it cannot be unpacked."""
        with closing(self._unpacked(entry)) as pieces:
            return next(pieces, b"")

    def holds(self, entry: Entry, data: bytes) -> bool:
        """Whether an entry inflates to *data*; raises as `inflated` does."""
        if entry.size != len(data):
            return False
        at = 0
        for piece in self._pieces(entry):
            if not data.startswith(piece, at):
                return False
            at += len(piece)
        return True

    def _pieces(self, entry: Entry, *, at_once: int = CHUNK) -> Iterator[bytes]:
        """
        The bytes of an entry piece by piece, so many *at_once* at most.

        What the entry states of them is checked at the end.
        """
        size = crc = 0
        for piece in self._unpacked(entry, at_once):
            size += len(piece)
            if size > entry.size:
                break
            crc = zlib.crc32(piece, crc)
            yield piece
        if size != entry.size:
            raise damaged(self.source, f"{entry.name} is not of the size it states")
        if crc != entry.crc:
            raise damaged(self.source, f"{entry.name} is not what was written")

    def _unpacked(self, entry: Entry, at_once: int = CHUNK) -> Generator[bytes, None, None]:
        start = self.extents[entry.key].data
        with closing(self.source.chunks(start, start + entry.packed_size)) as packed:
            if entry.method == STORED:
                yield from packed
            elif entry.method == DEFLATED:
                yield from self._unpacked_pieces(entry, packed, at_once)
            else:
                raise unreadable(
                    self.source.path,
                    f"has {entry.name} packed in a way that Excel does not use: save it from Excel",
                )

    def _unpacked_pieces(
        self, entry: Entry, packed: Iterable[bytes], at_once: int
    ) -> Iterator[bytes]:
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for piece in packed:
                yield unpacker.decompress(piece, at_once)
                while unpacker.unconsumed_tail and not unpacker.eof:
                    yield unpacker.decompress(unpacker.unconsumed_tail, at_once)
                if unpacker.eof:
                    return
            yield unpacker.flush()
        except zlib.error as error:
            raise damaged(self.source, f"{entry.name} cannot be unpacked") from error
