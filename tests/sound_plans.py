"""Sound plans of any size, rich in all that a plan may hold: not one rule has a word to say."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from builders import ON

__all__ = ["PEOPLE", "sound_rows", "sound_tables"]

Row = dict[str, Any]

PEOPLE: list[Row] = [
    {"initials": "JT", "name": "Jo Tarrant", "post": "Head of Finance", "kind": "person"},
    {"initials": "MG", "name": "Mo Grange", "post": "Head of Policy", "kind": "person"},
    {"initials": "AH", "name": "Ali Hale", "post": "Harbour Engineer", "kind": "person"},
    {
        "initials": "LG",
        "name": "Lee Gone",
        "post": "Head of Piers",
        "kind": "person",
        "to_date": date(2026, 8, 31),
        "handover_to": "JT",
    },
]
GLOSSARY: list[Row] = [{"term": "LGA", "meaning": "Local Government Association"}]
ISSUES: list[Row] = [
    {
        "ref": str(number),
        "section": "Harbour" if number % 2 else "Town",
        "issue": f"The {what} has no programme",
        "lead_member": "Cllr Ann Bell",
    }
    for number, what in enumerate(("harbour", "quay", "market", "museum", "library"), start=1)
]

_VERBS = ("Survey", "Publish", "Train", "Agree", "Report", "Replace", "Let", "Review", "Adopt",
          "Appoint")  # fmt: skip
_THINGS = ("quay wall", "asset register", "scrutiny members", "tender for dredging", "tide tables",
           "mooring fees", "harbour byelaws", "navigation lights", "fire doors",
           "volunteers’ handbook")  # fmt: skip
_WITH = ("with the harbour master", "for members and the public", "at all eleven sites",
         "with the LGA", "before the season", "by ward", "– inside and out", "(see minute 9)",
         "and report to Cabinet", "at no more than £20,000 a year")  # fmt: skip
_PROGRESS = (
    "The tender went to three firms; two have answered.",
    "Phase 1 completed, phase 2 begun.",
    "Not yet completed: divers are booked for December.",
    "Draft completed and out for consultation.",
    "Members were briefed on 3 October; training follows.",
    "To be completed by March, as agreed with the LGA.",
    "Half of the wards surveyed.\nThe rest follow in January.",
    "Consultation closed on 2 October; 41 replies.",
    "On track for March.",
    "First signs are up; the harbour master’s office has the others.",
)
_OUTCOMES = ("Ships can berth at every tide", "The public can see what it owns",
             "Fewer boats are turned away", "Costs are known a year ahead")  # fmt: skip
_LEADS = ("JT", "MG", "AH", "JT/MG", "Head of Finance", "Harbour Engineer / All staff",
          "Jo Tarrant")  # fmt: skip
_WORDS = ("31 March 2027", "end of June 2027", "Q4 2026/27", "January 2027", "2027", "mid May 2027",
          "before September 2027", "by the end of the financial year", "December 2027")  # fmt: skip
_WHY: Row = {
    "change_reason": "The survey found more",
    "approval": "Cabinet, minute 12",
    "approved_on": date(2026, 9, 1),
}
_DONE: Row = {"status": "Complete", "evidence": "Cabinet, minute 9", "percent": 1}


def _going(random: Random) -> Row:
    words = random.choice(_WORDS)
    return {"timescale_text": words, "status": "In progress", "percent": random.choice((None, 0.4))}


def _day(random: Random) -> Row:
    when = date(2027, 1, 4) + timedelta(days=7 * random.randrange(60))
    return {"timescale_text": when, "status": "In progress"}


def _not_begun(random: Random) -> Row:
    return {
        "timescale_text": random.choice(("31 March 2027", "May to July 2027", "Autumn 2027")),
        "status": random.choice(("Not started", None)),
        "percent": random.choice((None, 0)),
    }


def _done(random: Random) -> Row:
    finished = ON - timedelta(days=random.randrange(200))
    said = random.choice(("Completed in time.", "Report published; no actions outstanding.", ""))
    return {**_DONE, "timescale_text": "30 September 2026", "completed_on": finished,
            "progress": said}  # fmt: skip


def _to_verify(random: Random) -> Row:
    return {**_done(random), "status": "Complete (awaiting verification)"}


def _moved(_random: Random) -> Row:
    return {
        "timescale_text": "31 October 2026",
        "revised_due": date(2027, 3, 31),
        "status": "In progress",
        **_WHY,
    }


def _stopped(random: Random) -> Row:
    return {
        "timescale_text": "30 June 2026",
        "status": random.choice(("On hold", "Withdrawn")),
        "progress": "Funding was withdrawn by the ministry.",
        **_WHY,
    }


def _recurring(random: Random) -> Row:
    words = ("quarterly", "At least monthly", "May 2027 and annually thereafter")
    return {"timescale_text": random.choice(words), "status": "In progress"}


def _ongoing(_random: Random) -> Row:
    return {"timescale_text": "Ongoing - review March 2027", "status": "In progress"}


def _several_deadlines(_random: Random) -> Row:
    words = "directors by March 2027, all staff by June 2027"
    return {"timescale_text": words, "status": "In progress"}


_KINDS = (_going, _going, _day, _not_begun, _done, _to_verify, _moved, _stopped, _recurring,
          _ongoing, _several_deadlines)  # fmt: skip


def sound_rows(count: int, *, seed: int = 0) -> list[Row]:
    """So many rows, in five issues; some are steps of the one before, some depend on it."""
    return list(_rows(count, Random(seed)))


def _rows(count: int, random: Random) -> Iterator[Row]:
    above: Row = {"status": ""}
    for number in range(count):
        row = _row(number, random)
        if number % 6 == 5 and above["status"] == "In progress" and "part_of" not in above:
            row = _step(row, above, random)
        elif number % 9 == 4:
            row["depends_on"] = above["ref"]
        yield row
        above = row


def _step(row: Row, above: Row, random: Random) -> Row:
    return {
        **row,
        "ref": f"{above['ref']}.i",
        "part_of": above["ref"],
        "issue": above["issue"],
        "lead": random.choice(("", "JT")),
        "outcome": "",
        "timescale_text": "December 2026",
        "status": "In progress",
        "progress": _PROGRESS[0],
        "percent": None,
        "revised_due": None,
        "completed_on": None,
    }


def _row(number: int, random: Random) -> Row:
    issue = number % 5 + 1
    row: Row = {
        "ref": f"{issue}{_letters(number // 5)}",
        "action": f"{random.choice(_VERBS)} the {random.choice(_THINGS)} {random.choice(_WITH)}",
        "lead": random.choice(_LEADS),
        "progress": random.choice(_PROGRESS),
        "publication": random.choice(("Public", "Public", "Internal", "Exempt para 3")),
        "outcome": random.choice(_OUTCOMES),
        "issue": str(issue),
        **random.choice(_KINDS)(random),
    }
    if row["status"] == "Not started" and random.random() < 0.5:
        row["progress"] = ""
    return row


def _letters(number: int) -> str:
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(97 + rest) + name
    return name


def sound_tables(rows: list[Row], settings: list[Row]) -> dict[str, list[Row]]:
    """The tables of a sound plan of *rows*."""
    return {
        "Settings": settings,
        "Actions": rows,
        "Issues": ISSUES,
        "People": PEOPLE,
        "Glossary": GLOSSARY,
    }
