"""
The tables of plans in a grid of cells: where they stand, and what each of their columns holds.

`recognise(grid)` gives one `FoundTable` for each table, top to bottom; nothing where there is none.

* `FoundTable`: `sheet`, `heading_rows`, `columns`, `rows`; `column("lead")` is the mapped column.
* `FoundColumn`: `number` and `heading` as typed, `field` (of `workbook.tables`, or "rag", or
  "issue_ref" for the number of an issue; "" where none is mapped), `sureness` from 0 to 1, `guess`
  (the field it may be where it is not mapped), `why`, and three `samples` with their cells.
* `BodyRow`: `number`, and its `kind` (`RowKind`): action, goes on, issue, band, heading again,
  total, foot, prefilled, blank.

A column is mapped at a sureness of `SURE` or more, by its heading and by what stands in it; else
it is left with its guess. Of two columns that seem to be the same thing neither is mapped, unless
one is clearly the surer. `told` overrules: columns by heading (or letter), and the heading row.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from actionbook.imports.band_rows import title_rows
from actionbook.imports.body_rows import body_rows
from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.column_contents import Contents, contents_of, is_open, is_time
from actionbook.imports.column_fields import FoundField, fields_of
from actionbook.imports.heading_rows import SURE, Headings, looks_like
from actionbook.imports.plan_or_log import is_plan
from actionbook.imports.row_kinds import BodyRow, RowKind
from actionbook.imports.table_starts import Told, starts_of

__all__ = [
    "SURE",
    "BodyRow",
    "FoundColumn",
    "FoundTable",
    "RowKind",
    "Sample",
    "recognise",
]

_SAMPLES = 3
_WIDE, _FEWEST_CELLS = 5, 2  # columns of a table, and filled cells of a row that tells nothing
_FEWEST_OPEN = 2  # rows that are not done
_NEARLY_ALL = 0.8
_SAMPLE = 60  # characters


class Sample(NamedTuple):
    """What a cell says, cut short, and the cell: Plan!B7."""

    at: str
    text: str


class FoundColumn(NamedTuple):
    """One column under the headings; see the module."""

    number: int
    heading: str
    field: str
    sureness: float
    guess: str
    why: str
    samples: tuple[Sample, ...]


class FoundTable(NamedTuple):
    """A table of a plan: its columns, and what each row under its headings is."""

    sheet: str
    heading_rows: tuple[int, ...]
    columns: tuple[FoundColumn, ...]
    rows: tuple[BodyRow, ...]

    def column(self, name: str) -> int:
        """The number of the column mapped to a field; 0 where none is."""
        return next((each.number for each in self.columns if each.field == name), 0)

    @property
    def first_row(self) -> int:
        """The row it begins with: its headings, or the words above that head a part of it."""
        return min(self.heading_rows[0], *(row.number for row in self.rows))

    @property
    def fields(self) -> Mapping[str, int]:
        """The mapped columns by field."""
        return {each.field: each.number for each in self.columns if each.field}

    def of_kind(self, kind: RowKind) -> tuple[int, ...]:
        """The numbers of the rows of a kind."""
        return tuple(row.number for row in self.rows if row.kind is kind)


_NOTHING = Told()


def recognise(grid: CellGrid, *, told: Told = _NOTHING) -> tuple[FoundTable, ...]:
    """The tables of plans in *grid*, top to bottom; see the module for what they tell."""
    found = []
    starts = starts_of(grid, told)
    for at, headings in enumerate(starts):
        last = starts[at + 1].rows[0] - 1 if at + 1 < len(starts) else len(grid.rows)
        table = _table(grid, headings, range(headings.rows[-1] + 1, last + 1), told)
        if table is not None:
            found.append(table)
    return tuple(found)


def _table(
    grid: CellGrid, headings: Headings, rows: Sequence[int], told: Told
) -> FoundTable | None:
    again = {row for row in rows if looks_like(grid, row, headings)}
    own = [row for row in rows if row not in again]
    whole = _whole_rows(grid, headings, own)
    contents = {
        each.column: contents_of(
            grid.value(row, each.column) for row in whole if not grid.is_across(row, each.column)
        )
        for each in headings.columns
    }
    said = {
        each.column: name
        for each in headings.columns
        if (name := told.field_of(each.text, each.column)) is not None
    }
    deadlines = _deadlines(grid, headings, own)
    hint = _hint(grid, headings)
    fields = fields_of(headings, contents, said, hint=hint, deadlines=deadlines)
    columns = tuple(
        _column(grid, each.column, each.text, fields[each.column], own) for each in headings.columns
    )
    columns += tuple(_unheaded(grid, headings, own))
    mapped = {each.field: each.number for each in columns if each.field}
    is_told = bool(told.heading_row or told.fields)
    if not is_plan(headings, mapped, is_told=is_told, hint=hint):
        return None
    kinds = body_rows(grid, headings, mapped, rows, again)
    kinds = (*title_rows(grid, headings, kinds), *kinds)
    table = FoundTable(grid.name, headings.rows, columns, kinds)
    return table if any(row.kind in (RowKind.ACTION, RowKind.ISSUE) for row in kinds) else None


def _whole_rows(grid: CellGrid, headings: Headings, rows: Sequence[int]) -> Sequence[int]:
    """The rows that say enough to tell what stands under a heading: no counts, keys or bands."""
    if len(headings.columns) < _WIDE:
        return rows
    whole = [
        row
        for row in rows
        if sum(value not in ("", None) for value in grid.rows[row - 1]) > _FEWEST_CELLS
    ]
    return whole if len(whole) > 1 else rows


def _deadlines(grid: CellGrid, headings: Headings, rows: Sequence[int]) -> frozenset[int]:
    """The columns that hold a day in nearly every row that is not done: no day it was done."""
    states = [
        each.column
        for each in headings.columns
        if max(each.means("status"), each.means("rag")) >= SURE
    ]
    still_open = [row for row in rows if any(is_open(grid.text(row, at)) for at in states)]
    if len(still_open) < _FEWEST_OPEN:
        return frozenset()
    others = len(still_open) * (1 - _NEARLY_ALL)
    return frozenset(
        each.column
        for each in headings.columns
        if not any(
            count >= others
            for count in accumulate(not is_time(grid.value(row, each.column)) for row in still_open)
        )
    )


def _hint(grid: CellGrid, headings: Headings) -> str:
    """What the sheet calls itself: its name, and what stands above the headings."""
    above = range(max(1, headings.rows[0] - 6), headings.rows[0])
    said = [grid.text(row, column) for row in above for column in range(1, grid.width + 1)]
    return " ".join([grid.name, *filter(None, said)])[:2000].casefold()


def _column(
    grid: CellGrid, number: int, heading: str, found: FoundField, rows: Sequence[int]
) -> FoundColumn:
    return FoundColumn(
        number,
        heading,
        found.field,
        found.sureness,
        found.guess,
        found.why,
        tuple(_samples(grid, number, rows)),
    )


def _samples(grid: CellGrid, number: int, rows: Sequence[int]) -> Iterator[Sample]:
    count = 0
    for row in rows:
        text = " ".join(grid.text(row, number).split())
        if text:
            count += 1
            yield Sample(grid.address(row, number), text[:_SAMPLE])
            if count == _SAMPLES:
                return


def _unheaded(grid: CellGrid, headings: Headings, rows: Sequence[int]) -> Iterator[FoundColumn]:
    """The columns that hold something and have no heading: never mapped, but told."""
    known = {each.column for each in headings.columns}
    for number in range(1, grid.width + 1):
        if number in known:
            continue
        contents: Contents = contents_of(
            grid.value(row, number) for row in rows if not grid.is_beside(row, number)
        )
        if contents.filled:
            samples = tuple(_samples(grid, number, rows))
            yield FoundColumn(number, "", "", 0.0, "", "It has no heading.", samples)
