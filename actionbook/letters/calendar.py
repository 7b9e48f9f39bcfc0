"""Deadlines as a calendar (RFC 5545): an event of a whole day for each."""

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256

from actionbook.letters.letter import Letter
from actionbook.plan.model import Plan

__all__ = ["calendar"]

_LONGEST = 73
"""Octets of a line: at most 75, of which the first of a line that goes on is a blank."""


def calendar(letter: Letter, plan: Plan, *, on: date) -> str:
    """
    The deadlines of a letter's lead, still to come, as an .ics file.

    An event is known by its plan and its action, so that a later file moves it and makes no
    second one. The same letter is the same file.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//actionbook//deadlines//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    whose = plan.settings.plan_id or plan.name
    for due, action in letter.deadlines:
        known = sha256(f"{whose}\n{action.ref.casefold()}".encode()).hexdigest()[:32]
        lines += [
            "BEGIN:VEVENT",
            f"UID:{known}@actionbook",
            f"DTSTAMP:{on:%Y%m%d}T000000Z",
            f"SEQUENCE:{on.toordinal()}",
            f"DTSTART;VALUE=DATE:{due:%Y%m%d}",
            f"DTEND;VALUE=DATE:{due + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(f'Due: {action.ref} {action.action}')}",
            f"DESCRIPTION:{_text(plan.settings.title or plan.name)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{part}\r\n" for line in (*lines, "END:VCALENDAR") for part in _folded(line))


def _text(words: str) -> str:
    plain = " ".join(words.split())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of whole letters, each but the first after a blank."""
    piece, size = "", 0
    for letter in line:
        length = len(letter.encode())
        if size + length > _LONGEST:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + length
    yield piece
