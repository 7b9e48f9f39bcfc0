"""The starred cells of a set of changes: what staff are not to type in, and the tool remembers."""

from collections.abc import Iterator

from actionbook.operations.changes import ChangeSet, plain
from actionbook.operations.formulas import LIVE_NAMES
from actionbook.workbook.memory import Written
from actionbook.workbook.tables import TABLES

__all__ = ["starred_cells"]


def starred_cells(changes: ChangeSet) -> Iterator[Written]:
    """The starred cells that *changes* write, as the plan's memory keeps them."""
    fields = TABLES["Actions"].by_field
    starred = {name for name, column in fields.items() if column.starred} - LIVE_NAMES.keys()
    for cell in changes.cells:
        if cell.name in starred:
            yield Written(cell.ref, cell.name, cell.was, plain(cell.value))
