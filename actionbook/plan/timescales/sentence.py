"""
A timescale as a sentence: its periods, and the words that say what they are for.

"Directors by March, other tiers before the end of May 2007" is `xbP,xBP` with two periods.
"""

from typing import NamedTuple

from actionbook.plan.timescales.grammar import lay_out
from actionbook.plan.timescales.periods import Frame, Period
from actionbook.plan.timescales.recurrence import Recurrence, read_recurrence
from actionbook.plan.timescales.shapes import read_period
from actionbook.plan.timescales.tokens import Tokens

__all__ = ["Sentence", "abridge"]


class Sentence(NamedTuple):
    """
    `words` is one letter a word, `P` for each of `periods` and `V` for each of `recurrences`.

    `tokens` are the words in full; `to_come` where something is still to be done.
    """

    words: str
    periods: list[Period]
    recurrences: list[Recurrence]
    tokens: Tokens
    to_come: bool

    def without(self, which: set[int]) -> "Sentence":
        """The sentence without the periods of these numbers, in place of which nothing stands."""
        pieces = self.words.split("P")
        words = pieces[0]
        for i, piece in enumerate(pieces[1:]):
            words += piece if i in which else f"P{piece}"
        return self._replace(
            words=words, periods=[p for i, p in enumerate(self.periods) if i not in which]
        )


def abridge(tokens: Tokens, frame: Frame) -> Sentence:
    """The sentence that *tokens* make."""
    words, found, recurring, to_come = lay_out(tokens.classes)
    periods = [read_period(period, tokens, frame) for period in found]
    recurrences = [read_recurrence(tokens, begin, end) for begin, end in recurring]
    sentence = Sentence(words, periods, recurrences, tokens, to_come)
    if "K" in tokens.classes and "weeks" in tokens.words:
        # As in: weeks commencing 12 and 19 May.
        for period in periods:
            period.week = True
    described = {i for i, period in enumerate(periods) if period.shape == "adjective"}
    return sentence.without(described) if described else sentence
