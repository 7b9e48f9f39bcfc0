"""What belongs in the slippage ledger: each case is an action, what was seen, and the events."""

from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import pytest
from builders import ON, Fields, plan
from hypothesis import example, given
from hypothesis import strategies as st

from actionbook.plan.ledger import decided_by, first_due, moves
from actionbook.plan.model import Action, DateChange, Meeting, Plan, Status
from actionbook.plan.past import First, Past, Seen
from actionbook.plan.status import is_approved

MARCH, JUNE, JULY, AUGUST = (
    date(2027, 3, 31),
    date(2027, 6, 30),
    date(2027, 7, 31),
    date(2027, 8, 31),
)
MINUTE = "Cabinet, minute 34"
AGREED: Fields = {"approval": MINUTE, "approved_on": date(2026, 11, 3)}
LATER: Fields = {"approval": "Cabinet, minute 71", "approved_on": date(2026, 11, 17)}
FIRST = First("31 March 2027", MARCH)


class Case(NamedTuple):
    """Rows typed one after another, and the events that are added when each is looked at."""

    name: str
    rows: tuple[Fields, ...]
    told: tuple[str, ...]
    first: First | None = FIRST


CASES = (
    Case("no move", ({},), ("",)),
    Case("asked for", ({"revised_due": JUNE},), ("requested 31/03>30/06",)),
    Case("the same date again is no move", ({"revised_due": MARCH},), ("",)),
    Case(
        "asked for and agreed at once",
        ({"revised_due": JUNE, **AGREED},),
        ("requested 31/03>30/06, agreed 31/03>30/06",),
    ),
    Case(
        "asked for, then agreed",
        ({"revised_due": JUNE}, {"revised_due": JUNE, **AGREED}),
        ("requested 31/03>30/06", "agreed 31/03>30/06"),
    ),
    Case(
        "moved twice",
        ({"revised_due": JUNE, **AGREED}, {"revised_due": AUGUST, **LATER}),
        (
            "requested 31/03>30/06, agreed 31/03>30/06",
            "requested 30/06>31/08, agreed 30/06>31/08",
        ),
    ),
    Case(
        "an approval is of the date it was given for",
        ({"revised_due": JUNE, **AGREED}, {"revised_due": AUGUST, **AGREED}),
        ("requested 31/03>30/06, agreed 31/03>30/06", "requested 30/06>31/08"),
    ),
    Case(
        "back to what was agreed is no move",
        (
            {"revised_due": JUNE, **AGREED},
            {"revised_due": AUGUST, **AGREED},
            {"revised_due": JUNE, **AGREED},
        ),
        ("requested 31/03>30/06, agreed 31/03>30/06", "requested 30/06>31/08", ""),
    ),
    Case(
        "refused, and said once",
        (
            {"revised_due": JUNE, "approval": "Refused, minute 9", "approved_on": ON},
            {"revised_due": JUNE, "approval": "Refused, minute 9", "approved_on": ON},
        ),
        ("requested 31/03>30/06, refused 31/03>30/06", ""),
    ),
    Case(
        "pending is no decision",
        ({"revised_due": JUNE, "approval": "Pending", "approved_on": ON},),
        ("requested 31/03>30/06",),
    ),
    Case(
        "a typo put right is no second request",
        (
            {"revised_due": JUNE},
            {"revised_due": JULY, "change_reason": "Correction: July was meant"},
        ),
        ("requested 31/03>30/06", "corrected 30/06>31/07"),
    ),
    Case(
        "a typo put right after it was agreed stays agreed",
        (
            {"revised_due": JUNE, **AGREED},
            {"revised_due": JULY, "change_reason": "correction", **AGREED},
        ),
        (
            "requested 31/03>30/06, agreed 31/03>30/06",
            "corrected 30/06>31/07, agreed 31/03>31/07",
        ),
    ),
    Case("Due typed over", ({"due": JUNE},), ("requested 31/03>30/06",)),
    Case(
        "Due typed over, and agreed",
        ({"due": JUNE, **AGREED},),
        ("requested 31/03>30/06, agreed 31/03>30/06",),
    ),
    Case(
        "an approval beside a hold is the hold's",
        ({"due": JUNE, "status": Status.ON_HOLD, **AGREED},),
        ("requested 31/03>30/06",),
    ),
    Case(
        "Timescale typed over",
        ({"timescale_text": "June 2027", "due": MARCH},),
        ("requested 31/03>30/06",),
    ),
    Case("Timescale reworded", ({"timescale_text": "end March 2027", "due": MARCH},), ("",)),
    Case(
        "Timescale and Revised due say the same",
        ({"timescale_text": "June 2027", "due": MARCH, "revised_due": JUNE, **AGREED},),
        ("requested 31/03>30/06, agreed 31/03>30/06",),
    ),
    Case(
        "Due and Revised due typed differently, each asked for once",
        ({"due": JUNE, "revised_due": AUGUST}, {"due": JUNE, "revised_due": AUGUST}),
        ("requested 31/03>30/06, requested 31/03>31/08", ""),
    ),
    Case(
        "a first date put right",
        ({"timescale_text": "June 2027", "due": MARCH, "change_reason": "correction"},),
        ("corrected 31/03>30/06",),
    ),
    Case("nobody saw it before", ({"due": JUNE},), ("",), first=None),
    Case("there was no date before", ({"due": JUNE},), ("",), first=First("TBC", None)),
    Case(
        "the approval of what is done is of no date",
        (
            {
                "revised_due": JUNE,
                "status": Status.COMPLETE,
                "completed_on": date(2026, 11, 1),
                **AGREED,
            },
        ),
        ("requested 31/03>30/06",),
    ),
    Case(
        "an approval from before it was done is of the date",
        (
            {
                "revised_due": JUNE,
                "status": Status.COMPLETE,
                "completed_on": date(2026, 11, 10),
                **AGREED,
            },
        ),
        ("requested 31/03>30/06, agreed 31/03>30/06",),
    ),
)


