"""
Done, or a deadline? "Completed May 2014" is done; "to be completed by May 2014" is a deadline.

Words such as "completed" say that it is done unless they are negated or partial, an order, in
the future or hanging on something, or followed by "by" and a period.
"""

import re
from functools import cache, lru_cache

from actionbook.plan.timescales.outline import outline
from actionbook.plan.timescales.sentence import Sentence

__all__ = ["is_done", "without_partial"]


@cache
def _not_done() -> re.Pattern[str]:
    hanging = r"(?:[01J!aBL<][^,;.()\-]*|0-|t)[Cc]"
    deadline = r"[Cc](?:[^,;.()\-P]*|-)b[P$]"
    order = r"(?:^|[,;.(&\-])c[x@^r\"VB!I]|gP[^C]*c"
    return re.compile(f"{hanging}|{deadline}|{order}|%")


@lru_cache(maxsize=2048)
def _says_done(words: str) -> bool:
    return ("C" in words or "c" in words) and not _not_done().search(words)


def is_done(sentence: Sentence) -> bool:
    """Whether the words say that the action is done."""
    words = sentence.words
    if not _says_done(words) or sentence.to_come:
        return False
    # "Completed within 3 months" is a deadline as well.
    places = outline(words).places
    return not any(
        words[place - 1 : place] in {"C", "c"} and not period.is_dated
        for place, period in zip(places, sentence.periods, strict=True)
    )


def without_partial(sentence: Sentence) -> Sentence:
    """
    *sentence*, which is not done, with what is left of its "completed" a word for a deadline.

    Of "partly completed May 2014, remainder by June" the first date is none.
    """
    words = sentence.words
    if "C" not in words and "c" not in words:
        return sentence
    past = re.search(r"CP(?=.*P)", words)
    if past and not re.search(r"[1J!aBL<t][^,;.()\-]*CP", words):
        sentence = sentence.without({words[: past.end() - 1].count("P")})
    return sentence._replace(words=sentence.words.replace("C", "j").replace("c", "j"))
