"""Leads: who is named in a cell, and who answers for each row."""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lead_cases import LEAD_CASES, REGISTER

from actionbook.plan.directory import ambiguous_initials
from actionbook.plan.model import Lead, LeadKind, LeadState, Person
from actionbook.plan.people import LeadRow, resolve_leads, split_leads

PEOPLE = (
    Person(2, initials="JT", name="Jo Tarrant", post="Head of Finance", kind="person"),
    Person(3, initials="MG", name="Mo Grange", post="Head of Policy & Performance", kind="person"),
    Person(4, initials="LGA", name="Local Government Association", kind="group"),
    Person(5, initials="CX", name="", post="Chief Executive", kind="post"),
    Person(6, initials="AB", name="Ann Bell", kind="person"),
    Person(7, initials="AB", name="Alan Beck", kind="person"),
)
ASSIGNED, INHERITED = LeadState.ASSIGNED, LeadState.INHERITED
GROUP, UNASSIGNED = LeadState.GROUP, LeadState.UNASSIGNED


class Cell(NamedTuple):
    """A Lead cell and the names it holds, the accountable one first."""

    text: str
    names: tuple[str, ...]


CELLS = (
    Cell("JT", ("JT",)),
    Cell("JT/MG", ("JT", "MG")),
    Cell("SN/JT/ Members", ("SN", "JT", "Members")),
    Cell("MS/SN/ Members / All staff", ("MS", "SN", "Members", "All staff")),
    Cell("SMT/LG A", ("SMT", "LGA")),
    Cell("SMT & Cabinet", ("SMT", "Cabinet")),
    Cell("MS/SMT / Cabinet & Group Leaders", ("MS", "SMT", "Cabinet", "Group Leaders")),
    Cell("SMT/Committee Section", ("SMT", "Committee Section")),
    Cell("Business Imp, Internal Comms, SMT", ("Business Imp", "Internal Comms", "SMT")),
    Cell("JJ, TG, JW", ("JJ", "TG", "JW")),
    Cell("JJ and TG", ("JJ", "TG")),
    Cell("JJ&TG", ("JJ", "TG")),
    Cell("JJ and/or TG", ("JJ", "TG")),
    Cell("JJ, TG and JW", ("JJ", "TG", "JW")),
    Cell("JJ, TG, and JW", ("JJ", "TG", "JW")),
    Cell("GC , TG, DP", ("GC", "TG", "DP")),
    Cell("JJ, AMc, TG", ("JJ", "AMc", "TG")),
    Cell("TG/RB / SMT", ("TG", "RB", "SMT")),
    Cell(
        "JJ, SR, transformation board chairs, heads of service",
        ("JJ", "SR", "transformation board chairs", "heads of service"),
    ),
    Cell("GC, directors and heads of services", ("GC", "directors", "heads of services")),
    Cell("Directors and the Head of HR", ("Directors", "Head of HR")),
    Cell("Head of Marketing and Communications", ("Head of Marketing and Communications",)),
    Cell("Citizens, Governance & Finance", ("Citizens, Governance & Finance",)),
    Cell("Head of Legal & Democratic Services", ("Head of Legal & Democratic Services",)),
    Cell("Policy & Communications Manager", ("Policy & Communications Manager",)),
    Cell("HR and Payroll Manager", ("HR and Payroll Manager",)),
    Cell("Assistant Director Planning and Housing", ("Assistant Director Planning and Housing",)),
    Cell(
        "Director of Housing, Planning and Environment, JT",
        ("Director of Housing, Planning and Environment", "JT"),
    ),
    Cell("Leader of the Council and Chief Executive", ("Leader of the Council", "Chief Executive")),
    Cell("Chief Officer/Lead Member", ("Chief Officer", "Lead Member")),
    Cell("Function/Section Heads", ("Function/Section Heads",)),
    Cell("SDO Training/Performance Review", ("SDO Training", "Performance Review")),
    Cell(
        "Director of Corporate Services/Chief Officer",
        ("Director of Corporate Services", "Chief Officer"),
    ),
    Cell("SDO Training\n\nDCO House", ("SDO Training", "DCO House")),
    Cell("Head of Finance; Head of HR", ("Head of Finance", "Head of HR")),
    Cell("Cllr A. Smith & Peter Jones", ("Cllr A. Smith", "Peter Jones")),
    Cell("J.T./M.G.", ("J.T.", "M.G.")),
    Cell("JT (lead), MG", ("JT", "MG")),
    Cell("JT MG", ("JT", "MG")),
    Cell("Head of Finance (JT/MG)", ("Head of Finance (JT/MG)",)),
    Cell("O&S", ("O&S",)),
    Cell("C&YP", ("C&YP",)),
    Cell("JT/JT", ("JT",)),
    Cell("JT/", ("JT",)),
    Cell("- JT\u00ad\u200b,", ("JT",)),
    Cell("  JT\u00a0/\u00a0MG ", ("JT", "MG")),
    Cell("", ()),
    Cell("-", ()),
    Cell("n/a", ()),
    Cell("TBC", ()),
    Cell("To be identified", ()),
    Cell("vacant", ()),
    Cell("as above", ()),
    Cell("Ditto", ()),
    Cell('"', ()),
)


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: repr(cell.text))
def test_a_cell_holds_these_leads_and_no_more(cell: Cell) -> None:
    assert tuple(lead.name for lead in split_leads(cell.text, PEOPLE)) == cell.names


