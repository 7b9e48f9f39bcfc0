"""
An appendix as an Excel workbook, made new with XlsxWriter: values only, in a print dress.

Text is always written as text, so a cell that begins with = or + or - or @ is read back as the
very words. Nothing of the machine or the clock goes in: the same appendix is the same bytes.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from actionbook.appendix.front import cover_page, notes_page
from actionbook.appendix.layouts import day_words
from actionbook.appendix.looks import FONT, Rules, body_look, heading_look, page_look, rag_look
from actionbook.appendix.measure import shortened
from actionbook.appendix.paging import Printed, paged, spans
from actionbook.appendix.paper import BOTTOM, MARGIN, TOP, Sheet, sheet_of
from actionbook.appendix.placing import placed
from actionbook.appendix.values import ABOVE, Appendix, Cell, Holds, Page, Paper, Table
from actionbook.plan.status import Rag

__all__ = ["render"]

HEADINGS = 2
"""The worksheet row of a table's headings, from 0: beneath its title and its sentence."""
FIRST = HEADINGS + 1
TITLE_HEIGHTS = (28.0, 20.0)
PAPER_CODE = {Paper.A4: 9, Paper.A3: 8}
FOOTER_LETTERS = 80
"""Of the title: Excel allows a footer 255 letters in all."""
FIRST_SERIAL = date(1900, 3, 1)
"""Excel counts a 29 February 1900, so that no two programs agree on the days before this."""
SERIAL_ZERO = date(1899, 12, 30).toordinal()
EVERY_RULES = (Rules.USUAL, Rules.OPENS, Rules.GOES_ON, Rules.OPENS | Rules.GOES_ON)
RAG_WORDS = {str(rag): rag for rag in Rag}


def render(appendix: Appendix, path: Path) -> None:
    """
    Write *appendix* as the workbook *path*, which is replaced in one step.

    Raises:
        WorkbookBusyError: the file is open in Excel, or it or its folder may not be written.
        ActionbookError: its folder is not there, or it is a folder itself.
    """
    with placed(path) as draft:
        _Book(appendix, draft).write()


class _Book:
    """The workbook being made, and its formats, each made once."""

    def __init__(self, appendix: Appendix, path: Path) -> None:
        self.appendix = appendix
        self.made: Any = xlsxwriter.Workbook(
            path,
            {
                # In memory, so that no file mode or time of this machine gets into the zip.
                "in_memory": True,
                "default_format_properties": {"font_name": FONT, "font_size": 10},
            },
        )
        self.formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def write(self) -> None:
        """Every sheet, in the order of the papers."""
        appendix = self.appendix
        self.made.set_properties(
            {
                "title": appendix.title,
                "subject": f"Appendix, as it stood on {day_words(appendix.on)}",
                "author": appendix.organisation,
                "company": appendix.organisation,
                "created": datetime(*appendix.on.timetuple()[:3]),  # noqa: DTZ001 - no zone in xlsx
            }
        )
        self._page(cover_page(appendix))
        for table in appendix.tables:
            self._table(table)
        self._page(notes_page(appendix.notes))
        self.made.close()

    def format(self, *looks: Mapping[str, object]) -> Any:
        """The format of these looks, the later over the earlier; one for each that differs."""
        look: dict[str, object] = {"font_name": FONT}
        for part in looks:
            look.update(part)
        key = tuple(sorted(look.items()))
        if key not in self.formats:
            self.formats[key] = self.made.add_format(look)
        return self.formats[key]

    def _sheet(self, name: str, paper: Paper) -> Any:
        sheet = self.made.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(PAPER_CODE[paper])
        sheet.set_margins(left=MARGIN, right=MARGIN, top=TOP, bottom=BOTTOM)
        sheet.fit_to_pages(1, 0)
        title = shortened(self.appendix.title, FOOTER_LETTERS).replace("&", "&&")
        day = day_words(self.appendix.on)
        # The space after the size keeps a title that begins with a number from joining it.
        sheet.set_footer(
            f"&L&8 {title}, as it stood on {day}&R&8 Appendix, page &P of &N", {"margin": 0.35}
        )
        return sheet

    def _page(self, page: Page) -> None:
        sheet = self._sheet(page.sheet, Paper.A4)
        for place, width in enumerate(page.widths):
            sheet.set_column(place, place, width)
        for number, height in enumerate(page.heights):
            sheet.set_row(number, height)
        for piece in page.pieces:
            style = self.format(page_look(piece.look))
            if piece.last > piece.first:
                sheet.merge_range(piece.row, piece.first, piece.row, piece.last, "", style)
            _put(sheet, piece.row, piece.first, piece.cell, style)
        sheet.print_area(0, 0, len(page.heights) - 1, len(page.widths) - 1)

    def _table(self, table: Table) -> None:
        measures = sheet_of(table.columns, table.paper)
        printed = paged(table, measures, above=sum(TITLE_HEIGHTS))
        sheet = self._sheet(table.sheet, table.paper)
        if not any(ABOVE in row for row in printed.rows):
            _mark_up(sheet, table, len(printed.rows))
        self._headings(sheet, table, measures)
        for number, height in enumerate(printed.heights, start=FIRST):
            sheet.set_row(number, height)
        self._columns(sheet, table, measures, printed)
        sheet.set_h_pagebreaks([FIRST + start for start in printed.breaks])
        sheet.repeat_rows(HEADINGS)
        sheet.print_area(0, 0, HEADINGS + len(printed.rows), len(table.columns) - 1)

    def _headings(self, sheet: Any, table: Table, measures: Sheet) -> None:
        sheet.set_row(0, TITLE_HEIGHTS[0])
        sheet.write_string(0, 0, table.title, self.format(page_look("page title")))
        sheet.set_row(1, TITLE_HEIGHTS[1])
        sheet.write_string(1, 0, table.sentence, self.format(page_look("sentence")))
        sheet.set_row(HEADINGS, measures.heading)
        style = self.format(heading_look(measures))
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, measures.widths[place])
            sheet.write_string(HEADINGS, place, column.heading, style)

    def _columns(self, sheet: Any, table: Table, measures: Sheet, printed: Printed) -> None:
        rows = printed.rows
        merges = [dict(spans(rows, place)) for place in range(len(table.columns))]
        rules = _rules(printed) if any(merges) else [Rules.USUAL] * len(rows)
        for place, column in enumerate(table.columns):
            look = _Look(self, column.holds, measures)
            for number, row in enumerate(rows):
                cell = row[place]
                if cell is ABOVE:
                    continue
                last = merges[place].get(number, number)
                style = look.of(cell, _joined(rules, number, last))
                if last > number:
                    sheet.merge_range(FIRST + number, place, FIRST + last, place, "", style)
                _put(sheet, FIRST + number, place, cell, style)


