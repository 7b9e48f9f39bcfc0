"""The text of a legacy plan, whatever wrote it: encodings, line ends, files that are no text."""

import codecs
from pathlib import Path
from typing import NamedTuple

from actionbook.errors import ActionbookError, WorkbookUnreadableError
from actionbook.imports.draft import Doubt, LeftOver, Sureness
from actionbook.plan.late import late

__all__ = ["SourceText", "guessed", "read_source", "read_text"]

_LINE_END = late(r"\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT = (
    (b"PK\x03\x04", "a Word or Excel document"),
    (b"\xd0\xcf\x11\xe0", "a Word or Excel document of the older kind"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a rich-text document"),
)
_LOOKED_AT = 4096  # bytes
_LARGEST = 64 << 20  # bytes
_GUESS = "Windows-1252"
_GUESSED = "Nothing says how the file is encoded; it was read as Windows-1252."


class SourceText(NamedTuple):
    """
    The lines of a source; the first is line 1.

    `encoding` is how the bytes were read: see `guessed`. `doubts` and `left_over` are what the
    reading of a Word document has to say already; `whole` is the text of a file as it stands.
    """

    name: str
    lines: tuple[str, ...]
    encoding: str
    doubts: tuple[Doubt, ...] = ()
    left_over: tuple[LeftOver, ...] = ()
    whole: str = ""


def read_source(path: Path) -> SourceText:
    """
    The lines of the text of the file at *path*, whatever their ends; raises as `read_text`.
    """
    text, encoding = read_text(path)
    return SourceText(path.name, tuple(_LINE_END.split(text)), encoding, whole=text)


def guessed(encoding: str) -> list[Doubt]:
    """The doubt that the encoding of a text is a guess, where it is: it is no kind of Unicode."""
    return [Doubt("", "", _GUESSED, "", (), Sureness.UNSURE)] if encoding == _GUESS else []


def read_text(path: Path) -> tuple[str, str]:
    """
    The text of the file at *path*, and its encoding: UTF-8, UTF-16 or UTF-32, else Windows-1252.

    Raises:
        WorkbookUnreadableError: the file is missing, a folder, barred, empty, too large or no text.
        ActionbookError: it is a document of a kind that import does not read.
    """
    try:
        if (size := path.stat().st_size) > _LARGEST:
            raise WorkbookUnreadableError(
                f"{path} has more text than a plan has ({size >> 20} MB): copy the plan's own rows "
                "into a file of their own, and import that."
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise WorkbookUnreadableError(f"{path} is not there. Check the name and folder.") from None
    except IsADirectoryError:
        raise WorkbookUnreadableError(f"{path} is a folder. Name the file in it.") from None
    except OSError as fault:
        raise WorkbookUnreadableError(
            f"{path} cannot be read ({fault.strerror}). Check that you may open it."
        ) from fault
    for start, kind in _NOT_TEXT:
        if data.startswith(start):
            raise ActionbookError(
                f"{path} is {kind}; import reads .docx and plain text. Save it as .docx, or as "
                "plain text with a tab between the cells of a row, and import that."
            )
    text, encoding = _decoded(path, data)
    if not text.strip():
        raise WorkbookUnreadableError(f"{path} is empty. There is nothing in it to import.")
    return text, encoding


def _decoded(path: Path, data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _as(path, data, encoding), encoding.removesuffix("-sig").upper()
    silent = _silent_utf16(data)
    if silent:
        return _as(path, data, silent), "UTF-16"
    if b"\0" in data:
        raise WorkbookUnreadableError(
            f"{path} is not text. Save the plan as plain text and import that."
        )
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        # The five bytes that Windows-1252 leaves empty are kept as what they would be in Latin-1.
        return "".join(_WINDOWS[byte] for byte in data), _GUESS


def _as(path: Path, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        raise WorkbookUnreadableError(
            f"{path} says it is {encoding.removesuffix('-sig').upper()} text and is broken at byte "
            f"{fault.start}. Open it, save it as plain text (UTF-8), and import that."
        ) from fault


def _silent_utf16(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of plain English is zero."""
    start = data[:_LOOKED_AT]
    pairs = len(start) // 2
    for encoding, zeros in (
        ("utf-16-le", start[1::2].count(0)),
        ("utf-16-be", start[0::2].count(0)),
    ):
        if pairs and zeros > pairs * 0.6:
            return encoding
    return ""


_WINDOWS = tuple(
    bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(256)
)
