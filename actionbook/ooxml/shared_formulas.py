"""
The formula of a cell that shares its master's: the same text, its relative references moved.

Source: ECMA-376 part 1, 18.3.1.40 (t="shared").
"""

import re

from actionbook.ooxml.addresses import (
    LAST_COLUMN,
    LAST_ROW,
    column_letters,
    column_number,
    parse_cell,
)
from actionbook.ooxml.characters import decode_escapes, text_of
from actionbook.ooxml.markup import attributes
from actionbook.ooxml.rows import Cell
from actionbook.ooxml.sheet import SheetPart

__all__ = ["SharedFormulas", "moved"]

# Text, quoted sheet names and what stands in brackets are passed over; so are functions (LOG10(),
# names (RATE_A1), and sheet names (Q1!A1).
_TOKEN = re.compile(
    r"(?P<kept>\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'(?=!)|\[(?:[^\[\]]|\[[^\[\]]*\])*\])"
    r"|(?<![A-Za-z0-9_.$\\?])(?P<cell>\$?[A-Za-z]{1,3}\$?[0-9]{1,7})(?![A-Za-z0-9_.(!\\?])"
    r"|(?<![A-Za-z0-9_.$\\?])(?P<columns>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})(?![A-Za-z0-9_.(!$])"
    r"|(?<![A-Za-z0-9_.$\\?])(?P<rows>\$?[0-9]{1,7}:\$?[0-9]{1,7})(?![A-Za-z0-9_.(!$])"
)
_PART = re.compile(r"(\$?)([A-Za-z]{1,3}|[0-9]{1,7})")


def moved(text: str, *, rows: int, columns: int) -> str:
    """*text* as it reads so many rows further down and columns further right."""

    def part(match: re.Match[str]) -> str:
        fixed, name = match.groups()
        if fixed:
            return match[0]
        if name.isdigit():
            return str((int(name) + rows - 1) % LAST_ROW + 1)
        return column_letters((column_number(name) + columns - 1) % LAST_COLUMN + 1)

    def token(match: re.Match[str]) -> str:
        return match[0] if match["kept"] else _PART.sub(part, match[0])

    return _TOKEN.sub(token, text) if rows or columns else text


class SharedFormulas:
    """The masters of a sheet's shared formulas; looked for at the first question."""

    def __init__(self, part: SheetPart) -> None:
        self._part = part
        self._masters: dict[str, tuple[Cell, str]] | None = None

    def text(self, cell: Cell, group: str) -> str | None:
        """The formula of *cell*, a member of that group; None where the group has no master."""
        if self._masters is None:
            self._masters = self._found()
        if group not in self._masters:
            return None
        (row, column), text = self._masters[group]
        return moved(text, rows=cell[0] - row, columns=cell[1] - column)

    def _found(self) -> dict[str, tuple[Cell, str]]:
        part = self._part
        p = re.escape(part.prefix)
        pattern = re.compile(
            rb"<%bc\s[^>]*?\br\s*=\s*[\"']([A-Za-z]+[0-9]+)[\"'][^>]*>\s*"
            rb"<%bf\s([^>]*?=\s*[\"']shared[\"'][^>]*?)(?<!/)>(.+?)</%bf" % (p, p, p),
            re.DOTALL,
        )
        masters: dict[str, tuple[Cell, str]] = {}
        for match in pattern.finditer(part.data, part.start, part.end):
            stated = attributes(b"<f " + match[2] + b">")
            if "ref" in stated:
                text = decode_escapes(text_of(match[3]))
                masters.setdefault(stated.get("si", ""), (parse_cell(match[1].decode()), text))
        return masters
