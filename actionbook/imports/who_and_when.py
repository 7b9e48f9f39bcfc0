"""A column of who and when in one: "Lead and timescale" over "Head of Policy, June 2026"."""

from actionbook.imports.column_contents import is_time, is_time_word
from actionbook.imports.heading_meaning import meanings, parts_of
from actionbook.imports.heading_rows import SURE
from actionbook.plan.late import late

__all__ = ["asks_for_both", "who_and_when"]

_BOTH = frozenset({"lead", "timescale"})
_BETWEEN = late(r"\s*(?:[\n;,()]|:\s|\s[–—/-]\s|\s/|/\s)\s*")


def asks_for_both(heading: str) -> bool:
    """Whether a heading asks who does it and by when, and for nothing else."""
    said = [found[0] for part in parts_of(heading) if (found := meanings(part))]
    return {each.field for each in said if each.score >= SURE} == _BOTH


def who_and_when(words: str) -> tuple[str, str]:
    """The lead and the time that *words* name; no time where they cannot be told apart."""
    parts = [part for part in _BETWEEN.split(words) if part]
    times = [_is_when(part) for part in parts]
    if any(times) and times in (sorted(times), sorted(times, reverse=True)):
        told = list(zip(parts, times, strict=True))
        who = " / ".join(part for part, is_when in told if not is_when)
        return who, "; ".join(part for part, is_when in told if is_when)
    each = words.split()
    place = len(each)
    while place and is_time_word(each[place - 1]):
        place -= 1
    who, when = " ".join(each[:place]), " ".join(each[place:])
    return (who, when) if who and _is_when(when) else (words, "")


def _is_when(words: str) -> bool:
    return is_time(words) and all(map(is_time_word, words.split()))
