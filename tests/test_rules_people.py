"""AB203 to AB209: the People table, set beside who leads what."""

from datetime import date, timedelta
from typing import Any

import pytest
from builders import ON, plan
from rule_cases import Case, findings, found

from actionbook.plan.model import Issue, Person, Plan
from actionbook.plan.structure import Place

REGISTER = Place("People", {"initials": 1, "name": 2, "post": 3})
ISSUES = Place("Issues", {"ref": 1, "issue": 2, "lead_member": 3})


def jo(**fields: Any) -> Person:
    said = {"initials": "JT", "name": "Jo Tarrant", "post": "Head of Finance", **fields}
    return Person(2, place=REGISTER, **said)


def person(row: int, initials: str, name: str, post: str = "", **fields: Any) -> Person:
    return Person(row, initials=initials, name=name, post=post, place=REGISTER, **fields)


POSTS = ("Head of Finance", "Head of Policy", "Head of Legal")
OFFICERS = tuple(person(row, "", "", post) for row, post in enumerate(POSTS, start=3))
YESTERDAY = ON - timedelta(days=1)

CASES = (
    Case(
        "initials of two",
        plan({}, people=(jo(), person(3, "JT", "Jim Todd"))),
        ("AB203 People!A3",),
    ),
    Case("one person twice", plan({}, people=(jo(), person(3, "JT", "Jo Tarrant")))),
    Case("the lead left yesterday", plan({}, people=(jo(to_date=YESTERDAY),)), ("AB206 lead 2",)),
    Case("the lead leaves today", plan({}, people=(jo(to_date=ON),))),
    Case(
        "a step of the action that somebody who left leads",
        plan({"ref": "5"}, {"part_of": "5", "lead": ""}, people=(jo(to_date=YESTERDAY),)),
        ("AB206 lead 2",),
    ),
    Case(
        "somebody who leads nothing",
        plan({}, people=(jo(), person(3, "SN", "Sam Noor"))),
        ("AB207 People!A3",),
        asked=("AB207",),
    ),
    Case(
        "a successor leads nothing yet",
        plan({}, people=(jo(handover_to="SN"), person(3, "SN", "Sam Noor"))),
        asked=("AB207",),
    ),
    Case(
        "no lead member",
        plan({}, issues=(Issue(2, "1", issue="Harbour", place=ISSUES),)),
        ("AB208 Issues!C2",),
        asked=("AB208",),
    ),
    Case(
        "a lead member",
        plan({}, issues=(Issue(2, "1", issue="Harbour", lead_member="Cllr Hale", place=ISSUES),)),
        asked=("AB208",),
    ),
    Case(
        "a name among posts",
        plan(*({"lead": post} for post in POSTS), {"lead": "Jo Tarrant"}, people=(*OFFICERS, jo())),
        ("AB209 lead 5",),
        asked=("AB209",),
    ),
    Case(
        "names among names",
        plan({"lead": "Jo Tarrant"}, {"lead": "Head of Policy"}, people=(*OFFICERS, jo())),
        asked=("AB209",),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_rules_of_people_find_exactly(case: Case) -> None:
    assert found(case.plan, case.asked) == case.expected


def fix(told: Plan, *asked: str) -> str:
    (finding,) = findings(told, asked)
    return finding.fix


def test_the_successor_of_who_left_is_named() -> None:
    left = date(2026, 9, 30)

    assert fix(plan({}, people=(jo(to_date=left),))) == "Type who answers for it now."
    assert fix(plan({}, people=(jo(to_date=left, handover_to="MG"),))) == (
        'Type "MG", named as successor.'
    )


def test_the_post_of_a_person_is_named() -> None:
    leads = [*POSTS, "Jo Tarrant"]

    told = plan(*({"lead": lead} for lead in leads), people=(*OFFICERS, jo()))

    assert fix(told, "AB209") == 'Type "Head of Finance".'
