import json
from datetime import date
from pathlib import Path
from shutil import copy

import openpyxl
import pytest
from builders import ON
from click.testing import CliRunner
from dump import dump
from planbooks import planbook, replay

from actionbook.cli import main
from actionbook.operations.roll_forward import roll
from actionbook.workbook.read import read_plan
from actionbook.workbook.write import apply

ARGUMENTS = ("--on", f"{ON}")


def run(*arguments: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["diff", *map(str, arguments), *ARGUMENTS])
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    new = planbook(tmp_path, {"action": "Publish the draft plan"}, {"action": "Light the quay"})
    old = tmp_path / "old.xlsx"
    copy(new, old)
    replay(new, {"Actions!B5": "Publish the final plan", "Actions!C6": "MG"})
    return old, new


TOLD = """\
Actions!B5: 1 reworded: Publish the [-draft-] {+final+} plan
Actions!C6: 2 reassigned: JT to MG
old.xlsx to plan.xlsx: 1 reassigned, 1 reworded; 0 as they were
"""


def test_two_files_are_compared_and_left_alone(two: tuple[Path, Path]) -> None:
    before = [path.read_bytes() for path in two]

    assert run(*two) == (0, TOLD, "")
    assert [path.read_bytes() for path in two] == before


def test_the_machine_is_told_the_same(two: tuple[Path, Path]) -> None:
    _, out, _ = run(*two, "--format", "json")

    assert [each["kind"] for each in json.loads(out)["differences"]] == ["reworded", "reassigned"]


def test_a_moved_column_and_sorted_rows_are_no_change(tmp_path: Path) -> None:
    new = planbook(tmp_path, {"action": "Dredge"}, {"action": "Light the quay", "lead": "MG"})
    old = tmp_path / "old.xlsx"
    copy(new, old)
    book = openpyxl.load_workbook(new)
    sheet = book["Actions"]
    for row in (4, 5, 6):
        left, right = sheet.cell(row, 2), sheet.cell(row, 3)
        left.value, right.value = right.value, left.value
    columns = sheet.tables["Actions"].tableColumns
    columns[1].name, columns[2].name = columns[2].name, columns[1].name
    for column in range(1, 32):
        one, other = sheet.cell(5, column), sheet.cell(6, column)
        one.value, other.value = other.value, one.value
    book.save(new)

    assert run(old, new)[1] == "old.xlsx to plan.xlsx: no action changed; 2 as they were\n"


def test_a_closed_period_is_compared_by_its_name(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    apply(roll(read_plan(path), to="2026-27 Q4", on=date(2026, 11, 20)))
    replay(path, {"Actions!C5": "MG"})

    for arguments in ((("2026-27 Q3"), path), ("2026-27 Q3", "2026-27 Q3", "--plan", path)):
        status, out, _ = run(*arguments)
        assert status == 0
    told = run("2026-27 q3", path)[1].splitlines()
    assert told[0] == "Actions!C5: 1 reassigned: JT to MG"
    assert out.endswith("no action changed; 1 as they were\n")


def test_a_period_that_was_not_closed_and_one_of_no_plan_are_said(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})

    assert run("2026-27 Q2", path) == (
        2,
        "",
        "actionbook: plan.xlsx has no snapshot of 2026-27 Q2: it has none yet. A roll keeps one "
        "of the period that it closes.\n",
    )
    assert "Name the plan with --plan FILE." in run("2026-27 Q2", "2026-27 Q3")[2]
    assert run(tmp_path / "none.xlsx", path)[0] == 4


def test_the_changes_can_be_had_as_a_workbook(two: tuple[Path, Path], tmp_path: Path) -> None:
    made, again = tmp_path / "changes.xlsx", tmp_path / "again.xlsx"

    assert run(*two, "-o", made, "--dry-run")[2] == f"{made}: would be made\n"
    assert not made.exists()
    assert run(*two, "-o", made) == (0, TOLD, f"{made}: made\n")
    run(*two, "-o", again)

    text = dump(made)
    assert "Publish the [-draft-] {+final+} plan" in text
    assert made.read_bytes() == again.read_bytes()
    assert run(*two, "-o", two[0])[0] == 2
