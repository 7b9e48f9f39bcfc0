"""Headings of columns that say the same of one period after another: RAG Aut, RAG Spr, RAG Sum."""

import re
from collections.abc import Sequence
from itertools import pairwise

from actionbook.imports.date_words import MONTH
from actionbook.plan.late import late

__all__ = ["are_latest_first", "are_of_periods", "of_periods"]

_PERIOD = late(
    r"\b(?:q(?:uarter|tr)?\W*[1-4]|(?:[1-4](?:st|nd|rd|th)|first|second|third|fourth)\W+quarter"
    r"|(?:half|term|period|month|p|h|t)\W*\d{1,2}"
    r"|aut(?:umn)?|spr(?:ing)?|sum(?:mer)?|win(?:ter)?|term"
    rf"|{MONTH}"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:\d\d|\d{4})|(?:19|20)\d\d(?:\W\d\d(?:\d\d)?)?|\d\d)\b",
    re.IGNORECASE,
)
_TYPED = late(r"\b(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d\d))?\b")
_NAMED = late(
    rf"(?:\b(\d{{1,2}})(?:st|nd|rd|th)?\W+)?\b({MONTH})\b(?:\W+(\d{{4}}|\d\d)\b)?", re.IGNORECASE
)
_QUARTER = late(r"\bq(?:uarter|tr)?\W*([1-4])\b", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HALF_A_YEAR = 6
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


def are_latest_first(headings: Sequence[str]) -> bool:
    """Whether each of *headings* names a time before that of the one to the left of it."""
    times = [_time(heading) for heading in headings]
    return len(times) > 1 and all(
        one is not None and other is not None and _is_before(other, one)
        for one, other in pairwise(times)
    )


def _time(heading: str) -> tuple[int, int, int] | None:
    """The year, 0 where it is not said, the month and the day of the time that is named."""
    typed = _TYPED.search(heading)
    if typed is not None:
        day, month, year = (int(each or 0) for each in typed.groups())
        return year % 100, month, day
    named = _NAMED.search(heading)
    if named is None or named[2][:3].casefold() not in _MONTHS:
        quarter = _QUARTER.search(heading)
        return None if quarter is None else (0, 3 * int(quarter[1]), 0)
    return int(named[3] or 0) % 100, _MONTHS.index(named[2][:3].casefold()) + 1, int(named[1] or 0)


def _is_before(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    if one[0] and other[0]:
        return one < other
    # March is before April, and December before January.
    months = (other[1] - one[1]) % 12
    return one[2] < other[2] if not months else months < _HALF_A_YEAR


def of_periods(headings: Sequence[str]) -> frozenset[str]:
    """Those of *headings* that name a period, and say what another says of another period."""
    named = [heading for heading in headings if _PERIOD.search(heading)]
    rests = [_rest(heading) for heading in named]
    return frozenset(
        heading for heading, rest in zip(named, rests, strict=True) if rests.count(rest) > 1
    )


def _rest(heading: str) -> str:
    return _BETWEEN.sub(" ", _WORDS_BETWEEN.sub(" ", _PERIOD.sub(" ", heading))).strip().casefold()
