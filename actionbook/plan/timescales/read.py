"""
How an officer's words become dates: the whole of the reading, from the cell to the answer.

Clean the words, find the periods, drop the dates that were moved, see whether it is done, give
every period its year, join periods into spans; then the first kind that applies wins.
"""

from datetime import date, datetime
from functools import lru_cache
from typing import Final

from actionbook.plan.timescales.done import is_done, without_partial
from actionbook.plan.timescales.hanging import counted_from_dates
from actionbook.plan.timescales.kinds import Words, kind_of
from actionbook.plan.timescales.moved import without_old_dates
from actionbook.plan.timescales.noise import clean, fold
from actionbook.plan.timescales.references import take_refs
from actionbook.plan.timescales.result import Kind, Timescale
from actionbook.plan.timescales.sentence import abridge
from actionbook.plan.timescales.shapes import Frame
from actionbook.plan.timescales.spans import joins, relevant, units
from actionbook.plan.timescales.years import settle_years

__all__ = ["parse_timescale"]

LONGEST: Final = 2000  # characters; what is longer is no timescale but a report
_DITTO_MARKS: Final = frozenset({'"', "“", "”", "″", "〃", "''", '""', "´´", "``"})
_NONE: Final = frozenset({"n/a", "na", "n.a", "nil", "none", "not applicable"})
_SINCE: Final = frozenset({"since", "started", "commenced", "began", "begun"})


def parse_timescale(
    text: str | date | datetime,
    *,
    reference: date | None,
    year_starts: tuple[int, int] = (4, 1),
) -> Timescale:
    """
    What a timescale says: its kind, its dates, and whether it could be read two ways.

    *text* is what stands in the cell, words or a stored date. *reference* is the day that the
    action was added, else that on which the plan was approved; without it, words that count from
    it or name no year are unknown. *year_starts* is the first (month, day) of the financial year.

    Never raises on any string, and reads no clock. What cannot be read for certain is `unknown`,
    as is whatever is longer than 2,000 characters: that is a report, no timescale.
    """
    if isinstance(reference, datetime):
        reference = reference.date()
    if isinstance(text, date):
        day = text.date() if isinstance(text, datetime) else text
        return Timescale(day.isoformat(), Kind.DATE, due=day)
    if len(text) > LONGEST:
        folded = fold(text)
        if len(folded) > LONGEST:
            return Timescale(folded, Kind.UNKNOWN)
        return _read(folded, reference, year_starts)
    return _read(text, reference, year_starts)


@lru_cache(maxsize=16384)
def _read(text: str, reference: date | None, year_starts: tuple[int, int]) -> Timescale:
    folded = fold(text)
    if folded in _DITTO_MARKS:
        return Timescale(folded, Kind.REFERENCE)
    try:
        return _interpret(folded, Frame(reference, year_starts))
    except (ValueError, OverflowError):
        # A date before year 1 or after year 9999.
        return Timescale(folded, Kind.UNKNOWN)


def _interpret(folded: str, frame: Frame) -> Timescale:
    text = clean(folded)
    bare = text.strip(" .,:;-_/|()")
    if not bare or bare in _NONE:
        return Timescale(folded, Kind.BLANK)
    text, refs = take_refs(text)
    sentence, moved = without_old_dates(abridge(text, frame))
    done = is_done(sentence)
    if not done:
        sentence = without_partial(sentence)
    since = not _SINCE.isdisjoint(sentence.tokens.words)
    settle_years(sentence.periods, joins(sentence), frame, look_back=done or since)
    if any(period.shape == "relative" for period in sentence.periods):
        sentence = counted_from_dates(sentence)
    unsure = "#" in sentence.words or any(period.broken for period in sentence.periods)
    found = [] if unsure else relevant(units(sentence), sentence)
    return kind_of(
        Words(
            text=folded,
            letters=sentence.words,
            sentence=sentence,
            units=found,
            refs=refs,
            reference=frame.reference,
            done=done,
            moved=moved,
            unsure=unsure,
        )
    )
