"""
Signs that a workbook or document keeps as letters of a symbol font: a tick is "ü" in Wingdings.

Such a font has its own signs at the places of letters; a program that has it not shows the letters.
Source: the fonts' own tables, as in Unicode's L2/11-052 (Wingdings and Webdings).
"""

from collections.abc import Mapping
from typing import Final

from actionbook.ooxml.cells import read_cell
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.rows import Cell

__all__ = ["in_signs", "is_own", "is_symbol_font", "symbols"]

_SIGNS: Final[Mapping[str, Mapping[str, str]]] = {
    "wingdings": {
        "ü": "✓", "û": "✗", "þ": "☑", "ý": "☒", "x": "☒", "¨": "☐", "o": "☐", "l": "●", "n": "■",
        "¡": "○", "m": "○", "u": "◆", "·": "•", "Ÿ": "•", "§": "▪", "J": "☺", "K": "😐", "L": "☹",
    },
    "wingdings 2": {
        "P": "✓", "O": "✗", "R": "☑", "Q": "☒", "S": "☒", "T": "☒", "£": "☐", "—": "●", "˜": "●",
        "¢": "■",
    },
    "webdings": {"a": "✓", "r": "✗", "n": "●", "g": "■", "c": "□", "=": "●"},
}  # fmt: skip
_OWN, _LAST = 0xF000, 0xFF
"""What programs add to a letter of a symbol font, so that it is taken for no letter."""


def is_symbol_font(name: str) -> bool:
    """Whether a font has signs in the place of letters."""
    return name.strip().casefold() in _SIGNS


def in_signs(text: str, font: str) -> str:
    """*text* as it looks in a symbol font; a letter whose sign is not known stays."""
    signs = _SIGNS[font.strip().casefold()]
    return "".join(signs.get(_letter(each), each) for each in text)


def is_own(sign: str) -> bool:
    """Whether a letter is none, but a place in some symbol font."""
    return 0 <= ord(sign) - _OWN <= _LAST


def _letter(sign: str) -> str:
    return bytes([ord(sign) - _OWN]).decode("cp1252", "ignore") if is_own(sign) else sign


def symbols(contents: Contents, sheet: str) -> dict[Cell, str]:
    """The cells of a sheet whose text is in a symbol font, as they look."""
    part, fonts = contents.sheet_part(sheet), contents.styles.fonts()
    fonts = {style: name for style, name in fonts.items() if is_symbol_font(name)}
    if not part.has_style(fonts):
        return {}
    read = ((cell, read_cell(span, contents.strings)) for cell, span in part.rows.every_cell())
    return {
        cell: in_signs(stored.value, fonts[stored.style])
        for cell, stored in read
        if stored.style in fonts and isinstance(stored.value, str)
    }
