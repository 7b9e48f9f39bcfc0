"""
Dates that were moved: "revised from March to June 2015", "June 2015 (was March 2015)".

The old date goes, the new one stands.
"""

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from actionbook.plan.timescales.outline import outline
from actionbook.plan.timescales.sentence import Sentence

__all__ = ["Moved", "without_old_dates"]

_MARKS: Final = frozenset("~_?20")


class Moved(NamedTuple):
    """The sentence without its old dates, and whether any were dropped."""

    sentence: Sentence
    dropped: bool


@cache
def _old() -> tuple[re.Pattern[str], ...]:
    """Each finds the `P` of an old date, by what stands around it."""
    return (
        re.compile(r"(?<=[~_]g)P|(?<=[~_][xj]g)P"),
        re.compile(r"(?<=[?0])P|(?<=\?[jbg1J~<t])P|(?<=\?[1j][jbJC])P"),
        re.compile(r"P(?=[,;(.\-]*(?:[~_][tbj2<1]*|2[tbj1]*)P)"),
    )


@lru_cache(maxsize=2048)
def _old_ones(words: str) -> tuple[int, ...]:
    """Which of the periods of *words* are old dates, counted from 0."""
    old = {match.start() for pattern in _old() for match in pattern.finditer(words)}
    return tuple(i for i, place in enumerate(outline(words).places) if place in old)


def _lengths(sentence: Sentence) -> list[int]:
    """
    Which of the periods say how far it slipped: "slipped by 3 months to June".

    With no new date after it, it slipped from a day that nobody has named: that is marked broken.
    """
    words, periods = sentence.words, sentence.periods
    found: list[int] = []
    for which, place in enumerate(outline(words).places):
        if periods[which].shape == "relative" and re.search("[~_][xj12]*b?$", words[:place]):
            if re.match("[t<]P", words[place + 1 :]):
                found.append(which)
            else:
                periods[which].broken = True
    return found


def without_old_dates(sentence: Sentence) -> Moved:
    """*sentence* with the dates that it says are no longer meant taken out."""
    words, periods = sentence.words, sentence.periods
    if not periods or _MARKS.isdisjoint(words):
        return Moved(sentence, dropped=False)
    lengths = _lengths(sentence)
    old = tuple(sorted({*_old_ones(words), *lengths}))
    for which in old:
        place = outline(words).places[which]
        # A new date that is the earlier one may have been meant the other way about.
        if words[place - 1 : place] != "g" and which + 1 < len(periods):
            following = periods[which + 1]
            following.ambiguous = following.ambiguous or periods[which].is_after(following)
    if old:
        sentence = sentence.without(set(old))
    # "Deferred to June" is a date that moved; "Deferred" alone is not decided.
    if "_" in sentence.words:
        words = re.sub("_g?(?=2?[t<]P)", "~", sentence.words)
        sentence = sentence._replace(words=words)
    return Moved(sentence, dropped=bool(old))
