"""Whether a plan's Checks table has anything in it, to be made anew when cells have moved."""

from pathlib import Path

from actionbook.ooxml import BookView
from actionbook.workbook.locate import locate

__all__ = ["holds_checks"]


def holds_checks(path: Path) -> bool:
    """
    Whether the Checks table of the plan *path* lists a finding; the file is only read.

    Raises:
        WorkbookUnreadableError: missing, broken, or no action plan.
    """
    book = BookView.open(path)
    located, _ = locate(book)
    if "Checks" not in located:
        return False
    table = located["Checks"].table
    return bool(book.cell(table.sheet, table.body_first_row, table.first_column))
