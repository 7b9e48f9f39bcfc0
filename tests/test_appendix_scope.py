"""What a meeting is to see of a plan."""

import pytest
from builders import ON, PEOPLE, plan

from actionbook.appendices.content import appendix
from actionbook.errors import PublicationRefusedError, SettingsError
from actionbook.plan.model import Issue, Meeting, Status

ISSUES = (
    Issue(2, "1", section="Harbour", lead_directorate="Place and Growth", lead_member="Cllr Rowe"),
    Issue(3, "2", section="Money", lead_directorate="Finance", lead_member="Cllr Rowe, Cllr Vyse"),
)
WHOLE = plan(
    {"due": None, "timescale_text": ""},
    {"issue": "2", "status": Status.COMPLETE},
    {"issue": "2", "lead": "MG"},
    issues=ISSUES,
    people=(PEOPLE[0], PEOPLE[1]._replace(directorate="People")),
)


@pytest.mark.parametrize(
    ("scope", "refs"),
    [
        ("", ["1", "2", "3"]),
        ("Section: Harbour", ["1"]),
        ("section = harbour", ["1"]),
        ("Lead directorate: Place and Growth", ["1"]),
        ("Directorate: Finance", ["2", "3"]),
        ("Directorate: People", ["3"]),
        ("Lead member: Cllr Vyse", ["2", "3"]),
        ("Lead member: Cllr Rowe", ["1", "2", "3"]),
        ("Status: Complete", ["2"]),
        ("RAG: No date, Complete", ["1", "2"]),
        ("Section: Money; Status: In progress", ["3"]),
    ],
)
def test_a_scope_shows_the_actions_it_says_and_no_others(scope: str, refs: list[str]) -> None:
    made = appendix(WHOLE, on=ON, meeting=Meeting(2, scope=scope), layout="register")

    assert [row[0] for row in made.actions.rows] == refs
    assert dict(made.cover.headlines[0]._asdict())["number"] == len(refs)


@pytest.mark.parametrize("scope", ["Harbour", "Colour: red", "Section:"])
def test_a_scope_that_cannot_be_read_is_told(scope: str) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        appendix(WHOLE, on=ON, meeting=Meeting(2, scope=scope))


def test_a_scope_with_nothing_in_it_has_no_appendix() -> None:
    with pytest.raises(PublicationRefusedError, match="is in the scope 'Section: Quay'"):
        appendix(WHOLE, on=ON, meeting=Meeting(2, scope="Section: Quay"))
