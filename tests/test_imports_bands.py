"""Words alone in a row: the heading of the rows below, or an action that nobody has filled in."""

import pytest

from actionbook.imports.action_words import asks_to_do
from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.recognition import recognise
from actionbook.imports.row_kinds import RowKind
from actionbook.imports.table_rows import rows_of_table
from actionbook.ooxml import Area

HEADINGS = "Action | Lead | Due date | Update"
ACTIONS = (
    "Write the policy down | JT | May 2027 | begun",
    "Train all of the staff | KM | June 2027 |",
    "Book the rooms early | PN | July 2027 | done",
)


def grid(*rows: str) -> CellGrid:
    return CellGrid("Plan", [[cell.strip() for cell in row.split("|")] for row in rows])


def bands(*rows: str) -> list[int]:
    (table,) = recognise(grid(*rows))
    assert set(table.of_kind(RowKind.BAND) + table.of_kind(RowKind.ACTION)) == set(
        range(2, len(rows) + 1)
    )
    return list(table.of_kind(RowKind.BAND))


ONE, TWO, THREE = ACTIONS


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("Leadership and management", *ACTIONS), [2]),
        ((ONE, "Leadership and management", TWO, THREE), [3]),
        (("Leadership", ONE, TWO, "Housing", THREE), [2, 5]),
        (("Review the scheme of delegation", *ACTIONS), []),
        ((*ACTIONS, "Ask the unions about hours", "Buy two more vans"), []),
        ((ONE, "Ask the unions about hours", TWO, "Buy two more vans", THREE), []),
        (("Leadership", ONE, "Train all of the staff", "Housing", THREE), [2, 5]),
        # Of several that read as actions, each over a whole row, the first stands over them all.
        (("Improve the way we lead", ONE, TWO, "Strengthen scrutiny", THREE), [2, 5]),
    ],
)
def test_words_alone_head_rows_unless_they_ask_for_something(
    rows: tuple[str, ...], expected: list[int]
) -> None:
    assert bands(HEADINGS, *rows) == expected


def test_words_alone_among_actions_that_are_read_as_a_heading_are_a_doubt() -> None:
    sheet = grid(HEADINGS, "Leadership", ONE, "2. HOUSING", TWO, THREE)
    (table,) = recognise(sheet)

    doubts = rows_of_table(sheet, table).doubts

    assert [each.cell for each in doubts if "alone in their row" in each.doubt] == ["Plan!A2"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Review the policy", True), ("Develop leaders", True), ("Book rooms early", True),
        ("Change the culture", True), ("Set up a group", True), ("Review", False),
        ("Improving the service", False), ("In the community", False),
        ("Support for carers", False),
        ("Quality of education", False), ("Complete", False), ("Design and technology", False),
    ],
)  # fmt: skip
def test_words_ask_for_something_where_they_begin_with_what_is_to_be_done(
    words: str,
    expected: bool,  # noqa: FBT001 - the answer of the case
) -> None:
    assert asks_to_do(words) is expected


def test_a_group_over_the_headings_comes_again_with_them() -> None:
    group, headings = "Planning ||| Delivery", "Action | Lead | Due date | Update"
    sheet = grid(group, headings, ONE, TWO, group, headings, THREE)

    (table,) = recognise(sheet)

    assert table.of_kind(RowKind.ACTION) == (3, 4, 7)


def test_a_note_at_the_foot_does_not_keep_long_headings_from_being_told() -> None:
    long = "What was said of the log of complaints that nobody had tested"
    rows = ("1. Leadership", ONE, long, TWO, THREE, "", "Note: days in italics were changed")
    (table,) = recognise(grid(HEADINGS, *rows))

    assert table.of_kind(RowKind.BAND) == (2, 4)


def numbered(*refs: str) -> list[int]:
    rows = [f"{ref} | " + ("Improve how we lead |||" if len(ref) == 1 else ONE) for ref in refs]
    (table,) = recognise(grid(f"No. | {HEADINGS}", *rows))
    return list(table.of_kind(RowKind.BAND))


@pytest.mark.parametrize(
    ("refs", "expected"),
    [
        (("1", "1.1", "1.2", "2", "2.1"), [2, 5]),
        (("1", "1a", "1b"), [2]),
        (("A", "A/1", "A/2"), [2]),
        (("1", "10.1", "10.2"), []),
        (("1", "2.1", "2.2"), []),
    ],
)
def test_a_number_heads_the_rows_whose_numbers_begin_with_it(
    refs: tuple[str, ...], expected: list[int]
) -> None:
    assert numbered(*refs) == expected


def test_actions_under_a_number_belong_to_the_issue_that_stands_beside_it() -> None:
    sheet = grid(f"No. | {HEADINGS}", "1 | Leadership |||", f"1.1 | {ONE}", f"1.2 | {TWO}")
    (table,) = recognise(sheet)

    made = rows_of_table(sheet, table)

    assert [(row.values["ref"], row.values["issue"]) for row in made.issues] == [
        ("1", "Leadership")
    ]
    assert [(row.values["ref"], row.values["issue"]) for row in made.actions] == [
        ("1.1", "1"), ("1.2", "1"),
    ]  # fmt: skip


ACROSS = Area(3, 1, 3, 4)


@pytest.mark.parametrize(
    ("words", "merges", "is_news"),
    [
        ("Update 3 May 2026: the draft is with the unions", (ACROSS,), True),
        ("Progress – half of them are trained", (ACROSS,), True),
        ("03/05/2026: the draft is with the unions", (ACROSS,), True),
        ("Housing and repairs", (ACROSS,), False),
        ("Update of the register", (ACROSS,), False),
        # In the actions' own column:
        ("Update the register: all of it", (), False),
        ("Update: the draft is with the unions", (), True),
    ],
)
def test_news_below_an_action_is_its_progress(
    words: str, merges: tuple[Area, ...], *, is_news: bool
) -> None:
    rows = [[cell.strip() for cell in row.split("|")] for row in (HEADINGS, ONE, words, TWO, THREE)]
    sheet = CellGrid("Plan", rows, merges)
    (table,) = recognise(sheet)

    made = rows_of_table(sheet, table)

    said = str(made.actions[0].values["progress"])
    assert said == (f"begun\n{words}" if is_news else "begun")
    assert ("Plan!A3" in [each.cell for each in made.doubts]) is is_news


def test_words_with_ditto_marks_beside_them_are_an_action_and_no_foot() -> None:
    sheet = grid(HEADINGS, ONE, TWO, 'Print it | " | " | "')
    (table,) = recognise(sheet)

    assert [str(row.kind) for row in table.rows] == ["action"] * 3
