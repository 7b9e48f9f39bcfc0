"""Where a cell or a block of cells stands: ``A7``, ``B2:D9``, ``$B$2:$D$9 F2``."""

import re
from functools import lru_cache
from typing import NamedTuple

__all__ = [
    "LAST_COLUMN",
    "LAST_ROW",
    "Area",
    "areas",
    "cell_name",
    "column_letters",
    "column_number",
    "parse_cell",
    "sqref",
]

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_COLUMNS = re.compile(r"\$?([A-Za-z]{1,3})")
_ROWS = re.compile(r"\$?([0-9]{1,7})")


class Area(NamedTuple):
    """A block of cells, its corners included; rows and columns counted from 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell is one of the block."""
        return (
            self.first_row <= row <= self.last_row
            and self.first_column <= column <= self.last_column
        )

    def meets(self, other: "Area") -> bool:
        """Whether the two blocks share a cell."""
        return (
            self.first_row <= other.last_row
            and other.first_row <= self.last_row
            and self.first_column <= other.last_column
            and other.first_column <= self.last_column
        )

    def __str__(self) -> str:
        first = cell_name(self.first_row, self.first_column)
        last = cell_name(self.last_row, self.last_column)
        return first if first == last else f"{first}:{last}"


@lru_cache(maxsize=1024)
def column_letters(number: int) -> str:
    """The letters of a column counted from 1: 1 is A, 28 is AB."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column, counted from 1: A is 1, AB is 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def cell_name(row: int, column: int) -> str:
    """The name of a cell, as an officer reads it: row 7 of column 1 is A7."""
    return f"{column_letters(column)}{row}"


def parse_cell(name: str) -> tuple[int, int]:
    """
    The (row, column) of a cell's name, counted from 1; dollar signs are passed over.

    Raises:
        ValueError: it is no name of a cell in a worksheet.
    """
    match = _CELL.fullmatch(name)
    if match is None:
        raise ValueError(f"{name!r} is not the name of a cell")
    row, column = int(match[2]), column_number(match[1])
    if not (1 <= row <= LAST_ROW and column <= LAST_COLUMN):
        raise ValueError(f"{name!r} is outside a worksheet")
    return row, column


def areas(text: str) -> tuple[Area, ...]:
    """
    The blocks that a reference list names; whole columns and rows reach to the sheet's edge.

    Raises:
        ValueError: a member of the list is no reference.
    """
    return tuple(_area(member) for member in text.split())


def _area(text: str) -> Area:
    first, _, last = text.partition(":")
    last = last or first
    if _CELL.fullmatch(first):
        (top, left), (bottom, right) = parse_cell(first), parse_cell(last)
    elif (one := _COLUMNS.fullmatch(first)) and (other := _COLUMNS.fullmatch(last)):
        top, bottom = 1, LAST_ROW
        left, right = column_number(one[1]), column_number(other[1])
    elif (one := _ROWS.fullmatch(first)) and (other := _ROWS.fullmatch(last)):
        top, bottom = int(one[1]), int(other[1])
        left, right = 1, LAST_COLUMN
    else:
        raise ValueError(f"{text!r} is not a reference to cells")
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def sqref(blocks: tuple[Area, ...]) -> str:
    """The reference list that names *blocks*."""
    return " ".join(map(str, blocks))
