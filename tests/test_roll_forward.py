from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from builders import ON, SETTINGS, Fields, plan
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from planbooks import planbook, replay, value_at

from actionbook.errors import ActionbookError
from actionbook.operations.roll_forward import Waiver, next_period, roll
from actionbook.plan.model import HistoryRow, Status
from actionbook.plan.settings import Settings
from actionbook.plan.structure import Place, Structure, TableSeen
from actionbook.workbook.read import read_plan
from actionbook.workbook.write import apply

TABLES = Structure(
    tables={
        name: TableSeen(name, Place(name, {"period": 1}), {}, first_row=2, last_row=2)
        for name in ("ActionHistory", "Settings")
    }
)


def run(path: Path, to: str = "2026-27 Q4", on: date = ON) -> bool:
    return apply(roll(read_plan(path), to=to, on=on))


def test_each_action_is_kept_as_it_stood_and_progress_moves_on(tmp_path: Path) -> None:
    path = planbook(
        tmp_path,
        {"timescale_text": "June 2026", "progress": "Half built", "percent": 50},
        {"status": "Complete", "progress": "Opened", "completed_on": date(2026, 10, 1)},
    )

    run(path)

    after = read_plan(path)
    rows = [
        (row.period, row.recorded_on, row.action, row.status, row.percent, row.rag, row.progress)
        for row in after.history
    ]
    assert rows == [
        ("2026-27 Q3", ON, "1", "In progress", 50, "Overdue", "Half built"),
        ("2026-27 Q3", ON, "2", "Complete", None, "Complete", "Opened"),
    ]
    assert [action.progress for action in after.actions] == ["", ""]
    assert after.actions[0].last_reported == "2026-27 Q3 (22 Nov 2026): Half built"
    assert after.settings.current_period == "2026-27 Q4"


def test_a_second_roll_changes_nothing(tmp_path: Path) -> None:
    path = planbook(tmp_path, {}, {"progress": ""})
    run(path)
    before = path.read_bytes(), path.stat().st_mtime_ns

    assert not run(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_what_is_worked_out_follows_the_roll(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"progress": ""}, {"progress": "Said"})

    run(path)

    silent, spoke = read_plan(path).actions
    assert (silent.last_reported, silent.rag) == ("No report in 2026-27 Q3.", "At risk")
    assert spoke.rag == "On track"


def test_two_silent_periods_keep_what_was_last_said(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"progress": "Half built"})

    for period in ("2026-27 Q4", "2027-28 Q1", "2027-28 Q2"):
        run(path, to=period)

    action = read_plan(path).actions[0]
    assert action.last_reported == "No report in 2027-28 Q1. 2026-27 Q3 (22 Nov 2026): Half built"
    assert len(read_plan(path).history) == 3


def test_words_an_officer_typed_in_last_reported_stay(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"progress": "Half built"})
    replay(path, {"Actions!S5": "What the chair said"})

    run(path)

    assert value_at(path, "Actions!S5") == "What the chair said"
    assert read_plan(path).history[0].progress == "Half built"


@pytest.mark.parametrize(
    ("to", "message"),
    [
        ("2027-28 Q1", "the next period is 2026-27 Q4, not 2027-28 Q1"),
        ("2026-27 Q2", "which is later than 2026-27 Q2"),
        ("soon", "is no period"),
        ("2026-27 H2", "which ends on 31/12/2026; 2026-27 H2 begins before that"),
    ],
)
def test_a_period_out_of_turn_is_refused(to: str, message: str) -> None:
    with pytest.raises(ActionbookError, match=message):
        roll(plan({}), to=to, on=ON)


def test_a_current_period_that_is_none_is_told_with_its_cell(tmp_path: Path) -> None:
    path = planbook(tmp_path, {}, settings=replace(SETTINGS, current_period="Sept / Oct\n2014"))

    with pytest.raises(
        ActionbookError,
        match=r"^plan\.xlsx, Settings!B[0-9]+: Current period: 'Sept / Oct 2014' is no period",
    ):
        roll(read_plan(path), to="2026-27 Q4", on=ON)


