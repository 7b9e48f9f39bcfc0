"""Words alone in a row: the heading of the rows below, or an action that nobody has filled in."""

import pytest

from actionbook.imports.action_words import asks_to_do
from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.recognition import recognise
from actionbook.imports.row_kinds import RowKind
from actionbook.imports.table_rows import rows_of_table

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
