"""Days that a sheet stores as bare numbers, because nobody formatted the column as dates."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.draft import Doubt, Sureness
from actionbook.imports.heading_meaning import meanings
from actionbook.imports.heading_rows import SURE
from actionbook.imports.markup import plain
from actionbook.imports.recognition import FoundColumn, FoundTable
from actionbook.ooxml.values import from_serial

__all__ = ["with_unshown_days"]

_DAYS = frozenset({"timescale", "revised_due", "completed_on", "added_on", "approved_on", "start"})
_FIRST, _LAST = 36_526, 55_153  # 1 January 2000, 31 December 2050
_FEWEST = 2  # numbers, of which one alone may be anything
_READ = "Excel shows its days as bare numbers: {} is read as {}. Format the column as dates."


def with_unshown_days(
    grid: CellGrid, tables: Sequence[FoundTable]
) -> tuple[CellGrid, tuple[Doubt, ...]]:
    """
    *grid* with the days that stand as numbers under headings of days, and a doubt for each column.

    Only where every number of the column would be a day of our time.
    """
    days: dict[tuple[int, int], date | None] = {}
    doubts = []
    for table in tables:
        for column in table.columns:
            found = dict(_days(grid, table, column))
            if len(found) >= _FEWEST:
                days |= found
                (row, number), day = next(iter(found.items()))
                cell = grid.address(row, number)
                says = _READ.format(grid.text(row, number), f"{day:%d/%m/%Y}")
                doubts.append(Doubt("", "", says, "", (), Sureness.LIKELY, cell))
    if not days:
        return grid, ()
    rows = [
        [days.get((row, number), value) for number, value in enumerate(cells, start=1)]
        for row, cells in enumerate(grid.rows, start=1)
    ]
    return replace(grid, rows=rows), tuple(doubts)


def _days(
    grid: CellGrid, table: FoundTable, column: FoundColumn
) -> Iterator[tuple[tuple[int, int], date | None]]:
    """The cells of a column that hold a day as a number, with the day; none where one holds not."""
    meant = meanings(plain(column.heading))[:1]
    if not meant or meant[0].field not in _DAYS or meant[0].score < SURE:
        return
    cells = {
        (row.number, column.number): grid.value(row.number, column.number) for row in table.rows
    }
    numbers = {
        at: value
        for at, value in cells.items()
        if isinstance(value, int | float) and not isinstance(value, bool)
    }
    if all(_FIRST <= value <= _LAST and value == int(value) for value in numbers.values()):
        for at, value in numbers.items():
            yield at, from_serial(value, date_1904=grid.date_1904)
