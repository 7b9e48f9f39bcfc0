"""Whether a date counted in months hangs on something other than the approval of the plan."""

import re
from typing import Final

from actionbook.plan.timescales.sentence import Sentence
from actionbook.plan.timescales.shapes import count_from

__all__ = ["counted_from_dates", "hangs_on_event"]

_OF_APPROVAL: Final = frozenset(
    "approval approved adoption adopted plan plans action improvement date the of this is being "
    "its by cabinet council committee members from after following once formal final now today a "
    "an and full post its was has been".split()
)
# Conditions, which put no date off: "within 3 months, subject to funding".
_CONDITIONS: Final = frozenset(
    "subject dependent dependant depends depending depend contingent conditional if unless "
    "provided providing alongside as in linked tied".split()
)


def _clause(sentence: Sentence, begin: int) -> list[str]:
    """The words from *begin* to the next stop or figure."""
    classes, _, words = sentence.tokens
    end = begin
    while end < len(classes) and classes[end] not in ",;.()-" and not words[end][:1].isdigit():
        end += 1
    return words[begin:end]


def hangs_on_event(sentence: Sentence) -> bool:
    """
    Whether a period counted from the reference ("within 3 months") is counted from an event.

    "of appointment", "after go-live", "once the strategy is agreed" are events; "of approval",
    "from the date of approval by Cabinet" are the reference itself.
    """
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
    places = [i for i, letter in enumerate(sentence.words) if letter == "P"]
    dropped: set[int] = set()
    for which, (period, base) in enumerate(
        zip(sentence.periods, sentence.periods[1:], strict=False)
    ):
        between = sentence.tokens.classes[period.end : base.begin]
        if period.shape != "relative" or not re.fullmatch(
            r"[zi*]*z[zi*]*|[zi*]*[gaB][zi*]*", between
        ):
            continue
        dropped.add(which + 1)
        if base.shape == "day" and base.first == base.last and "B" not in between:
            period.broken = base.broken
            count_from(period, base.first)
        else:
            period.shape, period.broken = "day", True
    if not dropped:
        return sentence
    gone = {place for which, place in enumerate(places) if which in dropped}
    words = "".join("" if i in gone else letter for i, letter in enumerate(sentence.words))
    periods = [period for i, period in enumerate(sentence.periods) if i not in dropped]
    for period in periods:
        if period.shape == "relative" and not period.broken:
            period.shape = "day"
    return sentence._replace(words=words.replace("Pg", "P").replace("Pa", "P"), periods=periods)
