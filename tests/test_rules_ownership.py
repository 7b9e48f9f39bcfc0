"""AB2xx: who answers for an action."""

from datetime import date

import pytest
from builders import ON, PEOPLE, plan
from rule_cases import Case, found, without_column

from actionbook.operations.check import check
from actionbook.plan.model import Person, Plan, Status
from actionbook.plan.structure import Place

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
POSTS = (
    Person(2, initials="JT", name="Jo Tarrant", post="Head of Finance", kind="person"),
    Person(3, post="Head of Policy and Performance", kind="post"),
    Person(4, initials="LGA", name="Local Government Association", kind="group"),
)
REGISTER = Place("People", {"initials": 1, "name": 2, "post": 3})
NAMESAKES = (
    Person(2, initials="AB", name="Ann Bell", kind="person", place=REGISTER),
    Person(3, initials="AB", name="Alan Beck", kind="person", place=REGISTER),
)

CASES = (
    Case("nobody leads it", plan({"lead": ""}), ("AB201 lead 2",)),
    Case("the lead is still to be confirmed", plan({"lead": "TBC"}), ("AB201 lead 2",)),
    Case("as above, with nothing above", plan({"lead": "as above"}), ("AB201 lead 2",)),
    Case("complete needs no lead", plan({"lead": "", **FINISHED})),
    Case(
        "withdrawn with approval needs no lead",
        plan({"lead": "", "status": Status.WITHDRAWN, **MINUTED}),
    ),
    Case(
        "withdrawn with nobody's approval is still open",
        plan({"lead": "", "status": Status.WITHDRAWN}),
        ("AB201 lead 2", "AB412 change_reason 2"),
    ),
    Case(
        "on hold is open",
        plan({"lead": "", "status": Status.ON_HOLD, **MINUTED}),
        ("AB201 lead 2",),
    ),
    Case("a step inherits", plan({"ref": "5a"}, {"lead": "", "part_of": "5a"})),
    Case(
        "a step of an action that nobody leads",
        plan({"ref": "5a", "lead": ""}, {"lead": "", "part_of": "5a"}),
        ("AB201 lead 2", "AB201 lead 3"),
    ),
    Case("as above takes the row before", plan({}, {"lead": "as above"})),
    Case("no Lead column is said once, elsewhere", without_column("lead", lead="")),
    Case("initials that People lacks", plan({"lead": "SN"}), ("AB202 lead 2",)),
    Case("one stranger beside somebody known", plan({"lead": "JT/SN"}), ("AB202 lead 2",)),
    Case("nobody is a stranger where there are no people", plan({"lead": "SN"}, people=())),
    Case("a post that People lists", plan({"lead": "Head of Policy & Performance"}, people=POSTS)),
    Case("a post that People lists, held for now", plan({"lead": "Head of Finance (interim)"})),
    Case(
        "initials that two of People share",
        plan({"lead": "AB"}, people=NAMESAKES),
        ("AB203 People!A3",),
    ),
    Case("a name that People lists", plan({"lead": "Jo Tarrant"})),
    Case("a post that People lacks", plan({"lead": "Head of Legal Services"}), ("AB202 lead 2",)),
    Case(
        "what a step inherits is said where it is typed",
        plan({"ref": "5a", "lead": "SN"}, {"lead": "", "part_of": "5a"}),
        ("AB202 lead 2",),
    ),
    Case(
        "a body that People calls a group may stand second", plan({"lead": "JT/LGA"}, people=POSTS)
    ),
    Case("a team is nobody in particular", plan({"lead": "JT / Internal Comms"})),
    Case("all staff", plan({"lead": "All staff"}), ("AB204 lead 2",)),
    Case("one who answers, and all staff", plan({"lead": "JT / All staff"})),
    Case("all staff led it, and it is done", plan({"lead": "All staff", **FINISHED})),
    Case(
        "a step under a group inherits it without a second finding",
        plan({"ref": "5a", "lead": "All staff"}, {"lead": "", "part_of": "5a"}),
        ("AB204 lead 2",),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_rules_of_ownership_find_exactly(case: Case) -> None:
    assert found(case.plan) == case.expected


def one(broken: Plan) -> tuple[str, str]:
    (finding,) = check(broken, on=ON).findings
    return finding.message, finding.fix


def test_a_blank_lead_is_told_from_words_that_name_nobody() -> None:
    assert one(plan({"ref": "5A", "lead": ""}))[0] == (
        "Action 5A is open, but Lead is blank, with none above to inherit."
    )
    assert one(plan({"ref": "5A", "lead": "TBC"}))[0] == (
        'Action 5A is open, but Lead says "TBC", which leads to nobody.'
    )


def test_a_lead_that_is_nearly_in_people_is_suggested() -> None:
    message, fix = one(plan({"lead": "Head of Policy and Preformance"}, people=POSTS))

    assert message == (
        'Lead of action 1 names "Head of Policy and Preformance", not in the People table.'
    )
    assert fix == 'Type "Head of Policy and Performance", if they are meant.'


def test_initials_are_never_guessed() -> None:
    letters = (*PEOPLE, Person(9, initials="JTM", name="Jay Grey"))

    assert one(plan({"lead": "JTT"}))[1] == "Add a row to People, or correct Lead."
    assert one(plan({"lead": "JTMG"}, people=letters))[1] == (
        "Add a row to People, or correct Lead."
    )


def test_several_strangers_in_one_cell_are_one_finding() -> None:
    assert one(plan({"lead": "SN/MS"}))[0] == (
        'Lead of action 1 names "SN" and "MS", not in the People table.'
    )
    assert one(plan({"lead": "SN/MS/WJ"}))[0] == (
        'Lead of action 1 names "SN" and 2 more, not in the People table.'
    )


def test_only_a_group_is_quoted_with_what_to_type_first() -> None:
    assert one(plan({"lead": "All staff"})) == (
        'Only a group, "All staff", leads action 1, so nobody answers for it.',
        "Type first the post that answers, then the group.",
    )
