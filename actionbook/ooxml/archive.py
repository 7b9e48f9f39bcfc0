"""
The zip a workbook is: where each entry lies, and its bytes, packed or inflated.

Overlapping entries are told here, since `zipfile` lets them through up to Python 3.11.7
(CVE-2024-0450); sizes are counted while inflating and never believed.
Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7 and 4.4.
"""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from actionbook.ooxml.closing import damaged
from actionbook.ooxml.directory import Directory, Entry, read_directory
from actionbook.ooxml.limits import Limits
from actionbook.ooxml.source import CHUNK, Source, unreadable

__all__ = ["DEFLATED", "LOCAL", "STORED", "Archive", "Extent"]

LOCAL = struct.Struct("<4s5H3L2H")
STORED, DEFLATED = 0, 8


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
        packed = self.source.read(self.extents[entry.key].data, entry.packed_size)
        if entry.method == STORED:
            data = packed
        else:
            # One byte more than stated is asked for: a part that lies about its size is told by
            # it, and no lie can make it larger.
            unpacker = self._unpacker(entry)
            data = self._unpacked(entry, unpacker, packed, entry.size + 1)
            if not unpacker.eof:
                raise damaged(self.source, f"{entry.name} is not of the size it states")
        self._check(entry, len(data), zlib.crc32(data))
        return data

    def check(self, entry: Entry) -> None:
        """Inflate an entry and compare its CRC, keeping nothing; raises as `inflated` does."""
        size = crc = 0
        extent = self.extents[entry.key]
        unpacker = None if entry.method == STORED else self._unpacker(entry)
        for packed in self.source.chunks(extent.data, extent.data + entry.packed_size):
            for data in self._pieces(entry, unpacker, packed):
                crc = zlib.crc32(data, crc)
                size += len(data)
        self._check(entry, size, crc)

    def _pieces(
        self, entry: Entry, unpacker: "zlib._Decompress | None", packed: bytes
    ) -> Iterator[bytes]:
        if unpacker is None:
            yield packed
            return
        while packed and not unpacker.eof:
            yield self._unpacked(entry, unpacker, packed, CHUNK)
            packed = unpacker.unconsumed_tail

    def _unpacker(self, entry: Entry) -> "zlib._Decompress":
        if entry.method != DEFLATED:
            raise unreadable(
                self.source.path,
                f"has {entry.name} packed in a way that Excel does not use: save it from Excel",
            )
        return zlib.decompressobj(-zlib.MAX_WBITS)

    def _unpacked(
        self, entry: Entry, unpacker: "zlib._Decompress", packed: bytes, limit: int
    ) -> bytes:
        try:
            return unpacker.decompress(packed, limit)
        except zlib.error as error:
            raise damaged(self.source, f"{entry.name} cannot be unpacked") from error

    def _check(self, entry: Entry, size: int, crc: int) -> None:
        if size != entry.size:
            raise damaged(self.source, f"{entry.name} is not of the size it states")
        if crc != entry.crc:
            raise damaged(self.source, f"{entry.name} is not what was written")
