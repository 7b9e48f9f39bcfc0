"""Papers that are no appendix: tables in a new workbook, in the dress of the public edition."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from actionbook.appendices.accessible_dress import write_table
from actionbook.appendices.book import Book
from actionbook.appendices.open_tables import filled
from actionbook.appendices.placing import placed
from actionbook.appendices.values import Table

__all__ = ["Papers", "render_papers"]

SIZE = 11
"""The usual size of letters, in points."""


@dataclass(frozen=True, slots=True)
class Papers:
    """Tables that belong together, one a sheet, as they stood on a day."""

    title: str
    subject: str
    organisation: str
    on: date
    tables: tuple[Table, ...]


def render_papers(papers: Papers, path: Path) -> None:
    """
    Write *papers* as the workbook *path*, which is replaced in one step.

    The same papers are the same bytes, on any machine.

    Raises:
        WorkbookBusyError: the file is open in Excel, or it or its folder may not be written.
        ActionbookError: its folder is not there, it is a folder itself, or the disk is full.
    """
    with placed(path) as file:
        book = Book(size=SIZE)
        book.describe(
            title=papers.title,
            subject=papers.subject,
            organisation=papers.organisation,
            on=papers.on,
        )
        for table in papers.tables:
            write_table(book, book.sheet(table.sheet), filled(table))
        book.write(file)
