"""
An inspection as a workbook for the meeting that decides: each macro, and room for the decision.

Three sheets, Macros, Calls and Notes; the first is a table with two empty columns at its end.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from actionbook.appendices.book import Book, put
from actionbook.appendices.placing import placed, refuse_foreign
from actionbook.macros.inspection import Inspection
from actionbook.macros.project import Procedure

__all__ = ["write_inventory"]

_HEADINGS = {
    "Macro": 26,
    "Module": 16,
    "What it does": 34,
    "What it touches": 28,
    "E-mail and files": 24,
    "Called by": 34,
    "Runs by itself": 24,
    "Suspicious words": 34,
    "Replacement": 34,
    "How sure": 10,
    "Why": 44,
    "Decision": 20,
    "Who": 14,
}
_CALLS = {"Kind": 22, "Caption": 28, "Place": 26, "Macro": 28, "Is it there?": 12}
_NOTES = {"What": 18, "Note": 100}


def write_inventory(inspection: Inspection, path: Path, *, on: date) -> None:
    """
    Put the inventory at *path*, in one step, in the place of an older one that nobody changed.

    Raises:
        ActionbookError: another file is there, or its folder is not.
        WorkbookBusyError: it is open in Excel, or may not be written.
    """
    refuse_foreign(path)
    with placed(path) as file:
        book = Book(size=10)
        book.describe(
            title=f"Macros of {inspection.path.name}",
            subject="Macros and what takes their place",
            organisation="",
            on=on,
        )
        _sheet(book, "Macros", _HEADINGS, map(_row, inspection.procedures))
        _sheet(book, "Calls", _CALLS, _calls(inspection))
        _sheet(book, "Notes", _NOTES, ((note.kind, note.text) for note in inspection.notes))
        book.write(file)


def _sheet(book: Book, name: str, widths: dict[str, int], rows: Iterable[Sequence[str]]) -> None:
    sheet = book.sheet(name)
    head = book.format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    body = book.format({"text_wrap": True, "valign": "top"})
    for column, (heading, width) in enumerate(widths.items()):
        sheet.set_column(column, column, width)
        put(sheet, 0, column, heading, head)
    last = 0
    for last, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            put(sheet, last, column, cell, body)
    sheet.autofilter(0, 0, last, len(widths) - 1)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _row(procedure: Procedure) -> tuple[str, ...]:
    touched, replaced = procedure.touches, procedure.replacement
    places = (
        *(f"sheet {sheet}" for sheet in touched.sheets),
        *(f"table {table}" for table in touched.tables),
        *touched.ranges,
        *touched.colours,
    )
    callers = [*map(str, procedure.called_by), *(f"macro {name}" for name in procedure.parents)]
    return (
        procedure.name,
        procedure.module,
        "; ".join(touched.effects),
        "; ".join(places),
        "; ".join((*touched.mail, *touched.files)),
        "; ".join(callers),
        procedure.runs_itself,
        "; ".join(f"{word}: {why}" for word, why in procedure.suspicious),
        replaced.command or "none",
        str(replaced.sureness),
        replaced.reason,
        "",
        "",
    )


def _calls(inspection: Inspection) -> Iterable[tuple[str, ...]]:
    for procedure in inspection.procedures:
        for caller in procedure.called_by:
            yield caller.kind, caller.caption, caller.place, procedure.full_name, "yes"
    for caller in inspection.loose:
        yield caller.kind, caller.caption, caller.place, caller.macro, "no"
