"""
`actionbook import` of workbooks as staff keep them, beside openpyxl's reading of the same; and of
a table in Word, beside python-docx's.

    python benchmarks/imports.py 1000

Of each shape two figures: of the whole command beside a process that loads the workbook with
openpyxl, and of the library's call beside openpyxl's in one process, so that start-up tells. Of a
Word table, a fifth as long, the peer reads the words of every cell.
Rounds are taken in turns and the median is told.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import docx
import openpyxl
import xlsxwriter
from speed import MAIN, ON, ROUNDS, in_turns, told

import actionbook

BUDGET = "at most 1.5 x openpyxl's read"
WORD_BUDGET = "at most 3 x python-docx's read"
PYTHON_DOCX = (
    "import sys, docx; d = docx.Document(sys.argv[1]); "
    "[c.text for t in d.tables for r in t.rows for c in r.cells]"
)
OPENPYXL = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1])"
HEADINGS = (
    "No.", "Recommendation", "Agreed action", "By whom", "Target date", "RAG", "Status",
    "Latest update", "Budget code", "Notes",
)  # fmt: skip
LEADS = ("Head of Housing", "Director of Finance", "J Smith", "Monitoring Officer", "")
STATUSES = ("Not started", "In progress", "Complete", "On hold")
Writer = Callable[[Any, int], None]


def _row(number: int, issue: str) -> tuple[object, ...]:
    return (
        f"{number}", issue, f"Agree with partner {number} how its work is paid for and reviewed",
        LEADS[number % 5], date(2026, 1, 5) + timedelta(days=number), "Green",
        STATUSES[number % 4], f"A first draft went to group {number % 37} and came back" * 2,
        f"B{number % 90}", "" if number % 3 else "Ask the chair",
    )  # fmt: skip


def _plan(book: Any, count: int, *, apart: int, banded: bool = False) -> None:
    """A sheet with a title and headings; each issue holds *apart* actions."""
    sheet = book.add_worksheet("Plan")
    day = book.add_format({"num_format": "dd/mm/yyyy", "border": 1})
    cell, bold = book.add_format({"border": 1}), book.add_format({"bold": True})
    sheet.write("A1", "Peer challenge action plan", bold)
    sheet.write_row("A3", HEADINGS, bold)
    at = 3
    for number in range(count):
        if banded and number % 20 == 0:
            sheet.merge_range(at, 0, at, 9, f"Theme {number // 20 + 1}: what we agreed", bold)
            at += 1
        for column, value in enumerate(_row(number + 1, f"Finding {number // apart} of the team")):
            if isinstance(value, date):
                sheet.write_datetime(at, column, value, day)
            else:
                sheet.write(at, column, value, cell)
        at += 1


def every_row_an_issue(book: Any, count: int) -> None:
    """A plan whose rows each have a recommendation of their own."""
    _plan(book, count, apart=1)


def bands_and_merges(book: Any, count: int) -> None:
    """A plan with bands over all its columns."""
    _plan(book, count, apart=6, banded=True)


def among_other_sheets(book: Any, count: int) -> None:
    """A plan, and eleven sheets that are none."""
    _plan(book, count, apart=4)
    for number in range(11):
        sheet = book.add_worksheet(f"Costs {number}")
        sheet.write_row(0, 0, ["Budget line", *(f"Month {each}" for each in range(1, 13))])
        for row in range(1, 200):
            sheet.write_row(row, 0, [f"Line {row}", *(row * each for each in range(1, 13))])


def narrow(book: Any, count: int) -> None:
    """Four columns and few words: nothing for openpyxl to be slow about."""
    sheet = book.add_worksheet("Log")
    sheet.write_row(0, 0, ["Action", "Owner", "By when", "Status"])
    for number in range(1, count + 1):
        words = f"Send form {number} to the clerk"
        sheet.write_row(number, 0, [words, LEADS[number % 4], "March 2027", STATUSES[number % 4]])


SHAPES: tuple[Writer, ...] = (every_row_an_issue, bands_and_merges, among_other_sheets, narrow)


def in_process(book: Path, peer: Callable[[Path], object]) -> tuple[float, float]:
    """The medians of our call and the peer's in this process, in seconds of the processor."""
    costs: list[tuple[float, float]] = []
    for number in range(ROUNDS):
        to = book.with_name(f"{book.stem}-{number}-here.xlsx")
        begun = time.process_time()
        actionbook.import_plan(book, to, on=ON)
        done = time.process_time()
        peer(book)
        costs.append((done - begun, time.process_time() - done))
    ours, others = zip(*costs, strict=True)
    return median(ours), median(others)


def compared(name: str, budget: str, path: Path, code: str, peer: Callable[[Path], object]) -> None:
    """Print both figures of the source at *path*; *code* is the peer's, run as a program."""
    made = path.with_name("made.xlsx")
    ours = f"import pathlib; pathlib.Path({str(made)!r}).unlink(missing_ok=True); {MAIN}"
    command = (ours, "import", str(path), "-o", str(made), "--on", str(ON))
    told(name, budget, *in_turns(command, (code, str(path)), ROUNDS))
    own, other = in_process(path, peer)
    print(f"    in one process: {own:.2f} s, {other:.2f} s; ratio {own / other:.2f}", flush=True)


def measure(shape: Writer, count: int, folder: Path) -> None:
    """Print both figures of one shape of workbook."""
    path = folder / f"{shape.__name__}.xlsx"
    with xlsxwriter.Workbook(path) as book:
        shape(book, count)
    name = f"import, {count} rows, {shape.__name__.replace('_', ' ')}"
    compared(name, BUDGET, path, OPENPYXL, openpyxl.load_workbook)


def every_cell(path: Path) -> list[str]:
    """The words of every cell of a document, as python-docx reads them."""
    tables = docx.Document(str(path)).tables
    return [cell.text for table in tables for row in table.rows for cell in row.cells]


def measure_word(count: int, folder: Path) -> None:
    """Print both figures of a Word table of *count* rows."""
    path = folder / "plan.docx"
    document = docx.Document()
    table = document.add_table(count + 1, len(HEADINGS))
    rows = [HEADINGS, *(_row(number + 1, f"Finding {number // 4}") for number in range(count))]
    for printed, row in zip(table.rows, rows, strict=True):
        for cell, said in zip(printed.cells, row, strict=True):
            cell.text = f"{said:%d %B %Y}" if isinstance(said, date) else str(said)
    document.save(str(path))
    compared(f"import, {count} rows in Word", WORD_BUDGET, path, PYTHON_DOCX, every_cell)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for each in SHAPES:
            measure(each, int(sys.argv[1]), Path(name))
        measure_word(int(sys.argv[1]) // 5, Path(name))