def seen(first: First | None) -> Past:
    return Past(lambda: (Seen("1", first=first),) if first else ())


def recorded(row: Fields, first: First | None, known: tuple[DateChange, ...]) -> Plan:
    return replace(plan({**row}, date_changes=known), past=seen(first))


def as_left(row: Fields, first: First | None, known: tuple[DateChange, ...]) -> Fields:
    """*row* once the tool has put its Due right, where the ledger says so."""
    right = [
        e.to_date for e in known if e.event == "corrected" and first and e.from_date == first.due
    ]
    return {**row, "due": right[-1]} if right and first and row.get("due") == first.due else row


def first_left(row: Fields, first: First | None, known: tuple[DateChange, ...]) -> First | None:
    """What the next run has seen first, *row* being what this one left."""
    given = plan(row).actions[0]
    is_right = any(
        (e.event, e.from_date, e.to_date) == ("corrected", first and first.due, given.due)
        for e in known
    )
    return First(given.timescale_text, given.due) if is_right else first


def told(events: tuple[DateChange, ...]) -> str:
    return ", ".join(f"{e.event} {e.from_date:%d/%m}>{e.to_date:%d/%m}" for e in events)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_events_are_told_exactly_and_once(case: Case) -> None:
    known: tuple[DateChange, ...] = ()
    found = []
    for row in case.rows:
        events = moves(recorded(row, case.first, known), on=ON)
        known += events
        found.append(told(events))
        left = as_left(row, case.first, known)
        first = first_left(left, case.first, known)
        assert moves(recorded(left, first, known), on=ON) == ()

    assert tuple(found) == case.told


def test_an_event_says_who_asked_who_decided_when_and_why() -> None:
    row = {"revised_due": JUNE, "change_reason": "Storm damage", **AGREED}

    asked, agreed = moves(plan(row), on=ON)

    assert (asked.asked_by, asked.reason, asked.decided_by) == ("JT", "Storm damage", "")
    assert (asked.recorded_on, asked.period) == (ON, "2026-27 Q3")
    assert (agreed.decided_by, agreed.decided_on, agreed.minute) == (
        "Cabinet",
        date(2026, 11, 3),
        MINUTE,
    )


