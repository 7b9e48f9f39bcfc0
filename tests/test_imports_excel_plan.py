"""A workbook with a plan's own headings into a plan; any other is refused in a line."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

import actionbook
from actionbook.errors import WorkbookUnreadableError
from actionbook.imports.draft import Draft
from actionbook.imports.excel_plan import excel_draft

ON = date(2026, 11, 26)
CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
HEADINGS = ("No.", "Recommendation", "Action(s)", "Owner", "By when", "RAG status", "Status update")
ROWS = (
    (1, "Repairs wait too long", "Hire two plumbers", "AB", date(2027, 3, 1), "Complete", "Begun"),
    (2, "Repairs wait too long", "Publish the waits", "CD", "Spring 2027", "Green", "Drafted"),
    ("Total", "", 2, "", "", "", ""),
    ("Signed", "", "", "The chair", "", "", ""),
)


def workbook(path: Path, *sheets: tuple[str, Sequence[Sequence[object]]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def draft(tmp_path: Path, *rows: Sequence[object], headings: Sequence[str] = HEADINGS) -> Draft:
    plan = ("Log", [("Housing plan",), (), headings, *rows])
    return excel_draft(workbook(tmp_path / "old.xlsx", ("Lists", [("Open",)]), plan))


def test_each_row_with_an_action_is_one_action(tmp_path: Path) -> None:
    found = draft(tmp_path, *ROWS)

    assert [dict(row.values) for row in found.tables["Issues"]] == [
        {"ref": "1", "issue": "Repairs wait too long"}
    ]
    assert [dict(row.values) for row in found.tables["Actions"]] == [
        {"ref": "1", "action": "Hire two plumbers", "lead": "AB",
         "timescale_text": "1 March 2027", "issue": "1", "status": "Complete"},
        {"ref": "2", "action": "Publish the waits", "lead": "CD",
         "timescale_text": "Spring 2027", "issue": "1", "status": "Green"},
    ]  # fmt: skip


def test_what_is_not_taken_is_listed_and_every_letter_accounted_for(tmp_path: Path) -> None:
    found = draft(tmp_path, *ROWS)

    assert found.letters.share == 1
    assert [left.text for left in found.left_over if "row" in left.reason] == [
        "2", "Total", "Signed", "The chair"
    ]  # fmt: skip
    assert ("Log!G3: Status update", (3,)) in [(each.words, each.lines) for each in found.doubts]
    assert not any("progress" in row.values for row in found.tables["Actions"])


@pytest.mark.parametrize("second", ["Resp. date", "Date", "Raised by", "Date of last update"])
def test_a_heading_that_must_be_guessed_is_never_mapped(tmp_path: Path, second: str) -> None:
    found = draft(tmp_path, ("Mend it", "x", "AB"), headings=("Action", second, "Lead"))

    assert dict(found.tables["Actions"][0].values) == {
        "ref": "A1", "action": "Mend it", "lead": "AB"
    }  # fmt: skip


def test_two_columns_for_one_thing_are_neither_taken(tmp_path: Path) -> None:
    headings = ("Action", "Lead", "Deadline", "Target date")
    found = draft(tmp_path, ("Mend it", "AB", "May 2027", "June 2027"), headings=headings)

    assert "timescale_text" not in found.tables["Actions"][0].values


def test_a_ref_that_comes_twice_is_made_anew_and_said(tmp_path: Path) -> None:
    rows = [("1.1", "Mend it", "AB"), ("1.1", "Paint it", "CD"), (1.2, "Sell it", "EF")]
    found = draft(tmp_path, *rows, headings=("Ref", "Action", "Lead"))

    assert [row.values["ref"] for row in found.tables["Actions"]] == ["A1", "A2", "1.2"]
    assert [each.ref for each in found.doubts if each.column == "Ref"] == ["A1", "A2", "1.2"]


def test_a_date_that_shows_a_month_is_that_month(tmp_path: Path) -> None:
    path = workbook(tmp_path / "old.xlsx", ("Log", [HEADINGS, ROWS[0]]))
    book = load_workbook(path)
    book["Log"]["E2"].number_format = "mmm-yy"
    book.save(path)

    assert excel_draft(path).tables["Actions"][0].values["timescale_text"] == "March 2027"


def test_the_plan_that_comes_out_can_be_checked(tmp_path: Path) -> None:
    old = workbook(tmp_path / "old.xlsx", ("Log", [HEADINGS, *ROWS]))
    before = old.read_bytes()

    actionbook.import_plan(old, tmp_path / "plan.xlsx", on=ON)
    report = actionbook.check(actionbook.read_plan(tmp_path / "plan.xlsx"), on=ON)

    assert not [each for each in report.findings if each.code.startswith("AB1")]
    assert old.read_bytes() == before


def test_two_plans_in_one_workbook_are_named(tmp_path: Path) -> None:
    plan = [HEADINGS, *ROWS]
    path = workbook(tmp_path / "old.xlsx", ("One", plan), ("Two", plan))

    with pytest.raises(WorkbookUnreadableError, match="2 sheets that look like plans: One, Two"):
        excel_draft(path)


def test_merged_cells_are_a_doubt_that_names_them(tmp_path: Path) -> None:
    path = workbook(tmp_path / "old.xlsx", ("Log", [HEADINGS, *ROWS]))
    book = load_workbook(path)
    book["Log"].merge_cells("D2:D3")
    book.save(path)

    found = excel_draft(path)

    assert [
        (each.words, each.lines) for each in found.doubts if each.words.startswith("Log!D2")
    ] == [("Log!D2:D3", (2, 3))]
    assert "lead" not in found.tables["Actions"][1].values


@pytest.mark.shared
def test_workbooks_that_are_no_plans_are_refused() -> None:
    books = sorted(CORPUS.glob("*.xls[xm]"))
    if not books:
        pytest.skip("the workbooks lie beside the project, and are not here")
    for path in books:
        with pytest.raises(WorkbookUnreadableError):
            excel_draft(path)
