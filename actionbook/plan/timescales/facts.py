"""
What the words of a sentence say besides its periods: that it is ongoing, not decided, an event.

It follows from the abridged words alone, and is remembered for them.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

__all__ = ["Facts", "facts_of"]


class Facts(NamedTuple):
    """
    What is said, whatever the dates are.

    `undecided_alone` and `points_alone` count only where no period is named ("to be finalised",
    "R9"). `each_named` is "each March"; `named_for_a_year` "after the annual report", which is
    nothing that comes round. `governed` is a period that an event stands before ("following
    approval in June 2014"), `review_in_brackets` one that is last ("June (review July)").
    `ongoing_at` is where a word for ongoing stands, -1 for nowhere.
    `now_after` is "immediately following": what follows may be the approval of the plan.
    `plain` means that no word may say done, not decided, elsewhere or how often.
    """

    undecided: bool
    undecided_alone: bool
    points: bool
    points_alone: bool
    points_softly: bool
    each_named: bool
    named_for_a_year: bool
    ongoing_at: int
    not_begun: bool
    governed: bool
    review_in_brackets: bool
    immediate: bool
    now_after: bool
    event: bool
    meeting: bool
    plain: bool


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        name: re.compile(pattern)
        for name, pattern in {
            "undecided": "X|_|[J0]x?q",
            "undecided_alone": "[J0]x?=",
            "each_named": "E[,&]?P",
            "named_for_a_year": "[!aBb<][^,;.P]*V@",
            "review_in_brackets": r"P[^P]*\([xJ3j]*\^[^P]*P[^P]*$",
            "governed": r"[!aL][^,;.()\-bBtg<P&|]+P",
            "hanging_now": "[I2]-?[a!BL<g]",
            "now_after": "I-?[a!L]",
            "event": "[!aBL<$@]|[gheH][^gheH]",
        }.items()
    }


def _says(words: str, letters: str) -> bool:
    return not frozenset(letters).isdisjoint(words)


@lru_cache(maxsize=4096)
def facts_of(words: str) -> Facts:
    """What the abridged *words* say."""
    found = {name: pattern.search(words) is not None for name, pattern in _patterns().items()}
    points = "R" in words
    return Facts(
        undecided=found["undecided"],
        undecided_alone=found["undecided_alone"],
        points=points,
        points_alone=_says(words, 'r"') and not _says(words, "!aL<V"),
        points_softly=points or '"' in words,
        each_named=found["each_named"],
        named_for_a_year=found["named_for_a_year"],
        ongoing_at=words.find("O"),
        not_begun=_says(words, "01J"),
        governed=found["governed"],
        review_in_brackets=found["review_in_brackets"],
        immediate=not found["hanging_now"] and ("I" in words or words.strip(",.;-()") == "2"),
        now_after=found["now_after"],
        event=found["event"],
        meeting=_says(words, "$@"),
        plain=not _says(words, 'CcX_qR=r"VE'),
    )
