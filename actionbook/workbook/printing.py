"""What makes the sheet of actions print as a plan: its columns, one page wide, headings on top."""

from pathlib import Path

from actionbook.ooxml import BookView, Page, column_letters
from actionbook.operations.changes import ChangeSet, SetPage
from actionbook.plan.cells import quoted
from actionbook.workbook.locate import locate
from actionbook.workbook.read import read_plan

__all__ = ["print_area"]


def print_area(path: Path) -> ChangeSet:
    """
    What prints the columns of the actions on pages one wide, their headings on each.

    The area is whole columns, so that rows which staff add are printed too; what stands beside
    the table is not. Paper and margins stay. *path* is the plan, which is only read; raises as
    `read_plan` does.
    """
    plan, book = read_plan(path), BookView.open(path)
    if "Actions" not in plan.structure.tables:
        return ChangeSet.of(plan)
    # Of a sheet that staff keep it is a range with a row or two of headings, and no table.
    table = locate(book)[0]["Actions"].table
    sheet = quoted(table.sheet)
    first, last = column_letters(table.first_column), column_letters(table.last_column)
    area = f"{sheet}!${first}:${last}"
    titles = f"{sheet}!${table.first_row}:${table.first_row + max(table.header_rows, 1) - 1}"
    if book.page(table.sheet) == Page(area, titles, fits_width=True, is_landscape=True):
        return ChangeSet.of(plan)
    return ChangeSet.of(plan, pages=(SetPage(table.sheet, area, titles),))
