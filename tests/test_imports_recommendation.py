"""The layout `recommendation`: blocks, letters, steps, and progress that answers them."""

from datetime import date

from import_texts import RECOMMENDATIONS, actions, draft

TEXT = RECOMMENDATIONS


def progress(text: str) -> dict[str, str]:
    """The progress of each action of *text*, by its ref."""
    return {row[0]: row[1] for row in actions(text, "ref", "progress")}


def test_the_printed_order_of_blocks_is_kept() -> None:
    issues = draft(TEXT).tables["Issues"]

    assert [row.values["ref"] for row in issues] == ["4", "9", "2", "7"]


def test_an_issue_has_its_words_and_its_response() -> None:
    issues = {row.values["ref"]: row.values for row in draft(TEXT).tables["Issues"]}

    assert issues["2"]["issue"] == "Open on the days when people come"
    assert (
        issues["9"]["response"] == "The survey of 27th January says what is worst.\nSee Rec. 4 too."
    )
    assert str(issues["4"]["response"]).count("\n") == 1


def test_lettered_actions_and_their_steps_have_the_printed_refs() -> None:
    assert actions(TEXT, "ref", "part_of", "lead", "timescale_text") == [
        ("4a", "", "KP, VN", "Draft by June 2026, final measure by September 2026"),
        ("4b", "", "as above", "As for Rec. 9"),
        ("4c", "", "as above", ""),
        ("4c.i", "4c", "", "July 2026"),
        ("4c.ii", "4c", "SL", "From August 2026"),
        ("9a", "", "SL", "Before end May 2026"),
        ("9b", "", "as above", "June 2026"),
        ("2a.i", "", "VN", "1 April 2026"),
        ("2a.ii", "", "VN/KP / BDG", "At least yearly"),
        ("7a", "", "VN, heads of service", "Immediately"),
    ]


def test_progress_goes_to_every_letter_that_it_answers_and_its_next_paragraph_too() -> None:
    assert actions(TEXT, "ref", "progress") == [
        ("4a", "Measure agreed in May. The list waits for it.\n"
               "A second reading found two branches with no footfall counter."),
        ("4b", "Measure agreed in May. The list waits for it.\n"
               "A second reading found two branches with no footfall counter."),
        ("4c", ""),
        ("4c.i", "Achieved."),
        ("4c.ii", "Ditto"),
        ("9a", "Achieved"),
        ("9b", "On its way, as under a) above."),
        ("2a.i", "Counted."),
        ("2a.ii", "Completed in April 2026 - the answers are with the BDG."),
        ("7a", "Held in three towns of five"),
    ]  # fmt: skip


def test_no_status_is_made_of_words_and_each_is_suggested() -> None:
    found = draft(TEXT)

    assert not any("status" in row.values for row in found.tables["Actions"])
    assert [doubt.ref for doubt in found.doubts if doubt.column == "Status"] == [
        "4c.i", "9a", "2a.ii",
    ]  # fmt: skip


def test_a_letter_without_words_has_no_row_and_is_a_doubt() -> None:
    assert [doubt.ref for doubt in draft(TEXT).doubts if doubt.column == "Part of"] == ["2a.i"]


def test_the_frame_becomes_settings_people_and_glossary() -> None:
    found = draft(TEXT)

    assert found.layout == found.settings.layout == "recommendation"
    assert found.settings.title == "LIBRARY STRATEGY: RESPONSE TO THE INSPECTORS"
    assert found.settings.approved_on == date(2026, 3, 1)
    assert found.settings.approved_by == "LEISURE & CULTURE COMMITTEE"
    assert [dict(row.values) for row in found.tables["Glossary"]] == [
        {"term": "BDG", "meaning": "Branch Development Group"},
        {"term": "ILS", "meaning": "Inter-Library Service"},
    ]
    assert [row.values["post"] for row in found.tables["People"]] == [
        "Head of Libraries",
        "Interim Head of Property, Council and Trust",
        "Chief Librarian",
    ]


def test_the_month_of_approval_is_its_first_day_and_a_doubt() -> None:
    (doubt,) = (doubt for doubt in draft(TEXT).doubts if doubt.column == "Approved on")

    assert doubt.words == "APPROVED MARCH 2026 LEISURE & CULTURE COMMITTEE"
    assert doubt.lines == (5,)


def test_every_letter_is_in_a_cell_or_left_over() -> None:
    assert draft(TEXT).letters.share > 0.99


