"""
The directory at the end of a zip file: what entries it names, each name checked.

Parsed here rather than by `zipfile`, because raw entries are copied byte for byte and because its
own bytes are kept for whatever does not change.
Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.12 and 4.5.3.
"""

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

from actionbook.ooxml.closing import damaged, find_directory
from actionbook.ooxml.limits import Limits
from actionbook.ooxml.source import Source, megabytes, unreadable

__all__ = [
    "CENTRAL",
    "ZIP64_FIELD",
    "Directory",
    "Entry",
    "extra_fields",
    "read_directory",
    "without_extra",
]

CENTRAL = struct.Struct("<4s6H3L5H2L")
ZIP64_FIELD = 1
_IN_THE_EXTRA_FIELD = 0xFFFFFFFF
_ENCRYPTED = 0x0001 | 0x0040 | 0x2000
_PATCH = 0x0020
_UTF8 = 0x0800
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_DRIVE = re.compile(r"[A-Za-z]:")


class Entry(NamedTuple):
    """
    One entry of the directory: sizes and *offset* in bytes, *central* its own record as it stands.

    *offset_at* is where in *central* the offset is written, *offset_size* in how many bytes.
    """

    name: str
    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed_size: int
    size: int
    offset: int
    central: bytes
    offset_at: int
    offset_size: int

    @property
    def key(self) -> str:
        """The name as OPC compares names: without case."""
        return self.name.lower()

    @property
    def is_folder(self) -> bool:
        """Whether it only makes a folder, which no part is."""
        return self.name.endswith("/")


class Directory(NamedTuple):
    """
    The entries in the directory's order, and where it *start*s in the file.

    *closing* is all that follows the entries' records, to the file's end: at *closing_at* in it
    is the closing record, at *zip64_at* the one for large archives (None where there is none).
    """

    entries: tuple[Entry, ...]
    start: int
    closing: bytes
    closing_at: int
    zip64_at: int | None


def read_directory(source: Source, limits: Limits) -> Directory:
    """
    The directory of a zip file; nothing in it is inflated.

    Raises:
        WorkbookUnreadableError: it is no zip, or broken, hostile or beyond the *limits*.
    """
    place = find_directory(source)
    if place.entries > limits.entries:
        raise unreadable(
            source.path, f"holds {place.entries:,} parts, more than the {limits.entries:,} allowed"
        )
    records = source.read(place.start, place.size)
    entries = tuple(_entries(source, records, place.entries))
    _check_names(source, entries)
    _check_sizes(source, entries, limits)
    end = place.start + place.size
    return Directory(
        entries,
        place.start,
        source.read(end, source.size - end),
        place.closing_at - end,
        None if place.zip64_at is None else place.zip64_at - end,
    )


def _entries(source: Source, records: bytes, count: int) -> Iterator[Entry]:
    at = 0
    for _ in range(count):
        head = records[at : at + CENTRAL.size]
        if len(head) < CENTRAL.size or not head.startswith(b"PK\x01\x02"):
            raise damaged(source, "its directory is broken")
        fields = CENTRAL.unpack(head)
        end = at + CENTRAL.size + sum(fields[10:13])
        if end > len(records):
            raise damaged(source, "its directory is broken")
        yield _entry(source, records[at:end], fields)
        at = end
    if at != len(records):
        raise damaged(source, "its directory names more parts than it counts")


def _entry(source: Source, central: bytes, fields: tuple[int, ...]) -> Entry:
    flags, method, crc = fields[3], fields[4], fields[7]
    name_end = CENTRAL.size + fields[10]
    raw_name = central[CENTRAL.size : name_end]
    name = _name(source, raw_name, flags)
    if flags & _ENCRYPTED:
        raise unreadable(
            source.path, "has encrypted parts: save it from Excel as .xlsx without a password"
        )
    if flags & _PATCH:
        raise damaged(source, f"{name} is not whole")
    sizes = {"size": fields[9], "packed": fields[8], "offset": fields[16]}
    places = {"offset": (CENTRAL.size - 4, 4)}
    large = extra_fields(central[name_end : name_end + fields[11]]).get(ZIP64_FIELD)
    if large is not None:
        at = name_end + large[0]
        for key in [key for key, value in sizes.items() if value == _IN_THE_EXTRA_FIELD]:
            if at + 8 > name_end + large[1]:
                raise damaged(source, f"the size of {name} is missing")
            sizes[key] = int.from_bytes(central[at : at + 8], "little")
            places[key] = (at, 8)
            at += 8
    return Entry(
        name,
        raw_name,
        flags,
        method,
        crc,
        sizes["packed"],
        sizes["size"],
        sizes["offset"],
        central,
        *places["offset"],
    )


def extra_fields(extra: bytes) -> dict[int, tuple[int, int]]:
    """Where the body of each extra field starts and ends, by its number; broken ones left out."""
    found: dict[int, tuple[int, int]] = {}
    at = 0
    while at + 4 <= len(extra):
        number, size = struct.unpack_from("<2H", extra, at)
        if at + 4 + size > len(extra):
            break
        found.setdefault(number, (at + 4, at + 4 + size))
        at += 4 + size
    return found


def without_extra(extra: bytes, number: int) -> bytes:
    """*extra* without the field of that number."""
    place = extra_fields(extra).get(number)
    return extra if place is None else extra[: place[0] - 4] + extra[place[1] :]


def _name(source: Source, raw_name: bytes, flags: int) -> str:
    try:
        name = raw_name.decode("utf-8" if flags & _UTF8 else "cp437")
    except UnicodeDecodeError as error:
        raise damaged(source, "the name of a part cannot be read") from error
    # Some old .NET programs wrote folders with a backslash; Excel reads them.
    name = name.replace("\\", "/")
    steps = name.removesuffix("/").split("/")
    if _CONTROL.search(name) or _DRIVE.match(name) or not all(steps) or {".", ".."} & set(steps):
        raise unreadable(
            source.path,
            f"has a part named {name!r}, which points outside the workbook: do not trust it",
        )
    return name


def _check_names(source: Source, entries: tuple[Entry, ...]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.key in seen:
            raise damaged(source, f"it holds {entry.name} twice")
        seen.add(entry.key)
    if "[content_types].xml" not in seen:
        raise unreadable(
            source.path,
            "is a zip file but no Excel workbook: open it in Excel and save it as .xlsx",
        )


def _check_sizes(source: Source, entries: tuple[Entry, ...], limits: Limits) -> None:
    total = 0
    for entry in entries:
        total += entry.size
        too_dense = (
            entry.size > limits.ratio_free_bytes and entry.size > limits.ratio * entry.packed_size
        )
        if entry.size > limits.part_bytes or too_dense:
            raise unreadable(
                source.path,
                f"holds {entry.name}, which unpacks to {megabytes(entry.size)}: "
                "do not trust it, or raise the limit",
            )
    if total > limits.total_bytes:
        raise unreadable(
            source.path, f"unpacks to {megabytes(total)}: do not trust it, or raise the limit"
        )
