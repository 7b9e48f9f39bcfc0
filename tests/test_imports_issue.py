"""The layout `issue`: what is an issue, an action and a step, over pages and slipped cells."""

from typing import NamedTuple

import pytest
from import_texts import HEADINGS, PAGE, actions, draft, table

from actionbook.imports.draft import Sureness

ONE = ("1", "Shelves are empty", "Buy books", "JT", "An order is out.", "June 2026", "In progress")


class Case(NamedTuple):
    """Rows as printed, and the (ref, part of, lead, timescale, action, progress) they become."""

    name: str
    text: str
    expected: tuple[tuple[str, str, str, str, str, str], ...]


CASES = (
    Case(
        "one paragraph beside one timescale is one row",
        table(ONE),
        (("1a", "", "JT", "June 2026", "Buy books", "An order is out."),),
    ),
    Case(
        "several paragraphs with their own timescales are steps",
        table(
            ("1", "Shelves", "Buy books", "JT", "<p>Ask.</p> <p>Order.</p>",
             "<p>May 2026</p> <p>June 2026</p>", ""),
            ("", "", "", "", "Unpack.", "July 2026", ""),
        ),
        (
            ("1a", "", "JT", "", "Buy books", ""),
            ("1a.i", "1a", "", "May 2026", "Ask.", ""),
            ("1a.ii", "1a", "", "June 2026", "Order.", ""),
            ("1a.iii", "1a", "", "July 2026", "Unpack.", ""),
        ),
    ),
    Case(
        "fewer timescales than paragraphs stay together",
        table(("1", "Shelves", "Buy books", "JT", "<p>Ask.</p> <p>Order.</p> <p>Pay.</p>",
               "<p>May 2026</p> <p>June 2026</p>", "")),
        (("1a", "", "JT", "May 2026; June 2026", "Buy books", "Ask.\nOrder.\nPay."),),
    ),
    Case(
        "a sentence that a page break cut is mended, and its timescale stays with it",
        table(("1", "Shelves", "Buy books", "JT", "<p>Ask.</p> <p>Order from the</p>",
               "<p>May 2026</p> <p>June 2026</p>", ""))
        + PAGE
        + "\t\t\t\t<p>supplier.</p> <p>Unpack.</p>\tJuly 2026\t\n",
        (
            ("1a", "", "JT", "", "Buy books", ""),
            ("1a.i", "1a", "", "May 2026", "Ask.", ""),
            ("1a.ii", "1a", "", "June 2026", "Order from the supplier.", ""),
            ("1a.iii", "1a", "", "July 2026", "Unpack.", ""),
        ),
    ),
    Case(
        "timescales that a page break pushed over the page are counted with their paragraphs",
        table(("1", "Shelves", "Buy books", "JT", "<p>Ask.</p> <p>Order.</p>", "May 2026", ""))
        + PAGE
        + "\t\t\t\t\tJune 2026\t\n",
        (
            ("1a", "", "JT", "", "Buy books", ""),
            ("1a.i", "1a", "", "May 2026", "Ask.", ""),
            ("1a.ii", "1a", "", "June 2026", "Order.", ""),
        ),
    ),
    Case(
        "an issue, an action and a list go on over the page",
        table(("1", "Shelves are empty in", "<p>Buy:</p><ul> • books", "JT", "Ask.", "May 2026",
               ""))
        + PAGE
        + "\tevery branch\t<ul> • maps\t\tand pay.\t\t\n",
        (("1a", "", "JT", "May 2026", "Buy:\n• books\n• maps", "Ask.\nand pay."),),
    ),
    Case(
        "a lead goes on over the page, and a step may have its own",
        table(("1", "Shelves", "Buy books", "JT/", "Ask.", "May 2026", ""))
        + PAGE
        + "\t\t\tMG\tOrder.\tJune 2026\t\n\t\t\tSL\tPay.\tJuly 2026\t\n",
        (
            ("1a", "", "JT/ MG", "", "Buy books", ""),
            ("1a.i", "1a", "", "May 2026", "Ask.", ""),
            ("1a.ii", "1a", "", "June 2026", "Order.", ""),
            ("1a.iii", "1a", "SL", "July 2026", "Pay.", ""),
        ),
    ),
    Case(
        "a blank lead under a filled one is as above; a blank one that is first stays blank",
        table(
            ONE,
            ("", "", "Sell books", "", "A fair is planned.", "July 2026", ""),
            ("2", "Maps", "Draw maps", "", "None yet.", "May 2027", ""),
        ),
        (
            ("1a", "", "JT", "June 2026", "Buy books", "An order is out."),
            ("1b", "", "as above", "July 2026", "Sell books", "A fair is planned."),
            ("2a", "", "", "May 2027", "Draw maps", "None yet."),
        ),
    ),
    Case(
        "cells that slipped to the left are put back by what they hold",
        table(
            ONE,
            ("", "", "Sell books", "MG", "A fair is planned.", "July 2026", ""),
            ("", "", "", "", "The fair is over.", "August 2026", ""),
            ("", "Lend the remaining books to schools", "JT", "", "Two schools asked.", "May 2027"),
            ("The van has been repaired for it.", "", "", "", "June 2027", "", ""),
        ),
        (
            ("1a", "", "JT", "June 2026", "Buy books", "An order is out."),
            ("1b", "", "MG", "", "Sell books", ""),
            ("1b.i", "1b", "", "July 2026", "A fair is planned.", ""),
            ("1b.ii", "1b", "", "August 2026", "The fair is over.", ""),
            ("1c", "", "JT", "", "Lend the remaining books to schools", ""),
            ("1c.i", "1c", "", "May 2027", "Two schools asked.", ""),
            ("1c.ii", "1c", "", "June 2027", "The van has been repaired for it.", ""),
        ),
    ),
    Case(
        "an issue whose number is printed again goes on",
        table(ONE, ("1", "Shelves are empty", "Sell books", "MG", "Planned.", "May 2027", "")),
        (
            ("1a", "", "JT", "June 2026", "Buy books", "An order is out."),
            ("1b", "", "MG", "May 2027", "Sell books", "Planned."),
        ),
    ),
    Case(
        "initials that a line's end broke are put together where the text has them whole",
        table(ONE, ("2", "Maps", "Ask the LGA", "SMT/LG A", "Asked.", "TBC", "")),
        (
            ("1a", "", "JT", "June 2026", "Buy books", "An order is out."),
            ("2a", "", "SMT/LGA", "TBC", "Ask the LGA", "Asked."),
        ),
    ),
    Case(
        "a row with too few cells",
        table(ONE, ("2", "Maps", "Draw maps")),
        (
            ("1a", "", "JT", "June 2026", "Buy books", "An order is out."),
            ("2a", "", "", "", "Draw maps", ""),
        ),
    ),
)  # fmt: skip
FIELDS = ("ref", "part_of", "lead", "timescale_text", "action", "progress")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_printed_rows_become_actions_and_steps(case: Case) -> None:
    assert tuple(actions(case.text, *FIELDS)) == case.expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_letter_is_in_a_cell_or_left_over(case: Case) -> None:
    assert draft(case.text).letters.share > 0.98


