from datetime import date
from pathlib import Path

import openpyxl
import pytest
from builders import ON, SETTINGS
from click.testing import CliRunner
from planbooks import planbook, replay, value_at

from actionbook.cli import main
from actionbook.nightly.changes import night_changes
from actionbook.operations.roll_forward import roll
from actionbook.plan.past import First
from actionbook.workbook.read import read_plan
from actionbook.workbook.state import state_folder
from actionbook.workbook.write import apply

JUNE = date(2027, 6, 30)


def rolled(folder: Path, *rows: dict[str, object]) -> tuple[Path, bytes]:
    """A plan that has just been rolled, and its bytes before."""
    path = planbook(folder, *rows)
    night(path)
    before = path.read_bytes()
    apply(roll(read_plan(path), to="2026-27 Q4", on=ON))
    return path, before


def night(path: Path, on: date = ON) -> bool:
    return apply(night_changes(read_plan(path), on=on))


def run(*arguments: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["roll", *map(str, arguments), "--on", f"{ON}"])
    return done.exit_code, done.stdout, done.stderr


def test_a_roll_is_undone_to_the_very_bytes(tmp_path: Path) -> None:
    path, before = rolled(tmp_path, {"progress": "Half built"}, {"revised_due": JUNE})
    after = path.read_bytes()

    assert run(path, "--undo", "--dry-run") == (
        0,
        f"{path}: would be as it was to the byte; 2026-27 Q3 is open again\n",
        "",
    )
    assert path.read_bytes() == after
    assert run(path, "--undo")[0] == 0
    assert path.read_bytes() == before


def test_what_the_tool_wrote_since_does_not_stand_in_the_way(tmp_path: Path) -> None:
    path, before = rolled(tmp_path, {})
    assert night(path, on=date(2027, 5, 1))

    assert run(path, "--undo")[0] == 0
    assert path.read_bytes() == before


def test_an_undone_roll_can_be_rolled_and_undone_again_and_each_before_it(tmp_path: Path) -> None:
    path, first = rolled(tmp_path, {})
    second = path.read_bytes()
    apply(roll(read_plan(path), to="2027-28 Q1", on=date(2027, 1, 9)))

    run(path, "--undo")
    assert path.read_bytes() == second
    run(path, "--undo")
    assert path.read_bytes() == first
    apply(roll(read_plan(path), to="2026-27 Q4", on=ON))
    assert path.read_bytes() == second
    run(path, "--undo")
    assert path.read_bytes() == first
    status, _, told = run(path, "--undo")
    assert (status, told) == (
        2,
        "actionbook: plan.xlsx has closed no period yet, so there is no roll to undo.\n",
    )


def test_where_people_have_typed_since_it_says_what_and_writes_nothing(tmp_path: Path) -> None:
    path, _ = rolled(tmp_path, {}, {})
    replay(path, {"Actions!J5": "Now at sea", "Actions!C6": "MG"})
    now = path.read_bytes()

    status, out, told = run(path, "--undo")

    assert (status, out) == (3, "")
    assert told.splitlines() == [
        "Actions!J5: 1 edited: Progress this period",
        "Actions!C6: 2 reassigned: JT to MG",
        "actionbook: plan.xlsx has been edited since 2026-27 Q3 was closed; nothing was undone. "
        "Add --own-cells to take back what the roll wrote, and leave the rest.",
    ]
    assert path.read_bytes() == now


def test_a_save_that_changes_no_action_is_said_too(tmp_path: Path) -> None:
    path, _ = rolled(tmp_path, {})
    replay(path, {})

    status, _, told = run(path, "--undo")

    assert status == 3
    assert told.startswith("It was saved since, outside of what the plan's columns say.\n")