@pytest.mark.parametrize(
    ("text", "expected"), LEAD_CASES, ids=[repr(text) for text, _ in LEAD_CASES]
)
def test_officers_name_leads_as_they_mean_them(text: str, expected: str) -> None:
    found = [
        f"{lead.name}: {lead.kind.value}{'+' if lead.known else ''}"
        for lead in split_leads(text, REGISTER)
    ]

    assert " | ".join(found) == expected


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("TG", LeadKind.INITIALS),
        ("AMc", LeadKind.INITIALS),
        ("J.T.", LeadKind.INITIALS),
        ("SMT", LeadKind.GROUP),
        ("Members", LeadKind.GROUP),
        ("All staff", LeadKind.GROUP),
        ("heads of service", LeadKind.GROUP),
        ("Service Management Team", LeadKind.GROUP),
        ("Group Leaders", LeadKind.GROUP),
        ("Cabinet", LeadKind.BOARD),
        ("Improvement Board", LeadKind.BOARD),
        ("O&S", LeadKind.BOARD),
        ("Internal Comms", LeadKind.TEAM),
        ("Committee Section", LeadKind.TEAM),
        ("HR", LeadKind.TEAM),
        ("Democratic Services", LeadKind.TEAM),
        ("Head of Housing Repairs", LeadKind.POST),
        ("interim Head of HR", LeadKind.POST),
        ("Principal Audit Manager", LeadKind.POST),
        ("Leader of the Council", LeadKind.POST),
        ("Chief Officer", LeadKind.POST),
        ("S151 Officer", LeadKind.POST),
        ("Peter Jones", LeadKind.PERSON),
        ("Cllr Smith", LeadKind.PERSON),
        ("DCO House", LeadKind.PERSON),
        ("x" * 5000, LeadKind.TEAM),
    ],
)
def test_a_name_is_of_the_kind_its_words_say(name: str, kind: LeadKind) -> None:
    (lead,) = split_leads(name, ())

    assert lead == Lead(name, kind, known=False)


@pytest.mark.parametrize(
    ("name", "lead"),
    [
        ("jt", Lead("jt", LeadKind.INITIALS, known=True)),
        ("Jo Tarrant", Lead("Jo Tarrant", LeadKind.PERSON, known=True)),
        ("head of finance", Lead("head of finance", LeadKind.POST, known=True)),
        (
            "Head of Policy and Performance",
            Lead("Head of Policy and Performance", LeadKind.POST, known=True),
        ),
        ("LGA", Lead("LGA", LeadKind.GROUP, known=True)),
        ("CX", Lead("CX", LeadKind.POST, known=True)),
        ("Head of Finance (JT)", Lead("Head of Finance (JT)", LeadKind.INITIALS, known=True)),
        ("AB", Lead("AB", LeadKind.INITIALS, known=False)),
        ("ZZ", Lead("ZZ", LeadKind.INITIALS, known=False)),
    ],
)
def test_a_lead_is_known_by_initials_name_or_post(name: str, lead: Lead) -> None:
    assert split_leads(name, PEOPLE) == (lead,)


def test_initials_of_two_people_are_ambiguous_and_of_one_who_stands_twice_are_not() -> None:
    twice = (*PEOPLE, Person(8, initials="JT", name="Jo Tarrant", post="Head of Finance"))

    assert ambiguous_initials(twice) == {"AB"}


class Case(NamedTuple):
    """Rows as (ref, lead, part of, issue), and who answers for each."""

    name: str
    rows: tuple[tuple[str, str, str, str], ...]
    expected: tuple[tuple[str, LeadState], ...]


