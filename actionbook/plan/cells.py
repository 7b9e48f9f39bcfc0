"""Where a thing stands in the workbook, as an officer names it."""

from functools import lru_cache
from typing import NamedTuple

__all__ = ["CellRef", "letters", "quoted"]


@lru_cache(maxsize=512)
def letters(column: int) -> str:
    """The letters of a worksheet column counted from 1: 1 is A, 28 is AB."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


@lru_cache(maxsize=512)
def quoted(sheet: str) -> str:
    """A sheet's title as a formula has it, in quotes where it needs them."""
    if sheet.replace("_", "").isalnum() and not sheet[:1].isdigit():
        return sheet
    return "'" + sheet.replace("'", "''") + "'"


@lru_cache(maxsize=512)
def _named(sheet: str, column: int) -> str:
    """How every cell of a column is called, but for its row."""
    return f"{quoted(sheet)}!{letters(column)}"


class CellRef(NamedTuple):
    """One cell: sheet title, row and column counted from 1. As text, `Actions!A7`."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        sheet, row, column = self
        return f"{_named(sheet, column)}{row}"
