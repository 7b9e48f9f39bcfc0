"""
A new zip from an old one: untouched entries as they lie in the file, edited ones packed anew; or
one of new parts alone.

The same edit gives the same bytes: nothing here depends on the day, the machine or the order of a
set. An edited entry keeps its name, place and date; a new one is dated 1980-01-01.
Source: PKWARE APPNOTE.TXT 6.3.10, section 4.3.
"""

import struct
from collections.abc import Collection, Generator, Iterator, Mapping

from actionbook.errors import ActionbookError
from actionbook.ooxml.archive import DEFLATED, LOCAL, Archive
from actionbook.ooxml.beside import Beside
from actionbook.ooxml.closing import CLOSING, ZIP64_LOCATOR
from actionbook.ooxml.deflate import BLOCK, Packed, packed
from actionbook.ooxml.directory import (
    CENTRAL,
    ZIP64_FIELD,
    Entry,
    without_extra,
)
from actionbook.ooxml.repacking import kept_in

__all__ = ["Ahead", "assemble", "made_zip"]

_UTF8_NAME = 0x0800
_VERSION = 20
_FIRST_DAY = (1 << 5) | 1  # 1980-01-01, as a zip counts days


class Ahead:
    """The *data* of an edited part, packed beside what else there is to do, as `assemble` would."""

    def __init__(self, archive: Archive, entry: Entry, data: bytes) -> None:
        self.data = data
        before = _packed_before(archive, entry, data)
        self.packed = Beside(lambda: packed(data, kept_in(data, before)))


def assemble(
    archive: Archive,
    *,
    edited: Mapping[str, bytes],
    added: Mapping[str, bytes],
    removed: Collection[str],
    ahead: Mapping[str, Ahead],
) -> Iterator[bytes]:
    """
    The bytes of the new zip, piece by piece.

    *edited*, *removed* and *ahead* are keyed by lower-case name, *added* by name. What was packed
    ahead is taken where it is the part as it now is. Raises:
        ActionbookError: the result is too large for the kind of zip that the original is.
        StaleChangeError: the original is no longer the file that was opened.
    """
    source, directory = archive.source, archive.directory
    offsets: dict[str, int] = {}
    summaries: dict[str, Packed] = {}
    copied_to = shift = 0
    for key, (start, data_at, end) in archive.extents.items():
        offsets[key] = start + shift
        if key not in edited and key not in removed:
            continue
        yield from source.chunks(copied_to, start)
        copied_to = end
        shift -= end - start
        if key in edited:
            entry, data = archive.entries[key], edited[key]
            early = ahead.get(key)
            if early is not None and early.data is data:
                part = early.packed.result()
            else:
                part = packed(data, kept_in(data, _packed_before(archive, entry, data)))
            summaries[key] = part
            old = source.read(start, data_at - start)
            yield (head := _changed_head(old, entry, part))
            yield from part.pieces
            shift += len(head) + part.packed_size
    yield from source.chunks(copied_to, directory.start)
    records = _kept_records(archive, offsets, summaries, removed)
    position = directory.start + shift
    position = yield from _new_entries(added, records, position)
    yield from records
    yield _closing(archive, position, sum(map(len, records)), len(records))


def made_zip(parts: Mapping[str, bytes]) -> Iterator[bytes]:
    """The bytes of a zip that holds *parts*, by name, and nothing else; piece by piece."""
    records: list[bytes] = []
    start = yield from _new_entries(parts, records, 0)
    yield from records
    count, size = len(records), sum(map(len, records))
    yield CLOSING.pack(b"PK\x05\x06", 0, 0, count, count, size, start, 0)


def _new_entries(
    parts: Mapping[str, bytes], records: list[bytes], at: int
) -> Generator[bytes, None, int]:
    """New entries from *at* on, and where they end; what the directory says of each is added."""
    for name, data in parts.items():
        part = packed(data)
        yield (head := _new_head(name, part))
        yield from part.pieces
        records.append(_new_record(name, part, at))
        at += len(head) + part.packed_size
    return at