class _Look:
    """The formats of a column: by the lines round a cell and, of a RAG column, by its word."""

    def __init__(self, book: _Book, holds: Holds, sheet: Sheet) -> None:
        self.book = book
        self.looks = {rules: body_look(holds, sheet, rules) for rules in EVERY_RULES}
        self.formats = {rules: book.format(look) for rules, look in self.looks.items()}
        self.is_rag = holds is Holds.RAG

    def of(self, cell: Cell, rules: Rules) -> Any:
        """The format of *cell*."""
        if self.is_rag and isinstance(cell, str):
            rag = RAG_WORDS.get(cell.partition("\n")[0])
            if rag:
                return self.book.format(self.looks[rules], rag_look(rag))
        return self.formats[rules]


def _rules(printed: Printed) -> list[Rules]:
    return [
        (Rules.USUAL if row[0] is ABOVE else Rules.OPENS)
        | (Rules.GOES_ON if number in printed.cut else Rules.USUAL)
        for number, row in enumerate(printed.rows)
    ]


def _joined(rules: Sequence[Rules], first: int, last: int) -> Rules:
    """The lines of a cell over several rows: above as the first has them, below as the last."""
    return (rules[first] & Rules.OPENS) | (rules[last] & Rules.GOES_ON)


def _mark_up(sheet: Any, table: Table, length: int) -> None:
    """Say that these cells are a table, so that a screen reader finds its headings."""
    sheet.add_table(
        HEADINGS,
        0,
        HEADINGS + length,
        len(table.columns) - 1,
        {
            "name": table.sheet.replace(" ", "_"),
            "description": table.sentence,
            "columns": [{"header": column.heading} for column in table.columns],
            "autofilter": False,
            "style": None,
        },
    )


def _put(sheet: Any, row: int, place: int, cell: Cell, style: Any) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, place, cell, style)
    elif cell is None:
        sheet.write_blank(row, place, None, style)
    elif not isinstance(cell, date):
        sheet.write_number(row, place, cell, style)
    elif cell < FIRST_SERIAL:
        sheet.write_string(row, place, day_words(cell), style)
    else:
        sheet.write_number(row, place, cell.toordinal() - SERIAL_ZERO, style)
