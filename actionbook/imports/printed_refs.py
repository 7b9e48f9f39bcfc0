"""
The numbers that issues and actions are printed with: "4.", "Rec 4", "HR1", "2014/15-01", "5a".

Which of these a cell holds tells whether a row has slipped; a number of no usual form is kept as
it is printed, for two issues must never become one because their numbers cannot be read.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from actionbook.imports.markup import plain
from actionbook.plan.late import late
from actionbook.plan.lead_words import AS_ABOVE, BLANK, NOBODY
from actionbook.plan.numbering import roman_number
from actionbook.plan.timescales import Kind, parse_timescale

__all__ = ["Lettered", "is_ref", "kept_ref", "lettered", "lettered_issues", "ref_of"]

_REF = late(
    r"\W{0,2}(?:(?:no|r|recc?|recommendation|action|(?:key\s)?issue|item|theme|area|priority|objective"
    r"|finding)\W{0,2}\s*(?=\d))?"
    r"(\d{1,3}(?:\.\d{1,2})*[a-z]?|[A-Z]\d{0,3})\W{0,3}(?:cont(?:inued|['’]?d|\.)?\W{0,3})?",
    re.IGNORECASE,
)
# A house's own numbers: letters, a number, and what parts it further, all in one word.
_HOUSE = late(r"([A-Z]{0,6}[-./]?\d{1,4}(?:[-./]?\(?[A-Z0-9]{1,5}\)?){0,3})[.:]?", re.IGNORECASE)
_LONGEST = 24  # characters, of a number that is kept though nothing tells what it is
_LETTERED = late(
    r"(?P<issue>[A-Z]{0,4}[-.]?\d{1,3}(?:\.\d{1,2})*)[.\s]?\(?(?P<letter>[a-z])\)?"
    r"(?:[.\s]?\(?(?P<roman>[ivx]{1,5})\)?)?[.:)]?",
    re.IGNORECASE,
)


class Lettered(NamedTuple):
    """A number with a letter: its issue's number, and what the action and its step are called."""

    issue: str
    action: str
    part_of: str


@lru_cache(maxsize=4096)
def ref_of(text: str) -> str:
    """The number of an issue as it is printed, without its dot; "" where it is none."""
    words = plain(text)
    found = _REF.fullmatch(words)
    if found:
        return found[1]
    if len(words) <= _LONGEST:
        found = _HOUSE.fullmatch(words)
        if found and not _is_dated(words):
            return found[1]
        if words.isalpha() and roman_number(words):
            return words
    return ""


def is_ref(text: str) -> bool:
    """Whether *text* can be the number of an issue."""
    return bool(ref_of(text))


def kept_ref(text: str) -> str:
    """A short word or two that stand where a number does, kept as printed; "" for any other."""
    words = plain(text)
    says_none = any(shape.fullmatch(words) for shape in (BLANK, AS_ABOVE, NOBODY))
    return "" if says_none or len(words) > _LONGEST else words


def lettered(text: str, among: frozenset[str] | None = None) -> Lettered | None:
    """
    What "5a", "5(a)" and "5b.ii" say of an action; None for the number of an issue alone.

    Where *among* is given, only the actions of those issues.
    """
    found = _LETTERED.fullmatch(plain(text))
    if not found or (among is not None and found["issue"] not in among):
        return None
    action = found["issue"] + found["letter"].lower()
    if not found["roman"]:
        return Lettered(found["issue"], action, "")
    return Lettered(found["issue"], f"{action}.{found['roman'].lower()}", action)


def lettered_issues(rows: Iterable[Mapping[str, str]]) -> frozenset[str]:
    """
    The issues whose actions are numbered "5a", "5b" where other plans number issues.

    They are those that have such an action with no issue's words beside it.
    """
    found = (lettered(row.get("ref", "")) for row in rows if "action" in row and "issue" not in row)
    return frozenset(each.issue for each in found if each)


def _is_dated(words: str) -> bool:
    return parse_timescale(words, reference=None).kind not in (Kind.UNKNOWN, Kind.REFERENCE)
