"""The appendix that a row of Meetings asks for: which, when, under which name."""

from datetime import date
from pathlib import Path

import pytest
from builders import ON, plan

from actionbook.appendices.commissioned import (
    appendix_path,
    due_meetings,
    meetings_asked,
    refuse_sent,
)
from actionbook.appendices.values import Edition
from actionbook.errors import PublicationRefusedError, SettingsError
from actionbook.plan.model import Meeting

AUDIT = Meeting(2, "Audit Committee", date(2026, 12, 8), appendix_letter="B", state="Draft")
MEETINGS = (
    Meeting(3, "Audit Committee", date(2027, 3, 9)),
    AUDIT,
    Meeting(4, "Audit Committee", date(2026, 9, 8), state="Published"),
    Meeting(5, "The Cabinet", date(2026, 12, 15), state="With clerk"),
    Meeting(6, "Board", None),
)
WHOLE = plan({}, meetings=MEETINGS)


def asked(committee: str = "", *, within: int | None = None, alone: bool = False) -> list[int]:
    found = meetings_asked(WHOLE, Meeting(0, committee), on=ON, within=within, alone=alone)
    return [meeting.row for meeting in found]


def test_a_committee_is_asked_for_by_its_name_and_gets_its_next_meeting() -> None:
    assert asked("audit  committee") == [2]
    assert asked("cabinet") == [5]


def test_a_committee_that_meetings_does_not_have_is_told_with_those_it_has() -> None:
    with pytest.raises(SettingsError, match=r"no committee 'Harbour'.* has: Audit Committee, The"):
        asked("Harbour")
    with pytest.raises(SettingsError, match="no meeting of the Board on or after"):
        asked("Board")


def test_a_committee_that_meetings_does_not_have_may_stand_alone() -> None:
    assert asked("Harbour", alone=True) == [0]
    assert asked() == [0]


def test_those_are_due_whose_papers_the_clerk_wants_within_the_window() -> None:
    # Seven working days before 8 December 2026 is 27 November.
    assert [each.row for each in due_meetings(WHOLE, on=ON, within=4)] == []
    assert [each.row for each in due_meetings(WHOLE, on=ON, within=5)] == [2]
    assert asked(within=200) == [2, 3]
    assert asked("Cabinet", within=200) == []


def test_papers_that_are_late_are_due_until_the_meeting() -> None:
    assert [each.row for each in due_meetings(WHOLE, on=date(2026, 12, 8), within=0)] == [2]
    assert [each.row for each in due_meetings(WHOLE, on=date(2026, 12, 9), within=0)] == []


@pytest.mark.parametrize("state", ["With clerk", "published", "With  Clerk"])
def test_what_is_with_the_clerk_or_published_is_never_made_again(state: str) -> None:
    with pytest.raises(PublicationRefusedError, match="--supersedes"):
        refuse_sent(WHOLE, AUDIT._replace(state=state))


@pytest.mark.parametrize("state", ["", "Draft"])
def test_a_draft_is_made_again(state: str) -> None:
    refuse_sent(WHOLE, AUDIT._replace(state=state))


NAMED = (
    (AUDIT, Edition.PUBLIC, 1, "audit-committee-2026-12-08-appendix-b-public.xlsx"),
    (AUDIT, Edition.PRINT, 3, "audit-committee-2026-12-08-appendix-b-revision-3-print.xlsx"),
    (AUDIT, Edition.EXEMPT, 1, "exempt/audit-committee-2026-12-08-appendix-b-exempt.xlsx"),
    (
        Meeting(0, "Children’s & Families' / Overview", None, appendix_letter="A 1"),
        Edition.PUBLIC,
        1,
        "children-s-families-overview-appendix-a-1-public.xlsx",
    ),
    (Meeting(0), Edition.PUBLIC, 1, "harbour-plan-appendix-public.xlsx"),
)


@pytest.mark.parametrize(("meeting", "edition", "revision", "name"), NAMED)
def test_a_file_is_named_after_committee_date_letter_and_edition(
    meeting: Meeting, edition: Edition, revision: int, name: str
) -> None:
    named = plan({}, path=Path("Harbour plan.xlsx"))

    path = appendix_path(Path("papers"), named, meeting, edition, revision=revision)

    assert path == Path("papers") / name


def test_a_name_that_is_given_is_kept_and_the_exempt_edition_has_a_folder_of_its_own() -> None:
    given = Path("papers") / "mine.XLSX"

    assert appendix_path(given, WHOLE, AUDIT, Edition.PRINT) == given
    assert appendix_path(given, WHOLE, AUDIT, Edition.EXEMPT) == Path("papers/exempt/mine.XLSX")
    stands = Path("papers") / "Exempt" / "mine.xlsx"
    assert appendix_path(stands, WHOLE, AUDIT, Edition.EXEMPT) == stands
