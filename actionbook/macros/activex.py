"""
The caption of an ActiveX button, from the part that keeps its properties.

Source: MS-OFORMS 2.2.1 (CommandButton); the other kinds of control tell theirs in a form that is
not read here, and go by their names.
"""

import struct
from contextlib import suppress

from actionbook.errors import ActionbookError
from actionbook.ooxml.markup import BrokenPartError, parse, utf8
from actionbook.ooxml.package import Package

__all__ = ["activex_caption"]

_COMMAND_BUTTON = bytes.fromhex("40 32 05 D7 69 CE CD 11 A7 77 00 DD 01 14 3C 57")
_COMPRESSED = 0x80000000
# The bit of each property before the caption, and the bytes that it takes.
_BEFORE = ((0, 4), (1, 4), (2, 4))
_CAPTION = 3
# Those between: its place, the pointer, the picture, the key, the pointer's picture.
_AFTER = ((4, 4), (6, 1), (7, 2), (8, 2), (10, 2))


def activex_caption(package: Package, part: str) -> str:
    """What stands on an ActiveX button whose properties are in *part*; "" where it is not told."""
    with suppress(BrokenPartError, ActionbookError):
        for element in parse(utf8(package.read(part))[0]).walk("ocxPr"):
            stated = {key.rpartition(":")[2]: value for key, value in element.attributes.items()}
            if stated.get("name") == "Caption":
                return stated.get("value", "")
        for pointer in package.relationships(part):
            if pointer.type.endswith("/activeXControlBinary"):
                return _caption(package.read(pointer.target))
    return ""


def _caption(data: bytes) -> str:
    if not data.startswith(_COMMAND_BUTTON):
        return ""
    with suppress(struct.error):
        body = data[len(_COMMAND_BUTTON) :]
        size, mask = struct.unpack_from("<HL", body, 2)
        if not mask & 1 << _CAPTION:
            return ""
        # Properties start at 8, each at a multiple of its own size.
        at = _past(8, mask, _BEFORE)
        length = struct.unpack_from("<L", body, at)[0]
        at = -(-_past(at + 4, mask, _AFTER) // 4) * 4
        count = length & ~_COMPRESSED
        if at + count > min(len(body), 4 + size):
            return ""
        letters = body[at : at + count]
        return letters.decode("cp1252" if length & _COMPRESSED else "utf-16-le", "replace")
    return ""


def _past(at: int, mask: int, properties: tuple[tuple[int, int], ...]) -> int:
    for bit, size in properties:
        if mask & 1 << bit:
            at = -(-at // size) * size + size
    return at
