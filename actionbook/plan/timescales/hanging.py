"""
What a period of so many months is counted from, where it is not the reference date.

"6 months from 1 April 2014" counts from that day; "within 3 months of appointment" hangs on an
event; "of approval" is the reference itself.
"""

import re
from itertools import pairwise
from typing import Final

from actionbook.plan.timescales.counted import count_from
from actionbook.plan.timescales.sentence import Sentence
from actionbook.plan.timescales.words import listed

__all__ = ["counted_from_dates", "hangs_on_event"]

_OF_APPROVAL: Final = frozenset(
    listed(
        "approval approved adoption adopted plan plans action improvement date the of this is "
        "being its by cabinet council committee members from after following once formal final "
        "now today a an and full post was has been upon when on"
    )
)
# Conditions, which put no date off: "within 3 months, subject to funding".
_CONDITIONS: Final = frozenset(
    listed(
        "subject dependent dependant depends depending depend contingent conditional if unless "
        "provided providing alongside as in linked tied"
    )
)


def _clause(sentence: Sentence, begin: int) -> list[str]:
    """The words from *begin* to the next stop or figure."""
    classes, _, words = sentence.tokens
    end = begin
    while end < len(classes) and classes[end] not in ",;.()-" and not words[end][:1].isdigit():
        end += 1
    return words[begin:end]


def hangs_on_event(sentence: Sentence) -> bool:
    """Whether what counts from the reference, as "within a month" does, waits for an event."""
    classes, _, words = sentence.tokens
    counted = [period for period in sentence.periods if not period.is_dated]
    begins = [
        i for i, letter in enumerate(classes) if letter in "aL!" and words[i] not in _CONDITIONS
    ]
    for period in counted:
        follows = re.match(r"\(?[zgB]", classes[period.end :])
        if follows:
            begins.append(period.end + follows.end() - 1)
    return any(not _OF_APPROVAL.issuperset(_clause(sentence, begin)) for begin in begins)


def counted_from_dates(sentence: Sentence) -> Sentence:
    """
    *sentence* with "6 months from 1 April 2014" one date, where the day to count from is named.

    Counted from a longer period, or back from a day, it is no date that anybody can be held to.
    """
    dropped: set[int] = set()
    for which, (period, base) in enumerate(pairwise(sentence.periods)):
        if period.shape != "relative":
            continue
        between = sentence.tokens.classes[period.end : base.begin]
        if not re.fullmatch(r"[zi*]*z[zi*]*|[zi*]*[gaB][zi*]*", between):
            continue
        dropped.add(which + 1)
        day = base.shape == "day" and base.first == base.last and "B" not in between
        period.shape, period.broken = "day", base.broken or not day
        if not period.broken:
            count_from(period, base.first)
    if not dropped:
        return sentence
    sentence = sentence.without(dropped)
    return sentence._replace(words=re.sub("P[ga]", "P", sentence.words))
