"""AB3xx: timescales and dates."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from builders import ON, SETTINGS, plan
from rule_cases import Case, found, without_column

from actionbook.operations.check import check
from actionbook.plan.model import Plan, Status
from actionbook.plan.timescales import Kind, Timescale

MINUTED = {
    "change_reason": "The survey found more",
    "approval": "Cabinet, minute 12",
    "approved_on": date(2026, 9, 1),
}
FINISHED = {
    "status": Status.COMPLETE,
    "completed_on": date(2026, 10, 1),
    "evidence": "Cabinet, minute 9",
}
NOT_APPROVED_YET = replace(SETTINGS, approved_on=None)
NOVEMBER_TO_MARCH = "November 2026 to March 2027"


def due(on: date, **fields: Any) -> dict[str, Any]:
    """A row whose due date is *on*, as its timescale says."""
    return {"timescale_text": f"{on:%d/%m/%Y}", "due": on, **fields}


YESTERDAY, SOON = ON - timedelta(days=1), ON + timedelta(days=30)
LATE = due(YESTERDAY)
BLANK = {"timescale_text": "", "due": None}
QUARTERLY = {"timescale_text": "quarterly", "due": None}

CASES = (
    Case("no timescale", plan(BLANK), ("AB301 timescale_text 2",)),
    Case("only a dash", plan({**BLANK, "timescale_text": "-"}), ("AB301 timescale_text 2",)),
    Case("complete needs no timescale", plan({**BLANK, **FINISHED})),
    Case(
        "as above is a timescale",
        plan({}, {**BLANK, "timescale_text": "as above"}),
        ("AB311 timescale_text 3",),
    ),
    Case(
        "ongoing with a review is a timescale",
        plan({**BLANK, "timescale_text": "ongoing - review March 2027"}),
    ),
    Case("its steps have timescales", plan({**BLANK, "ref": "5a"}, {"part_of": "5A"})),
    Case(
        "the steps of its steps have timescales",
        plan({**BLANK, "ref": "5"}, {**BLANK, "ref": "5a", "part_of": "5"}, {"part_of": "5a"}),
    ),
    Case(
        "one step of two has none",
        plan({**BLANK, "ref": "5a"}, {"part_of": "5a"}, {**BLANK, "part_of": "5a"}),
        ("AB301 timescale_text 4",),
    ),
    Case(
        "none of its steps has one",
        plan({**BLANK, "ref": "5a"}, {**BLANK, "part_of": "5a"}),
        ("AB301 timescale_text 2", "AB301 timescale_text 3"),
    ),
    Case(
        "steps in a ring, none with a timescale",
        plan({**BLANK, "ref": "5a", "part_of": "5b"}, {**BLANK, "ref": "5b", "part_of": "5a"}),
        ("AB301 timescale_text 2", "AB301 timescale_text 3", "AB115 part_of 3"),
    ),
    Case(
        "a due date that was typed by hand",
        plan({**BLANK, "due": SOON, "owned": {"due": SOON}}),
        ("AB117 due 2",),
    ),
    Case(
        "a due date left behind by the words that were there",
        plan({"timescale_text": "", "due": SOON}),
        ("AB301 timescale_text 2",),
    ),
    Case("no Timescale column is said once, elsewhere", without_column("timescale_text", **BLANK)),
    Case(
        "words that are no time",
        plan({**BLANK, "timescale_text": "blue"}),
        ("AB302 timescale_text 2",),
    ),
    Case(
        "months that count from a day which the plan does not give",
        plan({**BLANK, "timescale_text": "within 12 months"}, settings=NOT_APPROVED_YET),
        ("AB302 timescale_text 2",),
    ),
    Case(
        "months that count from the approval", plan({**BLANK, "timescale_text": "within 12 months"})
    ),
    Case(
        "a date as text in Completed on",
        plan({**FINISHED, "completed_on": None, "unread": {"completed_on": "31.03.2026"}}),
        ("AB303 completed_on 2",),
    ),
    Case(
        "a number in Revised due and words in Approved on",
        plan({"unread": {"revised_due": 46112.0, "approved_on": "May meeting"}}),
        ("AB303 revised_due 2", "AB303 approved_on 2"),
    ),
    Case(
        "an approval whose date is text is not reported a second time",
        plan(
            {
                "revised_due": date(2027, 6, 30),
                "approval": "Cabinet",
                "unread": {"approved_on": "12 May"},
            }
        ),
        ("AB303 approved_on 2",),
    ),
    Case("words where a number belongs are another rule's", plan({"unread": {"percent": "half"}})),
    Case(
        "finished tomorrow",
        plan({**FINISHED, "completed_on": ON + timedelta(days=1)}),
        ("AB312 completed_on 2",),
    ),
    Case("finished today", plan({**FINISHED, "completed_on": ON})),
    Case(
        "revised to before the first date",
        plan(due(date(2027, 3, 31), revised_due=date(2027, 1, 31), **MINUTED)),
        ("AB312 revised_due 2",),
    ),
    Case(
        "revised to a later date",
        plan(due(date(2027, 3, 31), revised_due=date(2027, 4, 1), **MINUTED)),
    ),
    Case(
        "revised to the same date",
        plan(due(date(2027, 3, 31), revised_due=date(2027, 3, 31), **MINUTED)),
    ),
    Case(
        "a start typed after the due date",
        plan({"start": date(2027, 4, 1), "owned": {"start": date(2027, 4, 1)}}),
        ("AB117 start 2", "AB312 start 2"),
    ),
    Case(
        "a start typed on the due date",
        plan({"start": date(2027, 3, 31), "owned": {"start": date(2027, 3, 31)}}),
        ("AB117 start 2",),
    ),
    Case(
        "a due date typed before the start of the words",
        plan(
            {
                "timescale_text": NOVEMBER_TO_MARCH,
                "due": YESTERDAY - timedelta(days=60),
                "owned": {"due": 1},
                **FINISHED,
            }
        ),
        ("AB317 timescale_text 2", "AB312 due 2"),
    ),
    Case(
        "a span asked for after the due date that stands",
        plan({"timescale_text": NOVEMBER_TO_MARCH, "due": date(2026, 10, 30), **FINISHED}),
        ("AB317 timescale_text 2",),
    ),
    Case("due yesterday", plan(LATE), ("AB318 status 2",)),
    Case("due today is not overdue", plan(due(ON))),
    Case("complete is never overdue", plan({**LATE, **FINISHED})),
    Case(
        "waiting to be verified is not overdue",
        plan({**LATE, **FINISHED, "status": Status.TO_VERIFY}),
    ),
    Case(
        "on hold with approval is not overdue", plan({**LATE, "status": Status.ON_HOLD, **MINUTED})
    ),
    Case(
        "on hold with nobody's approval",
        plan({**LATE, "status": Status.ON_HOLD}),
        ("AB318 status 2", "AB412 change_reason 2"),
    ),
    Case(
        "withdrawn with approval is not overdue",
        plan({**LATE, "status": Status.WITHDRAWN, **MINUTED}),
    ),
    Case("moved with approval", plan({**LATE, "revised_due": SOON, **MINUTED})),
    Case(
        "moved with approval, and late again",
        plan(due(date(2026, 9, 30), revised_due=YESTERDAY, **MINUTED)),
        ("AB318 status 2",),
    ),
    Case(
        "moved with nobody's approval",
        plan({**LATE, "revised_due": SOON}),
        ("AB318 status 2", "AB409 approval 2"),
    ),
    Case(
        "done by its words, but not by its status",
        plan({"timescale_text": "Completed August \u2013 September 2026", "due": None}),
        ("AB315 timescale_text 2", "AB318 status 2"),
    ),
    Case(
        "ongoing is never overdue",
        plan({"timescale_text": "ongoing - review December 2026", "due": None}),
    ),
    Case(
        "it comes round, and its period is over with no progress",
        plan(
            {**QUARTERLY, "progress": ""}, settings=replace(SETTINGS, current_period="2026-27 Q2")
        ),
        ("AB318 status 2", "AB404 progress 2"),
    ),
    Case(
        "it comes round, and its period is over but was reported",
        plan(QUARTERLY, settings=replace(SETTINGS, current_period="2026-27 Q2")),
    ),
    Case("it comes round, and its period is not over", plan(QUARTERLY)),
    Case(
        "at once, within the days of grace",
        plan({**BLANK, "timescale_text": "immediately", "added_on": ON - timedelta(days=28)}),
    ),
    Case(
        "at once, and the days of grace are past",
        plan({**BLANK, "timescale_text": "immediately", "added_on": ON - timedelta(days=29)}),
        ("AB318 status 2",),
    ),
    Case(
        "due in thirty days and not started",
        plan(due(SOON, status=Status.NOT_STARTED)),
        ("AB320 status 2",),
    ),
    Case("due today and status blank", plan(due(ON, status=None)), ("AB320 status 2",)),
    Case(
        "due in thirty-one days and not started",
        plan(due(SOON + timedelta(days=1), status=Status.NOT_STARTED)),
    ),
    Case("due soon and started", plan(due(SOON))),
    Case(
        "overdue and not started is overdue",
        plan({**LATE, "status": Status.NOT_STARTED}),
        ("AB318 status 2",),
    ),
    Case(
        "due soon, with a status nobody can read",
        plan(due(SOON, status=None, unread={"status": "Purple"})),
        ("AB401 status 2",),
    ),
    Case(
        "fewer due-soon days in the settings",
        plan(due(SOON, status=Status.NOT_STARTED), settings=replace(SETTINGS, due_soon_days=29)),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_rules_of_dates_find_exactly(case: Case) -> None:
    assert found(case.plan) == case.expected


def one(broken: Plan) -> tuple[str, str]:
    (finding,) = check(broken, on=ON).findings
    return finding.message, finding.fix


def test_a_revised_date_that_nobody_approved_is_said_not_to_count() -> None:
    overdue, _ = check(plan({**LATE, "revised_due": SOON}), on=ON).findings

    assert overdue.message == (
        "Action 1 is overdue: it was due by 21 November 2026; "
        "22 December 2026 does not count until approved."
    )
    assert overdue.fix == "Complete it, or fill in Approval and Approved on."


def test_an_approved_revised_date_is_the_one_that_has_passed() -> None:
    late_again = plan(due(date(2026, 9, 30), revised_due=YESTERDAY, **MINUTED))

    assert one(late_again)[0] == "Action 1 is overdue: it was due by 21 November 2026."


def test_a_timescale_that_says_done_is_quoted_against_the_status() -> None:
    done = plan({"timescale_text": "Completed May 2026", "due": None})

    _, overdue = check(done, on=ON).findings

    assert (overdue.message, overdue.fix) == (
        'Action 1 counts as overdue: Timescale says "Completed May 2026", '
        "but Status does not say Complete.",
        "If it is done, choose Complete and fill in Completed on.",
    )


def test_a_blank_status_is_not_said_to_be_not_started() -> None:
    assert one(plan(due(SOON, status=None)))[0] == (
        "Action 1 is due by 22 December 2026, but Status is blank."
    )
    assert one(plan(due(SOON, status=Status.NOT_STARTED)))[0] == (
        "Action 1 is due by 22 December 2026, but has not started."
    )


def test_months_from_nowhere_ask_for_the_day_they_count_from() -> None:
    counted = plan({**BLANK, "timescale_text": "within 12 months"}, settings=NOT_APPROVED_YET)

    assert one(counted) == (
        'Timescale of action 1 says "within 12 months", but the plan does not say from which day.',
        "Fill in Approved on, in Settings, or type the date in full.",
    )


def test_words_that_no_day_would_help_are_not_asked_for_one() -> None:
    unread = Timescale(text="within 12 months", kind=Kind.UNKNOWN)
    beyond = plan({**BLANK, "timescale_text": "within 12 months", "timescale": unread})

    assert one(beyond)[0] == (
        'Timescale of action 1 says "within 12 months", which cannot be read as a date.'
    )


@pytest.mark.parametrize(
    ("stands", "fix"),
    [
        ("31.03.2026", "Type it as a date: 31/03/2026."),
        ("31 March 2026", "Type it as a date: 31/03/2026."),
        ("March 2026", "Type the day, month and year, such as 31/03/2027."),
        ("5/6/2026", "Type the day, month and year, such as 31/03/2027."),
        ("May meeting", "Type the day, month and year, such as 31/03/2027."),
        (46112.0, "Type the day, month and year, such as 31/03/2027."),
    ],
)
def test_only_a_day_that_is_certain_is_suggested(stands: object, fix: str) -> None:
    assert one(plan({"unread": {"revised_due": stands}}))[1] == fix


def test_the_words_in_a_date_column_are_quoted() -> None:
    assert one(plan({"unread": {"revised_due": 46112.0}}))[0] == (
        'Revised due of action 1 holds "46112", which is not stored as a date.'
    )