def test_its_own_cells_are_taken_back_and_theirs_are_left(tmp_path: Path) -> None:
    path, _ = rolled(
        tmp_path, {"progress": "Half built"}, {"progress": "Begun"}, {"revised_due": JUNE}
    )
    apply(roll(read_plan(path), to="2027-28 Q1", on=date(2027, 1, 9)))
    replay(path, {"Actions!J5": "Now at sea", "Actions!C6": "MG"})
    sort_rows(path)

    status, out, _ = run(path, "--undo", "--own-cells")

    plan = read_plan(path)
    by_ref = {action.ref: action for action in plan.actions}
    assert (status, out.splitlines()[-1]) == (0, f"{path}: 2026-27 Q4 is open again")
    assert plan.settings.current_period == "2026-27 Q4"
    assert (by_ref["1"].progress, by_ref["2"].lead) == ("Now at sea", "MG")
    assert by_ref["2"].last_reported == "2026-27 Q3 (22 Nov 2026): Begun"
    assert {row.period for row in plan.history} == {"2026-27 Q3"}
    assert len(plan.history) == 3
    assert [event.event for event in plan.date_changes] == ["requested"]


def sort_rows(path: Path) -> None:
    """The first two actions exchanged, as a sort in Excel does it."""
    book = openpyxl.load_workbook(path)
    sheet = book["Actions"]
    for column in range(1, sheet.max_column + 1):
        one, other = sheet.cell(5, column), sheet.cell(6, column)
        one.value, other.value = other.value, one.value
    book.save(path)


def test_progress_that_the_roll_cleared_comes_back(tmp_path: Path) -> None:
    path, _ = rolled(tmp_path, {"progress": "Half built", "percent": 0}, {})
    replay(path, {"Actions!C6": "MG"})

    run(path, "--undo", "--own-cells")

    action = read_plan(path).actions[0]
    assert (action.progress, action.last_reported) == ("Half built", "")
    assert read_plan(path).history == ()
    assert value_at(path, "Actions!C6") == "MG"


def test_what_runs_had_seen_comes_back_with_the_bytes(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    night(path)
    replay(path, {"Actions!D5": "June 2027", "Actions!L5": "Correction"})
    before = path.read_bytes()
    apply(roll(read_plan(path), to="2026-27 Q4", on=ON))
    assert read_plan(path).past.by_ref["1"].first == First("June 2027", JUNE)

    run(path, "--undo")

    assert path.read_bytes() == before
    assert read_plan(path).past.by_ref["1"].first == First("31 March 2027", date(2027, 3, 31))
    apply(roll(read_plan(path), to="2026-27 Q4", on=ON))
    assert [event.event for event in read_plan(path).date_changes] == ["corrected"]


def test_without_its_snapshot_a_roll_is_not_undone(tmp_path: Path) -> None:
    path, _ = rolled(tmp_path, {})
    (state_folder(path, SETTINGS.plan_id) / "snapshots" / "2026-27 Q3.xlsx").unlink()

    assert "has no snapshot of 2026-27 Q3" in run(path, "--undo")[2]


@pytest.mark.parametrize("arguments", [(), ("--to", "2026-27 Q4", "--undo")])
def test_a_roll_goes_on_or_back(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    path = planbook(tmp_path, {})

    status, _, told = run(path, *arguments)

    assert (status, "Give either --to PERIOD or --undo." in told) == (2, True)


def test_a_roll_prints_what_it_comes_to(tmp_path: Path) -> None:
    path = planbook(tmp_path, {}, {"status": "Complete", "completed_on": date(2026, 10, 20)})

    status, out, _ = run(path, "--to", "2026-27 Q4")

    assert status == 0
    assert out.splitlines()[:3] == [
        "2026-27 Q3 closes, 2026-27 Q4 opens",
        "Open at the start 2 + 0 added + 0 reopened - 1 completed - 0 withdrawn"
        " = open at the end 1",
        "Completed since (1): 2",
    ]
    assert run(path, "--to", "2026-27 Q4") == (
        0,
        f"{path}: already rolled to 2026-27 Q4, nothing was written\n",
        "",
    )
