"""
Who and when told within the cell of an action, or of the response to a recommendation.

Auditors have one column of "Agreed management action, responsible officer and date". Its cells name
them in lines of their own behind what is to be done: "Responsible officer: Head of Finance", or the
bare name and day.
"""

import re
from typing import Final, NamedTuple

from actionbook.imports.column_contents import contents_of, is_time
from actionbook.imports.heading_meaning import best_of_parts
from actionbook.plan.late import late

__all__ = ["WHO_AND_WHEN", "Within", "asked_within", "told_within"]

WHO_AND_WHEN: Final = frozenset({"lead", "timescale"})

_SURE, _MAYBE = 0.75, 0.5  # of a heading's part; "date" alone may be any
_SAYS = frozenset({"action", "response"})
_LONGEST_NAME = 8  # words
_SMALL = frozenset({"of", "the", "and", "for", "&", "/", "to", "in"})
_WHO = late(
    r"\W*(?:(?:responsible|lead|action|accountable)\s+(?:officer|person|owner|manager|lead)"
    r"|(?:officer|person|manager)(?:\s+responsible)?|owner|lead|responsibility|responsible|by whom"
    r"|actioner)\s*[:–]\s*(\S.*)",
    re.IGNORECASE,
)
_WHEN = late(
    r"\W*(?:(?:agreed|target|due|implementation|completion|planned|action)?\s*"
    r"(?:date|deadline|timescale|timeframe|timing)|by when|when|due|deadline"
    r"|(?:to be )?(?:completed?|implemented) by)\s*[:–]\s*(\S.*)",
    re.IGNORECASE,
)


class Within(NamedTuple):
    """The *words* that are left of a cell, who and when it names, and the labels before these."""

    words: str
    lead: str = ""
    timescale: str = ""
    labels: tuple[str, ...] = ()


def asked_within(heading: str) -> frozenset[str]:
    """Who (lead) and when (timescale), as far as a heading of actions or responses asks for it."""
    found = best_of_parts(heading.replace("(", "/").replace(")", "/"))
    if not any(field in _SAYS and score >= _SURE for field, score in found):
        return frozenset()
    return frozenset(field for field, score in found if field in WHO_AND_WHEN and score >= _MAYBE)


def told_within(words: str, asked: frozenset[str] = WHO_AND_WHEN) -> Within:
    """What is *asked* and *words* tell: behind a label, or last of all a name and the day."""
    found: dict[str, str] = {}
    kept, labels = [], []
    for line in words.split("\n"):
        told = [
            (name, said)
            for name, pattern in (("lead", _WHO), ("timescale", _WHEN))
            if name in asked - found.keys() and (said := pattern.fullmatch(line))
        ]
        if not told:
            kept.append(line)
            continue
        name, said = told[0]
        found[name] = said[1].strip()
        labels.append(line[: said.start(1)].strip())
    if not any(map(str.strip, kept)):
        return Within(words)  # nothing is left to be done
    if not found and "timescale" in asked and len(kept) > 1 and is_time(kept[-1].strip()):
        found["timescale"] = kept.pop().strip()
    is_lead_asked = "lead" in asked - found.keys()
    if is_lead_asked and not labels and len(kept) > 1 and _is_name(kept[-1]):
        found["lead"] = kept.pop().strip()
    return Within("\n".join(kept).strip(), **found, labels=tuple(labels))


def _is_name(line: str) -> bool:
    words = line.split()
    of = contents_of([line.strip()])
    if len(words) > _LONGEST_NAME or line.rstrip().endswith(".") or of.states or of.shorts:
        return False
    return of.names == 1 or all(word[:1].isupper() or word in _SMALL for word in words)
