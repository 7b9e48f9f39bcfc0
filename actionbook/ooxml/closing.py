"""
The record that closes a zip file and says where its directory is.

Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.14 to 4.3.16.
"""

import re
import struct
from typing import NamedTuple

from actionbook.errors import WorkbookUnreadableError
from actionbook.ooxml.source import Source, unreadable

__all__ = ["CLOSING", "ZIP64_LOCATOR", "DirectoryPlace", "damaged", "find_directory"]

CLOSING = struct.Struct("<4s4H2LH")
ZIP64_CLOSING = struct.Struct("<4sQ2H2L4Q")
ZIP64_LOCATOR = struct.Struct("<4sLQL")
_LONGEST_COMMENT = 0xFFFF
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OWNER_FILE_SIZE = 165


class DirectoryPlace(NamedTuple):
    """
    Where the directory starts, how many bytes and entries it has.

    *closing_at* is where the closing record is, *zip64_at* the one for large archives (None where
    there is none).
    """

    start: int
    size: int
    entries: int
    closing_at: int
    zip64_at: int | None


def damaged(source: Source, what: str) -> WorkbookUnreadableError:
    """The error for a file that is broken, with what is broken in it and the way out."""
    return unreadable(
        source.path, f"is damaged ({what}): fetch it again, or go back to an earlier version of it"
    )


def _check_kind(source: Source) -> None:
    head = source.read(0, 8)
    if not head:
        raise unreadable(source.path, "is empty: go back to an earlier version of it")
    if head == _OLE:
        raise unreadable(
            source.path,
            "is a password-protected workbook or an old .xls: "
            "open it in Excel and save it as .xlsx without a password",
        )
    if source.path.name.startswith("~$") and source.size == _OWNER_FILE_SIZE:
        raise unreadable(
            source.path, "is only Excel's note of who has the workbook open: name the workbook"
        )
    if not head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise unreadable(
            source.path, "is not an Excel workbook: open it in Excel and save it as .xlsx"
        )


def find_directory(source: Source) -> DirectoryPlace:
    """
    Where the directory is, by the closing record, which must be the only one that fits.

    Raises:
        WorkbookUnreadableError: the file is no zip, or its end is missing or contradicts itself.
    """
    _check_kind(source)
    tail_at = max(0, source.size - CLOSING.size - _LONGEST_COMMENT)
    tail = source.read(tail_at, source.size - tail_at)
    ends = [tail_at + match.start() for match in re.finditer(rb"PK\x05\x06", tail)]
    exact = [at for at in ends if _fills(tail, at - tail_at)]
    if len(exact) > 1:
        raise damaged(source, "it has two directories")
    for at in exact or reversed(ends):
        record = tail[at - tail_at : at - tail_at + CLOSING.size]
        if len(record) == CLOSING.size:
            return _checked(source, at, _closing(source, at, record))
    raise damaged(source, "it is cut short: its directory is missing")


def _fills(tail: bytes, at: int) -> bool:
    record = tail[at : at + CLOSING.size]
    return len(record) == CLOSING.size and at + CLOSING.size + CLOSING.unpack(record)[7] == len(
        tail
    )


def _closing(source: Source, at: int, record: bytes) -> DirectoryPlace:
    _, disk, first_disk, here, count, size, start, _ = CLOSING.unpack(record)
    locator = source.read(max(0, at - ZIP64_LOCATOR.size), ZIP64_LOCATOR.size)
    if not (locator.startswith(b"PK\x06\x07") and len(locator) == ZIP64_LOCATOR.size):
        if disk or first_disk or here != count:
            raise damaged(source, "it is one piece of several")
        return DirectoryPlace(start, size, count, at, None)
    zip64_at = ZIP64_LOCATOR.unpack(locator)[2]
    large = source.read(zip64_at, ZIP64_CLOSING.size)
    if len(large) < ZIP64_CLOSING.size or not large.startswith(b"PK\x06\x06"):
        raise damaged(source, "its directory is not where it should be")
    count, size, start = ZIP64_CLOSING.unpack(large)[7:10]
    return DirectoryPlace(start, size, count, at, zip64_at)


def _checked(source: Source, at: int, place: DirectoryPlace) -> DirectoryPlace:
    end = place.start + place.size
    last = at if place.zip64_at is None else place.zip64_at
    if end > last or last > at:
        raise damaged(source, "its directory is not where it should be")
    return place
