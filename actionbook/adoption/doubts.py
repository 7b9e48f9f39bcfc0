"""What is to be looked at in a workbook that becomes a plan."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.draft import Sureness
from actionbook.imports.row_says import SEVERAL
from actionbook.imports.several_actions import may_be_several, parted

__all__ = ["Doubt", "several_in_one"]


class Doubt(NamedTuple):
    """Something to look at: the cell, the ref and column it is about, what, and the words."""

    cell: str
    ref: str
    column: str
    doubt: str
    words: str
    sureness: Sureness = Sureness.UNSURE


def several_in_one(
    grid: CellGrid, rows: Sequence[int], fields: Mapping[str, int]
) -> Iterator[Doubt]:
    """
    A doubt for each of *rows* whose cell of the action seems to hold several.

    *fields* are the columns by the names that import has for them; of a ref, 0 where rows share it.
    """
    for row in rows:
        text = grid.text(row, fields["action"])
        if not may_be_several(text):
            continue
        total = parted({name: grid.text(row, at) for name, at in fields.items()}).total
        if total > 1:
            at = grid.address(row, fields["action"])
            yield Doubt(at, grid.text(row, fields["ref"]), "Action", SEVERAL.format(total), text)
