"""A sheet that no computer holds is told from one that is merely long, wide or dressed up."""

import re
import zipfile
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
import xlsxwriter
from planbooks import planbook, replay

import actionbook
from actionbook.errors import WorkbookUnreadableError
from actionbook.ooxml.extent import far_cell, states_small, states_too_many
from actionbook.ooxml.sheet import SheetPart

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LAST = "XFD1048576"
ON = date(2026, 11, 26)


class Stated(NamedTuple):
    head: str
    is_small: bool


STATED = (
    Stated('<dimension ref="A1:AB100006"/>', is_small=True),
    Stated('<dimension ref="C7"/>', is_small=True),
    Stated('<x:dimension ref="A1:XFD1500"/>', is_small=True),
    Stated(f'<dimension ref="A1:{LAST}"/>', is_small=False),
    Stated('<dimension ref="XFD1000000:XFD1048576"/>', is_small=True),
    Stated('<dimension ref="A1:Z1048576"/>', is_small=False),
    Stated('<dimension ref=""/>', is_small=False),
    Stated('<dimension ref="A1:ABCD99999999"/>', is_small=False),
    Stated("<sheetViews/>", is_small=False),
    Stated(" " * 5000 + '<dimension ref="A1:C3"/>', is_small=False),
)


@pytest.mark.parametrize("case", STATED, ids=lambda case: case.head.strip())
def test_what_a_sheet_states_of_its_size_is_taken_where_it_is_stated_well(case: Stated) -> None:
    assert states_small(f'<worksheet xmlns="{MAIN}">{case.head}'.encode()) is case.is_small


class Held(NamedTuple):
    says: str
    cells: str
    far: str


def said(name: str) -> str:
    return f'<c r="{name}"><v>1</v></c>'


HELD = (
    Held("nothing", "", ""),
    Held("a small sheet", said("A1") + said("C3"), ""),
    Held("the last cell", said("A1") + said(LAST), LAST),
    Held("one far down", said("A1") + said("Z1048576"), "Z1048576"),
    Held("one far down in few columns", said("A1") + said("C1048576"), ""),
    Held("one far right in few rows", said("A1") + said("XFD20"), ""),
    Held("the last cell alone", said(LAST), ""),
    Held("a far cell without a word", said("A1") + f'<c r="{LAST}" s="3"/>', ""),
    Held("and one that is closed apart", said("A1") + f'<c r="{LAST}" s="3"></c>', ""),
    Held("a row that is none", said("A1") + said("B99999999999"), "B99999999999"),
    Held("another way to write it", said("A1") + f"<c s='1' r=\"{LAST}\"><v>1</v></c>", LAST),
)  # fmt: skip


@pytest.mark.parametrize("case", HELD, ids=lambda case: case.says)
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_the_cell_that_makes_a_sheet_too_large_is_named(case: Held, prefix: str) -> None:
    space = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    cells = case.cells.replace("<c", f"<{prefix}c").replace("</c", f"</{prefix}c")
    p = prefix
    text = (
        f'<{p}worksheet {space}="{MAIN}"><{p}sheetData><{p}row r="1">{cells}</{p}row>'
        f"</{p}sheetData></{p}worksheet>"
    )

    assert far_cell(SheetPart(text.encode())) == case.far


@pytest.mark.parametrize("large", [1 << 20, 0])
def test_a_plan_with_a_word_in_the_last_cell_is_a_clear_error(
    large: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = planbook(tmp_path, {})
    replay(path, {f"Actions!{LAST}": "a slip of the mouse"})
    monkeypatch.setattr("actionbook.workbook.values._LARGE", large)

    with pytest.raises(WorkbookUnreadableError, match=rf"in Actions!{LAST}.*Delete that cell"):
        actionbook.read_plan(path)


def test_a_sheet_beside_the_plan_may_reach_as_far_as_it_likes(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    replay(path, {f"'Read me'!{LAST}": "a slip of the mouse"})

    assert len(actionbook.read_plan(path).actions) == 1


def test_a_workbook_that_is_imported_is_looked_at_too(tmp_path: Path) -> None:
    path = tmp_path / "old.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Plan & more")
        sheet.write_row(0, 0, ("Ref", "Action", "Lead", "By when"))
        sheet.write_row(1, 0, ("1", "Hire two plumbers", "JT", "June 2027"))
        sheet.write("XFD1048576", "a slip of the mouse")

    with pytest.raises(WorkbookUnreadableError, match=f"stands in Plan & more!{LAST}"):
        actionbook.import_plan(path, tmp_path / "plan.xlsx", on=ON)
    assert not (tmp_path / "plan.xlsx").exists()


@pytest.mark.parametrize("words", ["Item", ""])
def test_a_slip_on_another_sheet_does_not_keep_out_the_one_that_is_named(
    words: str, tmp_path: Path
) -> None:
    path = tmp_path / "old.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Delivery")
        sheet.write_row(0, 0, ("Ref", "Action", "Lead", "By when"))
        sheet.write_row(1, 0, ("1", "Hire two plumbers", "JT", "June 2027"))
        sums = book.add_worksheet("Sums")
        sums.write("A1", words)
        sums.write("XFD1048576", "a slip of the mouse")

    with pytest.raises(WorkbookUnreadableError, match="Sums"):
        actionbook.import_plan(path, tmp_path / "plan.xlsx", on=ON)
    layout = actionbook.sheet_layout(None, maps=(), sheets=("delivery",), header_row=0)
    actionbook.import_plan(path, tmp_path / "plan.xlsx", on=ON, layout=layout)

    (action,) = actionbook.read_plan(tmp_path / "plan.xlsx").actions
    assert action.action == "Hire two plumbers"


@pytest.mark.parametrize(
    ("sst", "is_false"),
    [
        ('<sst xmlns="x" count="3" uniqueCount="2">', False),
        ('<sst count="99999999999999" uniqueCount="2">', True),
        ('<x:sst uniqueCount="99999999999999">', True),
        ('<sst><si><t> count="99999999999999"</t></si>', False),
        ("<sst/>", False),
        ("", False),
    ],
)
def test_how_many_shared_strings_there_are_is_not_believed(sst: str, is_false: object) -> None:
    assert states_too_many(sst.encode()) is is_false


def test_a_workbook_that_states_more_texts_than_there_are_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "old.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("Ref", "Action", "Lead", "By when"))
        sheet.write_row(1, 0, ("1", "Hire two plumbers", "JT", "June 2027"))
    with zipfile.ZipFile(path) as package:
        held = {name: package.read(name) for name in package.namelist()}
    name = "xl/sharedStrings.xml"
    held[name] = re.sub(rb'uniqueCount="[0-9]+"', b'uniqueCount="99999999999999"', held[name])
    with zipfile.ZipFile(path, "w") as package:
        for part, data in held.items():
            package.writestr(part, data)

    for read in (
        lambda: actionbook.import_plan(path, tmp_path / "plan.xlsx", on=ON),
        lambda: actionbook.adopt(path, on=ON),
    ):
        with pytest.raises(WorkbookUnreadableError, match=r"sharedStrings\.xml, which is not"):
            read()
