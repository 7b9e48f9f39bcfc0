"""
What each macro of `macro_texts` does to a plan, said in Python: the left half of parity.

The VBA itself is never run here. Each model does what its text says, to the cells it names, on a
workbook opened in openpyxl; one that makes a file or a message tells it in words.
"""

from collections.abc import Callable, Mapping
from copy import copy
from datetime import date, datetime
from typing import Any

from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

__all__ = ["MODELS"]

FIRST = 5
RED, YELLOW = (PatternFill("solid", start_color=colour) for colour in ("FFFF0000", "FFFFFF00"))
Model = Callable[[Any, date], str]


def _rows(sheet: Any) -> range:
    return range(FIRST, sheet.max_row + 1)


def highlight_overdue(book: Any, on: date) -> str:
    sheet = book["Actions"]
    for row in _rows(sheet):
        due = sheet.cell(row, 5).value
        if isinstance(due, datetime) and due.date() < on:
            for cell in sheet[row]:
                cell.fill = copy(RED)
    return ""


def highlight_unassigned(book: Any, _on: date) -> str:
    sheet = book["Actions"]
    for row in _rows(sheet):
        if not sheet.cell(row, 3).value:
            sheet.cell(row, 3).fill = copy(YELLOW)
    return ""


def clear_highlights(book: Any, _on: date) -> str:
    for row in book["Actions"].iter_rows():
        for cell in row:
            cell.fill = PatternFill()
    return ""


def check_plan(book: Any, _on: date) -> str:
    sheet, errors = book["Actions"], book.create_sheet("Errors", 0)
    bare = [row for row in _rows(sheet) if not sheet.cell(row, 3).value]
    for number, row in enumerate(bare, 1):
        errors.cell(number, 1).value = f"No lead in row {row}"
    return f"a message: {len(bare)} problems"


def tidy_dates(book: Any, _on: date) -> str:
    sheet = book["Actions"]
    for row in _rows(sheet):
        cell = sheet.cell(row, 11)
        cell.value = _CDATE.get(str(cell.value), cell.value)
    return ""


_CDATE = {"14 May 2026": datetime(2026, 5, 14), "03/04/2026": datetime(2026, 4, 3)}
"""What CDate makes of the plan's words under English settings; under American, 4 March."""


def tidy_text(book: Any, _on: date) -> str:
    for row in book["Actions"].iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and not cell.value.startswith("="):
                cell.value = " ".join(part for part in cell.value.split(" ") if part)
    return "formulas turned into what they gave"


def fill_down_leads(book: Any, _on: date) -> str:
    sheet = book["Actions"]
    for row in _rows(sheet):
        if not sheet.cell(row, 3).value:
            sheet.cell(row, 3).value = f"=C{row - 1}"
    return ""


def _sorted(book: Any, column: int) -> str:
    sheet = book["Actions"]
    rows = [[cell.value for cell in sheet[row]] for row in _rows(sheet)]
    told = [row for row in rows if row[column - 1] not in (None, "")]
    told.sort(key=lambda row: str(row[column - 1]).casefold())
    blank = [row for row in rows if row[column - 1] in (None, "")]
    for number, row in enumerate([*told, *blank], FIRST):
        for at, value in enumerate(row, 1):
            sheet.cell(number, at).value = value
    return "notes and heights stayed with the place, not with the row"


def sort_by_lead(book: Any, _on: date) -> str:
    return _sorted(book, 3)


def sort_by_due(book: Any, _on: date) -> str:
    return _sorted(book, 5)


def number_actions(book: Any, _on: date) -> str:
    for row in _rows(book["Actions"]):
        book["Actions"].cell(row, 1).value = row - FIRST + 1
    return ""


def refresh_lists(book: Any, _on: date) -> str:
    sheet = book["Actions"]
    held = sheet.data_validations.dataValidation
    sheet.data_validations.dataValidation = [v for v in held if not str(v.sqref).startswith("C5")]
    people = DataValidation(type="list", formula1="=People!$A$5:$A$9")
    people.add("C5:C200")
    sheet.add_data_validation(people)
    return ""


def guard_columns(book: Any, _on: date) -> str:
    book["Actions"].protection.enable()
    return "the sheet is protected with a password: its table takes no new row"


def set_print_area(book: Any, _on: date) -> str:
    book["Actions"].print_area = f"A4:K{book['Actions'].max_row}"
    return ""


def update_summary(book: Any, _on: date) -> str:
    sheet, said = book.create_sheet("Summary"), book["Actions"]
    statuses = [said.cell(row, 9).value for row in _rows(said)]
    sheet["B1"], sheet["B2"] = statuses.count("Complete"), statuses.count("In progress")
    return ""


def roll_forward(book: Any, _on: date) -> str:
    sheet = book["Actions"]
    for row in _rows(sheet):
        sheet.cell(row, 19).value = sheet.cell(row, 10).value
        sheet.cell(row, 10).value = None
    return ""


def build_appendix(_book: Any, _on: date) -> str:
    return "a new workbook with every row, internal ones too, columns A to K"


def export_pdf(_book: Any, _on: date) -> str:
    return "Appendix.pdf of the sheet as it stood, every row"


def archive_copy(_book: Any, on: date) -> str:
    return f"Archive {on:%Y%m%d}.xlsm, over whatever had that name"


def email_leads(_book: Any, _on: date) -> str:
    return "a message sent to leads@council.example"


MODELS: Mapping[str, Model] = {
    model.__name__: model
    for model in (
        highlight_overdue, highlight_unassigned, clear_highlights, check_plan, tidy_dates,
        tidy_text, fill_down_leads, sort_by_lead, sort_by_due, number_actions, refresh_lists,
        guard_columns, set_print_area, update_summary, roll_forward, build_appendix, export_pdf,
        archive_copy, email_leads,
    )
}  # fmt: skip
