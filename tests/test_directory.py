"""People, found by any of the names they go by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionbook.plan.directory import Directory, ambiguous_initials
from actionbook.plan.records import Person

JO = Person(2, "JT", "Jo Tarrant", "Head of Finance")
ANN = Person(3, "AB", "Ann Marie Bell", "Head of IT")
ALAN = Person(4, "AB", "Alan Beck", "Head of HR")
BETH = Person(5, "BB", "Beth Bell", "Clerk")
LGA = Person(6, "LGA", "Local Government Association", kind="group")
MAYA = Person(7, "MO", "Maya O’Neill", "Chief Executive")
PEOPLE = (JO, ANN, ALAN, BETH, LGA, MAYA)


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("JT", JO),
        ("jt", JO),
        ("J.T.", JO),
        ("J.T", JO),
        ("J T", JO),
        ("J. T.", JO),
        ("Jo Tarrant", JO),
        ("jo  tarrant", JO),
        ("Ms Jo Tarrant", JO),
        ("Ms. Jo Tarrant", JO),
        ("Cllr Jo Tarrant", JO),
        ("Rt Hon Jo Tarrant", JO),
        ("J Tarrant", JO),
        ("J. Tarrant", JO),
        ("Ms Tarrant", JO),
        ("Tarrant, Jo", JO),
        ("Tarrant, J.", JO),
        ("Tarrant", JO),
        ("TARRANT", None),
        ("Head of Finance", JO),
        ("the Head of Finance", JO),
        ("Head of IT", ANN),
        ("Ann Bell", ANN),
        ("A M Bell", None),
        ("A Bell", ANN),
        ("B Bell", BETH),
        ("Bell", None),
        ("Ms Bell", None),
        ("AB", None),
        ("A.B.", None),
        ("Beck", ALAN),
        ("A Beck", ALAN),
        ("Jo", None),
        ("Tarrant Jones", None),
        ("LGA", LGA),
        ("Association", None),
        ("Maya O'Neill", MAYA),
        ("M. O'Neill", MAYA),
        ("Ms", None),
        ("", None),
    ],
)
def test_a_person_is_found_by_any_name_that_is_theirs_alone(
    name: str, person: Person | None
) -> None:
    assert Directory(PEOPLE).find(name) is person


def test_initials_are_shared_however_they_are_written() -> None:
    assert ambiguous_initials((ANN, Person(9, "A.B.", "Al Boon"))) == {"AB", "A.B."}
    assert ambiguous_initials(PEOPLE) == {"AB"}


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_name_stops_it(name: str, other: str) -> None:
    Directory((Person(2, other, name, other), Person(3, name, other))).find(name)
