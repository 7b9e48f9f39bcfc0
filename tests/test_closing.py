from dataclasses import replace
from datetime import date
from typing import Any

from builders import ON, PEOPLE, plan

from actionbook.operations.closing import closing, closing_data, closing_text
from actionbook.plan.model import DateChange, HistoryRow, Plan, Status

DONE = {"status": Status.COMPLETE, "completed_on": date(2026, 11, 2)}
JUNE = date(2027, 6, 30)
GONE = (PEOPLE[0]._replace(to_date=date(2026, 9, 30), handover_to="MG"), PEOPLE[1])


def before(*rags: str) -> tuple[HistoryRow, ...]:
    """How actions 1, 2, ... stood when the period before was closed."""
    return tuple(
        HistoryRow("2026-27 Q2", date(2026, 10, 2), str(number), rag=rag)
        for number, rag in enumerate(rags, start=1)
        if rag
    )


def told(given: Plan) -> list[str]:
    return closing_text(closing(given, to="2026-27 Q4", on=ON)).splitlines()


def test_the_sum_goes_from_what_was_open_to_what_is() -> None:
    withdrawn = {"status": Status.WITHDRAWN, "approval": "Cabinet, minute 3", "approved_on": ON}
    given = plan(
        {}, DONE, {}, {}, withdrawn, DONE,
        history=before("On track", "Overdue", "Complete", "", "At risk", "Complete", "On track"),
    )  # fmt: skip

    assert told(given) == [
        "2026-27 Q3 closes, 2026-27 Q4 opens",
        "Open at the start 4 + 1 added + 1 reopened - 1 completed - 1 withdrawn - 1 moved out"
        " = open at the end 3",
        "Completed since (1): 2",
        "Reopened (1): 3",
        "No longer in the plan (1): 7",
    ]


def test_a_first_period_starts_from_what_the_plan_says_of_its_own_days() -> None:
    given = plan(
        {"added_on": date(2026, 5, 1)},
        {"added_on": date(2026, 10, 9)},
        {**DONE},
        {**DONE, "completed_on": date(2026, 6, 1)},
        {},
    )

    added_up = closing(given, to="2026-27 Q4", on=ON).sum

    assert (added_up.start, added_up.added, added_up.completed, added_up.end) == (3, 1, 1, 3)
    assert added_up.reconciles


def test_a_leaver_s_open_actions_are_listed_with_who_takes_over() -> None:
    given = plan({}, {"lead": "MG"}, DONE, {"lead": "MG/Jo Tarrant"}, people=GONE)

    assert told(given)[-1] == "JT (Jo Tarrant) left on 30/09/2026 and leads 1, 4: MG takes over"
    nobody = (GONE[0]._replace(handover_to=""), GONE[1])
    assert told(plan({}, people=nobody))[-1].endswith("leads 1: nobody is named to take over")


def test_somebody_who_leaves_today_has_not_left() -> None:
    staying = (PEOPLE[0]._replace(to_date=ON), PEOPLE[1])

    assert closing(plan({}, people=staying), to="2026-27 Q4", on=ON).leavers == ()


def test_dates_and_slippage_are_told_with_what_waits() -> None:
    ledger = DateChange("9", "agreed", None, "2026-27 Q2", JUNE, date(2027, 7, 10))
    agreed = {"revised_due": JUNE, "approval": "Cabinet, minute 34", "approved_on": ON}
    given = plan(agreed, {"revised_due": JUNE}, {"ref": "9"}, date_changes=(ledger,))
    structured = replace(given, structure=with_ledger(given))

    assert told(structured)[-3:] == [
        "Asked for and not agreed (1): 2",
        "Dates this period: 2 requested, 1 agreed",
        "Moved so far: 2 actions, 2 times, 101 days in all, 50 on average, the longest 1 (91)",
    ]


def with_ledger(given: Plan) -> Any:
    seen = given.structure.tables["Actions"]._replace(name="DateChanges")
    return given.structure._replace(tables={**given.structure.tables, "DateChanges": seen})


def test_completed_and_agreed_is_closed_and_silence_is_told() -> None:
    closed = {**DONE, "approval": "Scrutiny, minute 8", "approved_on": date(2026, 11, 18)}
    given = plan(closed, {"progress": ""}, history=before("Complete", "On track"))

    assert told(given)[2:] == [
        "Agreed as complete, and closed (1): 1",
        "No progress reported (1): 2",
    ]


def test_the_machine_is_told_the_same() -> None:
    data = closing_data(closing(plan(DONE, {}, people=GONE), to="2026-27 Q4", on=ON))

    assert (data["period"], data["opens"], data["completed"]) == (
        "2026-27 Q3",
        "2026-27 Q4",
        ("1",),
    )
    assert data["sum"]["start"] - data["sum"]["completed"] == data["sum"]["end"] == 1
    assert data["leavers"][0]["handover_to"] == "MG"
