"""AB4xx: statuses, completion and approvals."""

from datetime import date, timedelta
from typing import Any

import pytest
from builders import ON, plan
from rule_cases import Case, found, without_column

from actionbook.operations.check import check
from actionbook.plan.model import DateChange, Plan, Status

FINISHED = date(2026, 10, 1)
JUNE, JULY = date(2027, 6, 30), date(2027, 7, 31)
MEETING = date(2026, 9, 1)
MINUTE = "Cabinet, minute 12"


def moved(**fields: Any) -> dict[str, Any]:
    """A row whose date has been moved to June, with approval but for *fields*."""
    return {"revised_due": JUNE, "approval": MINUTE, "approved_on": MEETING, **fields}


def done(**fields: Any) -> dict[str, Any]:
    """A row that is done, but for *fields*."""
    backed = {"status": Status.COMPLETE, "completed_on": FINISHED, "evidence": "Minute 9"}
    return {**backed, **fields}


def agreed(to: date, ref: str = "1") -> tuple[DateChange, ...]:
    return (DateChange(ref, "agreed", to_date=to, decided_on=MEETING, minute=MINUTE),)


def said(status: object) -> dict[str, Any]:
    """A row whose Status cell holds what is on no list."""
    return {"status": None, "unread": {"status": status}}


CASES = (
    Case("a status that is not on the list", plan(said("Done")), ("AB401 status 2",)),
    Case("nought for a status", plan(said(0.0)), ("AB401 status 2",)),
    Case("a number for a status", plan(said(3.0)), ("AB401 status 2",)),
    Case("a blank status", plan({"status": None})),
    Case("complete without a date", plan(done(completed_on=None)), ("AB402 completed_on 2",)),
    Case(
        "to be verified without a date",
        plan(done(completed_on=None, status=Status.TO_VERIFY)),
        ("AB402 completed_on 2",),
    ),
    Case("complete with its date", plan(done())),
    Case("in progress needs no date of completion", plan({"status": Status.IN_PROGRESS})),
    Case(
        "complete where the plan has no Completed on",
        without_column("completed_on", **done(completed_on=None)),
        ("AB402 status 2",),
    ),
    Case("a revised date with no approval", plan(moved(approval="")), ("AB409 approval 2",)),
    Case("a revised date with approval", plan(moved())),
    Case("approval pending", plan(moved(approval="Pending Cabinet")), ("AB409 approval 2",)),
    Case("approval requested", plan(moved(approval="requested 3 May")), ("AB409 approval 2",)),
    Case("approval without a date", plan(moved(approved_on=None)), ("AB409 approved_on 2",)),
    Case("approved today", plan(moved(approved_on=ON))),
    Case(
        "approved tomorrow",
        plan(moved(approved_on=ON + timedelta(days=1))),
        ("AB409 approved_on 2",),
    ),
    Case("approval recorded for this date", plan(moved(), date_changes=agreed(JUNE))),
    Case(
        "approval recorded for another date",
        plan(moved(), date_changes=agreed(JULY)),
        ("AB409 approval 2",),
    ),
    Case(
        "approval recorded for another action",
        plan(moved(), {"ref": "9"}, date_changes=agreed(JULY, ref="9")),
    ),
    Case(
        "complete, however its date was moved",
        plan(moved(approval="", **done())),
    ),
    Case(
        "on hold, and moved with no approval",
        plan(moved(approval="", status=Status.ON_HOLD, change_reason="The survey found more")),
        ("AB409 approval 2",),
    ),
    Case(
        "moved where the plan has no Approval",
        without_column("approval", **moved(approval="")),
        ("AB409 revised_due 2",),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_rules_of_progress_find_exactly(case: Case) -> None:
    assert found(case.plan) == case.expected


def one(broken: Plan) -> tuple[str, str]:
    (finding,) = check(broken, on=ON).findings
    return finding.message, finding.fix


@pytest.mark.parametrize(
    ("status", "meant"),
    [
        ("Done", Status.COMPLETE),
        ("COMPLETED", Status.COMPLETE),
        ("Completd", Status.COMPLETE),
        ("In progess", Status.IN_PROGRESS),
        ("On-going", Status.IN_PROGRESS),
        ("not  stated", Status.NOT_STARTED),
        ("Onhold", Status.ON_HOLD),
        ("Cancelled.", Status.WITHDRAWN),
        ("Complete awaiting verification", Status.TO_VERIFY),
    ],
)
def test_a_status_near_one_of_the_list_is_asked_after(status: str, meant: Status) -> None:
    assert one(plan(said(status)))[1] == f'Did you mean "{meant}"? Choose it from the list.'


@pytest.mark.parametrize(
    "status", ["Purple", "Green", "Red", "!", "50%", "Not complete", "Incomplete"]
)
def test_a_status_like_none_of_the_list_is_not_guessed(status: str) -> None:
    assert one(plan(said(status))) == (
        f'Status of action 1 says "{status}", which is not on the list.',
        "Choose from the list; colours belong to RAG, which is worked out.",
    )


def test_what_the_approval_lacks_is_named() -> None:
    messages = [
        one(plan(moved(**fields), date_changes=ledger))[0].partition("approved: ")[2]
        for fields, ledger in (
            ({"approval": ""}, ()),
            ({"approval": "TBC"}, ()),
            ({"approved_on": None}, ()),
            ({"approved_on": date(2027, 1, 12)}, ()),
            ({}, agreed(JULY)),
        )
    ]

    assert messages == [
        "Approval is blank.",
        'Approval says "TBC".',
        "Approved on is blank.",
        "Approved on, 12 January 2027, is still to come.",
        "that approval was given for another date.",
    ]
