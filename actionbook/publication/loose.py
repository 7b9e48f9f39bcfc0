"""
Bytes in a zip file that belong to none of its parts: a remark, something before, something between.

Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.9 (data descriptor) and 4.3.16 (comment).
"""

from pathlib import Path

from actionbook.ooxml.archive import Archive
from actionbook.ooxml.limits import LIMITS

__all__ = ["loose_bytes"]

CLOSING = 22
"""The length of the record that closes a zip file without a remark."""

_HAS_DESCRIPTOR = 0x0008
_LONGEST_DESCRIPTOR = 24


def loose_bytes(path: Path) -> int:
    """How many bytes of the workbook at *path* belong to no part."""
    archive = Archive(path, limits=LIMITS)
    directory = archive.directory
    loose = len(directory.closing) - directory.closing_at - CLOSING
    starts = [extent.start for extent in archive.extents.values()]
    loose += min(starts, default=directory.start)
    for entry in directory.entries:
        extent = archive.extents[entry.key]
        gap = extent.end - extent.data - entry.packed_size
        described = entry.flags & _HAS_DESCRIPTOR and gap <= _LONGEST_DESCRIPTOR
        loose += 0 if described else gap
    return loose
