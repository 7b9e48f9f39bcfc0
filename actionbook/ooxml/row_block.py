"""Whole rows that are put into a sheet together."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from actionbook.ooxml.rows import Cell
from actionbook.ooxml.values import Formatted, Formula, Value
from actionbook.ooxml.wanted import Content

__all__ = ["RowBlock"]


class RowBlock(NamedTuple):
    """
    Whole rows put into a sheet, beneath all or in the place of others: a value for each column.

    *styles* are those of the columns' cells, by column; *row_tag* is a row whose look they take.
    """

    first_row: int
    first_column: int
    rows: Sequence[Sequence[Content]]
    styles: Mapping[int, int]
    row_tag: bytes

    @property
    def last_row(self) -> int:
        """The row of the last of them."""
        return self.first_row + len(self.rows) - 1

    def cells(self, *, without: Collection[int] = ()) -> dict[Cell, Content]:
        """What each cell is to hold, but for rows of those numbers."""
        return {
            (row, column): content
            for row, contents in enumerate(self.rows, self.first_row)
            if row not in without
            for column, content in enumerate(contents, self.first_column)
        }

    def values(self) -> Iterator[tuple[Cell, Value | Formula]]:
        """What each cell is to hold that is not to be blank."""
        for row, contents in enumerate(self.rows, self.first_row):
            for column, content in enumerate(contents, self.first_column):
                value = content.value if isinstance(content, Formatted) else content
                if value is not None and value != "":
                    yield (row, column), value
