"""
How an officer's words become dates: the whole of the reading, step by step.

Clean the words, find the periods, drop the dates that were moved, see whether it is done, give
every period its year, join periods into spans; then the first kind that applies wins.
"""

from datetime import date
from typing import Final

from actionbook.plan.timescales.done import is_done, without_partial
from actionbook.plan.timescales.facts import facts_of
from actionbook.plan.timescales.hanging import counted_from_dates
from actionbook.plan.timescales.kinds import Words, kind_of
from actionbook.plan.timescales.moved import without_old_dates
from actionbook.plan.timescales.noise import clean
from actionbook.plan.timescales.outline import outline
from actionbook.plan.timescales.periods import Frame, Period
from actionbook.plan.timescales.references import REFERRING, take_refs
from actionbook.plan.timescales.result import Kind, Timescale
from actionbook.plan.timescales.sentence import abridge
from actionbook.plan.timescales.spans import Unit, units
from actionbook.plan.timescales.tokens import split, tokenise
from actionbook.plan.timescales.years import settle_years

__all__ = ["interpret"]

_DITTO_MARKS: Final = frozenset({'"', "“", "”", "″", "〃", "''", '""', "´´", "``"})
_NONE: Final = frozenset(
    {"n/a", "na", "n.a", "nil", "none", "not applicable", "n / a", "n /a", "n a"}
)
_SINCE: Final = frozenset({"since", "started", "commenced", "began", "begun"})


def _any_broken(periods: list[Period]) -> bool:
    for period in periods:  # noqa: SIM110  a generator would cost more than the loop
        if period.broken:
            return True
    return False


def _any_backwards(found: list[Unit]) -> bool:
    """Whether a span among *found* ends before it begins."""
    for unit in found:  # noqa: SIM110
        if unit.first > unit.last:
            return True
    return False


def interpret(folded: str, reference: date | None, year_starts: tuple[int, int]) -> Timescale:
    """What a timescale with its white space folded says; see `parse_timescale`."""
    if folded in _DITTO_MARKS:
        return Timescale(folded, Kind.REFERENCE)
    text = clean(folded)
    bare = text.strip(" .,:;-_/|()")
    if not bare or bare in _NONE:
        return Timescale(folded, Kind.BLANK)
    frame = Frame(reference, year_starts)
    refs: tuple[str, ...] = ()
    words = split(text)
    if not REFERRING.isdisjoint(words):
        text, refs = take_refs(text)
        words = split(text)
    sentence, moved = without_old_dates(abridge(tokenise(words), frame))
    done = is_done(sentence)
    if not done:
        sentence = without_partial(sentence)
    unsure = "#" in sentence.words
    if sentence.periods:
        look_back = done or not _SINCE.isdisjoint(words)
        joins = outline(sentence.words).joins
        settle_years(sentence.periods, joins, frame, look_back=look_back)
        if len(sentence.periods) > 1:
            sentence = counted_from_dates(sentence)
        unsure = unsure or _any_broken(sentence.periods)
    found = [] if unsure else units(sentence)
    if _any_backwards(found):
        found, unsure = [], True
    return kind_of(
        Words(
            folded,
            sentence.words,
            facts_of(sentence.words),
            sentence,
            found,
            refs,
            reference,
            done,
            moved,
            unsure,
        )
    )
