"""Refs in a column without a heading: numbers before the rows, each another."""

from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.column_contents import contents_of
from actionbook.imports.heading_rows import SURE
from actionbook.imports.recognition import FoundTable
from actionbook.imports.row_kinds import RowKind

__all__ = ["with_unheaded_refs"]

_NEARLY_ALL = 0.9
_WHY = "It has no heading, and numbers the rows."


def with_unheaded_refs(grid: CellGrid, table: FoundTable) -> FoundTable:
    """
    *table* with its refs found, where no column is headed as such and one to the left of all the
    headings numbers the rows.
    """
    first = min((each.number for each in table.columns if each.heading), default=0)
    before = [each for each in table.columns if not each.heading and each.number < first]
    if table.column("ref") or table.column("issue_ref") or len(before) != 1:
        return table
    (numbers,) = before
    rows = table.of_kind(RowKind.ACTION)
    of = contents_of(grid.value(row, numbers.number) for row in rows)
    if of.filled < len(rows) * _NEARLY_ALL or of.refs < _NEARLY_ALL or of.distinct < 1:
        return table
    found = numbers._replace(field="ref", sureness=SURE, why=_WHY)
    return table._replace(
        columns=tuple(found if each is numbers else each for each in table.columns)
    )
