"""The rows of a table put in another order, with all that belongs to them, or not at all."""

from collections.abc import Sequence

from actionbook.errors import ContentLossError
from actionbook.ooxml.calculation import ask_to_compute
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.markup import splice
from actionbook.ooxml.row_followers import followers
from actionbook.ooxml.row_moves import frame_edits, row_edits, without_sharing
from actionbook.ooxml.row_order import FixedRowError, RowOrder
from actionbook.ooxml.row_proof import misplaced
from actionbook.ooxml.row_refusals import refuse_parted, refuse_pointed_at
from actionbook.ooxml.sheet import SheetPart
from actionbook.ooxml.table import Table

__all__ = ["reorder"]


def reorder(contents: Contents, table: Table, rows: Sequence[int]) -> None:
    """
    Let the body of *table* be its worksheet *rows* in that order, each row of the sheet whole.

    Raises:
        ContentLossError: *rows* are not those of the body, or moving them would harm something.
    """
    span = range(table.body_first_row, table.body_last_row + 1)
    if sorted(rows) != list(span):
        raise ContentLossError(
            f"{contents.file}: the order for table {table.name} is not of its own rows"
        )
    becomes = {row: place for place, row in zip(span, rows, strict=True) if row != place}
    if not becomes:
        return
    order = RowOrder(contents.sheet(table.sheet).name, becomes)
    part = contents.editable_sheet(table.sheet)
    try:
        refuse_parted(contents, part, table, order)
        refuse_pointed_at(contents, order)
        changed = followers(contents, order)
        moved = _moved(contents.editable_sheet(table.sheet), order)
    except FixedRowError as fault:
        raise ContentLossError(
            f"{contents.file}: the rows of {table.sheet} were left as they are: {fault}"
        ) from fault
    contents.replace_sheet(table.sheet, moved)
    for name, data in changed.items():
        contents.package.replace(name, data)
    contents.close_sheet()
    ask_to_compute(contents)


def _moved(part: SheetPart, order: RowOrder) -> bytes:
    """The part of the sheet with its rows in *order*, read back and compared."""
    plain = without_sharing(part, order)
    edits = [*row_edits(plain, order), *plain.placed(frame_edits(plain.frame, order))]
    moved = splice(plain.data, edits)
    wrong = misplaced(plain, SheetPart(moved), order)
    if wrong is not None:
        raise FixedRowError(f"{wrong} would not be what it was")
    return moved
