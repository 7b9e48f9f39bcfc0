"""What a heading means: the plan's own headings and synonyms, and words that tell by themselves."""

import re
from collections.abc import Sequence
from functools import lru_cache

from actionbook.imports.heading_periods import are_of_periods
from actionbook.imports.markup import plain
from actionbook.plan.late import late
from actionbook.workbook.columns import heading_key
from actionbook.workbook.tables import ACTIONS, ISSUES

__all__ = [
    "BLOCK_WORDS",
    "column_fields",
    "is_glossary",
    "is_people",
    "is_response",
    "known_field",
    "opens_unnumbered",
    "progress_of",
    "recommendation",
]

_LONGEST = 60  # characters of a heading; what is longer is prose
_NUMBER_SIGNS = ("#", "№", "Nº", "N°")
_LONGEST_CELL = 400  # characters of a heading with its tags
_FEWEST = 2  # columns of a table
BLOCK_WORDS = (
    r"(?:key\s+|main\s+|strategic\s+)?(?:recommendation|recc?|finding|issue|theme|improvement\s+area"
    r"|area\s+(?:for|of)\s+(?:improvement|development|weakness|concern|focus)"
    r"|cause\s+(?:of|for)\s+concern|workstream|goal|objective|priority)s?"
)
"""What opens a block of its own, as a pattern: a recommendation, theme, area for improvement."""

_EXTRA = {
    "ref": ("item", "item no", "s no", "id", "ref no", "issue no"),
    "issue": (
        "issues",
        "issue identified",
        "finding",
        "findings",
        "recommendations",
        "what we found",
    ),
    "action": (
        "key actions",
        "action to be taken",
        "planned action",
        "agreed action",
        "milestone",
        "what will we do",
    ),
    "lead": (
        "officer",
        "lead and support",
        "accountable officer",
        "accountable person",
        "responsibility",
    ),
    "timescale": ("timeframe", "time scale", "timeline", "target", "due", "date", "completion"),
    "response": ("executive response",),
    "progress": ("progress and outcome", "progress so far", "outcome progress", "position"),
    "status": ("rag", "rag status", "rag rating", "traffic light"),
}
# A word that tells what a column holds, whatever stands round it: the first that is found.
_TELLING = (
    (r"\b(status|rag)\b", "status"),
    (r"\b(progress|update|position)\b", "progress"),
    (
        r"\b(time\s*-?(scale|frame|table|line)s?|deadline|when|due|target\s+date|by\s+date)\b",
        "timescale",
    ),
    (r"\b(lead|leads|owner|officer|officers|responsib\w+|who|whom)\b", "lead"),
    (r"\b(action|actions|task|tasks)\b", "action"),
    (r"\b(issue|issues|recommendation|recommendations|finding|findings|theme)\b", "issue"),
    (r"\b(outcome|outcomes|success)\b", "outcome"),
)
_FIELD_OF = {"timescale_text": "timescale"}
_NOT_IN_PRINT = frozenset(
    {"due", "start", "late_after", "flags", "rag", "last_reported", "next_due"}
)


def _known() -> dict[str, str]:
    found: dict[str, str] = {}
    for spec in (ISSUES, ACTIONS):
        for column in spec.columns:
            if column.field in _NOT_IN_PRINT or (spec is ACTIONS and column.field == "issue"):
                continue
            for name in (column.heading, *column.synonyms):
                found.setdefault(heading_key(name), _FIELD_OF.get(column.field, column.field))
    for field, names in _EXTRA.items():
        found.update({heading_key(name): field for name in names if heading_key(name)})
    return found


