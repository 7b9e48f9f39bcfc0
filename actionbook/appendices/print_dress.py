"""The print and exempt editions: sheets for A4 and A3 paper, in the house's own shape."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from actionbook.appendices.body import ROWS_AT_ONCE, rows_markup
from actionbook.appendices.book import Book, put
from actionbook.appendices.chart_sheet import write_charts
from actionbook.appendices.front import cover_page, notes_page, summary_page
from actionbook.appendices.looks import page_look
from actionbook.appendices.measure import shortened
from actionbook.appendices.paging import Printed, paged, spans, widths
from actionbook.appendices.paper import BOTTOM, MARGIN, TOP, sheet_of
from actionbook.appendices.tables import (
    FIRST,
    HEADINGS,
    TITLE_HEIGHTS,
    Styles,
    mark_up,
    write_headings,
)
from actionbook.appendices.values import ABOVE, Appendix, Page, Paper, Table
from actionbook.appendices.words import day_words

__all__ = ["write_print"]

PAPER_CODE = {Paper.A4: 9, Paper.A3: 8}
FOOTER_LETTERS = 80
"""Of the title: Excel allows a footer 255 letters in all."""
HEADER_LETTERS = 220

Merge = tuple[int, int, int, int]


def write_print(book: Book, appendix: Appendix) -> None:
    """Every sheet, in the order of the papers."""
    dress = _Dress(book, appendix)
    dress.page(cover_page(appendix))
    dress.page(summary_page(appendix))
    if appendix.charts:
        write_charts(book, dress.sheet("Charts", Paper.A4), appendix.charts)
    if appendix.first:
        dress.page(notes_page("Glossary", "Glossary and responsibilities", appendix.first))
    for table in appendix.tables:
        if table.rows:
            dress.table(table)
    dress.page(notes_page("Notes", "Notes", appendix.notes))


class _Dress:
    """What every sheet of one appendix has on it."""

    def __init__(self, book: Book, appendix: Appendix) -> None:
        self.book = book
        self.banner = shortened(appendix.banner, HEADER_LETTERS).replace("&", "&&")
        title = shortened(appendix.title, FOOTER_LETTERS).replace("&", "&&")
        day = day_words(appendix.on)
        name = f"Appendix {appendix.letter}".strip().replace("&", "&&")
        # The space after the size keeps a title that begins with a number from joining it.
        self.footer = f"&L&8 {title}, as it stood on {day}&R&8 {name}, page &P of &N"

    def sheet(self, name: str, paper: Paper) -> Any:
        """A sheet of that paper with the footer, and the banner where there is one."""
        sheet = self.book.sheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(PAPER_CODE[paper])
        sheet.set_margins(left=MARGIN, right=MARGIN, top=TOP, bottom=BOTTOM)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(self.footer, {"margin": 0.35})
        if self.banner:
            sheet.set_header(f"&C&8&B {self.banner}", {"margin": 0.2})
        return sheet

    def page(self, page: Page) -> None:
        """A sheet that is no table."""
        sheet = self.sheet(page.sheet, Paper.A4)
        for place, width in enumerate(page.widths):
            sheet.set_column(place, place, width)
        for number, height in enumerate(page.heights):
            sheet.set_row(number, height)
        for piece in page.pieces:
            style = self.book.format(page_look(piece.look))
            if piece.last > piece.first:
                sheet.merge_range(piece.row, piece.first, piece.row, piece.last, "", style)
            put(sheet, piece.row, piece.first, piece.cell, style)
        sheet.set_h_pagebreaks(list(page.breaks))
        sheet.print_area(0, 0, len(page.heights) - 1, len(page.widths) - 1)

    def table(self, table: Table) -> None:
        """A table, page by page, with its headings on each."""
        measures = sheet_of(table.columns, table.paper)
        printed = paged(table, measures, above=sum(TITLE_HEIGHTS))
        last = HEADINGS + len(printed.rows)
        merges = list(_merges(printed, len(table.columns)))
        sheet = self.sheet(table.sheet, table.paper)
        if not merges:
            mark_up(sheet, table, last)
        write_headings(self.book, sheet, table, measures)
        has_blocks = any(ABOVE in row for row in table.rows)
        styles = Styles(self.book, table, measures, blocks=has_blocks)
        sheet.have_body(_body(printed, styles), last, merges)
        sheet.set_h_pagebreaks([FIRST + start for start in printed.breaks])
        sheet.repeat_rows(HEADINGS)
        sheet.print_area(0, 0, last, len(table.columns) - 1)


def _body(printed: Printed, styles: Styles) -> Iterator[str]:
    looks = styles.of(printed.rows, printed.cut, printed.kinds)
    for start in range(0, len(printed.rows), ROWS_AT_ONCE):
        end = start + ROWS_AT_ONCE
        yield from rows_markup(
            FIRST + 1 + start,
            printed.heights[start:end],
            list(zip(*printed.rows[start:end], strict=True)),
            list(zip(*islice(looks, ROWS_AT_ONCE), strict=True)),
        )


def _merges(printed: Printed, columns: int) -> Iterator[Merge]:
    for place in range(columns):
        for first, end in spans(printed.rows, place):
            yield FIRST + first, place, FIRST + end, place
    for number in printed.kinds:
        for first, end in widths(printed.rows[number]):
            yield FIRST + number, first, FIRST + number, end