def test_progress_that_answers_no_action_is_left_over_and_doubted() -> None:
    found = draft(TEXT.replace("- c) (ii) Ditto", "- z) Somewhere else"))

    assert [left.text for left in found.left_over if left.reason.startswith("progress")] == [
        "z) Somewhere else"
    ]
    assert [doubt.words for doubt in found.doubts if doubt.ref == "4"] == ["z) Somewhere else"]


def test_numerals_inside_progress_belong_to_it() -> None:
    text = TEXT.replace("- c) (ii) Ditto", "- c) (ii) Two things:\n\n- iv) one")

    assert progress(text)["4c.ii"] == "Two things:\niv) one"


def test_progress_in_one_line_is_cut_at_its_letters() -> None:
    text = TEXT.replace("<p>a) Achieved</p> <p>b) On its way", "a) Achieved. b) On its way")

    assert progress(text)["9a"] == "Achieved."
    assert progress(text)["9b"].startswith("On its way, as under a)")


def test_progress_under_the_wrong_block_goes_to_the_one_it_names() -> None:
    text = TEXT.replace("PROGRESS WITH R7", "PROGRESS WITH R9")

    found = progress(text)

    assert found["7a"] == ""
    assert any("stands under recommendation 7" in doubt.doubt for doubt in draft(text).doubts)


def test_steps_within_one_cell_are_kept_and_doubted() -> None:
    text = TEXT.replace("Survey every roof", "Survey: i. roofs ii. floors")

    assert ("9a", "Survey: i. roofs ii. floors") in actions(text, "ref", "action")
    assert [doubt.column for doubt in draft(text).doubts if doubt.ref == "9a"] == [
        "Action",
        "Status",
    ]


def test_an_action_that_a_page_break_cut_is_mended() -> None:
    text = TEXT.replace("Survey every roof", "Survey every").replace(
        "b) Put the works", "roof and gutter\t\t\nb) Put the works"
    )

    assert ("9a", "Survey every roof and gutter") in actions(text, "ref", "action")


def test_a_ref_that_is_printed_twice_is_doubted() -> None:
    text = TEXT.replace("b) Put the works", "a) Put the works")

    assert any(doubt.doubt.startswith("9a is printed twice") for doubt in draft(text).doubts)


def test_further_columns_of_a_block_are_read_or_left_over() -> None:
    text = TEXT.replace(
        "<b>ACTION</b>\t<b>TIMESCALE</b>\t<b>LEAD</b>\na) Survey",
        "Action\tOutcomes\tTimescale\tLead\tStatus\tPriority\tUpdate\na) Survey",
    ).replace(
        "Survey every roof\tBefore end May 2026\tSL",
        "Survey every roof\tDry books\tMay 2026\tSL\tblue\tHigh\tBegun.",
    )
    (row,) = (row for row in draft(text).tables["Actions"] if row.values["ref"] == "9a")

    assert (row.values["outcome"], row.values["status"]) == ("Dry books", "blue")
    assert row.values["progress"] == "Begun.\nAchieved"
    assert [left.text for left in draft(text).left_over if "priority" in left.reason] == ["High"]
    assert any(doubt.words == "blue" for doubt in draft(text).doubts)


def test_a_block_in_which_no_action_is_found_is_doubted() -> None:
    found = draft(TEXT + "\n<b>RECOMMENDATION 12</b>\t\nAsk again\t\n")

    assert found.tables["Issues"][-1].values["ref"] == "12"
    assert found.doubts[-1].doubt.startswith("No action is found")


def test_a_block_that_is_opened_again_goes_on_and_is_doubted_unless_it_says_so() -> None:
    rows = "Action\tTimescale\tLead\nc) Paint it\tMay 2027\tSL\n"
    said, silent = (TEXT + f"\nRECOMMENDATION 9{words}\n{rows}" for words in (" (continued)", ""))

    for text in (said, silent):
        assert [row[0] for row in actions(text, "ref")][5:8] == ["9a", "9b", "9c"]
    assert len(draft(silent).doubts) == len(draft(said).doubts) + 1


def test_a_block_whose_number_is_lost_is_given_the_next_free_one_and_doubted() -> None:
    lost = "Recommendation:\tSell the van\t\nAction\tTimescale\tLead\na) Ask\tMay 2027\tSL\n"
    found = draft(TEXT.replace("<b>RECOMMENDATION 7</b>", lost + "<b>RECOMMENDATION 7</b>"))

    assert [row.values["ref"] for row in found.tables["Issues"]] == ["4", "9", "2", "3", "7"]
    assert found.tables["Issues"][3].values["issue"] == "Sell the van"
    assert ("3", "Ref", "Sell the van") in [doubt[:2] + doubt[3:4] for doubt in found.doubts]