def test_an_issue_keeps_its_words_and_its_lines() -> None:
    found = draft(CASES[5].text).tables["Issues"]

    assert [dict(row.values) for row in found] == [
        {"ref": "1", "issue": "Shelves are empty in every branch"}
    ]
    assert found[0].lines == (4, 11)


def test_a_row_knows_the_lines_it_came_from() -> None:
    found = draft(CASES[3].text).tables["Actions"]

    assert [row.lines for row in found] == [(4,), (4,), (4, 11), (11,)]


def test_an_issue_without_a_number_is_given_the_next_free_one_and_doubted() -> None:
    found = draft(table(ONE, ("", "No maps", "Draw maps", "MG", "Begun.", "May 2027", "")))

    assert [row.values["ref"] for row in found.tables["Issues"]] == ["1", "2"]
    assert [doubt.column for doubt in found.doubts if doubt.ref == "2"] == ["Ref"]


@pytest.mark.parametrize(
    "printed",
    ["HR1 HR2", "AB/1 AB/2", "IA.12 IA.13", "CS001 CS002", "2014/15-01 2014/15-02", "1000 1001",
     "i ii", "II III", "KLOE1.2 KLOE1.3", "1/2014 2/2014", "P1(a) P1(b)",
     "Finding-one Finding-two"],
)  # fmt: skip
def test_a_number_of_the_house_s_own_is_kept_and_parts_issues(printed: str) -> None:
    first, second = printed.split()

    read = draft(table((first, *ONE[1:6], ""), (second, "Roof leaks", "Mend it", "MG", "", "", "")))

    assert [row.values["ref"] for row in read.tables["Issues"]] == [first, second]
    assert [row.values["issue"] for row in read.tables["Actions"]] == [first, second]
    assert read.letters.share > 0.98


