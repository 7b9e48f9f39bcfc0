"""Blocks for areas: labels wherever they stand, damage of scanning, tables run together."""

import pytest
from import_texts import AREAS, actions, draft

from actionbook.imports.draft import Sureness
from actionbook.imports.run_together import rows_run_together


def issues() -> dict[str, dict[str, object]]:
    return {str(row.values["ref"]): dict(row.values) for row in draft(AREAS).tables["Issues"]}


def says(ref: str, column: str) -> list[str]:
    return [
        f"{each.sureness}: {each.words}"
        for each in draft(AREAS).doubts
        if (each.ref, each.column) == (ref, column)
    ]


def test_labels_are_read_in_cells_in_lines_and_run_together() -> None:
    found = issues()

    assert [row["issue"] for row in found.values()] == [
        "Dredge the channel in time",
        "Hear the fishermen",
        "Mend the lights",
        "own in the fog",
        "Learn from the wreck",
        "Teach the pilots",
    ]
    assert [row["lead_member"] for row in found.values()] == [*["Harbour Board"] * 3] + [
        "Safety Panel"
    ] * 3
    assert found["1"]["aim"] == "A channel that every boat can use"
    assert found["4"]["aim"] == "ip is warned"


def test_a_label_that_was_passed_over_has_the_words_of_the_next_line() -> None:
    found = issues()["2"]

    assert found["aim"] == "A harbour in which nobody is surprised"
    assert found["lead_directorate"] == "Ports, Coast & Rivers"


def test_leads_run_together_are_parted_as_elsewhere_in_the_plan() -> None:
    found = issues()

    assert found["3"]["lead_directorate"] == "Ports. Coast and Rivers; Estates and Works"
    assert found["5"]["lead_directorate"] == "Estates & Works; Ports, Coast & Rivers"
    assert says("5", "Lead directorate") == [
        "likely: Safety Panel Estates & Works Ports, Coast & Rivers"
    ]


def test_leads_that_nothing_parts_are_kept_whole_and_said() -> None:
    text = (
        "Theme 1: Be kind Lead Members: Lead Directorates: some words of nobody\n"
        "Actions:\tCompleted by:\nSmile\tJune 2027\n"
    )

    found = draft(text)

    assert found.tables["Issues"][0].values["lead_directorate"] == "some words of nobody"
    assert [each.sureness for each in found.doubts if each.column == "Lead directorate"] == [
        Sureness.UNSURE
    ]


def test_actions_of_a_table_have_their_outcomes_and_dates() -> None:
    rows = actions(AREAS, "ref", "action", "outcome", "timescale_text")

    assert rows[:3] == [
        (
            "1a",
            "Draw up a programme of dredging",
            "A channel that is deep enough at low water",
            "June 2027",
        ),
        ("1b", "Buy a second barge", "Work that does not wait", "May 28"),
        (
            "2a",
            "Hold a meeting on the quay",
            "What is planned is known\nand is talked over",
            "Within six months",
        ),
    ]
    assert says("1a", "Outcome") == ["unsure: A channel that is | deep enough at low water"]
    assert says("1b", "Outcome") == []


def test_every_date_of_a_table_run_together_has_its_action() -> None:
    rows = actions(AREAS, "ref", "action", "timescale_text")

    assert rows[3:5] == [
        ("3a", "Survey every lamp No lamp is passed over", "End of March 2027"),
        ("3b", "Replace what is broken", "End\\of May 2028"),
    ]
    assert [row[::2] for row in rows[6:8]] == [
        ("5a", "Draft completed by 1st May 2027"),
        ("5b", "established\\ by end of June 2027"),
    ]
    assert rows[8:] == [
        ("6a", "Develop a course for pilots", "July 2027"),
        ("6b", "Completion of the first course.", "4th June 2027"),
        ("6c", "Continuation of visits and talks.", "\\Ongoing"),
    ]


def test_what_is_run_together_is_a_doubt_with_the_words_as_they_stand() -> None:
    assert says("6a", "Action") == ["likely: July 2027 Develop a course for pilots"]
    assert says("3a", "Action")[0].startswith("unsure: Survey every lamp")


def test_a_block_whose_number_is_lost_is_given_the_next_and_its_cut_words_are_said() -> None:
    assert says("4", "Ref") == ["unsure: own in the fog"]
    assert says("4", "Issue") == ["lost: own in the fog"]
    assert says("4", "Aim") == ["lost: ip is warned"]


def test_no_path_of_a_document_store_comes_in() -> None:
    found = draft(AREAS)

    cells = [str(value) for rows in found.rows.values() for row in rows for value in row.values()]
    assert not any("share" in cell or ".doc" in cell for cell in cells)
    assert [left.text for left in found.left_over if "share" in left.text] == [
        "D:\\share\\published\\M0001\\plan.doc"
    ]


def test_nobody_leads_an_action_beside_which_no_lead_is_printed() -> None:
    assert not any(lead for (lead,) in actions(AREAS, "lead"))
    assert says("", "Lead") == ["lost: "]


def test_the_letters_of_the_areas_are_accounted_for() -> None:
    assert draft(AREAS).letters.share >= 0.99


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Do one thing June 2027 Do another July 2027", ["June 2027", "July 2027"]),
        ("June 2027 Do one thing July 2027 Do another", ["June 2027", "July 2027"]),
        ("Do one thing without a date", [""]),
        ("Agree it All staff by the end • Peace of mind of May 2027", [
            "All staff by the end of May 2027"]),
        ("1. One April 2027 2. Two Q3 2027/28 3. Three 1/6/2027", [
            "April 2027", "Q3 2027/28", "1/6/2027"]),
        ("Publish the March 2026 survey", ["March 2026"]),
    ],
)  # fmt: skip
def test_the_dates_of_a_line_are_its_rows(text: str, expected: list[str]) -> None:
    assert [row.when for row in rows_run_together(text)] == expected


def test_rows_begin_at_the_date_or_end_with_it_as_the_line_does() -> None:
    before = rows_run_together("June 2027 Do one thing July 2027 Do another")
    behind = rows_run_together("Do one thing June 2027 Do another July 2027")

    assert [row.action for row in before] == ["Do one thing", "Do another"]
    assert [row.action for row in behind] == ["Do one thing", "Do another"]


@pytest.mark.parametrize("piece", ["June 2027 ", "Implement the ", "by the end Of ", "1. A "])
def test_a_long_line_that_is_run_together_is_read_to_its_end(piece: str) -> None:
    rows = rows_run_together(piece * 20_000)

    assert sum(len(row.action) + len(row.when) for row in rows) > 0
