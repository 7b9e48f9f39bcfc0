"""
A workbook being made with XlsxWriter: its formats each once, its rows given as markup.

The one door to XlsxWriter for an appendix. Text is always written as text, so a cell that begins
with = or + or - or @ is read back as the very words. Nothing of the machine or the clock goes in.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, BinaryIO

import xlsxwriter.url
import xlsxwriter.worksheet

from actionbook.appendices.finishing import finished
from actionbook.appendices.looks import FONT
from actionbook.appendices.placing import MADE_BY
from actionbook.appendices.values import Cell
from actionbook.appendices.words import day_words
from actionbook.workbook.made_book import MadeBook

__all__ = ["Book", "put"]

PROGRAM = "actionbook"
Merge = tuple[int, int, int, int]


class Book:
    """The workbook of an appendix, and its formats."""

    def __init__(self, *, size: float) -> None:
        self.made: Any = MadeBook(
            {"default_format_properties": {"font_name": FONT, "font_size": size}}
        )
        self.formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def describe(self, *, title: str, subject: str, organisation: str, on: date) -> None:
        """Say whose it is, and what: never which person made it, nor when."""
        self.made.set_properties(
            {
                "title": title,
                "subject": f"{subject}, as it stood on {day_words(on)}",
                # A file must name an author; where the plan does not say whose it is, no body.
                "author": organisation or PROGRAM,
                "company": organisation,
                "comments": MADE_BY,
                "created": datetime(*on.timetuple()[:3]),  # noqa: DTZ001 - no zone in xlsx
            }
        )

    def sheet(self, name: str) -> Any:
        """A new sheet, which takes its rows as markup too."""
        return self.made.add_worksheet(name, worksheet_class=_Sheet)

    def chart(self, options: Mapping[str, str]) -> Any:
        """A new chart, to be put on a sheet."""
        return self.made.add_chart(dict(options))

    def format(self, *looks: Mapping[str, object]) -> Any:
        """The format of these looks, the later over the earlier; one for each that differs."""
        look: dict[str, object] = {"font_name": FONT}
        for part in looks:
            look.update(part)
        key = tuple(sorted(look.items()))
        if key not in self.formats:
            self.formats[key] = self.made.add_format(look)
        return self.formats[key]

    def heading_1(self, look: Mapping[str, object]) -> Any:
        """The format of a heading that says it is one: `finishing` makes its style Heading 1."""
        style = self.format(look)
        style.xf_id = 1
        return style

    def index(self, *looks: Mapping[str, object]) -> int:
        """The index of the format of these looks, as markup names it."""
        index: int = self.format(*looks)._get_xf_index()  # noqa: SLF001 - no public way to it
        return index

    def write(self, file: BinaryIO) -> None:
        """Put the workbook, which is then closed, into *file*."""
        self.made.close()
        self.made.parts.update(finished(self.made.parts))
        file.writelines(self.made.pieces())


def put(sheet: Any, row: int, column: int, cell: Cell, style: Any) -> None:
    """Write one cell, counted from 0, whatever it holds."""
    if isinstance(cell, str):
        sheet.write_string(row, column, cell, style)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, style)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell, style)
    else:
        sheet.write_blank(row, column, None, style)


class _Sheet(xlsxwriter.worksheet.Worksheet):  # type: ignore[misc]  # it has no types
    """A worksheet whose rows beneath the headings are given as markup."""

    def __init__(self) -> None:
        super().__init__()
        self.body: Iterable[str] = ()

    def have_body(self, body: Iterable[str], last: int, merges: Iterable[Merge] = ()) -> None:
        """Have these rows after all that are written, the sheet's *last* row among them."""
        self.body = body
        self.merge.extend(map(list, merges))
        self._check_dimensions(last, 0)

    def link(self, row: int, column: int, to: str, tip: str) -> None:
        """Make of a cell, counted from 0, a link to a place in the workbook, such as 'Notes'!A1."""
        url = xlsxwriter.url.Url(f"internal:{to}")
        url.tip = tip
        self.hyperlinks[row][column] = url

    def _write_rows(self) -> None:
        super()._write_rows()
        self.fh.writelines(self.body)
        self.body = ()
