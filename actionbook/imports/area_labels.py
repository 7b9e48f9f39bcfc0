"""
The labels of a block: who leads it, what it aims at, and the headings of its table.

A label stands in a cell, at the start of a line, or run together with what is before and after it.
Scanning cuts off the end of a label too; what is left of it is known while it is long enough.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from actionbook.imports.headings import column_fields
from actionbook.imports.markup import plain
from actionbook.plan.late import late
from actionbook.workbook.columns import heading_key
from actionbook.workbook.tables import ACTIONS, ISSUES

__all__ = ["BOLD", "Said", "heading_fields", "names_area", "said_in"]

BOLD = "\x01"
"""Stands where bold begins or ends: what is bold is apart from what is not."""

_OF_THE_ISSUE = (
    "lead_member",
    "lead_directorate",
    "aim",
    "response",
    "monitoring_group",
    "monitoring_frequency",
    "priority",
    "resource_implications",
    "risk_factors",
)
_OF_THE_TABLE = ("action", "outcome", "timescale_text", "lead", "progress", "status")
_OF_AREAS = frozenset({"lead_member", "lead_directorate", "aim"})
_MORE = {
    "aim": ("aims", "objectives", "purpose"),
    "lead_member": ("lead portfolio holder", "lead cabinet member", "lead elected member"),
    "lead_directorate": ("lead department", "lead service", "lead departments", "lead services"),
    "action": ("actions", "tasks", "what we will do"),
    "outcome": ("outcomes", "intended outcomes", "expected outcomes", "result"),
}
_TRYING = (
    r"what\s+(?:is|are)\s+(?:the\s+|our\s+|this\s+)?\w+(?:\s+\w+)?\s+trying\s+to\s+(?:achieve|do)"
)
_SHORTEST_CUT = 12  # letters of a label whose end is lost
_LONGEST_LABEL = 200  # characters of a cell that holds a label and nothing else
_GAP = rf"[\s{BOLD}]"


def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for spec, fields in ((ISSUES, _OF_THE_ISSUE), (ACTIONS, _OF_THE_TABLE)):
        for field in fields:
            column = spec.by_field[field]
            short = field.removesuffix("_text")
            for name in (column.heading, *column.synonyms, *_MORE.get(field, ())):
                found.setdefault(name.casefold(), short)
    return found


_NAMES = _names()
_KEYS = {heading_key(name): field for name, field in _NAMES.items()}


def _label(name: str) -> str:
    words = rf"{_GAP}+".join(map(re.escape, name.split()))
    return rf"{words}(?:s|\(s\))?"


_LABEL = late(
    rf"(?<![\w(])(?=[a-z])(?:(?P<aim>{_TRYING})\s*[?:]|(?P<name>"
    + "|".join(_label(name) for name in sorted(_NAMES, key=len, reverse=True))
    + rf"){_GAP}*:)",
    re.IGNORECASE,
)


class Said(NamedTuple):
    """A label as printed, and what follows it; both "" before the text that stands before any."""

    field: str
    text: str
    label: str = ""


def _field_of(name: str) -> str:
    key = heading_key(name)
    return _KEYS.get(key) or _KEYS.get(key.removesuffix("s")) or _KEYS[f"{key}s"]


def said_in(cell: str) -> list[Said]:
    """What a cell says, label by label; bold is marked."""
    text = cell.replace("**", BOLD)
    alone = _alone(text)
    if alone:
        return [Said(alone, "", plain(text.replace(BOLD, " ")))]
    found: list[Said] = []
    field, printed, at = "", "", 0
    for label in _labels(text):
        if at < label.start() or field:
            found.append(Said(field, text[at : label.start()], printed))
        field, at = ("aim" if label["aim"] else _field_of(label["name"])), label.end()
        printed = plain(label[0].replace(BOLD, " "))
    return [*found, Said(field, text[at:], printed)]


def _labels(text: str) -> Iterator[re.Match[str]]:
    """The labels of a text; one in small letters in the middle of a sentence is none."""
    for found in _LABEL.finditer(text):
        begins = found["aim"] or found["name"]
        if begins[0].isupper() or not text[: found.start()].strip():
            yield found


def _alone(text: str) -> str:
    """The field of a label that fills a cell, also where the cell has lost the label's end."""
    if len(text) > _LONGEST_LABEL:
        return ""
    key = heading_key(plain(text.replace(BOLD, " ")))
    if key in _KEYS or key.removesuffix("s") in _KEYS:
        return _KEYS.get(key) or _KEYS[key.removesuffix("s")]
    if len(key) < _SHORTEST_CUT:
        return ""
    return next((field for name, field in _KEYS.items() if name.startswith(key)), "")


def names_area(line: str) -> bool:
    """Whether a line has a label that only blocks of areas have: who leads one, its aim."""
    return any(said.field in _OF_AREAS for cell in line.split("\t") for said in said_in(cell))


def heading_fields(cells: Sequence[str]) -> tuple[str, ...] | None:
    """The fields of a line that is the heading of a block's table; None where it is none."""
    if sum(bool(plain(cell)) for cell in cells) < 2:  # noqa: PLR2004 - columns of a table
        return None
    return column_fields([cell.rstrip(" :*") for cell in cells])
