from datetime import date, timedelta
from pathlib import Path

import pytest
from builders import APPROVED, ON, SETTINGS
from planbooks import SOUND, planbook, replay

from actionbook.operations.changes import AddRows, ChangeSet, Plain
from actionbook.operations.check import check
from actionbook.operations.highlight import highlight
from actionbook.operations.roll_forward import roll
from actionbook.plan.past import First, Seen, gone
from actionbook.plan.settings import Settings
from actionbook.workbook.read import read_plan
from actionbook.workbook.snapshots import snapshots, writes
from actionbook.workbook.state import state_folder
from actionbook.workbook.write import apply

JUNE = date(2027, 6, 30)
MARCH = date(2027, 3, 31)


def run(path: Path, on: date = ON) -> None:
    apply(highlight(read_plan(path), on=on))


def state(path: Path) -> Path:
    return state_folder(path, SETTINGS.plan_id)


def test_a_run_remembers_each_action_as_it_left_it(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"revised_due": JUNE}, {"timescale_text": "TBC"})
    assert read_plan(path).past.rows == ()

    run(path)

    first, second = read_plan(path).past.rows
    assert first == Seen(
        "1",
        str(SOUND["action"]),
        "In progress",
        "31 March 2027",
        MARCH,
        JUNE,
        First("31 March 2027", MARCH),
    )
    assert (second.due, second.first) == (None, First("TBC", None))


def test_what_stood_first_outlives_what_is_typed_over_it_and_later_runs(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    run(path)

    for cell, value in (("D5", "June 2027"), ("E5", JUNE), ("J5", "More")):
        replay(path, {f"Actions!{cell}": value})
        run(path)

    row = read_plan(path).past.by_ref["1"]
    assert (row.timescale_text, row.due) == ("June 2027", JUNE)
    assert row.first == First("31 March 2027", MARCH)


def test_before_the_approval_nothing_is_settled(tmp_path: Path) -> None:
    unapproved = Settings(plan_id="saltmere", approved_on=date(2027, 1, 1))
    path = planbook(tmp_path, {}, settings=unapproved)
    run(path)
    assert read_plan(path).past.by_ref["1"].first is None

    replay(path, {"Actions!D5": "June 2027"})
    run(path)
    run(path, on=date(2027, 6, 10))

    assert read_plan(path).past.by_ref["1"].first == First("June 2027", JUNE)


def test_words_that_become_a_date_are_no_change_of_one(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"timescale_text": "To be confirmed"})
    run(path)

    replay(path, {"Actions!D5": "June 2027"})
    run(path)

    assert read_plan(path).past.by_ref["1"].first == First("June 2027", JUNE)


def test_a_correction_in_the_ledger_puts_the_first_date_right(tmp_path: Path) -> None:
    path = planbook(tmp_path, {}, {})
    run(path)
    replay(path, {"Actions!D5": "June 2027", "Actions!E5": JUNE, "Actions!E6": JUNE})
    event: dict[str, Plain] = {
        "action": "1",
        "event": "corrected",
        "from_date": MARCH,
        "to_date": JUNE,
    }

    plan = read_plan(path)
    apply(ChangeSet.of(plan, on=ON, rows=(AddRows("DateChanges", "DateChanges", (event,)),)))

    known = read_plan(path).past.by_ref
    assert known["1"].first == First("June 2027", JUNE)
    assert known["2"].first == First("31 March 2027", MARCH)


def test_an_action_whose_row_is_deleted_is_not_forgotten(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"action": "Dredge"}, {"action": "Survey"}, {"action": "Light"})
    run(path)

    replay(path, {"Actions!A6": None, "Actions!B6": None, "Actions!A7": "9"})
    replay(path, {f"Actions!{letter}6": None for letter in "CDEIJPT"})
    run(path)
    run(path, on=date(2026, 12, 30))

    plan = read_plan(path)
    assert [row.ref for row in plan.past.rows] == ["1", "9", "2"]
    assert [row.action for row in gone(plan)] == ["Survey"]


def test_a_roll_keeps_the_very_bytes_that_it_found_and_each_write_is_logged(
    tmp_path: Path,
) -> None:
    path = planbook(tmp_path, {})
    before = path.read_bytes()
    old = read_plan(path)

    apply(roll(old, to="2026-27 Q4", on=ON))
    replay(path, {"Actions!J5": "By hand"})
    run(path, on=date(2027, 1, 5))

    (kept,) = snapshots(state(path))
    assert (kept.period, kept.path.read_bytes()) == ("2026-27 Q3", before)
    rolled, later = writes(state(path))
    assert (rolled.before, rolled.on, rolled.closes) == (old.fingerprint, ON, "2026-27 Q3")
    assert rolled.after != later.before
    assert (later.after, later.closes) == (read_plan(path).fingerprint, "")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": 2}', '{"schema": 1, "rows": [[1]]}'])
def test_a_memory_that_is_broken_is_an_empty_one(tmp_path: Path, text: str) -> None:
    path = planbook(tmp_path, {})
    run(path)
    for name in ("seen.json", "writes.jsonl"):
        (state(path) / name).write_text(text, encoding="utf-8")

    assert read_plan(path).past.rows == ()
    assert writes(state(path)) == ()


def test_what_is_kept_is_not_read_for_a_plan_that_is_not_approved(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    run(path)

    plan = read_plan(path)
    check(plan, on=APPROVED - timedelta(days=1))

    assert "rows" not in plan.past.__dict__