CASES = (
    Case("a lead of its own", (("1a", "JT/MG", "", "1"),), (("JT,MG", ASSIGNED),)),
    Case(
        "a blank step takes the lead of what it is part of, at any depth",
        (("1a", "JT", "", "1"), ("1a.i", "", "1a", "1"), ("1a.i.x", "", "1A.I", "1")),
        (("JT", ASSIGNED), ("JT", INHERITED), ("JT", INHERITED)),
    ),
    Case(
        "a blank action under another is unassigned",
        (("1a", "JT", "", "1"), ("1b", "", "", "1")),
        (("JT", ASSIGNED), ("", UNASSIGNED)),
    ),
    Case(
        "as above takes the row before it in the same issue",
        (
            ("1a", "JT", "", "1"),
            ("2a", "MG", "", "2"),
            ("1b", "as above", "", "1"),
            ("1c", "Ditto", "", "1"),
        ),
        (("JT", ASSIGNED), ("MG", ASSIGNED), ("JT", INHERITED), ("JT", INHERITED)),
    ),
    Case(
        "as above takes the lead of a step that inherits",
        (("1a", "JT", "", "1"), ("1a.i", "", "1a", "1"), ("1b", "As above", "", "1")),
        (("JT", ASSIGNED), ("JT", INHERITED), ("JT", INHERITED)),
    ),
    Case("as above with nothing above", (("1a", "as above", "", "1"),), (("", UNASSIGNED),)),
    Case(
        "as above under a row that nobody leads",
        (("1a", "", "", "1"), ("1b", "as above", "", "1")),
        (("", UNASSIGNED), ("", UNASSIGNED)),
    ),
    Case(
        "part of a row that is not there",
        (("1a", "", "9z", "1"),),
        (("", UNASSIGNED),),
    ),
    Case(
        "a ring of rows leads nowhere",
        (("1a", "", "1b", "1"), ("1b", "", "1a", "1"), ("1c", "", "1a", "1"), ("1d", "", "1d", "")),
        (("", UNASSIGNED),) * 4,
    ),
    Case(
        "crowds alone are a group, a crowd beside a person is not",
        (
            ("1", "SMT & Cabinet", "", ""),
            ("2", "All staff", "", ""),
            ("3", "directors, heads of service", "", ""),
            ("4", "Cabinet/SMT/MS", "", ""),
            ("5", "Internal Comms", "", ""),
        ),
        (
            ("SMT,Cabinet", GROUP),
            ("All staff", GROUP),
            ("directors,heads of service", GROUP),
            ("Cabinet,SMT,MS", ASSIGNED),
            ("Internal Comms", ASSIGNED),
        ),
    ),
    Case(
        "as above is spelt in many ways",
        (
            ("1a", "JT", "", "1"),
            ("1b", "As per above", "", "1"),
            ("1c", "Same", "", "1"),
            ("1d", "(as above)", "", "1"),
            ("1e", "ditto.", "", "1"),
            ("1f", "〃", "", "1"),
            ("1g", "See above", "", "1"),
        ),
        (("JT", ASSIGNED), *(("JT", INHERITED),) * 6),
    ),
    Case(
        "what is to be confirmed is nobody's, and not the lead's above",
        (("1a", "JT", "", "1"), ("1a.i", "TBC", "1a", "1"), ("1a.ii", "–", "1a", "1")),
        (("JT", ASSIGNED), ("", UNASSIGNED), ("JT", INHERITED)),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_row_is_led_by(case: Case) -> None:
    resolved = resolve_leads([LeadRow(*row) for row in case.rows], PEOPLE)

    assert (
        tuple((",".join(lead.name for lead in leads), state) for leads, state in resolved)
        == case.expected
    )


@given(st.text())
def test_no_text_stops_it_and_no_lead_is_blank(text: str) -> None:
    assert all(lead.name.strip() for lead in split_leads(text, PEOPLE))


@given(st.lists(st.sampled_from(["JT", "MG", "SMT", "Head of HR", "Cabinet"]), unique=True))
def test_the_marks_between_leads_change_nothing(names: list[str]) -> None:
    found = {
        tuple(lead.name for lead in split_leads(mark.join(names), PEOPLE))
        for mark in ("/", " / ", ", ", "; ", " & ", " and ", "\n")
    }

    assert found == {tuple(names)}


REFS = st.sampled_from(["1", "2", "3", "4", "5", ""])


@given(
    st.lists(
        st.builds(LeadRow, REFS, st.sampled_from(["", "JT", "as above"]), REFS, REFS, st.none()),
        max_size=8,
    )
)
def test_a_row_is_inherited_only_from_a_row_that_is_assigned(rows: list[LeadRow]) -> None:
    resolved = resolve_leads(rows, PEOPLE)

    assert len(resolved) == len(rows)
    named = any(row.lead == "JT" for row in rows)
    for row, (leads, state) in zip(rows, resolved, strict=True):
        assert (state is ASSIGNED) == (row.lead == "JT")
        assert bool(leads) == (state is not UNASSIGNED)
        assert named or state is UNASSIGNED


def test_a_hundred_thousand_rows_that_all_take_the_row_before_are_resolved() -> None:
    rows = [LeadRow("1", "JT/MG", "", "1")]
    rows += [LeadRow(str(number), "as above", "", "1") for number in range(100_000)]

    resolved = resolve_leads(rows, PEOPLE)

    assert resolved[-1][1] is INHERITED
