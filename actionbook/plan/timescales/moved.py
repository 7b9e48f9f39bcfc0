"""
Dates that were moved: "revised from March to June 2015", "June 2015 (was March 2015)".

The old date goes, the new one stands.
"""

import re
from functools import cache
from typing import NamedTuple

from actionbook.plan.timescales.sentence import Sentence

__all__ = ["Moved", "without_old_dates"]

_MARKS = frozenset("~_?20")


class Moved(NamedTuple):
    """The sentence without its old dates, and whether any were dropped."""

    sentence: Sentence
    dropped: bool


@cache
def _old() -> tuple[re.Pattern[str], ...]:
    """Each finds the `P` of an old date: the only one in the match that a lookahead follows."""
    return (
        re.compile(r"(?<=[~_]g)P|(?<=[~_][xj]g)P"),
        re.compile(r"(?<=[?0])P|(?<=\?[jbg1J~<t])P|(?<=\?[1j][jbJC])P"),
        re.compile(r"P(?=[,;(.\-]*(?:[~_][tbj2<1]*|2[tbj1]*)P)"),
    )


def without_old_dates(sentence: Sentence) -> Moved:
    """*sentence* with the dates that it says are no longer meant taken out."""
    words = sentence.words
    if _MARKS.isdisjoint(words) or "P" not in words:
        return Moved(sentence, dropped=False)
    old = {match.start() for pattern in _old() for match in pattern.finditer(words)}
    places = [i for i, letter in enumerate(words) if letter == "P"]
    periods = [period for i, period in zip(places, sentence.periods, strict=True) if i not in old]
    for i, period, following in zip(places, sentence.periods, sentence.periods[1:], strict=False):
        # A new date that is the earlier one may have been meant the other way about.
        if i in old and words[i - 1 : i] != "g" and period.is_after(following):
            following.ambiguous = True
    words = "".join("" if i in old else letter for i, letter in enumerate(words))
    # "Deferred to June" is a date that moved; "Deferred" alone is not decided.
    words = re.sub("_g?(?=2?[t<]P)", "~", words)
    return Moved(sentence._replace(words=words, periods=periods), dropped=bool(old))
