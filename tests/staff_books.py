"""Workbooks as staff keep them, made in several ways: a title, bands, notes, filters, charts."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.styles import Font

__all__ = [
    "HEADINGS",
    "ROWS",
    "SHEET",
    "openpyxl_book",
    "plain_book",
    "table_book",
    "xlsxwriter_book",
]

SHEET = "Plan 2026"
HEADINGS = (
    "No.", "Recommendation", "Agreed action", "By whom", "Target date", "RAG", "Latest update",
    "Budget code",
)  # fmt: skip
ROWS = (
    ("1", "Repairs wait too long", "Hire two plumbers for the north", "Head of Housing",
     date(2026, 9, 30), "Green", "Both posts were advertised", "HO12"),
    ("2", "Voids stay empty", "Publish how long voids take", "J Smith", "end Dec 2026", "Amber",
     "", ""),
    ("3", "Complaints are slow", "Answer each within ten days", "Director of Finance",
     date(2026, 3, 31), "Complete", "All are answered in time", "F1"),
    ("4", "The budget is late", "Set a timetable for the budget", "", "", "Red",
     "Not begun yet", ""),
)  # fmt: skip


def xlsxwriter_book(
    path: Path, more: Callable[[Any, Any], object] | None = None, *, filtered: bool = True
) -> Path:
    """A title and bands, a note, a chart, a filter; the actions are in rows 6, 7, 9 and 10."""
    with xlsxwriter.Workbook(path) as book:
        notes = book.add_worksheet("Notes")
        notes.write("A1", "Some notes of ours")
        sheet = book.add_worksheet(SHEET)
        heading = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
        cell = book.add_format({"border": 1, "text_wrap": True})
        day = book.add_format({"border": 1, "num_format": "dd/mm/yyyy"})
        band = book.add_format({"bold": True, "bg_color": "#EEEEEE"})
        sheet.merge_range("A1:H1", "Peer challenge action plan", band)
        sheet.write("A2", "Version 3, kept by the policy team")
        sheet.write_row("A4", HEADINGS, heading)
        sheet.merge_range("A5:H5", "Housing", band)
        sheet.merge_range("A8:H8", "Finance", band)
        for row, values in zip((5, 6, 8, 9), ROWS, strict=True):
            for column, value in enumerate(values):
                if isinstance(value, date):
                    sheet.write_datetime(row, column, value, day)
                else:
                    sheet.write(row, column, value, cell)
        sheet.write("A12", "Signed off by: ________")
        sheet.write_comment("C6", "a note of ours")
        sheet.freeze_panes(4, 0)
        if filtered:
            sheet.autofilter("A4:H10")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": f"='{SHEET}'!$A$6:$A$7"})
        notes.insert_chart("C3", chart)
        if more:
            more(book, sheet)
    return path


def openpyxl_book(path: Path) -> Path:
    """Headings in the second row, blank rows between, no styles to speak of."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET
    sheet["A1"] = "Improvement plan"
    for column, text in enumerate(HEADINGS, 1):
        sheet.cell(2, column, text).font = Font(bold=True)
    for row, values in zip((3, 4, 6, 7), ROWS, strict=True):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column).value = value or None  # type: ignore[assignment]
    book.save(path)
    return path


def plain_book(path: Path) -> Path:
    """Nothing but a heading row and rows, without a column of refs."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(SHEET)
        sheet.write_row(0, 0, ("Action", "Owner", "Deadline", "Comments"))
        for row, values in enumerate(ROWS, 1):
            texts = [f"{value:%d %B %Y}" if isinstance(value, date) else value for value in values]
            sheet.write_row(row, 0, (texts[2], texts[3], texts[4], texts[6]))
    return path


def table_book(path: Path) -> Path:
    """An Excel table of their own, with another table on another sheet that is called People."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(SHEET)
        columns = [{"header": text} for text in HEADINGS]
        sheet.add_table("B3:I7", {"name": "OurPlan", "columns": columns})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for row, values in enumerate(ROWS, 3):
            for column, value in enumerate(values, 1):
                if isinstance(value, date):
                    sheet.write_datetime(row, column, value, day)
                elif value:
                    sheet.write(row, column, value)
        people = book.add_worksheet("Officers")
        names = [{"header": "Initials"}, {"header": "Name"}, {"header": "Post"}]
        people.add_table("A1:C2", {"name": "People", "columns": names})
        people.write_row("A2", ("JS", "Jo Smith", "Head of Voids"))
    return path
