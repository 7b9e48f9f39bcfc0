"""Words that are struck through: the old date beside the new, a row that is done or dropped."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from actionbook.imports.draft import Draft
from actionbook.imports.excel_plan import excel_draft
from actionbook.imports.struck_words import ACTION, KEPT, LEFT
from actionbook.imports.word_plan import word_draft
from actionbook.ooxml import BookView

HEADINGS = ("Action", "Lead", "By when", "Progress")
STRUCK, PLAIN = True, False
Run = tuple[str, bool]
Cell = Sequence[Run]


def said(text: str) -> Cell:
    return ((text, PLAIN),)


def gone(text: str) -> Cell:
    return ((text, STRUCK),)


ROWS: Sequence[Sequence[Cell]] = (
    (said("Mend the roofs"), (("AB ", STRUCK), ("CD", PLAIN)),
     (("31/03/2026", STRUCK), ("\n30/06/2027", PLAIN)), said("Begun")),
    (gone("Order slates"), gone("EF"), gone("May 2027"), said("")),
    (said("Ask the bank"), gone("GH"), said("July 2027"),
     (("Paper ", PLAIN), ("was late and ", STRUCK), ("agreed", PLAIN))),
)  # fmt: skip
READ = [
    ("Mend the roofs", "CD", "30/06/2027", "Begun"),
    ("Order slates", "EF", "May 2027", ""),
    ("Ask the bank", "GH", "July 2027", "Paper agreed"),
]


def by_xlsxwriter(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Plan")
        struck, plain = book.add_format({"font_strikeout": 1}), book.add_format({"italic": 1})
        sheet.write_row(0, 0, HEADINGS)
        for at, row in enumerate(ROWS, 1):
            for column, runs in enumerate(row):
                if len(runs) == 1:
                    sheet.write(at, column, runs[0][0], struck if runs[0][1] else plain)
                else:
                    pieces: list[Any] = []
                    for text, is_struck in runs:
                        pieces += [struck if is_struck else plain, text]
                    sheet.write_rich_string(at, column, *pieces)


def by_openpyxl(path: Path) -> None:
    """A run that is not struck says so itself in a cell that is, as after some words were typed."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Plan"
    sheet.append(HEADINGS)
    for at, row in enumerate(ROWS, 2):
        for column, runs in enumerate(row, 1):
            cell = sheet.cell(at, column)
            if any(is_struck for _, is_struck in runs):
                cell.font = Font(strike=True)
            if len(runs) == 1:
                cell.value = runs[0][0]
            else:
                cell.value = CellRichText(
                    *(TextBlock(InlineFont(strike=is_it), text) for text, is_it in runs)
                )
    book.save(path)


def by_docx(path: Path) -> None:
    document = docx.Document()
    table = document.add_table(len(ROWS) + 1, len(HEADINGS))
    for column, heading in enumerate(HEADINGS):
        table.cell(0, column).text = heading
    for at, row in enumerate(ROWS, 1):
        for column, runs in enumerate(row):
            paragraph = table.cell(at, column).paragraphs[0]
            for text, is_struck in runs:
                if text.startswith("\n"):
                    paragraph = table.cell(at, column).add_paragraph()
                run = paragraph.add_run(text.strip("\n"))
                run.font.strike = is_struck
    document.save(str(path))


def read(draft: Draft) -> list[tuple[object, ...]]:
    fields = ("action", "lead", "timescale_text", "progress")
    return [tuple(row.values.get(name, "") for name in fields) for row in draft.tables["Actions"]]


@pytest.mark.parametrize("write", [by_xlsxwriter, by_openpyxl])
def test_struck_words_of_a_workbook_are_left_over_or_doubted(tmp_path: Path, write: Any) -> None:
    path = tmp_path / "old.xlsx"
    write(path)

    draft = excel_draft(path)

    assert read(draft) == READ
    assert [(each.cell, each.doubt, each.words) for each in draft.doubts if each.cell] == [
        ("Plan!B2", LEFT, "AB"), ("Plan!C2", LEFT, "31/03/2026"),
        ("Plan!A3", ACTION, "Order slates"), ("Plan!B4", KEPT, "GH"),
        ("Plan!D4", LEFT, "was late and"),
    ]  # fmt: skip


def test_struck_words_of_a_document_are_left_over_or_doubted(tmp_path: Path) -> None:
    path = tmp_path / "old.docx"
    by_docx(path)

    draft = word_draft(path)

    assert read(draft) == READ
    assert [left.text for left in draft.left_over if left.reason == "struck through"] == [
        "31/03/2026", "AB", "was late and",
    ]  # fmt: skip
    assert [each.words for each in draft.doubts if each.doubt == KEPT] == [
        "Order slates", "EF", "May 2027", "GH",
    ]  # fmt: skip
    assert draft.letters.share == 1


def test_a_numbered_paragraph_that_is_struck_goes_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "old.docx"
    document = docx.Document()
    table = document.add_table(2, 3)
    for column, words in enumerate(("Action", "Lead", "By when")):
        table.cell(0, column).text = words
    cell = table.cell(1, 0)
    cell.paragraphs[0].style = document.styles["List Number"]
    cell.paragraphs[0].add_run("Count the keys").font.strike = True
    cell.add_paragraph("Mend the roofs", style="List Number")
    table.cell(1, 1).text, table.cell(1, 2).text = "AB", "May 2027"
    document.save(str(path))

    draft = word_draft(path)

    assert [row.values["action"] for row in draft.tables["Actions"]] == ["2. Mend the roofs"]
    assert [left.text for left in draft.left_over if left.reason == "struck through"] == [
        "1. Count the keys"
    ]


def test_a_style_that_no_cell_has_strikes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "old.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Plan").write("A1", "a")
        book.add_worksheet("Other").write("A1", "b", book.add_format({"font_strikeout": 1}))

    view = BookView.open(path)

    assert view.struck_through("Plan") == {}
    assert view.struck_through("Other") == {(1, 1): ("b", "")}
