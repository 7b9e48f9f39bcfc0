"""Themes under sections, one cell to a line: actions and leads in pairs, dates not taken."""

import pytest
from import_texts import THEMES, actions, draft


def test_each_bullet_is_an_action_with_the_lead_that_stands_in_the_same_place() -> None:
    assert actions(THEMES, "ref", "action", "lead")[:3] == [
        ("1a", "Count who comes, and when.", "Head of Libraries"),
        ("1b", "Ask those who do not come.", "Outreach Training"),
        ("2a", "Hold a day of thanks in each town by June 2027.", "Chief Librarian/Lead Member"),
    ]


def test_sections_are_those_of_the_themes_under_them_over_pages_too() -> None:
    issues = [row.values for row in draft(THEMES).tables["Issues"]]

    assert [(row["ref"], row["section"]) for row in issues] == [
        ("1", "People and Places"),
        ("2", "People and Places"),
        ("3", "Money"),
        ("4", "Collections"),
    ]
    assert str(issues[0]["issue"]).split("\n")[0] == "Opening Hours"


def test_one_lead_beside_several_actions_leads_them_all() -> None:
    rows = actions(THEMES, "ref", "lead")

    assert rows[-3:] == [("4a", "Chief Librarian"), ("4b", "as above"), ("4c", "as above")]


def test_leads_and_actions_that_do_not_come_out_even_are_a_doubt() -> None:
    doubts = [each for each in draft(THEMES).doubts if each.column == "Lead" and each.ref == "3a"]

    assert actions(THEMES, "lead")[3] == ("Head of Libraries / Branch/Section Heads",)
    assert [each.doubt for each in doubts] == [
        "2 leads stand beside 1 action; they are paired in the order in which they stand."
    ]
    assert doubts[0].words == "Head of Libraries | Branch/Section Heads"


def test_dates_in_the_words_of_an_action_are_said_and_never_taken() -> None:
    found = {each.ref: each.doubt for each in draft(THEMES).doubts if each.column == "Timescale"}

    assert not any(when for (when,) in actions(THEMES, "timescale_text"))
    assert '"by June 2027"' in found["2a"]
    assert '"planned for 2027", "in year 2"' in found["3a"]
    assert set(found) == {"", "2a", "3a"}


def test_a_plan_without_any_timescale_is_said_to_have_none() -> None:
    says = [each.doubt for each in draft(THEMES).doubts if not each.ref]

    assert says == ["No action has a timescale: none can be late until each has one."]


@pytest.mark.parametrize(
    "words",
    [
        "Review the Plan 2006",
        "Read the 2006 review",
        "Do 12 of them",
        "May they come",
        "Year on year",
    ],
)
def test_what_names_no_date_is_no_suggestion(words: str) -> None:
    text = THEMES.replace("Count who comes, and when.", words)

    assert not any(each.ref == "1a" for each in draft(text).doubts)


@pytest.mark.parametrize("bullet", ["• ", "- ", "* ", "– ", "a) ", "(1) ", "i. "])
def test_any_mark_of_a_list_begins_an_action(bullet: str) -> None:
    assert actions(THEMES.replace("· ", bullet), "ref", "action", "lead") == actions(
        THEMES, "ref", "action", "lead"
    )


def test_actions_without_marks_are_told_by_as_many_leads() -> None:
    found = actions(THEMES.replace("· ", ""), "ref", "lead")

    assert found[:2] == [("1a", "Head of Libraries"), ("1b", "Outreach Training")]


def test_a_theme_whose_number_is_lost_is_given_the_next_and_said_to_be() -> None:
    found = draft(THEMES.replace("\t3\n", ""))

    assert [row.values["ref"] for row in found.tables["Issues"]] == ["1", "2", "3", "4"]
    assert [row.values["section"] for row in found.tables["Issues"]][2:] == ["Money", "Collections"]
    assert any(each.ref == "3" and each.column == "Ref" for each in found.doubts)


def test_a_section_is_never_taken_for_the_lead_that_a_theme_lacks() -> None:
    text = THEMES.replace("\tChief Librarian/Lead Member\n\n\n", "")

    found = draft(text)

    assert ("2a", "") in actions(text, "ref", "lead")
    assert found.tables["Issues"][2].values["section"] == "Money"


def test_columns_of_timescales_and_progress_are_paired_too() -> None:
    text = THEMES.replace("\tLead/Ref", "\tLead/Ref\n\tBy when\n\tProgress")
    text = text.replace(
        "Outreach Training\n", "Outreach Training\n\tMay 2027\n\nJune 2027\n\tBegun\n"
    )
    text = text.replace("Chief Librarian\n", "Chief Librarian\n\tJuly 2027\n\t\n")

    found = actions(text, "ref", "timescale_text", "progress")

    assert found[:2] == [("1a", "May 2027", "Begun"), ("1b", "June 2027", "")]
    assert found[-3:] == [(ref, "July 2027", "") for ref in ("4a", "4b", "4c")]


def test_timescales_that_do_not_come_out_even_keep_the_actions_in_one_row() -> None:
    text = THEMES.replace("\tLead/Ref", "\tLead/Ref\n\tBy when")
    text = text.replace("Chief Librarian\n", "Chief Librarian\n\tJuly 2027\n\nMay 2028\n")

    rows = actions(text, "ref", "action", "timescale_text")

    assert rows[-1] == (
        "4a",
        "Count the books.\nWeed them.\nTell the towns.",
        "July 2027; May 2028",
    )
    assert any(each.ref == "4a" and "come out even" in each.doubt for each in draft(text).doubts)


def test_every_letter_of_the_themes_is_in_a_cell_or_left_over() -> None:
    found = draft(THEMES)

    assert found.letters.share == 1.0
    assert {left.reason for left in found.left_over} == {"table heading"}
