"""Where the tables of a grid begin: at rows of headings that are not those before them again."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.column_contents import is_time
from actionbook.imports.heading_rows import (
    Headings,
    headings_at,
    looks_like,
    names_field,
    names_of,
)
from actionbook.ooxml import column_letters
from actionbook.workbook.columns import heading_key

__all__ = ["Told", "starts_of", "unmet"]

_FEW_FIELDS = 3  # known by headings that a row of words may pass for
_NEAR_ROWS = 50


class Told(NamedTuple):
    """
    What somebody says of a sheet: the row of its headings, from 1 (0: not said), and the field of
    columns, by `heading_key` of the heading or by letter; "" for a column that is to be left.
    """

    heading_row: int = 0
    fields: Mapping[str, str] = {}

    def field_of(self, heading: str, column: int) -> str | None:
        """What is said of a column; None where nothing is."""
        for name in names_of(heading):
            if heading_key(name) in self.fields:
                return self.fields[heading_key(name)]
        return self.fields.get(f"column {column_letters(column)}")


def unmet(asked: Iterable[str], headings: Iterable[str]) -> list[str]:
    """Those of *asked* that none of *headings* is called by."""
    there = {heading_key(name) for heading in headings for name in names_of(heading)}
    return [said for said in asked if heading_key(said) not in there]


def starts_of(grid: CellGrid, told: Told) -> list[Headings]:
    """The headings at which tables begin: those that are told, else all that are found."""
    if not told.heading_row:
        return list(_runs(grid, told))
    found = headings_at(grid, told.heading_row, told=True)
    return [] if found is None else [found]


def _runs(grid: CellGrid, told: Told) -> Iterator[Headings]:
    """Every run of headings that is not the one before it again."""
    before: Headings | None = None
    body: set[tuple[int, str]] = set()  # what stands in which column under the headings
    row = 1
    while row <= len(grid.rows):
        said = grid.worded(row).items()
        if before is not None and not told.fields and not body.isdisjoint(said):
            body.update(said)  # what has stood there before is no heading
            row += 1
            continue
        if before is not None and (
            looks_like(grid, row, before) or looks_like(grid, row + 1, before)
        ):
            row += 1  # it comes again, or is the last row above where it does
            continue
        headings = headings_at(grid, row, told=_says_so(grid, row, told))
        if headings is not None and before is None and not told.fields and _is_row(grid, headings):
            headings = None
        if headings is None or _runs_into(grid, headings, before):
            if before is not None:
                body.update(said)
            row += 1
            continue
        if before is None or not _same(before, headings):
            yield headings
            before = headings
            body.clear()
        row = headings.rows[-1] + 1


def _is_row(grid: CellGrid, headings: Headings) -> bool:
    """
    Whether what seems to be a few headings is a row of a table.

    One of them is said below; or there is a time among them, and none is the very word.
    """
    if len(headings.fields) > _FEW_FIELDS or len(headings.rows) > 1:
        return False
    surest = max((told.score for each in headings.columns for told in each.meant), default=0)
    if surest < 1 and any(is_time(each.text) for each in headings.columns):
        return True
    own = {each.column: each.text.casefold() for each in headings.columns}
    last = headings.rows[-1]
    return any(
        any(own.get(column) == text for column, text in grid.folded(row).items())
        and not looks_like(grid, row, headings)
        and headings_at(grid, row) is None
        for row in range(last + 1, min(len(grid.rows), last + _NEAR_ROWS) + 1)
    )


def _runs_into(grid: CellGrid, headings: Headings, before: Headings | None) -> bool:
    """Whether what seems to be headings is the last row before the same headings come again."""
    return before is not None and any(looks_like(grid, row, before) for row in headings.rows)


def _says_so(grid: CellGrid, row: int, told: Told) -> bool:
    """Whether somebody says what a column of the row is, and another is said or known too."""
    if not told.fields:
        return False
    texts = grid.said(row)
    said = sum(bool(told.fields.get(heading_key(text))) for text in texts)
    known = sum(names_field(text) for text in texts if heading_key(text) not in told.fields)
    return said > 0 and said + known > 1


def _same(one: Headings, other: Headings) -> bool:
    return [each.text.casefold() for each in one.columns] == [
        each.text.casefold() for each in other.columns
    ]
