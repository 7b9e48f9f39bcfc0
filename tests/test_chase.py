"""Letters to leads: who is asked for what, and the drafts that Outlook opens."""

from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from builders import ISSUES, ON, PEOPLE, SETTINGS, plan
from click.testing import CliRunner
from planbooks import planbook

from actionbook.cli import main
from actionbook.errors import ActionbookError
from actionbook.letters.drafts import chase, write_drafts
from actionbook.letters.letter import letters
from actionbook.plan.model import Person, Plan

LATE = {"timescale_text": "June 2026"}
SOON = {"timescale_text": "5 December 2026"}
SILENT = {"progress": "", "last_reported": "No report in 2026-27 Q2"}


def asked(made: Plan) -> dict[str, list[tuple[str, str]]]:
    return {
        letter.name: [(str(each.why), each.action.ref) for each in letter.asked]
        for letter in letters(made, on=ON)
    }


def draft(made: Plan, name: str) -> EmailMessage:
    found = message_from_bytes(chase(made, on=ON)[name], policy=default)
    assert isinstance(found, EmailMessage)
    return found


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_each_lead_is_asked_once_for_each_of_theirs_the_most_pressing_first() -> None:
    made = plan(SOON, LATE, SILENT, {"lead": "MG"}, {"lead": "MG", **LATE})

    assert asked(made) == {
        "Jo Tarrant": [("Overdue", "2"), ("Due soon", "1"), ("Silent", "3")],
        "Mo Grange": [("Overdue", "5")],
    }


def test_what_is_done_or_well_is_asked_of_nobody() -> None:
    assert asked(plan({}, {"status": "Complete", "completed_on": date(2026, 6, 1), **LATE})) == {}


def test_two_leads_are_both_asked_and_a_group_is_not() -> None:
    assert asked(plan({"lead": "JT / MG", **LATE}, {"lead": "MG / All staff", **LATE})) == {
        "Jo Tarrant": [("Overdue", "1")],
        "Mo Grange": [("Overdue", "1"), ("Overdue", "2")],
    }


def test_what_was_handed_over_is_asked_of_who_took_it_over() -> None:
    gone = PEOPLE[0]._replace(to_date=date(2026, 10, 1), handover_to="MG")

    assert list(asked(plan(LATE, people=(gone, PEOPLE[1])))) == ["Mo Grange"]


def test_two_who_hand_over_to_each_other_do_not_go_round_for_ever() -> None:
    there = PEOPLE[0]._replace(to_date=date(2026, 10, 1), handover_to="MG")
    back = PEOPLE[1]._replace(to_date=date(2026, 10, 1), handover_to="JT")

    assert len(asked(plan(LATE, people=(there, back)))) == 1


def test_what_nobody_leads_is_asked_of_its_directorate_alone() -> None:
    people = (
        PEOPLE[0]._replace(directorate="Place"),
        PEOPLE[1]._replace(directorate="Resources"),
    )
    issues = (ISSUES[0]._replace(lead_directorate="place"),)
    made = plan({}, {"lead": "MG"}, {"lead": ""}, people=people, issues=issues)

    assert asked(made) == {"Jo Tarrant": [("Unassigned", "3")]}


def test_a_draft_opens_in_outlook_with_text_html_and_deadlines() -> None:
    people = (PEOPLE[0]._replace(email="jo.tarrant@saltmere.gov.uk"),)
    settings = replace(SETTINGS, owner="Kim Roe")
    made = plan(
        {**LATE, "action": "Dredge <the> harbour & basin"}, {}, people=people, settings=settings
    )

    message = draft(made, "jo-tarrant.eml")

    assert message["X-Unsent"] == "1"
    assert message["To"] == "Jo Tarrant <jo.tarrant@saltmere.gov.uk>"
    assert message["Subject"] == "Harbour review: 1 overdue"
    assert "* 1  Dredge <the> harbour & basin\n  Due 30 June 2026. Status: In progress." in body(
        message, "plain"
    ).replace("\r\n", "\n")
    assert "<td>Dredge &lt;the&gt; harbour &amp; basin</td>" in body(message, "html")
    assert "Questions: ask Kim Roe." in body(message, "html")
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "deadlines.ics"
    assert "DTSTART;VALUE=DATE:20270331\r\nDTEND;VALUE=DATE:20270401" in (
        attached.get_content().replace("\r\n", "\n").replace("\n", "\r\n")
    )


def test_a_calendar_keeps_to_its_line_lengths_and_marks() -> None:
    from actionbook.letters.calendar import calendar

    (letter,) = letters(plan({**SOON, "action": "Café, quay; harbour " * 12}), on=ON)
    text = calendar(letter, plan({}), on=ON)

    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    whole = text.replace("\r\n ", "")
    assert "SUMMARY:Due: 1 " + "Café\\, quay\\; harbour " * 11 in whole
    assert whole.count("BEGIN:VEVENT") == whole.count("END:VEVENT") == 1


@pytest.mark.parametrize("email", ["", "not an address", "two@a.uk, three@b.uk"])
def test_a_lead_without_an_address_has_a_draft_without_one(email: str) -> None:
    people = (PEOPLE[0]._replace(email=email),)

    assert draft(plan(LATE, people=people), "jo-tarrant.eml")["To"] is None


def test_a_name_or_title_with_line_ends_cannot_add_a_header() -> None:
    people = (Person(2, initials="JT", name="Jo\nBcc: all@x.uk", email="jo@x.uk", kind="person"),)
    settings = replace(SETTINGS, title="Review\r\nBcc: all@x.uk")

    (data,) = chase(plan(LATE, people=people, settings=settings), on=ON).values()

    assert message_from_bytes(data, policy=default)["Bcc"] is None


def test_the_same_plan_and_day_are_the_same_drafts() -> None:
    assert chase(plan(LATE, SOON), on=ON) == chase(plan(LATE, SOON), on=ON)


def test_a_draft_that_somebody_has_worked_on_is_not_overwritten(tmp_path: Path) -> None:
    drafts = chase(plan(LATE), on=ON)
    write_drafts(drafts, tmp_path / "letters")
    write_drafts(drafts, tmp_path / "letters")
    (tmp_path / "letters" / "jo-tarrant.eml").write_bytes(b"mine")

    with pytest.raises(ActionbookError, match="says something else"):
        write_drafts(drafts, tmp_path / "letters")

    write_drafts(drafts, tmp_path / "letters", force=True)
    assert (tmp_path / "letters" / "jo-tarrant.eml").read_bytes() == drafts["jo-tarrant.eml"]


def test_the_command_writes_one_draft_a_lead_and_none_in_a_dry_run(tmp_path: Path) -> None:
    path = planbook(tmp_path, LATE)
    words = ["chase", str(path), "-o", str(tmp_path / "letters"), "--on", "2026-11-22"]

    rehearsed = CliRunner().invoke(main, [*words, "--dry-run"])
    before = (tmp_path / "letters").exists()
    written = CliRunner().invoke(main, words)

    assert (rehearsed.exit_code, written.exit_code, before) == (0, 0, False)
    assert [file.name for file in (tmp_path / "letters").iterdir()] == ["jo-tarrant.eml"]
    assert "jo-tarrant.eml: written" in written.output
