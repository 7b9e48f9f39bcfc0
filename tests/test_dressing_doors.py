"""The doors that set lists, input checks, the page and the summary; each once, and not again."""

from pathlib import Path

import openpyxl
import pytest
from builders import ON
from corpus import VALIDATOR, needs_office, parts, validator_errors
from libreoffice import sheet_values
from openpyxl.worksheet.datavalidation import DataValidation
from planbooks import JO, planbook, replay

import actionbook
from actionbook.ooxml import Book, BookView, Page
from actionbook.workbook.read import read_plan
from macros_replacement import guard_columns, refresh_lists, set_print_area, update_summary
from macros_replacement.changes import Door

# openpyxl knows no print area of whole columns, which Excel and LibreOffice do.
pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")

MO = {"initials": "MG", "name": "Mo Grange", "post": "Head of Policy"}
DRESSING: tuple[Door, ...] = (refresh_lists, guard_columns, set_print_area, update_summary)


def two(folder: Path, **more: object) -> Path:
    late = {"lead": "JT", "timescale_text": "June 2026"}
    path = planbook(folder, late, {"lead": "MG"}, {"lead": "", **more}, People=[JO, MO])
    actionbook.apply(actionbook.highlight(read_plan(path), on=ON))
    return path


def checks(path: Path, sheet: str = "Actions") -> dict[str, tuple[str, str | None, bool]]:
    """Kind, formula and whether a wrong value is told, by cells."""
    found = openpyxl.load_workbook(path)[sheet].data_validations.dataValidation
    return {str(v.sqref): (v.type, v.formula1, bool(v.showErrorMessage)) for v in found}


@pytest.mark.parametrize("door", DRESSING, ids=lambda door: door.__name__.rpartition(".")[2])
def test_a_second_run_leaves_the_bytes(tmp_path: Path, door: Door) -> None:
    path = two(tmp_path)
    assert door.run(path, on=ON)
    held = path.read_bytes()

    assert not door.run(path, on=ON)

    assert path.read_bytes() == held


@pytest.mark.parametrize("door", DRESSING, ids=lambda door: door.__name__.rpartition(".")[2])
def test_no_cell_of_the_plan_changes_and_no_finding_comes(tmp_path: Path, door: Door) -> None:
    path = two(tmp_path)
    before = {sheet.title: list(sheet.values) for sheet in openpyxl.load_workbook(path)}
    findings = actionbook.check(read_plan(path), on=ON).findings

    door.run(path, on=ON)

    after = {sheet.title: list(sheet.values) for sheet in openpyxl.load_workbook(path)}
    assert {name: after[name] for name in before} == before
    assert actionbook.check(read_plan(path), on=ON).findings == findings


@pytest.mark.validator
@pytest.mark.skipif(not VALIDATOR.exists(), reason="the Open XML SDK validator is not there")
def test_the_validator_finds_nothing_new(tmp_path: Path) -> None:
    path = two(tmp_path)

    for door in DRESSING:
        door.run(path, on=ON)

    assert validator_errors(path) == set()


def test_the_list_of_leads_is_the_people_table_and_forbids_nothing(tmp_path: Path) -> None:
    path = two(tmp_path)

    refresh_lists.run(path, on=ON)

    assert checks(path)["C5:C7"] == ("list", "actionbook_Leads", False)
    assert BookView.open(path).names()["actionbook_Leads"] == "People[Initials]"
    assert checks(path)["I5:I7"][0] == "list"


def test_leads_written_as_posts_are_offered_as_posts(tmp_path: Path) -> None:
    path = planbook(
        tmp_path, {"lead": "Head of Finance"}, {"lead": "Head of Policy"}, People=[JO, MO]
    )

    refresh_lists.run(path, on=ON)

    assert BookView.open(path).names()["actionbook_Leads"] == "People[Post]"