def _packed_before(archive: Archive, entry: Entry, data: bytes) -> bytes:
    """How an entry is packed in whose place *data* goes; empty where none of it would be kept."""
    if entry.method != DEFLATED or min(entry.size, len(data)) < 2 * BLOCK:
        return b""
    return archive.source.read(archive.extents[entry.key].data, entry.packed_size)


def _kept_records(
    archive: Archive,
    offsets: Mapping[str, int],
    summaries: Mapping[str, Packed],
    removed: Collection[str],
) -> list[bytes]:
    return [
        _changed_record(entry, summaries[entry.key], offsets[entry.key])
        if entry.key in summaries
        else _moved_record(archive, entry, offsets[entry.key])
        for entry in archive.directory.entries
        if entry.key not in removed
    ]


def _moved_record(archive: Archive, entry: Entry, offset: int) -> bytes:
    at, size = entry.offset_at, entry.offset_size
    return entry.central[:at] + _counted(archive, offset, size) + entry.central[at + size :]


def _changed_record(entry: Entry, part: Packed, offset: int) -> bytes:
    fields = list(CENTRAL.unpack_from(entry.central))
    name_end = CENTRAL.size + fields[10]
    extra = without_extra(entry.central[name_end : name_end + fields[11]], ZIP64_FIELD)
    comment = entry.central[name_end + fields[11] :]
    fields[2:5] = _VERSION, entry.flags & _UTF8_NAME, DEFLATED
    fields[7:10] = part.crc, part.packed_size, part.size
    fields[11], fields[13], fields[16] = len(extra), 0, offset
    return CENTRAL.pack(*fields) + entry.raw_name + extra + comment


def _changed_head(head: bytes, entry: Entry, part: Packed) -> bytes:
    fields = list(LOCAL.unpack_from(head))
    extra = without_extra(head[LOCAL.size + len(entry.raw_name) :], ZIP64_FIELD)
    fields[1:4] = _VERSION, entry.flags & _UTF8_NAME, DEFLATED
    fields[6:9] = part.crc, part.packed_size, part.size
    fields[10] = len(extra)
    return LOCAL.pack(*fields) + entry.raw_name + extra


def _new_flags(name: str) -> int:
    return 0 if name.isascii() else _UTF8_NAME


def _new_head(name: str, part: Packed) -> bytes:
    raw = name.encode()
    return (
        LOCAL.pack(
            *(b"PK\x03\x04", _VERSION, _new_flags(name), DEFLATED, 0, _FIRST_DAY),
            *(part.crc, part.packed_size, part.size, len(raw), 0),
        )
        + raw
    )


def _new_record(name: str, part: Packed, offset: int) -> bytes:
    raw = name.encode()
    return (
        CENTRAL.pack(
            *(b"PK\x01\x02", _VERSION, _VERSION, _new_flags(name), DEFLATED, 0, _FIRST_DAY),
            *(part.crc, part.packed_size, part.size, len(raw), 0, 0, 0, 0, 0, offset),
        )
        + raw
    )


def _closing(archive: Archive, start: int, size: int, count: int) -> bytes:
    """What follows the entries' records, as it was but for where they start and how many."""
    directory = archive.directory
    closing = bytearray(directory.closing)
    if directory.zip64_at is not None:
        struct.pack_into("<4Q", closing, directory.zip64_at + 24, count, count, size, start)
        locator_at = directory.closing_at - ZIP64_LOCATOR.size
        struct.pack_into("<Q", closing, locator_at + 8, start + size + directory.zip64_at)
    for at, width, value in ((8, 2, count), (10, 2, count), (12, 4, size), (16, 4, start)):
        place = slice(directory.closing_at + at, directory.closing_at + at + width)
        is_elsewhere = directory.zip64_at is not None and closing[place] == b"\xff" * width
        if not is_elsewhere:
            closing[place] = _counted(archive, value, width)
    return bytes(closing)


def _counted(archive: Archive, value: int, width: int) -> bytes:
    try:
        return value.to_bytes(width, "little")
    except OverflowError as error:
        raise ActionbookError(
            f"{archive.source.path.name} would grow too large to be saved; nothing was written"
        ) from error
