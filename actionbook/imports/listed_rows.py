"""The rows of a list on a sheet beside the plan: issues by number, people by initials."""

from collections.abc import Callable, Iterator, Mapping, Set

from actionbook.imports.cell_grid import CellGrid

__all__ = ["listed"]

_LOOKED_AT = 30  # rows that may be its headings


def listed(
    grid: CellGrid, field_of: Callable[[str], str], is_list: Callable[[Set[str]], bool]
) -> Iterator[tuple[int, Mapping[str, int]]]:
    """
    Each row under the headings of a list, with the column of each field; none of another sheet.

    *field_of* is the field that a heading means, "" for none, and *is_list* whether a row that
    heads those fields is the list's. Of two columns for one field the left one counts.
    """
    for heading in range(1, min(len(grid.rows), _LOOKED_AT) + 1):
        columns: dict[str, int] = {}
        for column, text in grid.worded(heading).items():
            if field := field_of(text):
                columns.setdefault(field, column)
        if is_list(columns.keys()):
            yield from ((row, columns) for row in range(heading + 1, len(grid.rows) + 1))
            return