_KNOWN = _known()
# Of a workbook's many dates these do not say which: raised, due, revised, done.
_BARE = frozenset(
    {"date", "target", "completion", "due", "completed", "reason", "area", "position"}
)
_RECOMMENDATION = late(
    rf"(?:{BLOCK_WORDS})\W{{0,3}}(?:no\W{{0,2}}|number\s+|ref\W{{0,2}})?(?:r(?=\d))?"
    r"(?P<ref>\d{1,3}(?:\.\d{1,2})?|(?<![A-Za-z])(?-i:[A-Z])(?!\w))\s*"
    r"(?:(?P<more>\(?cont(?:inued|['’]?d|\.)?\)?)|[.:)–—-]\s*(?P<rest>.*))?",
    re.IGNORECASE | re.DOTALL,
)
_UNNUMBERED = late(rf"{BLOCK_WORDS}\s*(?:no\W*|number\W*)?:", re.IGNORECASE)
_PROGRESS = late(
    r"(?:progress|update|latest\s+position|position|outcome)(?:\s*/\s*outcome)?"
    r"(?:\s+(?:report|update|to\s+date|so\s+far|made))?"
    r"(?:\s+(?:with|on|against|for|in|of|re|under|towards))?\W*"
    rf"(?:(?:{BLOCK_WORDS})\W*(?:no\W*)?)?"
    r"(?:r(?=\d))?(?P<ref>\d{1,3}(?:\.\d{1,2})?|(?-i:[A-Z])(?!\w))?\W*",
    re.IGNORECASE,
)
_GLOSSARY = late(
    r"(?:glossary|acronyms?|abbreviations?|list\s+of\s+(?:acronyms|abbreviations)|terms?)"
    r"(?:\s+(?:of|and|used|&|in|this|the)\b.*)?\W*",
    re.IGNORECASE,
)
_PEOPLE = late(
    r"(?:responsibilit(?:y|ies)|(?:key\s+to\s+|list\s+of\s+|register\s+of\s+)?(?:initials|leads?|"
    r"lead\s+officers?|officers|responsible\s+officers|people|contacts?)|who(?:\s+i|[’'])s\s+who)"
    r"(?:\s+(?:of|and|used|&|in|for|this|the)\b.*)?\W*",
    re.IGNORECASE,
)


def column_fields(cells: Sequence[str]) -> tuple[str, ...] | None:
    """
    The field that each column of a heading line holds; None where the line is no heading.

    A blank heading goes with the one before it; one that nothing tells is "?" and its own words.
    """
    if max(map(len, cells)) > _LONGEST_CELL:
        return None
    texts = [plain(cell) for cell in cells]
    named = [text for text in texts if text]
    if len(named) < _FEWEST or any(len(text) > _LONGEST for text in named):
        return None
    told = sum(1 for text in named if _field(text) is not None)
    if told < max(_FEWEST, len(named) * 0.6):
        return None
    fields: list[str] = []
    for text in texts:
        field = _field(text) if text else (fields[-1] if fields else "ref")
        fields.append(field if field is not None else f"?{text}")
    known = {field for field in fields if field and not field.startswith("?")}
    holds = known & {"lead", "timescale", "status", "progress", "outcome"}
    if not {"action", "issue"} & known or not holds:
        return None
    return _told_apart(fields, texts)


@lru_cache(maxsize=4096)
def _field(text: str) -> str | None:
    field = "ref" if text in _NUMBER_SIGNS else _KNOWN.get(heading_key(text))
    if field is not None:
        return field
    return next((found for shape, found in _TELLING if re.search(shape, text, re.IGNORECASE)), None)


def known_field(heading: str) -> str:
    """The field that a heading names to the letter; "" where it must be guessed."""
    key = heading_key(heading)
    return "" if key in _BARE else _KNOWN.get(key, "")


def _told_apart(fields: list[str], texts: Sequence[str]) -> tuple[str, ...]:
    """Of two columns that seem to hold the same, the later is kept by its own words."""
    for field in ("status", "progress"):
        places = [number for number, each in enumerate(fields) if each == field]
        if are_of_periods([texts[number] for number in places]):
            for number in places[:-1]:  # of one for each period the latest is taken
                fields[number] = f"?{texts[number]}"
    seen: dict[str, str] = {}
    for number, (field, text) in enumerate(zip(fields, texts, strict=True)):
        if text and field in seen and seen[field] != text:
            fields[number] = f"?{text}"
        elif text:
            seen[field] = text
    return tuple(fields)


def recommendation(line: str) -> re.Match[str] | None:
    """A line that opens a recommendation: its `ref`, and the `rest` of the line."""
    return _RECOMMENDATION.fullmatch(line) if line[:1].isupper() else None


def opens_unnumbered(cell: str) -> bool:
    """Whether the first cell of a line opens a recommendation whose number is lost."""
    return _UNNUMBERED.fullmatch(cell) is not None


def is_response(line: str) -> bool:
    """Whether a line is the heading of a response."""
    return len(line) <= _LONGEST and _KNOWN.get(heading_key(line)) == "response"


def progress_of(line: str) -> re.Match[str] | None:
    """A heading of progress; its `ref` is None where it names no recommendation."""
    return _PROGRESS.fullmatch(line) if len(line) <= _LONGEST else None


def is_glossary(line: str) -> bool:
    """Whether a line is the heading of a glossary."""
    return len(line) <= _LONGEST and _GLOSSARY.fullmatch(line) is not None


def is_people(line: str) -> bool:
    """Whether a line is the heading of a register of leads."""
    return len(line) <= _LONGEST and _PEOPLE.fullmatch(line) is not None
