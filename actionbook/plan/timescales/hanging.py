"""Whether a date counted in months hangs on something other than the approval of the plan."""

import re
from typing import Final

from actionbook.plan.timescales.sentence import Sentence

__all__ = ["hangs_on_event"]

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
