"""What goes into an appendix: who enters, in what order, under which numbers."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import pytest
from builders import ON, SETTINGS, Fields, plan
from hypothesis import given
from hypothesis import strategies as st

from actionbook.appendices.content import appendix
from actionbook.appendices.counts import Counts, reconcile
from actionbook.appendices.fields import PUBLIC
from actionbook.appendices.layouts import LAYOUTS
from actionbook.appendices.lines import arranged, published
from actionbook.appendices.posts import Naming, Posts
from actionbook.appendices.values import ABOVE, Appendix, Cell, Line
from actionbook.errors import PublicationRefusedError, SettingsError
from actionbook.plan.model import HistoryRow, Issue, Meeting, Person, Plan, Status, Term
from actionbook.plan.settings import Settings
from actionbook.plan.status import Rag


def refs(plan: Plan) -> list[str]:
    """The refs of the lines in the order in which a committee reads them."""
    return [line.action.ref for line in lines(plan)]


def lines(plan: Plan) -> tuple[Line, ...]:
    posts = Posts(plan, ON, naming=Naming.POSTS)
    return arranged(plan, published(plan), posts, ON)


def column(made: Appendix, heading: str, *, sheet: str = "Action plan") -> list[Cell]:
    (table,) = [table for table in made.tables if table.sheet == sheet]
    place = [each.heading for each in table.columns].index(heading)
    return [row[place] for row in table.rows]


def note(made: Appendix, heading: str) -> dict[str, str]:
    return dict(next((note.pairs for note in made.notes if note.heading == heading), ()))


def headline(made: Appendix, label: str) -> tuple[int, float | None]:
    (found,) = [each for each in made.cover.headlines if each.label == label]
    return found.number, found.share


# Who enters


def test_a_blank_publication_refuses_the_appendix_and_names_the_cells() -> None:
    with pytest.raises(PublicationRefusedError) as refused:
        appendix(plan({"publication": ""}, {}, {"publication": "  "}), on=ON)

    assert str(refused.value).startswith("2 rows have no Publication: Actions!P2, Actions!P4. Set")
    assert refused.value.exit_status == 5


def test_many_blank_publications_are_named_as_ranges() -> None:
    rows: list[Fields] = [{"publication": "" if number != 10 else "Public"} for number in range(30)]

    with pytest.raises(PublicationRefusedError, match="29 rows have no Publication") as refused:
        appendix(plan(*rows), on=ON)

    assert ": Actions!P2:P11, Actions!P13:P31. " in str(refused.value)


def test_a_publication_that_is_none_of_the_list_refuses_the_appendix() -> None:
    with pytest.raises(PublicationRefusedError, match=r"1 row has a Publication .*: Actions!P3"):
        appendix(plan({}, {"publication": "Yes"}), on=ON)


def test_a_plan_with_nothing_public_has_no_appendix() -> None:
    with pytest.raises(PublicationRefusedError, match="no action is marked Public"):
        appendix(plan({"publication": "Internal"}), on=ON)


@pytest.mark.parametrize("word", ["Internal", "Confidential", "Exempt para 3", "exempt"])
def test_only_public_rows_enter(word: str) -> None:
    assert refs(plan({}, {"publication": word}, {"publication": " public "})) == ["1", "3"]


def test_an_issue_none_of_whose_actions_is_public_does_not_enter() -> None:
    issues = (Issue(2, "1", issue="Shown"), Issue(3, "2", issue="Hidden", risk_factors="Hidden"))
    hidden = plan({}, {"issue": "2", "publication": "Internal"}, issues=issues)

    for layout in LAYOUTS:
        assert "Hidden" not in repr(appendix(hidden, on=ON, layout=layout))


def test_no_column_beyond_the_public_ones_enters() -> None:
    kept = ("change_reason", "approval", "evidence", "verified_by", "last_reported", "depends_on")
    private = plan(dict.fromkeys(kept, "SECRET"))

    for layout in LAYOUTS:
        assert "SECRET" not in repr(appendix(private, on=ON, layout=layout))


def test_dates_are_worked_out_where_the_workbook_has_them_not_yet() -> None:
    fresh = plan({"timescale_text": "30 September 2026", "due": None})
    unwritten = replace(fresh, actions=tuple(each._replace(due=None) for each in fresh.actions))

    made = appendix(unwritten, on=ON)

    assert column(made, "Due", sheet="Overdue") == [date(2026, 9, 30)]


# In what order


def test_a_step_stands_under_its_action_and_a_step_of_a_step_under_the_step() -> None:
    scattered = plan(
        {"ref": "a.i.x", "part_of": "a.i"},
        {"ref": "a.ii", "part_of": "A"},
        {"ref": "b"},
        {"ref": "a"},
        {"ref": "a.i", "part_of": "a"},
    )

    assert refs(scattered) == ["b", "a", "a.ii", "a.i", "a.i.x"]


def test_a_step_of_an_action_that_is_not_public_stands_on_its_own() -> None:
    parted = plan({"ref": "a", "publication": "Internal"}, {"ref": "a.i", "part_of": "a"})

    assert [(line.action.ref, line.place) for line in lines(parted)] == [("a.i", 0)]


def test_actions_that_are_part_of_each_other_are_there_once_each() -> None:
    knot = plan(
        {"ref": "a", "part_of": "b"}, {"ref": "b", "part_of": "a"}, {"ref": "c", "part_of": "a"}
    )

    assert sorted(refs(knot)) == ["a", "b", "c"]


def test_issues_come_in_the_order_of_their_table_and_unknown_ones_last() -> None:
    issues = (Issue(2, "5"), Issue(3, "1"))
    mixed = plan({"issue": "9"}, {"issue": ""}, {"issue": "1"}, {"issue": "5"}, issues=issues)

    assert refs(mixed) == ["4", "3", "1", "2"]


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "ref": st.sampled_from("abcde"),
            "part_of": st.sampled_from(["", "", "a", "B", "e", "z"]),
            "issue": st.sampled_from(["", "1", "2", "9"]),
            "lead": st.sampled_from(["JT", "", "as above", "All staff", "Jo Tarrant/MG"]),
            "status": st.sampled_from([None, *Status]),
            "due": st.none() | st.dates(date(2026, 6, 1), date(2027, 6, 1)),
            "publication": st.sampled_from(["Public", "Public", "Internal", "Exempt para 1"]),
            "completed_on": st.none() | st.dates(date(2026, 6, 1), ON),
        }
    ),
    max_size=12,
)


@given(ROWS, st.sampled_from(sorted(LAYOUTS)))
def test_every_public_action_is_there_exactly_once(rows: list[Fields], layout: str) -> None:
    marked = [{**row, "action": f"<{number}>"} for number, row in enumerate(rows)]
    random = plan({"action": "<first>"}, *marked)

    made = appendix(random, on=ON, layout=layout)

    said = Counter(
        word
        for row in made.actions.rows
        for cell in row
        if isinstance(cell, str)
        for word in cell.replace("\n", " ").split()
        if word.startswith("<")
    )
    public = [action.action for action in random.actions if action.publication == "Public"]
    assert said == Counter(public)


@given(ROWS)
def test_the_numbers_of_the_cover_agree_with_the_tables(rows: list[Fields]) -> None:
    made = appendix(plan({}, *rows), on=ON, layout="register")
    numbers = {each.label: each.number for each in made.cover.headlines}

    assert numbers["Actions"] == sum(each.number for each in made.cover.meanings)
    assert numbers["Actions"] == numbers["Open"] + numbers["Complete"] + numbers["Withdrawn"]
    assert numbers["Actions"] == sum(rag != "See steps" for rag in column(made, "RAG"))
    for sheet, label in (("Overdue", "Overdue"), ("Unassigned", "Unassigned")):
        listed = column(made, "Ref", sheet=sheet)
        assert len(listed) == numbers[label]


# The numbers


def test_percentages_are_of_the_open_actions_unless_they_say_of_all() -> None:
    made = appendix(
        plan(
            {"due": date(2026, 9, 30)},
            {},
            {"lead": ""},
            {"due": date(2026, 12, 1)},
            {"status": Status.COMPLETE, "completed_on": date(2026, 10, 9)},
        ),
        on=ON,
    )

    assert headline(made, "Open") == (4, 0.8)
    assert headline(made, "Complete") == (1, 0.2)
    assert headline(made, "Overdue") == (1, 0.25)
    assert headline(made, "Unassigned") == (1, 0.25)
    assert headline(made, "Due before the next report") == (1, 0.25)
    assert headline(made, "Completed since the last report") == (1, 0.2)


def test_no_percentage_is_given_where_nothing_is_open() -> None:
    made = appendix(plan({"status": Status.COMPLETE}), on=ON)

    assert headline(made, "Overdue") == (0, None)


def test_thresholds_are_told_in_words() -> None:
    made = appendix(plan({}, settings=Settings(due_soon_days=45)), on=ON)

    assert "due within 45 days" in " ".join(each.words for each in made.cover.meanings)
    assert note(made, "How to read this appendix")["Due soon"] == "Open, and due within 45 days."


def test_a_missing_action_does_not_reconcile() -> None:
    full = plan({}, {})
    one = lines(full)[:1]

    with pytest.raises(PublicationRefusedError, match="these are missing: 2"):
        reconcile(full.actions, one, Counts(1, 1, Counter({Rag.ON_TRACK: 1})), {})


def test_an_action_that_is_there_twice_does_not_reconcile() -> None:
    full = plan({})

    with pytest.raises(PublicationRefusedError, match="action 1 is there twice"):
        reconcile(full.actions, lines(full) * 2, Counts(2, 2, Counter({Rag.ON_TRACK: 2})), {})


def test_open_and_closed_that_are_not_all_do_not_reconcile() -> None:
    full = plan({})

    with pytest.raises(PublicationRefusedError, match="0 open and 0 closed are not 1 actions"):
        reconcile(full.actions, lines(full), Counts(1, 0, Counter({Rag.ON_TRACK: 1})), {})


def test_a_standing_table_of_another_length_does_not_reconcile() -> None:
    full = plan({})
    counts = Counts(1, 1, Counter({Rag.ON_TRACK: 1}))

    with pytest.raises(PublicationRefusedError, match="0 actions are Overdue and the table has 3"):
        reconcile(full.actions, lines(full), counts, {Rag.OVERDUE: 3})


# The standing tables


class Completed(NamedTuple):
    """A completed action and whether a committee has yet to hear of it."""

    name: str
    row: Fields
    history: tuple[HistoryRow, ...] = ()
    settings: Settings = SETTINGS
    is_news: bool = True


DONE: Fields = {"status": Status.COMPLETE}
Q2 = HistoryRow("2026-27 Q2", date(2026, 10, 2), "1", status="Complete")

COMPLETED = (
    Completed("on the first day of the period", {**DONE, "completed_on": date(2026, 10, 1)}),
    Completed("before the period", {**DONE, "completed_on": date(2026, 9, 30)}, is_news=False),
    Completed("on a day not recorded", DONE),
    Completed("told at the last report", DONE, (Q2,), is_news=False),
    Completed(
        "not told at the last report, though done before it",
        {**DONE, "completed_on": date(2026, 9, 30)},
        (Q2._replace(status="In progress"),),
    ),
    Completed("waiting to be verified", {"status": Status.TO_VERIFY}),
    Completed(
        "long ago, in a plan that names no period",
        {**DONE, "completed_on": date(2020, 1, 1)},
        settings=Settings(),
    ),
    Completed("not at all", {}, is_news=False),
)


@pytest.mark.parametrize("case", COMPLETED, ids=lambda case: case.name)
def test_what_was_completed_since_the_last_report_is_listed(case: Completed) -> None:
    made = appendix(plan(case.row, history=case.history, settings=case.settings), on=ON)

    assert column(made, "Ref", sheet="Completed") == (["1"] if case.is_news else [])


def test_the_longest_overdue_comes_first_with_its_days() -> None:
    made = appendix(plan({"due": date(2026, 11, 21)}, {"due": date(2026, 11, 1)}, {}), on=ON)

    assert column(made, "Ref", sheet="Overdue") == ["2", "1"]
    assert column(made, "Days overdue", sheet="Overdue") == [21, 1]


def test_what_is_due_today_is_due_soon_with_no_days_left() -> None:
    made = appendix(plan({"due": ON}), on=ON)

    assert column(made, "Days left", sheet="Due soon") == [0]


def test_a_table_with_nothing_in_it_has_no_rows() -> None:
    made = appendix(plan({}), on=ON)

    assert column(made, "Ref", sheet="Overdue") == []


# The layouts


def test_the_plans_own_layout_is_used_where_none_is_asked_for() -> None:
    assert appendix(plan({}, settings=Settings(layout="Issue ")), on=ON).layout == "issue"


def test_a_layout_we_do_not_have_becomes_a_register_and_the_notes_say_so() -> None:
    made = appendix(plan({}, settings=Settings(layout="mosaic")), on=ON)

    assert made.layout == "register"
    assert "'mosaic'" in note(made, "How to read this appendix")["Layout"]


def test_asking_for_a_layout_we_do_not_have_is_an_error() -> None:
    with pytest.raises(SettingsError, match=r"'mosaic' is no layout .* monitoring, register"):
        appendix(plan({}), on=ON, layout="mosaic")


def test_the_register_leaves_out_columns_with_nothing_in_them_and_says_which() -> None:
    made = appendix(plan({}), on=ON, layout="register")

    headings = [each.heading for each in made.actions.columns]
    assert headings == [
        "Ref",
        "Section",
        "Issue",
        "Action",
        "Lead",
        "Timescale",
        "Due",
        "Status",
        "Progress",
        "RAG",
    ]
    said = note(made, "How to read this appendix")["Columns left out"]
    assert "Response, Aim, Priority, Outcome, Start" in said


def test_the_register_of_a_full_plan_has_every_public_column() -> None:
    day = date(2026, 9, 1)
    issue = Issue(2, "1", "s", "i", "r", "a", "m", "d", "g", "f", "p", "n", "c", "k")
    row: dict[str, Any] = {
        "outcome": "Done",
        "start": day,
        "owned": {"start": day},
        "revised_due": day,
        "percent": 40.0,
        "completed_on": day,
    }

    made = appendix(plan(row, issues=(issue,)), on=ON, layout="register")

    assert len(made.actions.columns) == len(PUBLIC) == 23
    assert column(made, "% complete") == [0.4]


def test_layout_issue_says_issue_and_action_once_over_their_rows() -> None:
    made = appendix(
        plan({"ref": "1a"}, {"ref": "1a.i", "part_of": "1a", "lead": "MG"}, {"ref": "1b"}),
        on=ON,
        layout="issue",
        edition="print",
    )

    assert column(made, "No") == ["1", ABOVE, ABOVE]
    assert column(made, "Issue") == ["The harbour has no programme", ABOVE, ABOVE]
    assert [
        cell if cell is ABOVE else str(cell)[:2] for cell in column(made, "Actions required")
    ] == ["1a", ABOVE, "1b"]
    assert column(made, "Lead") == ["JT", "MG", "JT"]


def test_layout_issue_numbers_actions_that_have_no_issue_by_their_refs() -> None:
    made = appendix(plan({"issue": ""}, {"issue": ""}), on=ON, layout="issue", edition="print")

    assert column(made, "No") == ["1", "2"]
    assert column(made, "Issue") == [None, None]


class Worded(NamedTuple):
    """A row, a column of layout issue, and what its cell says."""

    row: Fields
    heading: str
    says: str


APPROVED: Fields = {"approval": "Minute 14", "approved_on": date(2026, 9, 1)}
WORDED = (
    Worded({"progress": ""}, "Progress / Outcome", "No progress recorded"),
    Worded(
        {"progress": "Begun.", "outcome": "Safe"}, "Progress / Outcome", "Begun.\nOutcome: Safe"
    ),
    Worded(
        {**DONE, "progress": "", "completed_on": date(2026, 10, 9)},
        "Progress / Outcome",
        "Completed 9 October 2026",
    ),
    Worded({"timescale_text": "", "due": None}, "Timescale", "No date"),
    Worded({"timescale_text": "", "due": date(2027, 3, 5)}, "Timescale", "5 March 2027"),
    Worded(
        {"revised_due": date(2027, 5, 1)}, "Timescale", "31 March 2027\nAsked to move to 1 May 2027"
    ),
    Worded(
        {"revised_due": date(2027, 5, 1), **APPROVED},
        "Timescale",
        "31 March 2027\nRevised to 1 May 2027",
    ),
    Worded({}, "Status", "On track\n(In progress)"),
    Worded({"status": None}, "Status", "On track"),
    Worded(DONE, "Status", "Complete"),
    Worded({"status": Status.TO_VERIFY}, "Status", "To be verified"),
    Worded({"status": Status.ON_HOLD, **APPROVED}, "Status", "On hold"),
    Worded({"due": date(2026, 9, 30), "status": Status.ON_HOLD}, "Status", "Overdue\n(On hold)"),
)


@pytest.mark.parametrize("case", WORDED, ids=lambda case: repr(case.says))
def test_layout_issue_puts_it_in_words(case: Worded) -> None:
    made = appendix(plan(case.row), on=ON, layout="issue", edition="print")

    assert column(made, case.heading) == [case.says]


HEADING: Fields = {"ref": "a", "timescale_text": "", "due": None, "status": None, "progress": ""}
STEP: Fields = {"ref": "a.i", "part_of": "a", "lead": ""}


def test_an_action_that_its_steps_carry_shares_the_row_of_its_first_step() -> None:
    made = appendix(
        plan(HEADING, STEP, {**STEP, "ref": "a.ii"}), on=ON, layout="issue", edition="print"
    )

    words = "Publish the harbour dredging programme"
    assert column(made, "Actions required") == [f"a  {words}", ABOVE]
    assert [str(cell)[:4] for cell in column(made, "Progress / Outcome")] == ["a.i ", "a.ii"]
    assert headline(made, "Actions") == (2, None)
    assert headline(made, "Open") == (2, 1.0)


@pytest.mark.parametrize("own", [{"outcome": "Safe"}, {"lead": "MG"}])
def test_it_has_a_row_of_its_own_where_it_says_more_than_its_first_step(own: Fields) -> None:
    made = appendix(
        plan({**HEADING, **own}, {**STEP, "lead": "JT"}), on=ON, layout="issue", edition="print"
    )

    assert column(made, "Status")[0] == "See steps"
    assert len(made.actions.rows) == 2
    assert "See steps" in note(made, "How to read this appendix")


def test_a_step_that_its_own_steps_carry_keeps_its_words() -> None:
    inner = {**HEADING, "ref": "a.i", "part_of": "a", "lead": ""}
    deep = plan(HEADING, inner, {"ref": "a.i.x", "part_of": "a.i", "lead": ""})

    made = appendix(deep, on=ON, layout="issue", edition="print")

    said = [str(cell).partition(" ")[0] for cell in column(made, "Progress / Outcome")]
    assert said == ["a.i", "a.i.x"]


def test_steps_that_are_not_public_leave_no_trace_in_their_action() -> None:
    made = appendix(
        plan(HEADING, {**STEP, "publication": "Internal"}), on=ON, layout="issue", edition="print"
    )

    assert column(made, "Status") == ["At risk"]


# The names


def test_the_register_names_posts_and_no_people() -> None:
    made = appendix(plan({"lead": "JT/MG"}, {"lead": "Jo Tarrant"}), on=ON, layout="register")

    assert column(made, "Lead") == ["Head of Finance, Head of Policy", "Head of Finance"]
    assert note(made, "Initials used") == {}
    assert "Tarrant" not in repr(made)


def test_layout_issue_keeps_initials_and_gives_a_key_to_them() -> None:
    made = appendix(plan({"lead": "JT"}, {"lead": "WJ"}), on=ON, layout="issue", edition="print")

    assert column(made, "Lead") == ["JT", "WJ"]
    assert note(made, "Initials used") == {
        "JT": "Head of Finance",
        "WJ": "Post not given in the plan",
    }
    assert made.doubts == ("People gives no post for WJ, so the key to initials cannot say.",)
    assert "Tarrant" not in repr(made)


@pytest.mark.parametrize("edition", ["public", "print"])
def test_a_person_without_a_post_refuses_the_appendix_and_names_every_cell(edition: str) -> None:
    named = plan({"lead": "Kim Penhale"}, {}, {"lead": "MG/Kim Penhale"})

    with pytest.raises(PublicationRefusedError, match=r"2 rows .*: Actions!C2, Actions!C4\. Give"):
        appendix(named, on=ON, edition=edition)


@pytest.mark.parametrize("layout", ["theme", "issue"])
def test_a_rank_before_a_surname_is_the_post_as_far_as_it_was_told(layout: str) -> None:
    made = appendix(plan({"lead": "DCO Merton"}), on=ON, layout=layout)

    assert column(made, "Lead/Ref" if layout == "theme" else "Lead") == ["DCO"]
    assert "Merton" not in repr(replace(made, doubts=()))
    assert made.doubts == (
        "People gives no post for 'DCO Merton', who is called DCO: give it there.",
    )


def test_the_post_is_that_of_whoever_is_in_it_on_the_day() -> None:
    people = (
        Person(2, "JT", "Jo Tarrant", "Head of Finance"),
        Person(3, "JT", "Jo Tarrant", "Head of Drains", to_date=date(2026, 3, 31)),
    )

    made = appendix(plan({}, people=people), on=ON, layout="register")

    assert column(made, "Lead") == ["Head of Finance"]


def test_nobody_leads_an_unassigned_action() -> None:
    assert column(appendix(plan({"lead": ""}), on=ON), "Lead") == ["Not assigned"]


# The notes


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("Agreed by SMT.", ["SMT"]),
        ("Smt and ISMTX", []),
        ("Too many PIs", ["PI"]),
        ("Too many PIst", []),
        ("PI/SMT", ["PI", "SMT"]),
    ],
)
def test_the_glossary_has_the_acronyms_that_are_used(words: str, terms: list[str]) -> None:
    glossary = (Term("SMT", "Senior Management Team"), Term("PI", "Performance indicator"))

    made = appendix(plan({"progress": words}, glossary=glossary), on=ON)

    assert list(note(made, "Acronyms used")) == terms


def test_the_cover_says_what_is_known_and_nothing_else() -> None:
    made = appendix(plan({}), on=ON, meeting=Meeting(0, "Audit Committee", date(2026, 12, 8)))

    assert dict(made.cover.facts) == {
        "Committee": "Audit Committee",
        "Meeting": "8 December 2026",
        "As it stood on": "22 November 2026",
        "Reporting period": "2026-27 Q3",
        "Plan approved": "1 April 2026",
    }