def test_a_retyped_timescale_gives_its_own_reason() -> None:
    (event,) = moves(
        recorded({"timescale_text": "June 2027", "due": MARCH}, FIRST, ()),
        on=ON,
    )

    assert event.reason == "Timescale '31 March 2027' became 'June 2027'"


def test_before_the_approval_dates_move_freely() -> None:
    later = replace(plan({}).settings, approved_on=date(2027, 1, 1))

    assert moves(replace(recorded({"due": JUNE}, FIRST, ()), settings=later), on=ON) == ()


def test_what_comes_round_moves_the_occurrence_at_hand() -> None:
    row = {"timescale_text": "Quarterly from June 2026", "revised_due": date(2027, 1, 31)}

    (event,) = moves(plan({**row, "progress": ""}), on=ON)

    assert event.from_date == plan({**row}).actions[0].timescale.due


def test_the_ledger_remembers_the_first_date_where_nothing_else_does() -> None:
    events = (
        DateChange("1", "requested", from_date=MARCH, to_date=JUNE),
        DateChange("1", "corrected", from_date=MARCH, to_date=JULY),
    )

    given = plan({"due": AUGUST}, date_changes=events)

    assert first_due(given, given.actions[0]) == JULY


@pytest.mark.parametrize(
    ("approval", "body"),
    [
        ("Cabinet, minute 34", "Cabinet"),
        ("Audit Committee 12/10/2026 min 34", "Audit Committee"),
        ("Delegated decision 2026/14", "Delegated decision"),
        ("Full Council minute 7", "Full Council"),
        ("the Harbour Board's sitting of 3 May", "Harbour Board"),
        ("CAB/26/034", ""),
        ("34", ""),
        ("Minute 34 of Cabinet", ""),
        ("", ""),
    ],
)
def test_who_decided_is_read_where_the_approval_says_it(approval: str, body: str) -> None:
    given = plan({}, meetings=(Meeting(2, committee="Harbour Board"),))

    assert decided_by(given, approval) == body


TYPED = st.fixed_dictionaries(
    {},
    optional={
        "due": st.sampled_from([MARCH, JUNE, JULY]),
        "revised_due": st.sampled_from([None, JUNE, JULY, AUGUST]),
        "change_reason": st.sampled_from(["", "Weather", "correction"]),
        "approval": st.sampled_from(["", MINUTE, "Cabinet, minute 71", "Refused, minute 9"]),
        "approved_on": st.sampled_from([None, date(2026, 11, 3), ON]),
        "status": st.sampled_from([Status.IN_PROGRESS, Status.COMPLETE, Status.ON_HOLD]),
        "timescale_text": st.sampled_from(["31 March 2027", "June 2027", "TBC", "Monthly"]),
    },
)


@example(
    [
        {"due": MARCH, "timescale_text": "June 2027", "change_reason": "correction"},
        {"due": MARCH, "change_reason": "correction"},
        {"due": MARCH},
        {"due": MARCH, "revised_due": JUNE},
    ]
)
@given(st.lists(TYPED, min_size=1, max_size=5))
def test_whatever_is_typed_is_told_once_and_an_agreed_date_stays_agreed(
    rows: list[dict[str, Any]],
) -> None:
    known: tuple[DateChange, ...] = ()
    first: First | None = FIRST
    for row in rows:
        given = recorded(row, first, known)
        action: Action = given.actions[0]
        was = is_approved(action, known, ON)
        new = moves(given, on=ON)
        known += new
        # Due is put right by the run that tells of the correction: a later one may undo it.
        left = as_left(row, first, new)
        first = first_left(left, first, new)
        again = recorded(left, first, known)

        assert moves(again, on=ON) == ()
        assert is_approved(again.actions[0], known, ON) >= was
