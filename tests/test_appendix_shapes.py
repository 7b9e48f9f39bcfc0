"""The shapes of the layouts: bands, blocks, words under a block; flat for the public edition."""

import pytest
from builders import ON, SETTINGS, Fields, plan

from actionbook.appendices.content import appendix
from actionbook.appendices.layouts import LAYOUTS
from actionbook.appendices.values import ABOVE, LEFT, Cell, RowKind, Table
from actionbook.errors import SettingsError
from actionbook.plan.model import Issue, LayoutRow, Plan, Resource
from actionbook.plan.structure import Place

ISSUES = (
    Issue(
        2,
        "5",
        section="Harbour",
        issue="No programme",
        response="Agreed in full.",
        aim="A safe quay",
        lead_member="Cllr Rowe",
        lead_directorate="Place",
        monitoring_group="Scrutiny",
        monitoring_frequency="Every six months",
        resource_implications="Staff time",
        risk_factors="Weather",
    ),
    Issue(3, "1", section="Money", issue="Budgets are set apart"),
)
ROWS: tuple[Fields, ...] = (
    {"ref": "5a", "issue": "5", "progress": "Both begun."},
    {"ref": "5b", "issue": "5", "progress": "Both begun.", "outcome": "Fewer groundings"},
    {"ref": "1a", "issue": "1", "progress": "Done soon."},
)


def table(layout: str, edition: str = "print", made_of: Plan | None = None) -> Table:
    whole = made_of or plan(*ROWS, issues=ISSUES)
    return appendix(whole, on=ON, layout=layout, edition=edition).actions


def headings(made: Table) -> list[str]:
    return [column.heading for column in made.columns]


def said(made: Table, kind: RowKind) -> list[tuple[Cell, ...]]:
    """The rows of that kind, without the cells that go on."""
    return [
        tuple(cell for cell in made.rows[number] if cell is not LEFT)
        for number, each in made.kinds.items()
        if each is kind
    ]


def test_layout_theme_has_a_band_a_section_and_its_own_headings() -> None:
    made = table("theme")

    assert headings(made) == [
        *("No", "Theme", "Action", "Lead/Ref", "Timescale", "Progress", "Status")
    ]
    assert said(made, RowKind.BAND) == [("Harbour",), ("Money",)]
    assert [row[0] for row in made.rows] == ["Harbour", "5", ABOVE, "Money", "1"]


def test_layout_area_has_a_block_an_area_with_who_leads_it_and_its_aim() -> None:
    made = table("area")

    assert headings(made)[1:5] == ["Actions", "Outcomes", "Lead", "Completed by"]
    assert said(made, RowKind.TITLE) == [
        ("Area for improvement 5: No programme",),
        ("Area for improvement 1: Budgets are set apart",),
    ]
    assert said(made, RowKind.FACT) == [
        ("Lead councillor(s): Cllr Rowe",),
        ("Lead directorate(s): Place",),
        ("What is the council trying to achieve? A safe quay",),
    ]


def test_layout_recommendation_says_progress_once_with_the_letters_it_answers() -> None:
    made = table("recommendation")

    assert said(made, RowKind.FACT) == [("Response: Agreed in full.",)]
    assert said(made, RowKind.LABEL) == [
        ("Progress with recommendation 5",),
        ("Progress with recommendation 1",),
    ]
    assert said(made, RowKind.REPORT) == [
        ("5a", "Both begun."),
        ("5b", "Both begun.\nOutcome: Fewer groundings"),
        ("1a", "Done soon."),
    ]
    alike = plan(*({**row, "outcome": ""} for row in ROWS), issues=ISSUES)
    assert said(table("recommendation", made_of=alike), RowKind.REPORT)[0] == (
        "5a and 5b",
        "Both begun.",
    )


def test_layout_recommendation_has_glossary_and_responsibilities_before_the_actions() -> None:
    made = appendix(plan(*ROWS, issues=ISSUES), on=ON, layout="recommendation", edition="print")

    assert [note.heading for note in made.first] == ["Responsibilities"]
    assert [note.heading for note in made.notes] == ["How to read this appendix"]


def test_layout_monitoring_says_time_logged_risks_and_who_monitors() -> None:
    logged = plan(
        *ROWS,
        issues=ISSUES,
        resources=(
            Resource(2, issue="5", hours=3.5, kind="staff time"),
            Resource(3, action="5b", hours=4, kind="staff time"),
            Resource(4, action="9z", hours=40, kind="staff time"),
        ),
    )

    made = table("monitoring", made_of=logged)

    places = {heading: place for place, heading in enumerate(headings(made))}
    first = made.rows[0]
    assert first[places["Resource implications"]] == (
        "Staff time\nStaff time logged so far: 7.5 hours"
    )
    assert first[places["Risk factors"]] == "Weather"
    assert first[places["Performance monitoring"]] == "Scrutiny\nEvery six months"
    assert made.rows[1][places["Risk factors"]] is ABOVE


