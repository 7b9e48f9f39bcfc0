"""Rows of the sheet beside staff's own, as they are put there."""

from actionbook.ooxml import Book, Formula, Value
from actionbook.operations.changes import ChangeSet, plain
from actionbook.operations.formulas import BESIDE_NAMES
from actionbook.plan.structure import Beside, NewRow
from actionbook.workbook.beside_table import BESIDE
from actionbook.workbook.columns import heading_key

__all__ = ["new_row", "put_beside"]


def new_row(row: NewRow) -> dict[str, Value | Formula]:
    """What the row of an action holds there to begin with, by field."""
    return {
        "ref": row.ref,
        "at_row": Formula(BESIDE_NAMES["at_row"], row.row),
        "action": Formula(BESIDE_NAMES["action"], row.action),
    }


def put_beside(book: Book, changes: ChangeSet, beside: Beside) -> None:
    """
    Put what *changes* need on the sheet beside: rows of new actions, and refs that change.

    Raises:
        ContentLossError: something lies under the table there.
    """
    if beside.new:
        by_key = BESIDE.by_key
        fields = [
            column.field if (column := by_key.get(heading_key(heading))) else ""
            for heading in book.table(beside.table).columns
        ]
        rows = [tuple(map(new_row(new).get, fields)) for new in beside.new]
        if min(beside.rows[new.row] for new in beside.new) > beside.body[1]:
            book.append_rows(beside.table, rows)
        else:
            book.replace_body(beside.table, rows)
    refs = {
        (beside.rows[cell.at.row], beside.columns["ref"]): plain(cell.value)
        for cell in changes.cells
        if cell.name == "ref" and cell.at.sheet != beside.sheet and cell.at.row in beside.rows
    }
    if refs:
        book.set_cells(beside.sheet, refs)
