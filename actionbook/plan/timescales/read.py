"""The door: a cell's text or date in, a `Timescale` out, what was read before remembered."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Final

from actionbook.plan.timescales.result import Kind, Timescale

__all__ = ["make_ready", "parse_timescale"]

LONGEST: Final = 2000  # characters; what is longer is no timescale but a report


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
    if isinstance(text, str):
        if len(text) <= LONGEST:
            return _read(text, reference, year_starts)
        folded = " ".join(text.split())
        if len(folded) <= LONGEST:
            return _read(folded, reference, year_starts)
        return Timescale(folded, Kind.UNKNOWN)
    day = text.date() if isinstance(text, datetime) else text
    return Timescale(day.isoformat(), Kind.DATE, due=day)


def make_ready() -> None:
    """Make the word lists and patterns, for which else the first cell that is read waits."""
    _read("31 March 2027", None, (4, 1))


@cache
def _interpreter() -> Callable[[str, date | None, tuple[int, int]], Timescale]:
    """The reading itself: its word lists and patterns are made when the first cell is read."""
    from actionbook.plan.timescales.interpret import interpret

    return interpret


@lru_cache(maxsize=16384)
def _read(text: str, reference: date | None, year_starts: tuple[int, int]) -> Timescale:
    if isinstance(reference, datetime):
        reference = reference.date()
    folded = " ".join(text.split())
    try:
        return _interpreter()(folded, reference, year_starts)
    except (ValueError, OverflowError):
        # A day before year 1 or after year 9999.
        return Timescale(folded, Kind.UNKNOWN)
