"""Leads of areas that stand run together: parted by what the plan says elsewhere, or by kind."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from actionbook.imports.area_labels import BOLD
from actionbook.imports.area_layout import Area
from actionbook.plan.lead_words import classify
from actionbook.plan.model import LeadKind

__all__ = ["Known", "known_leads", "part_leads"]

_WHO = frozenset({LeadKind.BOARD, LeadKind.PERSON})
_MOST_WORDS = 40

Known = frozenset[tuple[str, ...]]
"""Leads that stand by themselves somewhere, each as the words by which it is compared."""


class Leads(NamedTuple):
    """Who leads an area, by field; whether what stood together could be parted."""

    values: dict[str, str]
    is_parted: bool


def _key(words: Iterable[str]) -> tuple[str, ...]:
    """Words as they are compared: without case and marks, "&" as "and"."""
    bare = (re.sub(r"[^\w&]", "", word).replace("&", "and").casefold() for word in words)
    return tuple(word for word in bare if word)


def known_leads(areas: Sequence[Area]) -> dict[str, Known]:
    """The lead members and lead directorates that stand by themselves in some area."""
    found: dict[str, set[tuple[str, ...]]] = {"lead_member": set(), "lead_directorate": set()}
    for area in areas:
        for name, known in found.items():
            known.update(
                _key(text.replace(BOLD, " ").split()) for _, text in area.values.get(name, ())
            )
        for _, fields, text in area.together:
            # What is bold stands apart from what is not: the last of it is one of the last label's.
            apart = [part for part in text.split(BOLD) if part.strip()]
            found[fields[-1]].update(_key(part.split()) for part in apart[1:])
    return {name: frozenset(filter(None, known)) for name, known in found.items()}


def part_leads(fields: Sequence[str], text: str, known: dict[str, Known]) -> Leads:
    """What each of two labels that stand together says, of the words behind them both."""
    first, *rest = fields
    parts = [part.split() for part in text.split(BOLD) if part.strip()]
    at = _end_of_first(parts[0], known[first]) or _start_of_last(parts[0], known[rest[-1]])
    if not at and len(parts) > 1:
        at = len(parts[0])
    if not at:
        return Leads({rest[-1]: " ".join(text.replace(BOLD, " ").split())}, is_parted=False)
    values = {first: " ".join(parts[0][:at])}
    others = [each for part in (parts[0][at:], *parts[1:]) for each in _each(part, known[rest[-1]])]
    return Leads({**values, rest[-1]: "; ".join(others)}, is_parted=True)


def _end_of_first(words: Sequence[str], known: Known) -> int:
    """How many words the first lead has: one that is known, else the least that is a board."""
    counts = range(1, min(len(words), _MOST_WORDS))
    found = [count for count in counts if _key(words[:count]) in known]
    if found:
        return found[-1]
    return next(
        (
            count
            for count in counts
            if words[count][:1].isupper() and classify(" ".join(words[:count])) in _WHO
        ),
        0,
    )


def _start_of_last(words: Sequence[str], known: Known) -> int:
    return next((count for count in range(1, len(words)) if _key(words[count:]) in known), 0)


def _each(words: Sequence[str], known: Known) -> list[str]:
    """The leads that stand one behind the other, where they are known; else all as one."""
    found: list[str] = []
    begun = at = 0
    while at < len(words):
        ends = (end for end in range(min(len(words), at + _MOST_WORDS), at, -1))
        end = next((end for end in ends if _key(words[at:end]) in known), 0)
        if end:
            found += [" ".join(words[begun:at]), " ".join(words[at:end])]
            begun = at = end
        else:
            at += 1
    return [text for text in [*found, " ".join(words[begun:])] if text]
