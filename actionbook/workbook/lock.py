"""
Who has the workbook open, by the note that Excel or LibreOffice leaves beside it.

OneDrive and SharePoint do not carry these notes from one computer to another: what protects there
is that a save compares the file with the one that was read. The notes are read, never deleted.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from actionbook.errors import WorkbookBusyError

__all__ = ["conflict_copies", "holder", "refuse_if_open"]

SOMEBODY = "somebody"
# Excel's note: a length and the name in the computer's own letters at 0, the same in UTF-16 at 55.
_UTF16_LENGTH_AT, _UTF16_NAME_AT = 55, 57
_LONGEST_NAME = 54
_LONG_STEM = 8
_FIELD = re.compile(r"((?:\\.|[^\\,;])*)[,;]")
_MACHINE = re.compile(r"(?=[0-9-]*[A-Z])[A-Z0-9][A-Z0-9-]{2,14}(-\d{1,2})?")
_MACHINE_MARK = re.compile(r"\d|^(PC|DESKTOP|LAPTOP|WIN|SURFACE)-|(PC|LAPTOP|DESKTOP)$")
_DATE_OR_VERSION = re.compile(
    r"(\d{1,4}|JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|SPRING|SUMMER|AUTUMN|WINTER|Q[1-4]|H[12]|FY|YEAR|PERIOD|PHASE|PART|ITEM|ANNEX|APPENDIX"
    r"|V|VER|VERSION|REV|DRAFT|FINAL|COPY|ST|ND|RD|TH|-)+\d*"
)
_NUMBERED = re.compile(r" ?\(\d{1,2}\)")
_SAID_TO_CONFLICT = re.compile(r"conflicted copy|sync-conflict-|_conflict-|-conflict\b", re.I)


class _Note(NamedTuple):
    program: str
    name: str


def holder(path: Path) -> str | None:
    """
    The name of who has the workbook open; "somebody" where it cannot be read, None where nobody.

    On Windows a note that a crash left is told by whether the workbook can be opened alone; on
    other systems it cannot be told, and counts.
    """
    note = _note(path)
    return None if note is None else note.name


def refuse_if_open(path: Path) -> None:
    """
    Nothing, where nobody has the workbook open.

    Raises:
        WorkbookBusyError: somebody has it; the message says who.
    """
    note = _note(path)
    if note is not None:
        raise WorkbookBusyError(
            f"{path.name} is open in {note.program} ({note.name} has it); nothing was written. "
            "Close it and run again."
        )


def conflict_copies(path: Path) -> tuple[Path, ...]:
    """
    Copies beside the workbook that a sync made when two people saved at once, by name.

    ``plan-DESKTOP-4F2K1.xlsx``, ``plan (1).xlsx``, ``plan (Jane's conflicted copy).xlsx``. Which
    one is right only people can say.
    """
    return tuple(
        sorted(
            other
            for other in _siblings(path)
            if other.suffix.lower() == path.suffix.lower()
            and other.stem.lower().startswith(path.stem.lower())
            and _is_conflict(other.stem[len(path.stem) :])
        )
    )


def _is_conflict(rest: str) -> bool:
    if _SAID_TO_CONFLICT.search(rest) or _NUMBERED.fullmatch(rest):
        return True
    machine = rest.removeprefix("-")
    return (
        rest.startswith("-")
        and _MACHINE.fullmatch(machine) is not None
        and _MACHINE_MARK.search(machine) is not None
        and _DATE_OR_VERSION.fullmatch(machine) is None
    )


def _siblings(path: Path) -> tuple[Path, ...]:
    try:
        return tuple(path.parent.iterdir())
    except OSError:
        return ()


def _note(path: Path) -> _Note | None:
    real = path.resolve()
    for note in _excel_notes(real):
        if (data := _bytes(note)) is not None and not _opens_alone(real):
            return _Note("Excel", _excel_name(data))
    data = _bytes(real.with_name(f".~lock.{real.name}#"))
    if data is not None and not _opens_alone(real):
        return _Note("LibreOffice", _libreoffice_name(data))
    return None


def _excel_notes(path: Path) -> Iterator[Path]:
    yield path.with_name(f"~${path.name}")
    # A long name loses its first two letters to the mark; a file of that shorter name has a note
    # of its own, which is not ours.
    shorter = path.name[2:]
    if len(path.stem) >= _LONG_STEM and not path.with_name(shorter).exists():
        yield path.with_name(f"~${shorter}")


def _bytes(note: Path) -> bytes | None:
    """What a note holds; empty where it cannot be read, None where there is none."""
    try:
        if not note.is_file():
            return None
        with note.open("rb") as stream:
            return stream.read(1 << 12)
    except FileNotFoundError:
        return None
    except OSError:
        return b""


def _excel_name(data: bytes) -> str:
    wide = data[_UTF16_NAME_AT:]
    length = int.from_bytes(data[_UTF16_LENGTH_AT:_UTF16_NAME_AT], "little")
    if 0 < length <= _LONGEST_NAME and len(wide) >= 2 * length:
        return _shown(wide[: 2 * length].decode("utf-16-le", "replace"))
    narrow = data[1 : 1 + data[0]] if data and data[0] <= _LONGEST_NAME else b""
    return _shown(narrow.decode("cp1252", "replace"))


def _libreoffice_name(data: bytes) -> str:
    """The name typed into LibreOffice, else the account's, else the computer's."""
    fields = _FIELD.findall(data.decode("utf-8", "replace"))
    names = (_shown(re.sub(r"\\(.)", r"\1", field)) for field in fields[:3])
    return next((name for name in names if name != SOMEBODY), SOMEBODY)


def _shown(name: str) -> str:
    kept = "".join(char if char.isprintable() else " " for char in name)
    return " ".join(kept.split()) or SOMEBODY


def _opens_alone(path: Path) -> bool:
    """Whether nobody has the file open; only Windows can tell, elsewhere it is never so."""
    if sys.platform == "win32":
        import ctypes

        read_and_write, alone, existing, plain = 0xC0000000, 0, 3, 0x80
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateFileW.restype = ctypes.c_void_p
        handle = kernel.CreateFileW(str(path), read_and_write, alone, None, existing, plain, None)
        if handle is None or handle == ctypes.c_void_p(-1).value:
            return False
        kernel.CloseHandle(ctypes.c_void_p(handle))
        return True
    return False
