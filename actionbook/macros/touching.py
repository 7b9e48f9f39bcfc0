"""What a procedure seems to touch, by the words of its text; nothing is run: it is a seeming."""

import re
from collections.abc import Iterable, Mapping

from actionbook.macros.code import strings_in
from actionbook.macros.effects import SIGNS, Effect
from actionbook.macros.project import Touches

__all__ = ["touches"]

_I = re.IGNORECASE
_COUNTED = re.compile(r"\b(\w+)\s*=\s*\1\s*\+\s*1\b", _I)
_SHEET = re.compile(r'\b(?:Work)?Sheets\(\s*"([^"]+)"\s*\)', _I)
_TABLE = re.compile(r'\bListObjects\(\s*"([^"]+)"\s*\)', _I)
_RANGE = re.compile(r'\b(?:Range|Columns|Rows)\(\s*"([^"]+)"', _I)
_BRACKETS = re.compile(r"\[\s*(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)\s*\]")
_CELLS = re.compile(r'\bCells\([^()]*,\s*(?:"([A-Z]{1,3})"|(\d{1,5}))\s*\)', _I)
_RGB = re.compile(r"\bRGB\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)", _I)
_NAMED = re.compile(r"\bvb(Black|Red|Green|Yellow|Blue|Magenta|Cyan|White)\b", _I)
_INDEX = re.compile(r"\bColorIndex\s*=\s*(\d{1,2})\b", _I)
_NUMBER = re.compile(r"\.Color\s*=\s*(\d{1,8})\b", _I)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PATH = re.compile(
    r"^(?:[A-Za-z]:\\|\\\\|/|\\).+|.*\.(?:xls[xmb]?|docx?|pdf|csv|txt|zip|eml|msg)$", _I
)
_INDEXED = {3: "red", 4: "green", 5: "blue", 6: "yellow", 44: "amber", 45: "orange", 46: "orange"}
_MOST = 20


def touches(text: str, *, sheets_by_code: Mapping[str, str]) -> Touches:
    """
    What *text*, a procedure without comments, seems to do and to what.

    *sheets_by_code* names the sheet of each code name (``Sheet1``).
    """
    lines = text.split("\n")
    effects = {effect for effect, sign in SIGNS.items() if any(map(sign.search, lines))}
    if _numbers_rows(text):
        effects.add(Effect.NUMBERS)
    strings = [said for line in lines for said in strings_in(line)]
    mail = _each(address for said in strings for address in _ADDRESS.findall(said))
    coded = (
        sheet
        for code, sheet in sheets_by_code.items()
        if re.search(rf"\b{re.escape(code)}\.", text, _I)
    )
    return Touches(
        effects=tuple(str(effect) for effect in Effect if effect in effects),
        sheets=_each([*_SHEET.findall(text), *coded]),
        ranges=_each([*_RANGE.findall(text), *_BRACKETS.findall(text), *_columns(text)]),
        tables=_each(_TABLE.findall(text)),
        colours=_each(_colours(text)),
        mail=mail,
        files=_each(said for said in strings if _PATH.match(said) and "@" not in said),
    )


def _numbers_rows(text: str) -> bool:
    """Whether a counter that goes up by one is written into cells."""
    counters = {found[1] for found in _COUNTED.finditer(text)}
    looped = {found[1] for found in re.finditer(r"\bFor\s+(\w+)\s*=", text, _I)}
    return any(
        re.search(
            rf"(?:Cells\(.+\)|Range\(.+\)|Offset\(.+\))(?:\.Value2?)?\s*=\s*"
            rf"(?:[^\n]*&\s*)?{re.escape(name)}\s*(?:[-+]\s*\d+)?\s*$",
            text,
            re.IGNORECASE | re.MULTILINE,
        )
        for name in counters | looped
    )


def _columns(text: str) -> Iterable[str]:
    for letters, number in _CELLS.findall(text):
        yield f"column {letters.upper() or number}"


def _colours(text: str) -> Iterable[str]:
    for parts in _RGB.findall(text):
        yield _colour(*(int(part) for part in parts))
    for name in _NAMED.findall(text):
        yield name.casefold()
    for index in _INDEX.findall(text):
        yield _INDEXED.get(int(index), f"colour {index} of the palette")
    for number in _NUMBER.findall(text):
        value = int(number)
        yield _colour(value & 255, value >> 8 & 255, value >> 16 & 255)


def _colour(red: int, green: int, blue: int) -> str:
    """A colour in a word where one fits, with its number."""
    high, low = 150, 110
    words = {
        (True, False, False): "red",
        (False, True, False): "green",
        (False, False, True): "blue",
        (True, True, False): "yellow",
        (True, True, True): "pale",
    }
    middle = low < green < 215 and red > high and blue < low  # noqa: PLR2004 - where amber ends
    word = "amber" if middle else words.get((red > high, green > high, blue > high), "dark")
    return f"{word} #{red & 255:02X}{green & 255:02X}{blue & 255:02X}"


def _each(found: Iterable[str]) -> tuple[str, ...]:
    """Each once, in the order met, no more than anybody reads."""
    return tuple(dict.fromkeys(found))[:_MOST]