def test_a_list_that_covers_fewer_rows_is_drawn_out_and_staffs_own_stays(tmp_path: Path) -> None:
    path = two(tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book["Actions"]
    kept = [v for v in sheet.data_validations.dataValidation if str(v.sqref) not in
            ("I5:I7", "C5:C7")]  # fmt: skip
    sheet.data_validations.dataValidation = kept
    own = DataValidation(type="list", formula1='"Jo,Mo"')
    own.add("C6")
    words = '"Not started,In progress,Complete,Complete (awaiting verification),On hold,Withdrawn"'
    short = DataValidation(type="list", formula1=words)
    short.add("I5:I6")
    sheet.add_data_validation(own)
    sheet.add_data_validation(short)
    book.save(path)

    changes = refresh_lists.run(path, on=ON)

    assert checks(path)["C6"] == ("list", '"Jo,Mo"', False)
    assert "I5:I6" not in checks(path)
    assert checks(path)["I5:I7"] == ("list", words, True)
    assert changes.said == ("Actions!C5:C7: Lead has a check of your own, which stays",)


def test_a_guarded_column_asks_and_the_table_still_grows(tmp_path: Path) -> None:
    path = two(tmp_path)

    guard_columns.run(path, on=ON)

    assert checks(path)["G5:G7"] == ("custom", "FALSE", True)
    assert "B5:B7" in checks(path)
    assert checks(path)["B5:B7"][0] != "custom"
    assert not openpyxl.load_workbook(path)["Actions"].protection.sheet
    book = Book.open(path)
    book.append_rows("Actions", [[None] * len(book.table("Actions").columns)])
    book.save()
    assert checks(path)["G5:G8"] == ("custom", "FALSE", True)


def test_the_page_is_the_columns_of_the_table(tmp_path: Path) -> None:
    path = two(tmp_path)
    before = parts(path)

    set_print_area.run(path, on=ON)

    assert BookView.open(path).page("Actions") == Page(
        "Actions!$A:$AB", "Actions!$4:$4", fits_width=True, is_landscape=True
    )
    sheet = openpyxl.load_workbook(path)["Actions"]
    assert (sheet.page_setup.paperSize, sheet.page_margins.left) == (8, 0.4)
    changed = {name for name, data in parts(path).items() if data != before[name]}
    assert changed <= {"xl/workbook.xml", "xl/worksheets/sheet2.xml"}


def test_a_sheet_that_says_nothing_of_its_page_is_given_one(tmp_path: Path) -> None:
    path = tmp_path / "plain.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "Our plan"  # type: ignore[union-attr]
    book.save(path)
    page = Page("'Our plan'!$A:$C", "'Our plan'!$1:$1", fits_width=True, is_landscape=True)

    editing = Book.open(path)
    editing.set_page("Our plan", page)
    editing.save()

    assert BookView.open(path).page("Our plan") == page


@needs_office
@pytest.mark.libreoffice
def test_libreoffice_counts_what_the_summary_says(tmp_path: Path) -> None:
    path = two(tmp_path)
    update_summary.run(path, on=ON)
    told: dict[str, tuple[object, object]] = {
        str(row[0]): (row[1], row[2])
        for row in openpyxl.load_workbook(path, data_only=True)["Summary"].values
    }
    assert told["Overdue"] == (1, pytest.approx(1 / 3))
    assert told["Open, all told"] == (3, 1)
    assert told["Unassigned"] == (1, None)

    counted = sheet_values(path, "Summary", tmp_path)

    assert {row[0]: row[1] for row in counted[1:]} == {
        name: str(number) for name, (number, _) in told.items() if name != "Standing"
    }


def test_a_summary_sheet_of_staffs_own_stays(tmp_path: Path) -> None:
    path = two(tmp_path)
    book = openpyxl.load_workbook(path)
    book.create_sheet("Summary")["A1"] = "Ours"
    book.save(path)

    update_summary.run(path, on=ON)

    book = openpyxl.load_workbook(path)
    assert book["Summary"]["A1"].value == "Ours"
    assert book["Summary 2"]["A1"].value == "Standing"


def test_the_formulas_count_anew_by_themselves(tmp_path: Path) -> None:
    path = two(tmp_path)
    update_summary.run(path, on=ON)
    replay(path, {"Actions!I5": "Complete"})

    formulas = openpyxl.load_workbook(path)["Summary"]

    assert formulas["B2"].value == '=COUNTIF(Actions[RAG],"Overdue")'
