"""The kinds of file that a plan comes in, by the end of their names and how they begin."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from contextlib import suppress
from pathlib import Path

__all__ = ["CONVERTED", "EXCEL", "MODERN", "ONE_SHEET", "WEB", "WORD", "excel_kind"]

MODERN = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"})
"""Workbooks whose parts can be looked into."""

WEB = frozenset({".htm", ".html"})
"""Web pages."""

ONE_SHEET = WEB | {".csv", ".tsv", ".tab"}
"""What Excel shows as one sheet: pages, and tables that databases and forms give out."""

EXCEL = MODERN | ONE_SHEET | {".xls", ".ods", ".xlsb"}
"""What Excel opens."""

WORD = frozenset({".docx", ".docm", ".dotx", ".dotm"})
"""Documents that are read as they are."""

CONVERTED = frozenset({".doc", ".pdf", ".rtf", ".odt"})
"""Documents that LibreOffice has to make one of Word's of first."""

_OLD = ".xls"
_LOOKED_AT = 4096  # bytes


def excel_kind(path: Path) -> str:
    """
    The end of the name that a file which Excel opens ought to have.

    Programs give out pages, text and new workbooks as .xls, and Excel opens them all the same. A
    file that is not there or may not be read is told by its name, and text saved of a sheet is as
    any that tabs part, whatever its name.
    """
    kind = path.suffix.casefold()
    if kind not in EXCEL:
        return ".tsv"  # text that was found to be a sheet
    if kind != _OLD:
        return kind
    head = b""
    with suppress(OSError), path.open("rb") as file:
        head = file.read(_LOOKED_AT)
    if head.startswith(b"PK\x03\x04"):
        return ".xlsx"
    is_wide = head.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    text = head.removeprefix(BOM_UTF8).decode("utf-16" if is_wide else "cp1252", "ignore")
    text = text.lstrip().casefold()
    if text.startswith("<") and ("<html" in text or "<table" in text or "<!doctype html" in text):
        return ".html"
    is_text = text and not text.startswith("<") and all(map(_is_of_text, text))
    return ".csv" if is_text else kind


def _is_of_text(letter: str) -> bool:
    return letter.isprintable() or letter in "\t\r\n\f\xa0\xad"
