from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest
from builders import ON, Fields, action, plan
from hypothesis import given
from hypothesis import strategies as st

from actionbook.plan.model import DateChange, Status
from actionbook.plan.status import Flag, Rag, effective_due, flags, is_open, rag

DAY = timedelta(days=1)
AGREED = {"approval": "Cabinet 12/7", "approved_on": ON - DAY}
PAST, SOON, LATER = ON - DAY, ON + 10 * DAY, ON + 100 * DAY


class Case(NamedTuple):
    name: str
    row: Fields
    rag: Rag
    flags: tuple[Flag, ...] = ()


CASES = (
    Case("sound", {}, Rag.ON_TRACK),
    Case("past due", {"due": PAST}, Rag.OVERDUE, (Flag.OVERDUE,)),
    Case("due today is on time", {"due": ON}, Rag.ON_TRACK, (Flag.DUE_SOON,)),
    Case("complete and late is complete", {"due": PAST, "status": Status.COMPLETE}, Rag.COMPLETE),
    Case("awaiting verification", {"status": Status.TO_VERIFY}, Rag.TO_VERIFY),
    Case(
        "a revised date nobody agreed does not help",
        {"due": PAST, "revised_due": LATER},
        Rag.OVERDUE,
        (Flag.OVERDUE, Flag.NOT_AGREED),
    ),
    Case("an agreed one does", {"due": PAST, "revised_due": LATER, **AGREED}, Rag.ON_TRACK),
    Case(
        "an agreed one that has passed",
        {"due": PAST - 9 * DAY, "revised_due": PAST, **AGREED},
        Rag.OVERDUE,
        (Flag.OVERDUE,),
    ),
    Case(
        "agreed tomorrow is not agreed",
        {"due": PAST, "revised_due": LATER, "approval": "Cabinet", "approved_on": ON + DAY},
        Rag.OVERDUE,
        (Flag.OVERDUE, Flag.NOT_AGREED),
    ),
    Case(
        "pending is no approval",
        {"due": LATER, "revised_due": LATER, "approval": "Pending Cabinet", "approved_on": PAST},
        Rag.AT_RISK,
        (Flag.NOT_AGREED,),
    ),
    Case("withdrawn with approval", {"status": Status.WITHDRAWN, **AGREED}, Rag.WITHDRAWN),
    Case("withdrawn without: the dates decide", {"status": Status.WITHDRAWN}, Rag.ON_TRACK),
    Case("on hold with approval", {"due": PAST, "status": Status.ON_HOLD, **AGREED}, Rag.ON_HOLD),
    Case(
        "on hold without: the dates decide",
        {"due": PAST, "status": Status.ON_HOLD},
        Rag.OVERDUE,
        (Flag.OVERDUE,),
    ),
    Case(
        "due soon and not started",
        {"due": SOON, "status": Status.NOT_STARTED},
        Rag.AT_RISK,
        (Flag.DUE_SOON,),
    ),
    Case("due soon and under way", {"due": SOON}, Rag.ON_TRACK, (Flag.DUE_SOON,)),
    Case("silent", {"progress": ""}, Rag.AT_RISK, (Flag.SILENT,)),
    Case("spoke last period", {"progress": "", "last_reported": "2026-27 Q2: done"}, Rag.ON_TRACK),
    Case(
        "silent last period too",
        {"progress": "", "last_reported": "No report in 2026-27 Q2."},
        Rag.AT_RISK,
        (Flag.SILENT,),
    ),
    Case("starts later", {"start": SOON}, Rag.NOT_DUE_TO_START),
    Case(
        "should have started",
        {"start": PAST, "status": Status.NOT_STARTED},
        Rag.ON_TRACK,
        (Flag.LATE_START,),
    ),
    Case("no date", {"timescale_text": "Ongoing"}, Rag.NO_DATE, (Flag.NO_DATE,)),
    Case("nobody leads", {"lead": ""}, Rag.ON_TRACK, (Flag.UNASSIGNED,)),
    Case(
        "nobody leads what is on hold",
        {"lead": "", "status": Status.ON_HOLD, **AGREED},
        Rag.ON_HOLD,
        (Flag.UNASSIGNED,),
    ),
    Case("days of grace", {"due": PAST, "next_due": SOON}, Rag.ON_TRACK, (Flag.DUE_SOON,)),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_dates_say(case: Case) -> None:
    made = plan(case.row)

    said = rag(made, made.actions[0], ON), flags(made, made.actions[0], ON)

    assert said == (case.rag, case.flags)


def test_every_rag_word_and_flag_is_said_in_some_case() -> None:
    assert {case.rag for case in CASES} | {Rag.SEE_STEPS} == set(Rag)
    assert {flag for case in CASES for flag in case.flags} == set(Flag)


def test_a_step_inherits_the_lead_of_its_action_and_is_not_flagged() -> None:
    made = plan({"ref": "1a"}, {"ref": "1a.i", "lead": "", "part_of": "1a"})

    assert flags(made, made.actions[1], ON) == ()


BARE: Fields = {"ref": "1a", "timescale_text": "", "status": None, "progress": "", "lead": ""}
STEP: Fields = {"ref": "1a.i", "part_of": "1A"}


def test_an_action_that_its_steps_carry_is_judged_by_them() -> None:
    made = plan(BARE, STEP)

    assert rag(made, made.actions[0], ON) is Rag.SEE_STEPS
    assert flags(made, made.actions[0], ON) == ()
    assert not is_open(made, made.actions[0], ON)


@pytest.mark.parametrize(
    "own", [{"timescale_text": "June 2027"}, {"status": Status.ON_HOLD}, {"progress": "Begun"}]
)
def test_an_action_with_steps_that_says_something_is_judged_itself(own: Fields) -> None:
    made = plan({**BARE, **own}, STEP)

    assert rag(made, made.actions[0], ON) is not Rag.SEE_STEPS


def test_an_approval_recorded_for_another_date_is_void() -> None:
    row = {"due": PAST, "revised_due": LATER, **AGREED}
    earlier = DateChange("1", "agreed", to_date=SOON, decided_on=ON - DAY, minute="cabinet 12/7")

    made = plan(row, date_changes=(earlier,))

    assert rag(made, made.actions[0], ON) is Rag.OVERDUE


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "due": st.sampled_from([None, PAST, ON, SOON, LATER]),
            "start": st.sampled_from([None, PAST, ON, SOON]),
            "revised_due": st.sampled_from([None, PAST, LATER]),
            "approval": st.sampled_from(["", "Minute 4", "pending"]),
            "approved_on": st.sampled_from([None, PAST, SOON]),
            "status": st.sampled_from([None, *Status]),
            "lead": st.sampled_from(["", "JT", "All staff"]),
            "progress": st.sampled_from(["", "Under way"]),
            "last_reported": st.sampled_from(["", "No report in 2026-27 Q2."]),
        },
    )
)
def test_flags_fit_forty_characters_whatever_meets(row: dict[str, Any]) -> None:
    made = plan({"timescale_text": "Ongoing", **row})

    assert len(", ".join(flags(made, made.actions[0], ON))) <= 40


@given(st.sampled_from([case.row for case in CASES]), st.integers(0, 400))
def test_a_later_day_never_makes_an_overdue_action_less_overdue(row: Fields, days: int) -> None:
    made = plan({**row, "approved_on": row.get("approved_on") and PAST})
    subject = made.actions[0]
    if rag(made, subject, ON) is Rag.OVERDUE:
        assert rag(made, subject, ON + days * DAY) is Rag.OVERDUE


def test_on_hold_is_open_and_awaiting_verification_is_not() -> None:
    made = plan({"status": Status.ON_HOLD, **AGREED}, {"status": Status.TO_VERIFY})

    assert [is_open(made, each, ON) for each in made.actions] == [True, False]


def test_the_effective_due_is_the_agreed_one() -> None:
    made = plan({"revised_due": LATER, **AGREED})

    assert effective_due(made, made.actions[0], ON) == LATER
    assert action().due == date(2027, 3, 31)
