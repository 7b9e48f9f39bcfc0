"""The public edition is readable by everybody, until each rule is broken in turn."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import ON
from planbooks import planbook
from published import PLAN, Parts, clean_parts, planted, put, swap
from test_cli import run

from actionbook.appendices.content import appendix
from actionbook.appendices.render import render
from actionbook.operations.rule_page import explained
from actionbook.publication.accessibility import ACCESSIBILITY, check_accessibility
from actionbook.publication.catalogue import Check

BOOK, COVER, CONTENTS = "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
CORE, STYLES, TABLE = "docProps/core.xml", "xl/styles.xml", "xl/tables/table1.xml"
RELS = "xl/worksheets/_rels/sheet1.xml.rels"
TABLE_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/table"


def every(part: str, pattern: str, new: str, *, count: int = 0) -> Callable[[Parts], None]:
    """Puts *new* in the place of all that matches in a part, where something must."""

    def hand(parts: Parts) -> None:
        text, made = re.subn(pattern, new, parts[part].decode(), count=count, flags=re.DOTALL)
        assert made, f"{part} has no {pattern}"
        parts[part] = text.encode()

    return hand


def another_table(parts: Parts) -> None:
    text = parts[TABLE].decode()
    again = re.sub(r'( id=| name=| displayName=)"([^"]*)"', r'\1"\2_9"', text, count=3)
    put("xl/tables/table99.xml", again, TABLE_TYPE, RELATION, COVER)(parts)


def in_sheet(markup: str) -> Callable[[Parts], None]:
    return swap(COVER, "</worksheet>", f"{markup}</worksheet>")


def in_row(number: int, attributes: str, cells: str = "") -> Callable[[Parts], None]:
    row = f'<row r="{number}"{attributes}>{cells}</row></sheetData>'
    return swap(COVER, "</sheetData>", row)


def style_of(cell: str) -> str:
    """What a cell of the cover states of its style."""
    found = re.search(rf'<c r="{cell}"( s="\d+")', clean_parts()[COVER].decode())
    assert found
    return found[1]


BODY = style_of("B4")
BROKEN: dict[str, tuple[str, Callable[[Parts], None]]] = {
    "another table on the sheet": ("ACC101", another_table),
    "a table that is not marked up": ("ACC102", swap(RELS, "/table", "/tablet")),
    "a table named Table1": (
        "ACC103",
        every(
            TABLE,
            r' name="[^"]*" displayName="[^"]*"',
            ' name="Table1" displayName="Table1"',
            count=1,
        ),
    ),
    "no row of headings": ("ACC104", swap(TABLE, " ref=", ' headerRowCount="0" ref=')),
    "a heading of nothing": (
        "ACC105",
        every(TABLE, r'id="2" name="[^"]*"', 'id="2" name="Column2"'),
    ),
    "a heading twice": (
        "ACC105",
        every(
            TABLE,
            r'Column id="1" name="([^"]*)"(.*)id="2" name="[^"]*"',
            r'Column id="1" name="\1"\2id="2" name="\1 "',
        ),
    ),
    "merged cells": ("ACC106", in_sheet('<mergeCells><mergeCell ref="A4:B4"/></mergeCells>')),
    "a blank cell": ("ACC107", every(COVER, r'<c r="B5"[^>]*>.*?</c>', "", count=1)),
    "a note below the table": (
        "ACC108",
        in_row(90, "", f'<c r="A90"{BODY} t="inlineStr"><is><t>Source: finance</t></is></c>'),
    ),
    "a title in another style": ("ACC109", every(COVER, r'<c r="A1" s="\d+"', f'<c r="A1"{BODY}')),
    "no title": ("ACC109", every(COVER, r'<c r="A1"[^>]*>.*?</c>', "", count=1)),
    "no sentence": ("ACC110", every(COVER, r'<c r="A2"[^>]*>.*?</c>', "", count=1)),
    "text that is not wrapped": ("ACC111", every(STYLES, ' wrapText="1"', "")),
    "text that is centred": ("ACC112", every(STYLES, 'horizontal="left"', 'horizontal="center"')),
    "serifs": ("ACC113", every(STYLES, '<name val="[^"]*"/>', '<name val="Times New Roman"/>')),
    "eleven points": ("ACC114", every(STYLES, r'<sz val="12(?:\.0)?"/>', '<sz val="11"/>')),
    "grey letters on white": (
        "ACC115",
        every(
            STYLES,
            r'<font>(<b/>)?(<sz val="[^"]*"/>)<color [^>]*/>',
            r'<font>\1\2<color rgb="FF8A8A8A"/>',
        ),
    ),
    "a bar in place of a number": (
        "ACC116",
        in_sheet(
            '<conditionalFormatting sqref="B4:B7"><cfRule type="dataBar" priority="1"/>'
            "</conditionalFormatting>"
        ),
    ),
    "click here": ("ACC117", swap(CONTENTS, "<t>Summary</t>", "<t>Click here</t>")),
    "a drawing": ("ACC118", in_sheet("<drawing/>")),
    "a footer": ("ACC119", in_sheet("<headerFooter><oddFooter>&amp;P</oddFooter></headerFooter>")),
    "a hidden row": ("ACC120", in_row(91, ' hidden="1"')),
    "frozen panes": (
        "ACC121",
        every(COVER, "</sheetViews>", '<sheetView><pane state="frozen"/></sheetView></sheetViews>'),
    ),
    "a filter": ("ACC122", swap(TABLE, "<tableColumns", "<autoFilter/><tableColumns")),
    "a macro": (
        "ACC123",
        put("xl/vbaProject.bin", b"\xd0\xcf", "application/vnd.ms-office.vbaProject"),
    ),
    "a sheet named Sheet1": ("ACC124", swap(BOOK, 'sheet name="Cover"', 'sheet name="Sheet1"')),
    "a sheet that is not in the contents": (
        "ACC125",
        every(CONTENTS, r' location="[^"]*"', "", count=1),
    ),
    "a note that nothing explains": (
        "ACC126",
        swap(COVER, "<t>Reporting period", "<t>Reporting period [note 99]"),
    ),
    "no title in the properties": ("ACC127", every(CORE, "<dc:title>.*</dc:title>", "")),
    "no language": ("ACC128", every(CORE, "<dc:language>.*</dc:language>", "")),
    "no author": ("ACC129", every(CORE, "<dc:creator>.*</dc:creator>", "")),
    "a person as author": (
        "ACC129",
        every(CORE, "<dc:creator>.*</dc:creator>", "<dc:creator>Jo Smith</dc:creator>"),
    ),
    "opened on its second sheet": (
        "ACC130",
        swap(BOOK, "<workbookView ", '<workbookView activeTab="1" '),
    ),
    "a cursor elsewhere": (
        "ACC130",
        every(
            COVER,
            "</sheetViews>",
            '<sheetView><selection activeCell="F40"/></sheetView></sheetViews>',
        ),
    ),
}


@pytest.mark.parametrize(("code", "hand"), BROKEN.values(), ids=BROKEN)
def test_each_rule_that_is_broken_is_found_and_it_alone(
    code: str, hand: Callable[[Parts], None], tmp_path: Path
) -> None:
    path = planted(tmp_path / "appendix.xlsx", hand)

    findings = check_accessibility(path).findings

    assert {finding.code for finding in findings} == {code}


def test_every_rule_is_broken_in_some_case() -> None:
    codes = [each.code for each in ACCESSIBILITY]

    assert {code for code, _ in BROKEN.values()} == set(codes)
    assert codes == sorted(set(codes))


@pytest.mark.parametrize("each", ACCESSIBILITY, ids=lambda each: each.code)
def test_every_rule_says_why_and_shows_a_bad_workbook_and_a_good_one(each: Check) -> None:
    what, parts = explained(each.explanation)

    assert what.endswith(".")
    assert [label for label, _ in parts] == ["Why", "Example", "Instead"]


@pytest.mark.parametrize(
    "layout", ["theme", "area", "issue", "recommendation", "monitoring", "register"]
)
def test_the_public_edition_is_readable_by_everybody_in_each_layout(
    layout: str, tmp_path: Path
) -> None:
    path = tmp_path / "appendix.xlsx"
    render(appendix(PLAN, on=ON, layout=layout), path)

    assert check_accessibility(path).findings == ()


def test_the_command_says_both_whether_it_may_go_out_and_who_can_read_it(tmp_path: Path) -> None:
    book, out = planbook(tmp_path, {}), tmp_path / "board.xlsx"
    paper = tmp_path / "board-print.xlsx"
    for edition, path in (("public", out), ("print", paper)):
        made = run("appendix", book, "-o", path, "--edition", edition, "--on", ON)
        assert made.exit_code == 0, made.output

    fit = run("check-publish", out, "--plan", book, "--accessibility")
    unfit = run("check-publish", paper, "--plan", book, "--accessibility")

    assert fit.exit_code == 0
    assert fit.output == (
        "board.xlsx: nothing was found against publishing it.\n"
        "board.xlsx: nothing was found against its being read by everybody.\n"
    )
    assert unfit.exit_code == 5
    assert "board-print.xlsx: nothing was found against publishing it.\n" in unfit.output
    assert "Cover: ACC119 has a page heading or footer." in unfit.output