@pytest.mark.parametrize("printed", ["-", "n/a", "TBC"])
def test_an_issue_with_a_mark_for_a_number_is_an_issue_of_its_own(printed: str) -> None:
    read = draft(table(ONE, (printed, "Roof leaks", "Mend it", "MG", "", "June 2026", "")))

    found = [(row.values["ref"], row.values["issue"]) for row in read.tables["Issues"]]
    assert found == [("1", "Shelves are empty"), ("2", "Roof leaks")]


def test_actions_numbered_by_the_source_keep_their_numbers() -> None:
    head = "Ref\tAction\tLead\tTimescale\n"
    rows = "1a\tBuy\tJT\tMay 2026\n1(b)\tSell\tMG\tMay 2026\n1b.ii\tPack\t\tMay 2026\n"

    read = draft(f"{head}{rows}2a\tMend\tJT\tMay 2026\n2\tPaint\tJT\tMay 2026\n")

    found = [tuple(row.values.get(name, "") for name in ("ref", "issue", "part_of", "lead"))
             for row in read.tables["Actions"]]  # fmt: skip
    assert found == [("1a", "1", "", "JT"), ("1b", "1", "", "MG"), ("1b.ii", "1", "1b", ""),
                     ("2a", "2", "", "JT"), ("2b", "2", "", "JT")]  # fmt: skip


def test_an_issue_number_that_stands_twice_is_doubted_and_its_actions_are_told_apart() -> None:
    again = ("1", "No maps", "Draw maps", "MG", "Begun.", "May 2027", "Complete")
    found = draft(table(ONE, ("2", "x", "Wait", "MG", "So.", "May 2027", "Complete"), again))

    assert [row.values["ref"] for row in found.tables["Actions"]] == ["1a", "2a", "1b"]
    assert ["The number 1 stands at two issues" in doubt.doubt for doubt in found.doubts] == [True]


def test_a_status_that_is_nowhere_in_words_was_told_by_colour() -> None:
    text = table((*ONE[:6], "●"), ("2", "Maps", "Draw", "MG", "Begun.", "May 2027", " "))

    (doubt,) = draft(text).doubts

    assert (doubt.column, doubt.sureness, doubt.lines) == ("Status", Sureness.LOST, (3,))
    assert "colour" in doubt.doubt
    assert actions(text, "status") == [("",), ("",)]


