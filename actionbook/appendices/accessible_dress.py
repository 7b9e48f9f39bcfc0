"""
The public edition as a workbook for everybody, screen readers too: one plain table a sheet.

WCAG 2.2 AA and the Government Analysis Function's rules for spreadsheets: a heading and a
sentence, then one table with one row of headings, nothing merged, nothing blank, nothing beside it.
"""

from collections.abc import Sequence
from itertools import count
from typing import Any

from actionbook.appendices.body import row_markup
from actionbook.appendices.book import Book
from actionbook.appendices.cutting import PADDING
from actionbook.appendices.looks import heading_look, page_look, rag_look, screen_look
from actionbook.appendices.measure import WIDEST, line_count
from actionbook.appendices.open_tables import open_tables
from actionbook.appendices.paper import SCREEN_SIZE, Sheet, screen_of
from actionbook.appendices.tables import FIRST, HEADINGS, RAG_WORDS, mark_up
from actionbook.appendices.values import Appendix, Cell, Holds, Table

__all__ = ["write_accessible", "write_table"]

TITLE_HEIGHTS = (30.0, 20.0)
PAPER_A3 = 8


def write_accessible(book: Book, appendix: Appendix) -> None:
    """Every table on a sheet of its own, after a list of what there is."""
    tables = open_tables(appendix)
    for table in tables:
        sheet = book.sheet(table.sheet)
        write_table(book, sheet, table)
        if table.sheet == "Contents":
            _link(sheet, table)


def write_table(book: Book, sheet: Any, table: Table) -> None:
    """Write *table* on *sheet*: its title, its sentence, its headings and rows."""
    measures = screen_of(table.columns, _longest(table))
    last = HEADINGS + len(table.rows)
    sheet.set_landscape()
    sheet.set_paper(PAPER_A3)
    sheet.fit_to_pages(1, 0)
    sheet.set_row(0, TITLE_HEIGHTS[0])
    sheet.write_string(0, 0, table.title, book.heading_1(page_look("heading 1")))
    sheet.set_row(1, TITLE_HEIGHTS[1])
    sheet.write_string(1, 0, table.sentence, book.format(page_look("lead-in")))
    mark_up(sheet, table, last)
    style = book.format(heading_look(measures), {"valign": "top"})
    sheet.set_row(HEADINGS, measures.heading)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, measures.widths[place])
        sheet.write_string(HEADINGS, place, column.heading, style)
    styles = _Styles(book, table)
    rows = table.rows
    body = map(
        row_markup,
        count(FIRST + 1),
        (_height(row, measures) for row in rows),
        rows,
        map(styles.of, rows),
    )
    sheet.have_body(body, last)


def _longest(table: Table) -> list[int]:
    """Of each column, how many letters its longest cell has; a line end counts as a line."""
    longest = [0] * len(table.columns)
    for row in table.rows:
        for place, cell in enumerate(row):
            if isinstance(cell, str) and len(cell) > longest[place]:
                longest[place] = len(cell)
    return longest


def _height(row: Sequence[Cell], measures: Sheet) -> float:
    deepest = 1
    for cell, room in zip(row, measures.rooms, strict=True):
        # Most are too short to wrap, and need no counting.
        if isinstance(cell, str) and (len(cell) * WIDEST > room or "\n" in cell):
            deepest = max(deepest, line_count(cell, room))
    return min(deepest * measures.leading + PADDING, measures.tallest)


class _Styles:
    """The formats of a table's cells: one a column, and one for each RAG besides."""

    def __init__(self, book: Book, table: Table) -> None:
        self.book = book
        self.looks = [screen_look(column.holds, SCREEN_SIZE) for column in table.columns]
        if table.sheet == "Contents":
            self.looks[0] = {**self.looks[0], **page_look("link")}
        self.usual = [book.index(look) for look in self.looks]
        self.rags = [
            place for place, column in enumerate(table.columns) if column.holds is Holds.RAG
        ]

    def of(self, row: Sequence[Cell]) -> list[int]:
        """The index of the format of every cell of a row."""
        styles = self.usual
        for place in self.rags:
            said = RAG_WORDS.get(str(row[place]).partition("\n")[0])
            if said is not None:
                styles = styles.copy()
                styles[place] = self.book.index(self.looks[place], rag_look(said))
        return styles


def _link(sheet: Any, table: Table) -> None:
    """Make the names in a contents list links, told by what they lead to."""
    for number, row in enumerate(table.rows, start=FIRST):
        sheet.link(number, 0, f"'{row[0]}'!A1", f"Go to the sheet {row[0]}")
