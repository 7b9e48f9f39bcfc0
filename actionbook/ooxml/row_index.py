"""Where the rows of a worksheet stand, each in a few bytes, to be asked for by their numbers."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["RowIndex", "RowSpan"]


class RowSpan(NamedTuple):
    """One ``<row>``; *is_empty* where it is self-closed, its content then none."""

    number: int
    start: int
    inner_start: int
    inner_end: int
    end: int
    is_empty: bool


class RowIndex:
    """The places of all rows, in a few bytes each."""

    def __init__(self) -> None:
        self.numbers = array("q")
        self.places = array("q")

    def add(self, span: RowSpan) -> None:
        """Note the next row of the part."""
        self.numbers.append(span.number)
        self.places.extend(span[1:5])
        self.places.append(span.is_empty)

    def at(self, position: int) -> RowSpan:
        """The row that is so many rows after the first."""
        start, inner_start, inner_end, end, is_empty = self.places[5 * position : 5 * position + 5]
        number = self.numbers[position]
        return RowSpan(number, start, inner_start, inner_end, end, bool(is_empty))

    def row(self, number: int) -> RowSpan | None:
        """The row of that number; None where there is none."""
        position = bisect_left(self.numbers, number)
        if position == len(self.numbers) or self.numbers[position] != number:
            return None
        return self.at(position)

    def start_after(self, number: int, end: int) -> int:
        """Where the first row with a higher number starts; *end* where there is none."""
        position = bisect_left(self.numbers, number + 1)
        return end if position == len(self.numbers) else self.places[5 * position]

    def rows(self, after: int) -> Iterator[RowSpan]:
        """Every row with a higher number, in order."""
        for position in range(bisect_left(self.numbers, after + 1), len(self.numbers)):
            yield self.at(position)
