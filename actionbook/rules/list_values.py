"""AB708: values of a list that are nearly the same as another."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from actionbook.plan.lead_words import AS_ABOVE
from actionbook.plan.model import Plan
from actionbook.rules.catalogue import Fix, Hits, Severity, rule
from actionbook.rules.phrases import quoted
from actionbook.rules.text_cells import TextCell

__all__ = ["near_duplicate"]

_ACTION_LISTS = ("lead", "publication")
_ISSUE_LISTS = (
    "section", "lead_member", "lead_directorate", "monitoring_group", "monitoring_frequency",
    "priority",
)  # fmt: skip
_PEOPLE_LISTS = ("directorate",)
_MARKS = re.compile(r"[^\w]+")
_LONG = 8
"""Letters from which one letter more or less is a slip and not another word."""


@rule("AB708", Severity.WARNING, since="0.1", fixes=Fix.SAFE)
def near_duplicate(plan: Plan, _on: date) -> Hits:
    """
    A value of a list that is nearly the same as one used more often.

    Why: a filter and a count take "Head of finance" and "Head of Finance" for two.
    Example: "Head of finance" in one row, "Head of Finance" in five.
    Instead: "Head of Finance".
    Fix: the spelling that is used most, where only capitals, spaces and marks differ.
    Settings: looked at in Lead and Publication, in the lists of Issues, and in Directorate.
    """
    for records, fields in (
        (plan.actions, _ACTION_LISTS),
        (plan.issues, _ISSUE_LISTS),
        (plan.people, _PEOPLE_LISTS),
    ):
        for field in fields:
            for cell, usual, is_spelling in _near(records, field):
                yield cell.hit(
                    f"{quoted(cell.text)} is nearly {quoted(usual)}, which is used more often.",
                    f"Type {quoted(usual)}, if that is meant.",
                    usual if is_spelling else None,
                )


def _near(records: Sequence[Any], field: str) -> Iterator[tuple[TextCell, str, bool]]:
    counts = Counter(map(str.strip, map(attrgetter(field), records)))
    del counts[""]
    usual = _usual(counts)
    if not usual:
        return
    for record in records:
        text = getattr(record, field).strip()
        if text in usual:
            meant, is_spelling = usual[text]
            yield TextCell(record, field, text), meant, is_spelling


def _usual(counts: Mapping[str, int]) -> dict[str, tuple[str, bool]]:
    """What each odd spelling should be, and whether only capitals, spaces and marks differ."""
    found: dict[str, tuple[str, bool]] = {}
    by_key: dict[str, list[str]] = {}
    for text in counts:
        if not AS_ABOVE.fullmatch(text):
            by_key.setdefault(_key(text), []).append(text)
    for spellings in by_key.values():
        best = _most_used(spellings, counts)
        found.update({text: (best, True) for text in spellings if text != best})
    for key, other in _slips({key: texts for key, texts in by_key.items() if len(key) >= _LONG}):
        rare, common = by_key[key], by_key[other]
        if sum(counts[text] for text in rare) * 3 <= sum(counts[text] for text in common):
            found.update({text: (_most_used(common, counts), False) for text in rare})
    return found


def _key(text: str) -> str:
    return _MARKS.sub("", text.casefold().replace("&", "and"))


def _most_used(spellings: Iterable[str], counts: Mapping[str, int]) -> str:
    return max(spellings, key=lambda text: (counts[text], text == text.strip(), text))


def _slips(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of keys of which one is the other with one letter left out, wrong or put in."""
    without: dict[str, list[str]] = {}
    for key in keys:
        for at in range(len(key) + 1):
            without.setdefault(key[:at] + "*" + key[at + 1 :], []).append(key)
            without.setdefault(key[:at] + "*" + key[at:], []).append(key)
    pairs = {
        (one, other)
        for alike in without.values()
        if len(alike) > 1
        for one in alike
        for other in alike
        if one != other and one.isalpha() and other.isalpha()
    }
    yield from sorted(pairs)
