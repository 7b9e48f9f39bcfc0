"""
A workbook of before 2007 (.xls): its sheets by name and kind, and whether it has a password.

Source: MS-XLS 2.4.28 (BoundSheet8), 2.4.117 (FilePass).
"""

import struct
from typing import NamedTuple

__all__ = ["OldWorkbook", "read_old_workbook"]

_BOUND_SHEET, _PASSWORD, _END = 0x85, 0x2F, 0x0A
_MACRO_SHEET = 1


class OldWorkbook(NamedTuple):
    """What the first records of the stream ``Workbook`` tell."""

    has_password: bool
    macro_sheets: tuple[str, ...]


def read_old_workbook(data: bytes) -> OldWorkbook:
    """The sheets in the bytes of the stream ``Workbook``; what is cut short tells what it can."""
    at, has_password = 0, False
    macro_sheets = []
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        body = data[at + 4 : at + 4 + size]
        if kind == _PASSWORD:
            has_password = True
        elif kind == _BOUND_SHEET and len(body) > len("placekd") and body[5] == _MACRO_SHEET:
            macro_sheets.append(_name(body[6:]))
        elif kind == _END:
            break
        at += 4 + size
    return OldWorkbook(has_password, tuple(macro_sheets))


def _name(body: bytes) -> str:
    """A short text: its length, whether it is wide, its letters."""
    length, is_wide = body[0], body[1] & 1
    if is_wide:
        return body[2 : 2 + 2 * length].decode("utf-16-le", "replace")
    return body[2 : 2 + length].decode("cp1252", "replace")
