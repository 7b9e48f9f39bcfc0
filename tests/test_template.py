import subprocess
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from corpus import VALIDATOR
from libreoffice import needs_libreoffice, pages, sheet_values
from planbooks import planbook

from actionbook.errors import ActionbookError
from actionbook.plan.settings import LABELS, SELDOM, Settings
from actionbook.workbook.create import new
from actionbook.workbook.made_columns import made_bodies
from actionbook.workbook.naming import plan_id_for
from actionbook.workbook.read import read_plan
from actionbook.workbook.tables import ACTIONS, TABLES
from actionbook.workbook.template import write_workbook

ON = date(2026, 11, 22)
AT_HAND = Path(__file__).parents[1] / "workbooks" / "template.xlsx"
IN_VIEW = ["Ref", "Action", "Lead", "Timescale", "Due", "Revised due", "RAG", "Flags", "Status",
           "Progress this period", "Completed on"]  # fmt: skip
WIDTHS = [7, 42, 14, 15, 11, 11, 11, 18, 12, 46, 11]


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def blank(folder: Path) -> Path:
    path = folder / "template.xlsx"
    new(path, on=ON)
    return path


def test_the_template_at_hand_is_what_new_makes(tmp_path: Path) -> None:
    assert parts(AT_HAND) == parts(blank(tmp_path))


def test_the_same_plan_is_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()

    first, second = planbook(tmp_path / "a", {}, {}), planbook(tmp_path / "b", {}, {})

    assert first.read_bytes() == second.read_bytes()


def test_each_sheet_holds_one_table_of_the_contract(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(blank(tmp_path))

    made = {table.name: sheet.title for sheet in book for table in sheet.tables.values()}

    assert made == {name: spec.sheet for name, spec in TABLES.items() if not spec.optional}
    assert book.sheetnames[:2] == ["Read me", "Actions"]
    assert book.active is not None
    assert book.active.title == "Actions"


def test_tables_on_request_are_made_where_they_are_named_blank_or_filled(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    spent = {"day": ON, "issue": "1", "hours": 7.5, "kind": "staff time", "note": "Drafting"}
    bodies = made_bodies(Settings(), {"Resources": [spent], "Risks": []})
    write_workbook(path, settings=Settings(), bodies=bodies)

    book = openpyxl.load_workbook(path)
    found = read_plan(path)

    assert [table for sheet in book for table in sheet.tables][-2:] == ["Resources", "Risks"]
    (resource,) = found.resources
    assert (resource.day, resource.hours, resource.cost) == (ON, 7.5, None)
    assert (resource.issue, resource.kind, resource.note) == ("1", "staff time", "Drafting")
    assert str(resource.cell("hours")) == "Resources!E5"
    assert found.risks == ()


def test_eleven_columns_are_in_view_and_the_rest_in_one_collapsed_group(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(blank(tmp_path))["Actions"]

    shown = [column for column in ACTIONS.columns if not column.grouped]
    assert [column.heading for column in shown] == IN_VIEW
    assert [column.width for column in shown] == WIDTHS
    assert [cell.value for cell in sheet[4]][:11] == IN_VIEW
    assert sheet.column_dimensions["L"].hidden
    assert sheet.column_dimensions["L"].outlineLevel == 1
    assert sheet.freeze_panes == "C5"


def test_drop_downs_messages_formulas_and_print_set_up_are_there(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(blank(tmp_path))["Actions"]

    rules = {str(each.sqref): each for each in sheet.data_validations.dataValidation}
    assert rules["I5"].formula1.startswith('"Not started,In progress')
    assert "type nothing here" in rules["G5"].prompt
    assert sheet["G5"].value == "=actionbook_RAG"
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "8")
    assert sheet.print_title_rows == "$4:$4"
    table = sheet.tables["Actions"]
    filled = {c.name for c in table.tableColumns if c.calculatedColumnFormula is not None}
    assert filled == {"RAG", "Flags", "Agreed", "Late after"}


def test_refs_and_words_are_text_so_that_they_stay_what_was_typed(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"ref": "1.10", "timescale_text": "3-1", "issue": "1.20"})

    sheet = openpyxl.load_workbook(path)["Actions"]

    assert [sheet[cell].number_format for cell in ("A5", "D5", "W5")] == ["@", "@", "dd/mm/yyyy"]
    assert (sheet["A5"].value, sheet["D5"].value) == ("1.10", "3-1")


def test_a_heading_is_never_ambiguous() -> None:
    for spec in TABLES.values():
        keys = [column.heading for column in spec.columns]
        assert len(set(keys)) == len(keys)
        for column in spec.columns:
            from actionbook.workbook.columns import heading_key

            assert spec.by_key[heading_key(column.heading)] is column


def test_every_setting_has_a_row(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(blank(tmp_path))["Settings"]

    assert [row[0].value for row in sheet.iter_rows(min_row=5)] == [
        label for name, label in LABELS.items() if name not in SELDOM
    ]


@pytest.mark.parametrize("title", ["Fire & Rescue " * 40, "&" * 300, "Roads & Bridges"])
def test_a_title_of_any_length_stands_in_the_footer(title: str, tmp_path: Path) -> None:
    path = planbook(tmp_path, {}, settings=Settings(title=title))

    footer: Any = openpyxl.load_workbook(path)["Actions"].oddFooter
    left = footer.left.text.replace("&&", "&")
    assert left == title or (left.endswith("…") and title.startswith(left.rstrip(" …")))
    assert footer.right.text == "Actions, page &P of &N"


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"action": "=1+1", "progress": "http://intranet/x", "lead": "@JT"})

    sheet = openpyxl.load_workbook(path)["Actions"]

    assert [sheet[cell].data_type for cell in ("B5", "J5", "C5")] == ["s", "s", "s"]
    assert read_plan(path).actions[0].action == "=1+1"


def test_a_new_plan_is_never_put_over_a_file_or_in_no_folder(tmp_path: Path) -> None:
    path = blank(tmp_path)

    with pytest.raises(ActionbookError, match="is there already"):
        new(path, on=ON)
    with pytest.raises(ActionbookError, match=r"The folder .* does not exist"):
        new(tmp_path / "away" / "plan.xlsx", on=ON)
    assert [each.name for each in tmp_path.iterdir()] == ["template.xlsx"]


def test_a_plan_id_is_made_of_the_files_name() -> None:
    assert plan_id_for(Path("Harbour & Quay (v2).xlsx")) == "harbour-quay-v2"


@needs_libreoffice
@pytest.mark.libreoffice
def test_libreoffice_opens_prints_and_warns_of_a_dead_night(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    settings = Settings(last_refreshed=date(2020, 1, 1), next_refresh=date(2020, 1, 9))
    write_workbook(path, settings=settings, bodies=made_bodies(settings, {}))

    shown = sheet_values(path, "Read me", tmp_path / "out")

    assert shown[4][1].startswith("1 January 2020: THAT IS OLD. It should have been refreshed on 9")
    assert pages(path, tmp_path / "pdf").stat().st_size > 0


@pytest.mark.skipif(not VALIDATOR.exists(), reason="the Open XML SDK validator is not there")
@pytest.mark.validator
def test_the_validator_finds_no_error(tmp_path: Path) -> None:
    made = [blank(tmp_path), planbook(tmp_path, {}, {"lead": ""})]

    checked = subprocess.run([VALIDATOR, *made], capture_output=True, text=True, check=False)

    assert (checked.returncode, checked.stdout) == (0, "")
