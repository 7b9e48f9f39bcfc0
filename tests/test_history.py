import json
from datetime import date
from pathlib import Path

import pytest
from builders import ON
from click.testing import CliRunner
from dump import dump
from planbooks import planbook, replay

from actionbook.cli import main
from actionbook.operations.roll_forward import roll
from actionbook.workbook.read import read_plan
from actionbook.workbook.write import apply

JUNE = date(2027, 6, 30)


def run(*arguments: object, on: date = ON) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["history", *map(str, arguments), "--on", f"{on}"])
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def lived(tmp_path: Path) -> Path:
    """A plan with two periods closed, and an action that had a life."""
    path = planbook(
        tmp_path,
        {"action": "Dredge the draft channel", "added_on": date(2026, 4, 1), "percent": 40},
        {"action": "Light the quay", "progress": ""},
    )
    apply(roll(read_plan(path), to="2026-27 Q4", on=date(2026, 12, 20)))
    replay(
        path,
        {
            "Actions!A5": "7",
            "Actions!B5": "Dredge the draft channel",
            "Actions!C5": "MG",
            "Actions!F5": JUNE,
            "Actions!L5": "Storms",
            "Actions!M5": "Cabinet, minute 34",
            "Actions!N5": date(2027, 2, 3),
        },
    )
    apply(roll(read_plan(path), to="2027-28 Q1", on=date(2027, 4, 2)))
    replay(
        path,
        {
            "Actions!B5": "Dredge the whole channel",
            "Actions!I5": "Complete",
            "Actions!K5": date(2027, 6, 1),
            "Actions!O5": "Survey report 12",
        },
    )
    return path


def test_the_closed_periods_are_listed_with_their_copies(lived: Path) -> None:
    status, out, _ = run(lived)

    lines = out.splitlines()
    assert status == 0
    assert lines[0].startswith(
        "2026-27 Q3: closed 20/12/2026; 2 actions, 2 open, 0 complete, 0 overdue; 2026-27 Q3.xlsx "
    )
    assert lines[-1] == "plan.xlsx: 2 closed, stands at 2027-28 Q1"
    data = json.loads(run(lived, "--format", "json")[1])
    assert [each["period"] for each in data["periods"]] == ["2026-27 Q3", "2026-27 Q4"]
    assert all(len(each["fingerprint"]) == 64 for each in data["periods"])


def test_one_action_s_story_is_told_through_renumbering_and_rewording(lived: Path) -> None:
    status, out, _ = run(lived, "7", on=date(2027, 7, 1))

    assert status == 0
    assert out.splitlines() == [
        "7 Dredge the whole channel",
        "Lead MG; Complete",
        "First due 31/03/2027, now 30/06/2027: 91 days, moved 1 time",
        "01/04/2026 added: Dredge the whole channel",
        "20/12/2026 [2026-27 Q3] period closed: In progress, On track, 40%: "
        "Draft programme with the harbour master.",
        "03/02/2027 [2026-27 Q4] date agreed: 31/03/2027 to 30/06/2027; Storms; asked by MG; "
        "Cabinet, minute 34",
        "02/04/2027 [2026-27 Q4] period closed: In progress, On track, 40%: no progress reported",
        "02/04/2027 [2026-27 Q4] date requested: 31/03/2027 to 30/06/2027; Storms; asked by MG",
        "02/04/2027 [2026-27 Q4] renumbered: it was 1, known by its words",
        "02/04/2027 [2026-27 Q4] reassigned: JT to MG",
        "01/06/2027 completed: evidence: Survey report 12",
        "01/07/2027 [2027-28 Q1] reworded: Dredge the [-draft-] {+whole+} channel",
    ]


def test_the_evidence_of_an_action_is_a_workbook_that_is_the_same_each_time(
    lived: Path, tmp_path: Path
) -> None:
    made, again = tmp_path / "evidence.xlsx", tmp_path / "again.xlsx"

    assert run(lived, "7", "-o", made)[0] == 0
    run(lived, "7", "-o", again)

    text = dump(made)
    for words in (
        "Evidence for action 7",
        "Cabinet, minute 34",
        "Survey report 12",
        "2026-27 Q3.xlsx",
        read_plan(lived).fingerprint,
    ):
        assert words in text
    assert made.read_bytes() == again.read_bytes()


def test_an_action_that_is_not_there_and_a_pack_of_none_are_said(lived: Path) -> None:
    assert run(lived, "99") == (
        2,
        "",
        "actionbook: plan.xlsx has no action 99. 'actionbook show' lists those that it has.\n",
    )
    assert run(lived, "-o", lived)[0] == 2
    assert run(lived, "7", "-o", lived)[0] == 2


def test_a_plan_with_no_past_says_so(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})

    assert run(path)[1] == "plan.xlsx: 0 closed, stands at 2026-27 Q3\n"
    assert json.loads(run(path, "1", "--format", "json")[1])["days"] == 0
