"""A workbook with a plan's own headings into a plan; any other is refused in a line."""

import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from corpus import SHARED
from openpyxl import Workbook, load_workbook

import actionbook
from actionbook.errors import WorkbookUnreadableError
from actionbook.imports.draft import Draft
from actionbook.imports.excel_book import grids_of
from actionbook.imports.excel_plan import excel_draft
from actionbook.imports.file_kinds import EXCEL
from actionbook.imports.source import read_source
from actionbook.imports.understand import draft_of

ON = date(2026, 11, 26)
SEEDS = sorted((SHARED / "seeds").glob("*.txt"))
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
         "timescale_text": "1 March 2027", "issue": "1", "status": "Complete",
         "progress": "Begun"},
        {"ref": "2", "action": "Publish the waits", "lead": "CD",
         "timescale_text": "Spring 2027", "issue": "1", "status": "Green",
         "progress": "Drafted"},
    ]  # fmt: skip


def test_what_is_not_taken_is_listed_and_every_letter_accounted_for(tmp_path: Path) -> None:
    found = draft(tmp_path, *ROWS)

    assert found.letters.share == 1
    assert [left.text for left in found.left_over if "total" in left.reason] == ["2", "Total"]
    assert [left.text for left in found.left_over if "foot" in left.reason] == [
        "Signed", "The chair"
    ]  # fmt: skip


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
    assert {each.ref for each in found.doubts if each.column == "Ref"} == {"A1", "A2", "1.2"}


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


def test_several_plans_in_one_workbook_come_together_each_ref_once(tmp_path: Path) -> None:
    plan = [HEADINGS, *ROWS]
    path = workbook(tmp_path / "old.xlsx", ("One", plan), ("Two", plan))

    found = excel_draft(path)

    assert [row.values["ref"] for row in found.tables["Actions"]] == ["1", "2", "2/1", "2/2"]
    assert [row.values["issue"] for row in found.tables["Actions"]] == ["1", "1", "2", "2"]


def test_refs_that_are_made_go_on_over_the_sheets(tmp_path: Path) -> None:
    rows = [
        ("Action", "Lead", "Due date"),
        ("Write the policy down", "JT", "May 2027"),
        ("Train all of the staff", "KM", "June 2027"),
    ]
    path = workbook(tmp_path / "old.xlsx", ("Housing", rows), ("Parks", rows))

    found = excel_draft(path).tables["Actions"]

    assert [row.values["ref"] for row in found] == ["A1", "A2", "A3", "A4"]


def test_a_merged_lead_is_as_above_and_the_doubt_names_the_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path / "old.xlsx", ("Log", [HEADINGS, *ROWS]))
    book = load_workbook(path)
    book["Log"].merge_cells("D2:D3")
    book.save(path)

    found = excel_draft(path)

    assert ("Log!D3", (3,)) in [(each.cell, each.lines) for each in found.doubts]
    assert [row.values["lead"] for row in found.tables["Actions"]] == ["AB", "as above"]


def test_a_plan_away_from_the_first_column_is_told_by_its_own_cells(tmp_path: Path) -> None:
    moved = [["", "", *row] for row in (HEADINGS, *ROWS)]
    path = workbook(tmp_path / "old.xlsx", ("Log", moved))
    book = load_workbook(path)
    book["Log"].merge_cells("F2:F3")
    book.save(path)

    found = excel_draft(path)

    assert next(each.cell for each in found.columns if each.column == "Lead") == "Log!F1"
    assert [row.values["lead"] for row in found.tables["Actions"]] == ["AB", "as above"]


def test_an_action_that_begins_a_row_is_read_by_columns_not_as_a_printed_theme(
    tmp_path: Path,
) -> None:
    headings = ("Theme", "Action", "Lead", "Progress")
    rows = [("Estates", f"Paint hall {at}", "AB", "") for at in range(4)]
    path = workbook(tmp_path / "old.xlsx", ("Log", [headings, *rows]))

    assert [row.values["lead"] for row in excel_draft(path).tables["Actions"]] == ["AB"] * 4


@pytest.mark.shared
@pytest.mark.parametrize(("row", "column"), [(3, 151), (50_001, 1)])
def test_what_stands_beyond_a_plan_is_never_cut_in_silence(
    tmp_path: Path, row: int, column: int
) -> None:
    far: list[Sequence[object]] = [["Action", "Lead"], ["Dredge the harbour", "JT"]]
    far += [[] for _ in range(row - 3)]
    far.append([*[None] * (column - 1), "Far away"])
    path = workbook(tmp_path / "far.xlsx", ("Far", far), ("Plan", far[:2]))

    with pytest.raises(WorkbookUnreadableError, match=f"row {row} of the sheet 'Far'"):
        grids_of(path)

    assert [grid.name for grid in grids_of(path, sheets=["Plan"]).grids] == ["Plan"]


def test_an_adopted_workbook_gives_what_was_typed_and_nothing_that_is_worked_out(
    tmp_path: Path,
) -> None:
    headings = ("Ref", "Action", "Owner", "Target date", "RAG", "Progress")
    rows = [(n, f"Mend hall {n}", "AB", date(2027, n, 28), "Green", "Begun") for n in range(1, 4)]
    path = workbook(tmp_path / "kept.xlsx", ("Tracker", [headings, *rows]))
    before = [row.values for row in excel_draft(path).tables["Actions"]]

    actionbook.adopt(path, on=ON)
    found = excel_draft(path)

    assert [row.values for row in found.tables["Actions"]] == before
    assert before[0]["timescale_text"] == "28 January 2027"
    own = [each.heading for each in found.columns if each.why == "A plan works it out by itself."]
    assert own[:3] == ["Due", "RAG (worked out)", "Flags"]


def test_workbooks_that_are_no_plans_are_refused() -> None:
    books = [path for path in sorted(CORPUS.glob("*")) if path.suffix.casefold() in EXCEL]
    if not books:
        pytest.skip("the workbooks lie beside the project, and are not here")
    for path in books:
        with pytest.raises(WorkbookUnreadableError) as refused:
            excel_draft(path)
        assert refused.value.exit_status == 4, path.name


@pytest.mark.shared
@pytest.mark.skipif(not SEEDS, reason="the plans of shared/seeds are not beside the project")
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_a_printed_plan_gives_from_its_cells_what_its_text_gives(
    seed: Path, tmp_path: Path
) -> None:
    text = read_source(seed)
    rows = [
        [re.sub(r"[\x00-\x1f]", "", cell) if cell.strip() else None for cell in line.split("\t")]
        for line in text.lines
    ]

    found = excel_draft(workbook(tmp_path / "seed.xlsx", ("Plan", rows)))

    expected = draft_of(text)
    assert found.layout == expected.layout
    assert {name: [row.values for row in rows] for name, rows in found.tables.items()} == {
        name: [row.values for row in rows] for name, rows in expected.tables.items()
    }
    assert found.letters.share >= 0.99


def test_what_reads_print_is_not_loaded_for_a_tracker(tmp_path: Path) -> None:
    rows = [
        ("Action", "Owner", "By when", "Status"),
        *[("Send the form", "AB", "May 2027", "")] * 2,
    ]
    path = workbook(tmp_path / "old.xlsx", ("Log", rows))
    code = (
        "import sys; from pathlib import Path\n"
        "from actionbook.imports.excel_plan import excel_draft\n"
        "print(len(excel_draft(Path(sys.argv[1])).tables['Actions']), *sorted(sys.modules))"
    )

    run = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )

    count, *loaded = run.stdout.split()
    assert count == "2"
    assert not {f"actionbook.imports.{name}" for name in ("detection", "understand")} & set(loaded)
