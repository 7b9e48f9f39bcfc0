"""
The appendix that a row of Meetings asks for: which meeting is next or due, what it is called.

An appendix that is with the clerk or published is never made again: it is superseded.
"""

import re
import unicodedata
from datetime import date, timedelta
from pathlib import Path

from actionbook.appendices.values import Edition
from actionbook.errors import PublicationRefusedError, SettingsError
from actionbook.plan.meetings import report_to_clerk_by
from actionbook.plan.model import Meeting, Plan

__all__ = [
    "appendix_path",
    "due_meetings",
    "meetings_asked",
    "next_meeting",
    "refuse_sent",
]

EXEMPT_FOLDER = "exempt"
SENT = ("withclerk", "published")
_NO_NAME = re.compile(r"[^\w]+|_+")


def meetings_asked(
    plan: Plan, asked: Meeting, *, on: date, within: int | None, alone: bool
) -> tuple[Meeting, ...]:
    """
    The meetings that appendices are asked for.

    Those that are due *within* so many days; where that is None the next of *asked*'s committee,
    or *asked* itself where it names none. One that Meetings does not have stands *alone* where
    it is told where to put its appendix.

    Raises:
        SettingsError: the plan has no such meeting, or its settings cannot be counted by.
    """
    if within is not None:
        due = due_meetings(plan, on=on, within=within)
        key = _key(asked.committee)
        return tuple(each for each in due if not key or _key(each.committee) == key)
    if not asked.committee or asked.meeting_date is not None:
        return (asked,)
    try:
        return (next_meeting(plan, asked.committee, on=on),)
    except SettingsError:
        if not alone:
            raise
        return (asked,)


def next_meeting(plan: Plan, committee: str, *, on: date) -> Meeting:
    """
    The first meeting of *committee* from that day on, as the plan's Meetings have it.

    Raises:
        SettingsError: the plan has no meeting of that committee still to come.
    """
    key = _key(committee)
    named = [meeting for meeting in plan.meetings if _key(meeting.committee) == key]
    coming = [meeting for meeting in named if (meeting.meeting_date or date.min) >= on]
    if coming:
        return min(coming, key=lambda meeting: meeting.meeting_date or date.max)
    if named:
        raise SettingsError(
            f"{plan.name}: Meetings has no meeting of the {named[0].committee} on or after "
            f"{on:%d %B %Y}. Add the next one, or give --on an earlier day."
        )
    known = dict.fromkeys(meeting.committee for meeting in plan.meetings if meeting.committee)
    raise SettingsError(
        f"{plan.name}: Meetings has no committee '{committee}'. "
        + (f"It has: {', '.join(known)}." if known else "Add a row for it there.")
    )


def due_meetings(plan: Plan, *, on: date, within: int) -> tuple[Meeting, ...]:
    """
    The meetings still to come whose report the clerk wants within so many days, the next first.

    Those whose day for the clerk has passed are due too; those that are with the clerk are not.

    Raises:
        SettingsError: the settings cannot be counted by.
    """
    return tuple(
        sorted(
            (
                meeting
                for meeting in plan.meetings
                if meeting.meeting_date is not None
                and meeting.meeting_date >= on
                and not _is_sent(meeting)
                and report_to_clerk_by(meeting.meeting_date, plan.settings).by
                <= on + timedelta(days=within)
            ),
            key=lambda meeting: (meeting.meeting_date or date.max, meeting.row),
        )
    )


def refuse_sent(plan: Plan, meeting: Meeting) -> None:
    """
    Nothing, where the meeting's appendix may still be made.

    Raises:
        PublicationRefusedError: its State says that it is with the clerk or published.
    """
    if _is_sent(meeting):
        raise PublicationRefusedError(
            f"{plan.name}, {meeting.cell('state')}: the appendix for the {meeting.committee} is "
            f"'{meeting.state}', so it is not made again. Make a revision of it with "
            "--supersedes FILE."
        )


def _is_sent(meeting: Meeting) -> bool:
    return "".join(meeting.state.casefold().split()) in SENT


def appendix_path(
    output: Path, plan: Plan, meeting: Meeting, edition: Edition, *, revision: int = 1
) -> Path:
    """
    Where an appendix is put: *output* where that names a workbook, else a file in that folder.

    It is called after its committee, date, letter and edition, else after the plan. The exempt
    edition has a folder of its own.
    """
    is_file = output.suffix.casefold() == ".xlsx"
    folder = output.parent if is_file else output
    name = output.name if is_file else _file_name(plan, meeting, edition, revision)
    if edition is Edition.EXEMPT and folder.name.casefold() != EXEMPT_FOLDER:
        folder /= EXEMPT_FOLDER
    return folder / name


def _file_name(plan: Plan, meeting: Meeting, edition: Edition, revision: int) -> str:
    whose = _slug(meeting.committee) or _slug(plan.path.stem if plan.path else "") or "plan"
    parts = (
        whose,
        meeting.meeting_date.isoformat() if meeting.meeting_date else "",
        "appendix",
        _slug(meeting.appendix_letter),
        f"revision-{revision}" if revision > 1 else "",
        edition,
    )
    return "-".join(filter(None, parts)) + ".xlsx"


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFC", words).casefold()
    return _NO_NAME.sub("-", plain).strip("-")


def _key(words: str) -> str:
    return " ".join(words.casefold().split()).removeprefix("the ")
