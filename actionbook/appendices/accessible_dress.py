"""
The public edition as a workbook for everybody, screen readers too: one plain table a sheet.

WCAG 2.2 AA and the Government Analysis Function's rules for spreadsheets: a heading and a
sentence, then one table with one row of headings, nothing merged, nothing blank, nothing beside it.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any

from actionbook.appendices.body import ROWS_AT_ONCE, rows_markup
from actionbook.appendices.book import Book
from actionbook.appendices.cutting import PADDING, Row
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
    sheet.have_body(_body(table.rows, measures, styles), last)


def _body(rows: Sequence[Row], measures: Sheet, styles: "_Styles") -> Iterator[str]:
    for start in range(0, len(rows), ROWS_AT_ONCE):
        columns = list(zip(*rows[start : start + ROWS_AT_ONCE], strict=True))
        heights = _heights(columns, measures)
        yield from rows_markup(FIRST + 1 + start, heights, columns, styles.of(columns))


def _longest(table: Table) -> list[int]:
    """Of each column, how many letters its longest cell has; a line end counts as a line."""
    columns = zip(*table.rows, strict=True) if table.rows else ((),) * len(table.columns)
    return [max(map(len, _texts(cells)), default=0) for cells in columns]


def _texts(cells: Iterable[Cell]) -> list[str]:
    """The texts of a column, each once."""
    return [cell for cell in set(cells) if isinstance(cell, str)]


def _heights(columns: Sequence[Sequence[Cell]], measures: Sheet) -> list[float]:
    """The heights of rows, in points, that show all the lines of each of their cells."""
    deepest = [1] * len(columns[0])
    for cells, room in zip(columns, measures.rooms, strict=True):
        # Most are too short to wrap, and need no counting.
        lines: dict[Cell, int] = {
            text: line_count(text, room)
            for text in _texts(cells)
            if len(text) * WIDEST > room or "\n" in text
        }
        if lines:
            deepest = list(map(max, deepest, [lines.get(cell, 1) for cell in cells]))
    return [min(deep * measures.leading + PADDING, measures.tallest) for deep in deepest]


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
        self.coloured: dict[tuple[int, str], int] = {}

    def of(self, columns: Sequence[Sequence[Cell]]) -> list[Iterable[int]]:
        """The indexes of the formats of the cells of some rows, column by column."""
        styles: list[Iterable[int]] = [repeat(index) for index in self.usual]
        # A format has its index from the first cell that is of it, row after row.
        for cells in zip(*(columns[place] for place in self.rags), strict=True):
            for key in zip(self.rags, map(str, cells), strict=True):
                if key not in self.coloured:
                    self.coloured[key] = self._coloured(*key)
        for place in self.rags:
            styles[place] = [self.coloured[place, str(cell)] for cell in columns[place]]
        return styles

    def _coloured(self, place: int, words: str) -> int:
        said = RAG_WORDS.get(words.partition("\n")[0])
        if said is None:
            return self.usual[place]
        return self.book.index(self.looks[place], rag_look(said))


def _link(sheet: Any, table: Table) -> None:
    """Make the names in a contents list links, told by what they lead to."""
    for number, row in enumerate(table.rows, start=FIRST):
        sheet.link(number, 0, f"'{row[0]}'!A1", f"Go to the sheet {row[0]}")
