"""Headings of columns that say the same of one period after another: RAG Aut, RAG Spr, RAG Sum."""

import re
from collections.abc import Sequence

from actionbook.imports.date_words import MONTH
from actionbook.plan.late import late

__all__ = ["are_of_periods", "of_periods"]

_PERIOD = late(
    r"\b(?:q(?:uarter|tr)?\W*[1-4]|(?:[1-4](?:st|nd|rd|th)|first|second|third|fourth)\W+quarter"
    r"|(?:half|term|period|month|p|h|t)\W*\d{1,2}"
    r"|aut(?:umn)?|spr(?:ing)?|sum(?:mer)?|win(?:ter)?|term"
    rf"|{MONTH}"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:\d\d|\d{4})|(?:19|20)\d\d(?:\W\d\d(?:\d\d)?)?|\d\d)\b",
    re.IGNORECASE,
)
_BETWEEN = late(r"\W+")
_WORDS_BETWEEN = late(r"\b(?:at|as|of|for|in|the|end|to)\b", re.IGNORECASE)


def are_of_periods(headings: Sequence[str]) -> bool:
    """Whether two or more headings differ by the period that each names, and by nothing else."""
    rests = {_rest(heading) for heading in headings}
    return (
        len({heading.casefold() for heading in headings}) == len(headings) > 1
        and len(rests) == 1
        and all(_PERIOD.search(heading) for heading in headings)
    )


def of_periods(headings: Sequence[str]) -> frozenset[str]:
    """Those of *headings* that name a period, and say what another says of another period."""
    named = [heading for heading in headings if _PERIOD.search(heading)]
    rests = [_rest(heading) for heading in named]
    return frozenset(
        heading for heading, rest in zip(named, rests, strict=True) if rests.count(rest) > 1
    )


def _rest(heading: str) -> str:
    return _BETWEEN.sub(" ", _WORDS_BETWEEN.sub(" ", _PERIOD.sub(" ", heading))).strip().casefold()