def test_statuses_stand_beside_their_paragraphs_and_strange_ones_are_kept() -> None:
    row = ("1", "x", "Buy", "JT", "<p>Ask.</p><p>Order.</p>", "<p>May 2026</p><p>June 2026</p>")
    text = table(
        (*row, "<p>Completed</p><p>not yet started</p>"),
        ("", "", "", "", "Pay.", "July 2026", "Blue"),
    )

    assert actions(text, "status") == [("",), ("Complete",), ("Not started",), ("Blue",)]
    assert [doubt.words for doubt in draft(text).doubts if doubt.column == "Status"] == ["Blue"]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (("1", "x", "Buy", "JT", "Done in May.", "June 2026", ""), "Status", "Done in May."),
        (("1", "x", "Buy", "JT", "Out.", "Completed May 2026", ""), "Status", "Completed May 2026"),
        (("1", "x", "Buy", "JT", "Ditto", "June 2026", "On hold"), "Progress this period", "Ditto"),
        (("1", "x", "Buy", "JT", "Asked.", "blue", "On hold"), "Timescale", "blue"),
        (("1", "x", "Buy", "JT", "Asked.", "As for 9c", "On hold"), "Timescale", "As for 9c"),
        (("1", "x", "<p>A</p><p>B</p>", "JT", "Out.", "May 2027", "On hold"), "Action", "A\nB"),
    ],
)  # fmt: skip
def test_what_the_words_leave_open_is_doubted(
    row: tuple[str, ...], column: str, words: str
) -> None:
    sound = ("2", "y", "Draw", "MG", "Begun.", "May 2027", "In progress")

    doubts = draft(table(row, sound)).doubts

    assert [(doubt.ref, doubt.column, doubt.words) for doubt in doubts] == [("1a", column, words)]


def test_a_row_with_too_many_cells_loses_none_of_them() -> None:
    found = draft(table(ONE, ("2", "Maps", "Draw", "MG", "Begun.", "May 2027", "Blue", "Extra")))

    assert [left.text for left in found.left_over if left.line == 5] == ["Extra"]
    assert any("more cells" in doubt.doubt for doubt in found.doubts)


def test_a_column_that_a_plan_does_not_have_is_left_over() -> None:
    text = "\n".join(
        ["\t".join((*HEADINGS, "Cost centre")), "\t".join((*ONE, "4711")), "\t".join((*ONE, ""))]
    )

    assert [(left.line, left.text) for left in draft(text).left_over][1:] == [(2, "4711")]


def test_text_between_the_rows_is_left_over_and_text_below_a_cell_is_the_rest_of_it() -> None:
    text = (
        table(ONE) + "\nA note by the clerk\n\n" + "\t".join(("2", *ONE[1:4], "Begun")) + "\nlate"
    )

    found = draft(text)

    assert [left.text for left in found.left_over if left.reason.startswith("text")] == [
        "A note by the clerk"
    ]
    assert found.tables["Actions"][1].values["progress"] == "Begun\nlate"


def test_page_titles_numbers_and_headings_in_the_middle_are_left_over_with_their_lines() -> None:
    heads = "\t".join(HEADINGS)
    text = table(ONE) + PAGE + f"Page 2 of 3\n{heads}\n" + "\t".join(("2", *ONE[1:]))

    assert [(left.line, left.reason) for left in draft(text).left_over] == [
        (3, "table heading"),
        (9, "page title or number"),
        (11, "page title or number"),
        (12, "table heading"),
    ]


SECTIONS = """Library Plan

No\tTheme\tAction\tLead/Ref
\tPeople and Places
1\tOpening hours\t<p>Count who comes</p> <p>Ask who does not</p>\t<p>Head of Libraries</p> <p>KP</p>
2\tThanks\tHold a day of thanks\t<p>Chief Librarian</p> <p>Lead Member</p>
\tMoney
3\tThe van\t\u2022 Buy a van \u2022 Sell the old one\tKP
"""


def test_a_few_words_alone_before_a_number_are_the_heading_of_a_section() -> None:
    found = [row.values for row in draft(SECTIONS).tables["Issues"]]

    assert [(row["ref"], row["section"]) for row in found] == [
        ("1", "People and Places"),
        ("2", "People and Places"),
        ("3", "Money"),
    ]
    assert [row.lines for row in draft(SECTIONS).tables["Issues"]] == [(4, 5), (6,), (7, 8)]


def test_as_many_leads_as_actions_in_a_row_are_paired_and_others_are_kept_together() -> None:
    assert actions(SECTIONS, "ref", "action", "lead") == [
        ("1a", "Count who comes", "Head of Libraries"),
        ("1b", "Ask who does not", "KP"),
        ("2a", "Hold a day of thanks", "Chief Librarian / Lead Member"),
        ("3a", "\u2022 Buy a van\n\u2022 Sell the old one", "KP"),
    ]