def test_layout_monitoring_lists_external_support_with_its_budget() -> None:
    bought = plan(
        *ROWS,
        {"ref": "9z", "publication": "Internal"},
        issues=ISSUES,
        resources=(
            Resource(2, issue="5", cost=4500, kind="external support", note="A harbour surveyor"),
            Resource(3, action="9z", cost=99, kind="external support", note="Not for the public"),
            Resource(4, issue="5", hours=2, kind="staff time"),
        ),
    )

    made = appendix(bought, on=ON, layout="monitoring", edition="print")

    (support,) = [each for each in made.tables if each.sheet == "External support"]
    assert support.rows == (("No date", "5", "The issue", "A harbour surveyor", "4,500"),)
    assert "£4,500 in all" in support.sentence


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_public_edition_is_flat_and_leaves_no_cell_blank(layout: str) -> None:
    made = table(layout, "public")

    assert made.kinds == {}
    assert all(cell not in (None, "", ABOVE, LEFT) for row in made.rows for cell in row)
    assert len(made.rows) == len(ROWS)
    assert len(set(headings(made))) == len(made.columns)


def test_what_stands_in_a_block_is_repeated_in_front_of_each_public_row() -> None:
    made = table("recommendation", "public")

    assert headings(made)[:3] == ["No", "Recommendation", "Response"]
    assert [row[:3] for row in made.rows][1] == ("5", "No programme", "Agreed in full.")
    assert [row[:3] for row in made.rows][2] == ("1", "Budgets are set apart", "None")


# A house's own

OWN = (
    LayoutRow(2, "Harbour board", "Section", "Berth", None, "band"),
    LayoutRow(3, "Harbour board", "No", "Item", 6, "merged"),
    LayoutRow(4, "Harbour board", "action", "What we will do", 50),
    LayoutRow(5, "Harbour board", "Lead", "Who"),
    LayoutRow(6, "Harbour board", "Progress", "Said so far", None, "below"),
    LayoutRow(7, "Other", "Action", "Only this"),
)


def test_a_house_lists_its_own_columns_headings_widths_and_grouping() -> None:
    made = table("harbour  BOARD", made_of=plan(*ROWS, issues=ISSUES, layouts=OWN))

    assert headings(made) == ["Item", "What we will do", "Who"]
    assert made.columns[1].width == 50
    assert said(made, RowKind.BAND) == [("Harbour",), ("Money",)]
    assert said(made, RowKind.REPORT)[0] == ("5a and 5b", "Both begun.")
    assert made.rows[1][1] == "5a  Publish the harbour dredging programme"


def test_a_plan_may_have_its_own_layout_for_its_own() -> None:
    settings = SETTINGS.__class__(layout="Harbour board")

    made = appendix(plan(*ROWS, issues=ISSUES, layouts=OWN, settings=settings), on=ON)

    assert made.layout == "Harbour board"
    assert headings(made.actions) == ["Berth", "Item", "What we will do", "Who", "Said so far"]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (LayoutRow(2, "Own", "Colour"), "'Colour' is no column that an appendix can have"),
        (LayoutRow(2, "Own", "Evidence"), "'Evidence' is not a public column"),
        (LayoutRow(2, "Own", "Section", grouping="left"), "'left' is no place for a column"),
        (LayoutRow(2, "Own", "Lead", grouping="band"), "'Lead' differs from action to action"),
        (LayoutRow(2, "Own", "Issue", grouping="below"), "cannot stand below the actions"),
        (LayoutRow(2, "Own", "Action", paper="A5"), "'A5' is no paper"),
        (LayoutRow(2, "Own", "Lead"), "does not show the actions"),
    ],
)
def test_a_layout_that_cannot_be_is_told_by_its_cell(row: LayoutRow, told: str) -> None:
    is_alone = "does not show" in told
    rows = tuple(
        each._replace(place=Place("Layouts", {}))
        for each in ((row,) if is_alone else (row, LayoutRow(3, "Own", "Action")))
    )

    with pytest.raises(SettingsError, match=told) as refused:
        table("own", made_of=plan(*ROWS, issues=ISSUES, layouts=rows))

    assert str(refused.value).startswith("Harbour review, Layouts!")


def test_a_column_beyond_the_public_ones_needs_the_plans_leave() -> None:
    rows = (LayoutRow(2, "Own", "Action"), LayoutRow(3, "Own", "Evidence"))
    settings = SETTINGS.__class__(other_columns_published="evidence; Verified by")
    allowed = plan({**ROWS[0], "evidence": "Survey of May"}, layouts=rows, settings=settings)

    assert table("own", made_of=allowed).rows[0][1] == "Survey of May"


def test_headings_that_are_the_same_are_told_apart() -> None:
    rows = tuple(LayoutRow(n, "Own", name, "What") for n, name in enumerate(("Action", "Lead"), 2))

    made = table("own", made_of=plan(*ROWS, issues=ISSUES, layouts=rows))

    assert headings(made) == ["What", "What (2)"]
