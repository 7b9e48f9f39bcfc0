"""Signs that stand for words: ticks of symbol fonts, dots that are coloured, circles."""

from pathlib import Path

import docx
import pytest
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from actionbook.imports.excel_plan import excel_draft
from actionbook.imports.statuses import status_of
from actionbook.imports.word_plan import word_draft
from actionbook.ooxml import BookView
from actionbook.ooxml.symbols import in_signs

ACTIONS = ("Mend the roofs", "Order slates", "Ask the bank")


@pytest.mark.parametrize(
    ("font", "letters", "signs"),
    [
        ("Wingdings", "üûþý¨", "✓✗☑☒☐"),
        ("WINGDINGS ", "l n", "● ■"),
        ("Wingdings", "\uf0fc\uf06c", "✓●"),
        ("Wingdings 2", "POR£", "✓✗☑☐"),
        ("Webdings", "ar", "✓✗"),
        ("Webdings", "é\uf0e9", "é\uf0e9"),
    ],
)
def test_letters_of_a_symbol_font_are_its_signs(font: str, letters: str, signs: str) -> None:
    assert in_signs(letters, font) == signs


@pytest.mark.parametrize(
    ("words", "status", "is_doubted"),
    [("🔴", "Red", True), ("🟢\ufe0f", "Green", True), ("●", "", False), ("", "", True),
     ("🟠 Delayed", "🟠 Delayed", True), ("✔ Complete", "Complete", False)],
)  # fmt: skip
def test_a_sign_is_a_status_where_it_says_one(words: str, status: str, *, is_doubted: bool) -> None:
    found, says = status_of(words)

    assert (found, bool(says)) == (status, is_doubted)


def test_a_dot_of_a_symbol_font_is_no_status_and_its_colour_is_suggested(tmp_path: Path) -> None:
    path = tmp_path / "old.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Plan")
        sheet.write_row(0, 0, ("Action", "Lead", "By when", "RAG"))
        for at, (action, colour) in enumerate(
            zip(ACTIONS, ("#FF0000", "#00B050", "#000000"), strict=True), 1
        ):
            sheet.write_row(at, 0, (action, "AB", "May 2027"))
            look = book.add_format({"font_name": "Wingdings", "font_color": colour})
            sheet.write(at, 3, "l", look)
        sheet.write_blank(4, 3, None, book.add_format({"font_color": "#FF0000"}))
        sheet.write_row(4, 0, ("Pay for it", "AB", "May 2027"))

    draft = excel_draft(path)

    assert [row.values.get("status", "") for row in draft.tables["Actions"]] == [""] * 4
    assert [(each.cell, each.words) for each in draft.doubts if "coloured" in each.doubt] == [
        ("Plan!D2", "red (FF0000)"), ("Plan!D3", "green (00B050)"),
    ]  # fmt: skip
    assert [left.text for left in draft.left_over if "a sign" in left.reason] == ["●"] * 3


def test_ticks_of_a_symbol_font_are_ticks(tmp_path: Path) -> None:
    path = tmp_path / "old.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Plan")
        look = book.add_format({"font_name": "Wingdings 2"})
        sheet.write_row(0, 0, ("Action", "Lead", "By when", "Not started", "Under way", "Complete"))
        for at, action in enumerate(ACTIONS, 1):
            sheet.write_row(at, 0, (action, "AB", "May 2027"))
            sheet.write(at, 2 + at, "P", look)
        sheet.write(at + 1, 0, "P")
        book.add_worksheet("Other").write(0, 0, "P", look)

    assert BookView.open(path).symbols("Plan") == {(2, 4): "✓", (3, 5): "✓", (4, 6): "✓"}
    assert BookView.open(path).symbols("Other") == {(1, 1): "✓"}


def test_a_document_shows_the_signs_of_its_fonts(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 4)
    for column, heading in enumerate(("Action", "Lead", "By when", "Notes")):
        table.cell(0, column).text = heading
    for at, action in enumerate(ACTIONS[:2], 1):
        for column, words in enumerate((action, "AB", "May 2027", "")):
            table.cell(at, column).text = words
    run = table.cell(1, 3).paragraphs[0].add_run("üx")
    run.font.name = "Wingdings"
    signs = (
        ("Wingdings", "F0FC"), ("Symbol", "F0B7"), ("Wingdings 2", "F050"), ("Wingdings", "F0D8"),
        ("Arial", "20AC"), ("Arial", "0078"), ("Arial", "nonsense"),
    )  # fmt: skip
    for font, char in signs:
        table.cell(2, 3).paragraphs[0].add_run()._r.append(
            parse_xml(f'<w:sym {nsdecls("w")} w:font="{font}" w:char="{char}"/>')
        )
    document.save(str(tmp_path / "old.docx"))

    draft = word_draft(tmp_path / "old.docx")

    notes = {left.text for left in draft.left_over if left.reason.startswith("column")}
    assert notes == {"✓☒", "✓•✓•€x"}
