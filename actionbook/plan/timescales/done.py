"""
Done, or a deadline? "Completed May 2014" is done; "to be completed by May 2014" is a deadline.

Words such as "completed" say that it is done unless they are negated or partial, an order, in
the future or hanging on something, or followed by "by" and a period.
"""

import re
from functools import cache

from actionbook.plan.timescales.sentence import Sentence

__all__ = ["is_done", "without_partial"]


@cache
def _not_done() -> re.Pattern[str]:
    hanging = r"(?:[01J!aBL<][^,;.()\-]*|0-|t)[Cc]"
    deadline = r"[Cc](?:[^,;.()\-P]*|-)bP"
    order = r"(?:^|[,;.(&\-])c[x@^r\"VB!I]|gP[^C]*c"
    return re.compile(f"{hanging}|{deadline}|{order}|%")


@cache
def _phase_by_phase() -> re.Pattern[str]:
    """ "Phase 1 complete, phase 2 by June" is not complete."""
    return re.compile(r"l[^,;.(]*[Cc][^l]*[,;.&(\-][^l]*l")


def is_done(sentence: Sentence) -> bool:
    """Whether the words say that the action is done."""
    words = sentence.words
    if "C" not in words and "c" not in words:
        return False
    if _not_done().search(words) or _phase_by_phase().search(sentence.tokens.classes):
        return False
    # "Completed within 3 months" is a deadline as well.
    counted = [not period.is_dated for period in sentence.periods]
    places = [i for i, letter in enumerate(words) if letter == "P"]
    return not any(
        counts and words[i - 1 : i] in {"C", "c"} for i, counts in zip(places, counted, strict=True)
    )


def without_partial(sentence: Sentence) -> Sentence:
    """
    *sentence*, which is not done, with what is left of its "completed" a word for a deadline.

    Of "partly completed May 2014, remainder by June" the first date is none.
    """
    words = sentence.words
    if "C" not in words and "c" not in words:
        return sentence
    periods = sentence.periods
    past = re.search(r"(?<=C)P(?=.*P)", words)
    if past and not re.search(r"[1J!aBL<t][^,;.()\-]*CP", words):
        which = words[: past.start()].count("P")
        periods = [*periods[:which], *periods[which + 1 :]]
        words = words[: past.start()] + words[past.end() :]
    return sentence._replace(words=words.replace("C", "j").replace("c", "j"), periods=periods)
