"""
How a VBA project is guarded: the lines of its stream ``PROJECT`` that say so, made readable.

No password is looked for, and none is needed: the guard is only Excel's editor refusing to show.
Source: MS-OVBA 2.3.1.15 to 2.3.1.17 and 2.4.3.3.
"""

import re

__all__ = ["is_locked", "password_is_set"]

_USER, _EDITOR = 1, 4
_VERSION = 2
_LENGTH = 4


def is_locked(project: str) -> bool:
    """Whether Excel's editor keeps the code from being seen."""
    state = _read(project, "CMG")
    return bool(state) and bool(int.from_bytes(state[:_LENGTH], "little") & (_USER | _EDITOR))


def password_is_set(project: str) -> bool:
    """Whether a password opens it to the editor."""
    return len(_read(project, "DPB")) > 1


def _read(project: str, key: str) -> bytes:
    """What a hidden line says; empty where it is missing or makes no sense."""
    found = re.search(rf'^{key}="([0-9A-Fa-f]+)"', project, re.MULTILINE)
    if found is None or len(found[1]) % 2:
        return b""
    hidden = bytes.fromhex(found[1])
    shown = _shown(hidden)
    if shown is None:
        return b""
    ignored = (hidden[0] & 6) // 2
    length = int.from_bytes(shown[ignored : ignored + _LENGTH], "little")
    body = shown[ignored + _LENGTH :]
    return body if len(body) == length else b""


def _shown(hidden: bytes) -> bytes | None:
    if len(hidden) <= _LENGTH:
        return None
    version, key = hidden[0] ^ hidden[1], hidden[0] ^ hidden[2]
    if version != _VERSION:
        return None
    plain, one, two = key, hidden[2], hidden[1]
    shown = bytearray()
    for byte in hidden[3:]:
        plain = byte ^ ((two + plain) & 0xFF)
        two, one = one, byte
        shown.append(plain)
    return bytes(shown)