def test_periods_between_are_skipped_only_where_asked(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})

    apply(roll(read_plan(path), to="2027-28 Q2", on=ON, waive=[Waiver.SKIPPED_PERIODS]))

    after = read_plan(path)
    assert after.settings.current_period == "2027-28 Q2"
    assert {row.period for row in after.history} == {"2026-27 Q3"}


@pytest.mark.parametrize(("current", "to"), [("2026-27 Q2", "2026-27 H2"), ("2026-27", "2027-04")])
def test_a_plan_may_change_how_often_it_reports_where_one_period_ends(
    tmp_path: Path, current: str, to: str
) -> None:
    path = planbook(tmp_path, {}, settings=Settings(plan_id="p", current_period=current))

    assert run(path, to=to)
    assert read_plan(path).settings.current_period == to


def test_what_blocks_a_roll_is_named_and_can_be_waived() -> None:
    given = plan({"ref": "1"}, {"ref": "1"}, structure=TABLES)

    with pytest.raises(
        ActionbookError, match=r"not rolled: 1 finding stands in the way\. Actions!A3"
    ):
        roll(given, to="2026-27 Q4", on=ON)
    assert roll(given, to="2026-27 Q4", on=ON, waive=[Waiver.BLOCKING_FINDINGS])


def test_a_plan_that_is_late_and_unassigned_is_rolled_all_the_same() -> None:
    given = plan({"lead": "", "timescale_text": "May 2026"}, structure=TABLES)

    assert roll(given, to="2026-27 Q4", on=ON)


def test_a_period_that_was_closed_before_is_not_closed_again() -> None:
    given = plan({}, history=(HistoryRow("2026-27 Q3", ON, "1"),), structure=TABLES)

    with pytest.raises(ActionbookError, match="has 2026-27 Q3 in its ActionHistory already"):
        roll(given, to="2026-27 Q4", on=ON)


def test_moves_of_dates_go_into_the_ledger_with_the_period_that_closes(tmp_path: Path) -> None:
    june = date(2027, 6, 30)
    approved = {"approval": "Cabinet, minute 34", "approved_on": date(2026, 11, 3)}
    path = planbook(tmp_path, {"revised_due": june, **approved}, {"revised_due": june}, {})

    run(path)

    after = read_plan(path)
    assert [(e.action, e.event, e.period) for e in after.date_changes] == [
        ("1", "requested", "2026-27 Q3"),
        ("1", "agreed", "2026-27 Q3"),
        ("2", "requested", "2026-27 Q3"),
    ]
    assert [action.due for action in after.actions] == [date(2027, 3, 31)] * 3
    assert not run(path)


def test_a_plan_without_a_history_table_is_not_rolled() -> None:
    with pytest.raises(ActionbookError, match="has no ActionHistory table"):
        roll(plan({}), to="2026-27 Q4", on=ON)


def test_a_plan_that_names_no_period_closes_the_one_before(tmp_path: Path) -> None:
    path = planbook(tmp_path, {}, settings=Settings(plan_id="p"))

    run(path)

    assert read_plan(path).history[0].period == "2026-27 Q3"
    with pytest.raises(ActionbookError, match="no Current period"):
        next_period(plan({}, settings=Settings()))


def test_the_next_period_is_the_one_that_follows() -> None:
    assert next_period(plan({}, settings=SETTINGS)) == "2026-27 Q4"


ROWS = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from([str(status) for status in Status]),
        "progress": st.sampled_from(["", "Under way", "Ditto"]),
        "lead": st.sampled_from(["", "JT", "All staff"]),
        "timescale_text": st.sampled_from(["", "June 2026", "Ongoing", "Monthly", "Immediately"]),
    },
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ROWS, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_rolling_neither_loses_nor_invents_an_action(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Fields], random: Random
) -> None:
    path = planbook(tmp_path_factory.mktemp("roll"), *random.sample(rows, len(rows)))
    before = read_plan(path)

    run(path)

    after = read_plan(path)
    assert [a.ref for a in after.actions] == [a.ref for a in before.actions]
    assert [row.action for row in after.history] == [a.ref for a in before.actions]
    assert [row.progress for row in after.history] == [a.progress for a in before.actions]
