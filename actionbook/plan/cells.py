"""Where a thing stands in the workbook, as an officer names it."""

from functools import lru_cache
from typing import NamedTuple

__all__ = ["CellRef", "letters"]


@lru_cache(maxsize=512)
def letters(column: int) -> str:
    """The letters of a worksheet column counted from 1: 1 is A, 28 is AB."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


class CellRef(NamedTuple):
    """One cell: sheet title, row and column counted from 1. As text, `Actions!A7`."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        sheet = self.sheet
        if not sheet.replace("_", "").isalnum() or sheet[:1].isdigit():
            sheet = "'" + sheet.replace("'", "''") + "'"
        return f"{sheet}!{letters(self.column)}{self.row}"
