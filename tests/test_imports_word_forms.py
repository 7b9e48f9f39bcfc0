"""Documents that are forms: drop-downs, tick boxes, and prompts left as they are."""

from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from actionbook.imports.word_controls import filled_in
from actionbook.imports.word_parts import W
from actionbook.imports.word_plan import word_draft

SPACE = nsdecls("w")
HEADINGS = ("Action", "Lead", "By when", "Status", "Done?")


def control(words: str, *, is_prompt: bool) -> str:
    flag = "<w:showingPlcHdr/>" if is_prompt else ""
    return (
        f"<w:sdt {SPACE}><w:sdtPr>{flag}</w:sdtPr><w:sdtContent><w:r><w:t>{words}</w:t></w:r>"
        "</w:sdtContent></w:sdt>"
    )


def form(inner: str) -> str:
    held = f'<w:fldChar w:fldCharType="begin"><w:ffData>{inner}</w:ffData></w:fldChar>'
    return f"<w:r {SPACE}>{held}</w:r>"


ENTRIES = "".join(f'<w:listEntry w:val="{each}"/>' for each in ("Red", "In progress", "Complete"))


@pytest.mark.parametrize(
    ("inner", "says"),
    [
        (f'<w:ddList><w:result w:val="1"/>{ENTRIES}</w:ddList>', "In progress"),
        (f'<w:ddList><w:default w:val="2"/>{ENTRIES}</w:ddList>', "Complete"),
        (f"<w:ddList>{ENTRIES}</w:ddList>", "Red"),
        (f'<w:ddList><w:result w:val="7"/>{ENTRIES}</w:ddList>', None),
        ("<w:ddList/>", None),
        ("<w:checkBox><w:checked/></w:checkBox>", "☒"),
        ('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>', "☐"),
        ('<w:checkBox><w:default w:val="1"/></w:checkBox>', "☒"),
        ("<w:checkBox/>", "☐"),
        ("<w:textInput/>", None),
    ],
)
def test_a_field_of_an_older_form_says_what_was_chosen(inner: str, says: str | None) -> None:
    document = ET.fromstring(f"<w:p {SPACE}>{form(inner)}</w:p>")

    assert filled_in(document) == []

    assert [each.text for each in document.iter(f"{W}t")] == ([says] if says else [])


def test_prompts_that_nobody_answered_are_blank_and_said(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, len(HEADINGS))
    for column, heading in enumerate(HEADINGS):
        table.cell(0, column).text = heading
    rows = (
        ("Mend the roofs", control("AB", is_prompt=False), control("May 2027", is_prompt=False),
         form(f'<w:ddList><w:result w:val="2"/>{ENTRIES}</w:ddList>')),
        ("Order slates", control("Click here.", is_prompt=True),
         control("Enter a date.", is_prompt=True), control("Click here.", is_prompt=True)),
    )  # fmt: skip
    for at, (action, *others) in enumerate(rows, 1):
        table.cell(at, 0).text = action
        for column, markup in enumerate(others, 1):
            table.cell(at, column).paragraphs[0]._p.append(parse_xml(markup))
    document.save(str(tmp_path / "old.docx"))

    draft = word_draft(tmp_path / "old.docx")

    fields = ("action", "lead", "timescale_text", "status")
    assert [[row.values.get(name, "") for name in fields] for row in draft.tables["Actions"]] == [
        ["Mend the roofs", "AB", "May 2027", "Complete"],
        ["Order slates", "", "", ""],
    ]
    assert [(each.doubt, each.words) for each in draft.doubts if "rompts" in each.doubt] == [
        ("Prompts that nobody answered are read as blank (3).", "Click here., Enter a date.")
    ]


def test_a_control_round_a_whole_cell_or_row_is_seen_through(tmp_path: Path) -> None:
    def cell(words: str) -> str:
        return f"<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"

    def wrapped(inner: str, *, is_prompt: bool = False) -> str:
        flag = "<w:showingPlcHdr/>" if is_prompt else ""
        return f"<w:sdt><w:sdtPr>{flag}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    first = "".join(map(cell, ("Action", "Lead", "By when")))
    second = cell("Mend the roofs") + wrapped(cell("Choose."), is_prompt=True) + cell("May 2027")
    third = wrapped(f"<w:tr>{''.join(map(cell, ('Order slates', 'CD', 'June 2027')))}</w:tr>")
    document = docx.Document()
    document.element.body.insert(0, parse_xml(
        f"<w:tbl {SPACE}><w:tr>{first}</w:tr><w:tr>{second}</w:tr>{third}</w:tbl>"
    ))  # fmt: skip
    document.save(str(tmp_path / "old.docx"))

    draft = word_draft(tmp_path / "old.docx")

    fields = ("action", "lead", "timescale_text")
    assert [[row.values.get(name, "") for name in fields] for row in draft.tables["Actions"]] == [
        ["Mend the roofs", "", "May 2027"],
        ["Order slates", "CD", "June 2027"],
    ]
