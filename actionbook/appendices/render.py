"""
An appendix as an Excel workbook, made new with XlsxWriter: values only, in a print dress.

Text is always written as text, so a cell that begins with = or + or - or @ is read back as the
very words. Nothing of the machine or the clock goes in: the same appendix is the same bytes.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import count, product, starmap
from pathlib import Path
from typing import Any

import xlsxwriter
import xlsxwriter.worksheet

from actionbook.appendices.body import row_markup
from actionbook.appendices.front import cover_page, notes_page
from actionbook.appendices.layouts import day_words
from actionbook.appendices.looks import FONT, Rules, body_look, heading_look, page_look, rag_look
from actionbook.appendices.measure import shortened
from actionbook.appendices.paging import Printed, paged, spans
from actionbook.appendices.paper import BOTTOM, MARGIN, TOP, Sheet, sheet_of
from actionbook.appendices.placing import MADE_BY, placed
from actionbook.appendices.values import ABOVE, Appendix, Holds, Page, Paper, Piece, Table
from actionbook.plan.status import Rag

__all__ = ["render"]

HEADINGS = 2
"""The worksheet row of a table's headings, from 0: beneath its title and its sentence."""
FIRST = HEADINGS + 1
TITLE_HEIGHTS = (28.0, 20.0)
PAPER_CODE = {Paper.A4: 9, Paper.A3: 8}
FOOTER_LETTERS = 80
"""Of the title: Excel allows a footer 255 letters in all."""
EVERY_RULES = tuple(starmap(Rules, product((False, True), repeat=2)))
RAG_WORDS = {str(rag): rag for rag in Rag}

Merge = tuple[int, int, int, int]


def render(appendix: Appendix, path: Path) -> None:
    """
    Write *appendix* as the workbook *path*, which is replaced in one step.

    Raises:
        WorkbookBusyError: the file is open in Excel, or it or its folder may not be written.
        ActionbookError: its folder is not there, it is a folder itself, or the disk is full.
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
                "comments": MADE_BY,
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
        sheet = self.made.add_worksheet(name, worksheet_class=_Sheet)
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
            _put(sheet, piece, style)
        sheet.print_area(0, 0, len(page.heights) - 1, len(page.widths) - 1)

    def _table(self, table: Table) -> None:
        measures = sheet_of(table.columns, table.paper)
        printed = paged(table, measures, above=sum(TITLE_HEIGHTS))
        last = HEADINGS + len(printed.rows)
        merges = [
            (FIRST + first, place, FIRST + end, place)
            for place in range(len(table.columns))
            for first, end in spans(printed.rows, place)
        ]
        sheet = self._sheet(table.sheet, table.paper)
        if not merges:
            _mark_up(sheet, table, last)
        self._headings(sheet, table, measures)
        styles = self._styles(
            table, measures, printed, blocks=any(ABOVE in row for row in table.rows)
        )
        body = map(row_markup, count(FIRST + 1), printed.heights, printed.rows, styles)
        sheet.have_body(body, last, merges)
        sheet.set_h_pagebreaks([FIRST + start for start in printed.breaks])
        sheet.repeat_rows(HEADINGS)
        sheet.print_area(0, 0, last, len(table.columns) - 1)

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

    def _styles(
        self, table: Table, sheet: Sheet, printed: Printed, *, blocks: bool
    ) -> Iterator[list[int]]:
        """The index of the format of every cell, row by row."""
        looks = {
            rules: [body_look(column.holds, sheet, rules) for column in table.columns]
            for rules in EVERY_RULES
        }
        usual = {rules: [self._index(look) for look in row] for rules, row in looks.items()}
        rags = [place for place, column in enumerate(table.columns) if column.holds is Holds.RAG]
        coloured: dict[tuple[Rules, int, Rag], int] = {}
        said: Rag | None = None
        for number, row in enumerate(printed.rows):
            rules = Rules(blocks and row[0] is not ABOVE, number in printed.cut)
            styles = usual[rules]
            for place in rags:
                cell = row[place]
                if cell is not ABOVE:
                    said = RAG_WORDS.get(str(cell).partition("\n")[0])
                if said:
                    key = (rules, place, said)
                    if key not in coloured:
                        coloured[key] = self._index(looks[rules][place], rag_look(said))
                    styles = styles.copy()
                    styles[place] = coloured[key]
            yield styles

    def _index(self, *looks: Mapping[str, object]) -> int:
        index: int = self.format(*looks)._get_xf_index()  # noqa: SLF001 - no public way to it
        return index


class _Sheet(xlsxwriter.worksheet.Worksheet):  # type: ignore[misc]  # it has no types
    """A worksheet whose rows beneath the headings are given as markup."""

    def __init__(self) -> None:
        super().__init__()
        self.body: Iterable[str] = ()

    def have_body(self, body: Iterable[str], last: int, merges: Iterable[Merge]) -> None:
        """Have these rows after all that are written, the sheet's *last* row among them."""
        self.body = body
        self.merge.extend(map(list, merges))
        self._check_dimensions(last, 0)

    def _write_rows(self) -> None:
        super()._write_rows()
        self.fh.writelines(self.body)


def _mark_up(sheet: Any, table: Table, last: int) -> None:
    """Say that these cells are a table, so that a screen reader finds its headings."""
    sheet.add_table(
        HEADINGS,
        0,
        last,
        len(table.columns) - 1,
        {
            "name": table.sheet.replace(" ", "_"),
            "description": table.sentence,
            "columns": [{"header": column.heading} for column in table.columns],
            "autofilter": False,
            "style": None,
        },
    )


def _put(sheet: Any, piece: Piece, style: Any) -> None:
    if isinstance(piece.cell, str):
        sheet.write_string(piece.row, piece.first, piece.cell, style)
    elif piece.cell is None:
        sheet.write_blank(piece.row, piece.first, None, style)
    else:
        sheet.write_number(piece.row, piece.first, piece.cell, style)
