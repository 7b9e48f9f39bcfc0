from datetime import date
from pathlib import Path

from builders import ON
from planbooks import planbook, replay, value_at

from actionbook.nightly.changes import night_changes
from actionbook.plan.model import DateChange
from actionbook.plan.past import First
from actionbook.workbook.read import read_plan
from actionbook.workbook.write import apply

MARCH, JUNE = date(2027, 3, 31), date(2027, 6, 30)
AUGUST = date(2027, 8, 31)


def night(path: Path, on: date = ON) -> bool:
    return apply(night_changes(read_plan(path), on=on))


def ledger(path: Path) -> list[tuple[str, str, date | None, date | None]]:
    return [(e.action, e.event, e.from_date, e.to_date) for e in read_plan(path).date_changes]


def test_a_night_writes_down_what_was_typed_since_the_last_and_the_next_adds_nothing(
    tmp_path: Path,
) -> None:
    path = planbook(tmp_path, {}, {"timescale_text": "June 2027"}, {})
    night(path)

    replay(path, {"Actions!F5": JUNE, "Actions!L5": "Storms", "Actions!E6": AUGUST})
    night(path, on=date(2026, 11, 23))
    before = path.read_bytes()

    assert ledger(path) == [("1", "requested", MARCH, JUNE), ("2", "requested", JUNE, AUGUST)]
    assert read_plan(path).date_changes[0] == DateChange(
        "1", "requested", date(2026, 11, 23), "2026-27 Q3", MARCH, JUNE, "Storms", "JT"
    )
    assert not night(path, on=date(2026, 11, 24))
    assert path.read_bytes() == before


def test_every_move_between_two_rolls_is_kept_not_the_last_alone(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    night(path)

    for day in (JUNE, AUGUST):
        replay(path, {"Actions!F5": day})
        night(path)

    assert ledger(path) == [("1", "requested", MARCH, JUNE), ("1", "requested", MARCH, AUGUST)]


def test_a_first_date_that_is_put_right_moves_due_with_it(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    night(path)

    replay(path, {"Actions!D5": "June 2027", "Actions!L5": "Correction: June was agreed"})
    night(path)
    before = path.read_bytes()

    assert value_at(path, "Actions!E5") == JUNE
    assert ledger(path) == [("1", "corrected", MARCH, JUNE)]
    assert read_plan(path).past.by_ref["1"].first == First("June 2027", JUNE)
    assert not night(path)
    assert path.read_bytes() == before


def test_what_an_officer_typed_over_due_as_a_correction_stands(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    night(path)

    replay(path, {"Actions!E5": JUNE, "Actions!L5": "correction"})
    night(path)

    assert value_at(path, "Actions!E5") == JUNE
    assert ledger(path) == [("1", "corrected", MARCH, JUNE)]
    assert read_plan(path).past.by_ref["1"].first == First("31 March 2027", JUNE)


def test_a_correction_after_the_night_keeps_the_approval_that_night_saw(tmp_path: Path) -> None:
    approved = {"approval": "Cabinet, minute 34", "approved_on": date(2026, 11, 3)}
    path = planbook(tmp_path, {"revised_due": JUNE, **approved})
    night(path)
    replay(path, {"Actions!F5": AUGUST, "Actions!L5": "Correction"})

    night(path)

    assert [event[1] for event in ledger(path)] == ["requested", "agreed", "corrected", "agreed"]
    assert read_plan(path).actions[0].late_after == AUGUST
    assert not night(path)
