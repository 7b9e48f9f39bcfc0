"""A sheet that lies on its side: its headings in the first column, an action in each other."""

from itertools import zip_longest

from actionbook.imports.cell_grid import CellGrid, MovedGrid
from actionbook.imports.heading_rows import names_field
from actionbook.imports.markup import plain
from actionbook.imports.recognition import FoundTable, recognise
from actionbook.imports.row_kinds import RowKind
from actionbook.imports.table_starts import Told

__all__ = ["turned"]

_MOST_ROWS = 40  # a plan has thirty columns at most
_FEWEST = 3  # columns of such a sheet, and fields that it names
_FEW = 0.3  # of the cells of an action, that are known headings by chance


def turned(grid: CellGrid, told: Told) -> tuple[MovedGrid, tuple[FoundTable, ...]] | None:
    """
    The sheet put upright and the plan in it, its columns as *told*; None where it is not one that
    lies on its side.
    """
    if len(grid.rows) > _MOST_ROWS or grid.width < _FEWEST:
        return None
    rows = [list(cells) for cells in zip_longest(*grid.rows, fillvalue="")]
    upright = MovedGrid(
        grid.name,
        rows,
        months=frozenset((column, row) for row, column in grid.months),
        errors=frozenset((column, row) for row, column in grid.errors),
        date_1904=grid.date_1904,
        places={
            (column, row): (row, column)
            for row, cells in enumerate(grid.rows, start=1)
            for column in range(1, len(cells) + 1)
        },
    )
    tables = recognise(upright, told=told)
    if len(tables) != 1 or len(tables[0].fields) < _FEWEST:
        return None
    actions = tables[0].of_kind(RowKind.ACTION)
    if len(actions) < _FEWEST - 1 or any(_is_of_labels(upright, row) for row in actions):
        return None
    return upright, tables


def _is_of_labels(grid: CellGrid, row: int) -> bool:
    """Whether a row holds headings too, as where labels and values stand in turns."""
    texts = [plain(text) for text in grid.worded(row).values() if text]
    return sum(map(names_field, texts)) > len(texts) * _FEW
