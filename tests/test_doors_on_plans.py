"""Every door on plans as they come: imported from a legacy text, adopted from a sheet of staff."""

import shutil
from pathlib import Path

import pytest
from builders import ON
from click.testing import CliRunner
from corpus import SHARED
from staff_books import SHEET, openpyxl_book, plain_book, table_book, xlsxwriter_book

import actionbook
from actionbook.cli import main
from actionbook.ooxml import BookView, Page
from actionbook.plan.status import effective_due
from actionbook.workbook.read import read_plan
from macros_replacement import (
    DOORS,
    door_name,
    refresh_lists,
    set_print_area,
    sort_by_due,
    sort_by_lead,
)

SEEDS = sorted((SHARED / "seeds").glob("*.txt"))
# It starts LibreOffice, and takes the same road as build-appendix to what it prints.
QUICK = [door_name(door) for door in DOORS if door_name(door) != "export-pdf"]
REFUSED = {
    "sort-by-lead": "the actions of 'Plan 2026' are no Excel table, and only a table's rows",
    "sort-by-due": "the actions of 'Plan 2026' are no Excel table, and only a table's rows",
    "build-appendix": "4 rows have no Publication",
}


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sheet of staff with bands, a note, a chart and a filter, made a plan."""
    path = xlsxwriter_book(tmp_path_factory.mktemp("adopted") / "plan.xlsx")
    actionbook.adopt(path, on=ON)
    return path


@pytest.mark.parametrize("name", QUICK)
def test_every_door_does_its_work_on_an_adopted_sheet_or_says_why_not(
    adopted: Path, tmp_path: Path, name: str
) -> None:
    shutil.copytree(adopted.parent, tmp_path / "here")
    path = tmp_path / "here" / adopted.name
    before = path.read_bytes()

    result = CliRunner().invoke(main, ["macros", "run", name, str(path), "--on", str(ON)])

    if name in REFUSED:
        assert result.exit_code in (4, 5)
        assert REFUSED[name] in result.output
        assert path.read_bytes() == before
    else:
        assert (result.exit_code, result.exception) == (0, None), result.output
        assert [action.ref for action in read_plan(path).actions] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("book", "area", "titles"),
    [
        (xlsxwriter_book, "$A:$AD", "$4:$4"),
        (openpyxl_book, "$A:$AD", "$2:$2"),
        (plain_book, "$A:$AB", "$1:$1"),
        (table_book, "$B:$AE", "$3:$3"),
    ],
    ids=lambda made: getattr(made, "__name__", ""),
)
def test_the_columns_of_an_adopted_sheet_are_printed_under_its_headings(
    tmp_path: Path, book: object, area: str, titles: str
) -> None:
    path = tmp_path / "plan.xlsx"
    book(path)  # type: ignore[operator]
    actionbook.adopt(path, on=ON)

    set_print_area.run(path, on=ON)

    assert BookView.open(path).page(SHEET) == Page(
        f"'{SHEET}'!{area}", f"'{SHEET}'!{titles}", fits_width=True, is_landscape=True
    )


def test_a_table_of_staff_is_sorted_where_it_stands(tmp_path: Path) -> None:
    path = table_book(tmp_path / "plan.xlsx")
    actionbook.adopt(path, on=ON)

    sort_by_due.run(path, on=ON)

    dues = [action.due for action in read_plan(path).actions]
    assert dues == sorted(dues, key=lambda due: (due is None, due or ON))
    assert [action.ref for action in read_plan(path).actions] != ["1", "2", "3", "4"]


def test_lists_of_leads_without_people_are_asked_for(tmp_path: Path) -> None:
    path = plain_book(tmp_path / "plan.xlsx")
    actionbook.adopt(path, on=ON)

    said = refresh_lists.run(path, on=ON).said

    assert any(words.startswith("People names nobody") for words in said)


@pytest.mark.shared
@pytest.mark.skipif(not SEEDS, reason="the legacy plans (shared/seeds) are not beside the project")
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_an_imported_plan_is_dressed_and_sorted_with_no_action_lost(
    tmp_path: Path, seed: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    result = CliRunner().invoke(main, ["import", str(seed), "-o", str(path), "--on", str(ON)])
    assert result.exit_code == 0, result.output
    told = {action.ref: action for action in read_plan(path).actions}

    for door in (set_print_area, refresh_lists, sort_by_lead, sort_by_due):
        door.run(path, on=ON)

    plan = read_plan(path)
    assert sorted(action.ref for action in plan.actions) == sorted(told)
    for action in plan.actions:
        was = told[action.ref]
        assert (action.action, action.due, action.status) == (was.action, was.due, was.status)
        assert [lead.name for lead in action.leads] == [lead.name for lead in was.leads]
    dues = [effective_due(plan, action, ON) for action in plan.actions]
    assert dues == sorted(dues, key=lambda due: (due is None, due or ON))
    assert BookView.open(path).page("Actions").area == "Actions!$A:$AB"
