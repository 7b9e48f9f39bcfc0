"""What makes the sheet of actions print as a plan: its columns, one page wide, headings on top."""

from pathlib import Path

from actionbook.ooxml import BookView, Page, column_letters
from actionbook.operations.changes import ChangeSet, SetPage
from actionbook.plan.cells import quoted
from actionbook.workbook.read import read_plan

__all__ = ["print_area"]


def print_area(path: Path) -> ChangeSet:
    """
    What prints the columns of the Actions table on pages one wide, its headings on each.

    The area is whole columns, so that rows which staff add are printed too; what stands beside
    the table is not. Paper and margins stay. *path* is the plan, which is only read; raises as
    `read_plan` does.
    """
    plan, book = read_plan(path), BookView.open(path)
    seen = plan.structure.tables.get("Actions")
    if seen is None:
        return ChangeSet.of(plan)
    table = next(each for each in book.tables if each.name == seen.name)
    sheet = quoted(table.sheet)
    first, last = column_letters(table.first_column), column_letters(table.last_column)
    area = f"{sheet}!${first}:${last}"
    titles = f"{sheet}!${table.first_row}:${table.first_row}"
    if book.page(table.sheet) == Page(area, titles, fits_width=True, is_landscape=True):
        return ChangeSet.of(plan)
    return ChangeSet.of(plan, pages=(SetPage(table.sheet, area, titles),))
