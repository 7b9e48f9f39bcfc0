"""
The years that were left out.

A period without a year takes that of the next one in the cell that has one, else of the one
before it, and runs forwards: `Nov - Jan 2015` starts in November 2014. With no year in the cell
the last period is the first such on or after the reference, or, of what is done, the last such
that had begun by then.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from actionbook.plan.timescales.periods import FINANCIAL, Frame, Period, bounds, year_of

__all__ = ["settle_years"]

_YEAR: Final = timedelta(days=366)
_WHOLE_YEARS: Final = frozenset({"year", "years", "fy", "academic"})
_OF_FINANCIAL_YEAR: Final = frozenset({"fy", "quarter"})


def _place(period: Period, year: int, frame: Frame) -> None:
    period.year = year
    try:
        period.first, period.last = bounds(period, year, frame.year_starts)
    except ValueError:
        period.broken = True


def _complete_bare(periods: list[Period]) -> None:
    """`5` in "5-9 June" takes its month from the day after it, `mid` in "mid to late June" all."""
    following: Period | None = None
    for period in reversed(periods):
        if period.shape in {"bareday", "barepart"}:
            if following is None or following.broken:
                period.broken = True
            else:
                _complete_like(period, following)
        following = period


def _complete_like(period: Period, following: Period) -> None:
    if period.shape == "barepart":
        period.day = following.day
    period.shape = "day" if period.shape == "bareday" else following.shape
    period.number, period.year, period.sort = following.number, following.year, following.sort
    period.week = period.week or following.week
    period.ambiguous = period.ambiguous or following.ambiguous


def _borrow(period: Period, lender: Period, frame: Frame) -> None:
    """Put *period* in the year of *lender*, which has one."""
    year, sort = lender.year or 0, lender.sort
    if period.shape in _OF_FINANCIAL_YEAR:
        if lender.shape not in _OF_FINANCIAL_YEAR:
            year = year_of(lender.first, frame.year_starts)
        sort = FINANCIAL
    elif sort == FINANCIAL and period.shape in {"year", "academic"}:
        period.broken = True
    else:
        period.sort = sort
    if lender.shape in _WHOLE_YEARS:
        # That year may be a period of its own rather than the year of this one.
        period.ambiguous = True
    _place(period, year, frame)


def _within(period: Period, year: Period) -> bool:
    return year.shape in _WHOLE_YEARS and year.first <= period.first and period.last <= year.last


def _before(period: Period, following: Period, join: str, frame: Frame) -> None:
    _borrow(period, following, frame)
    late = period.last > following.last or (join == "-" and period.last == following.last)
    glosses = period.first <= following.first and following.last <= period.last
    if late and not (period.broken or glosses or _within(period, following)):
        period.ambiguous = period.ambiguous or not join
        _place(period, (period.year or 0) - 1, frame)


def _after(period: Period, previous: Period, join: str, frame: Frame) -> None:
    _borrow(period, previous, frame)
    early = period.last < previous.last or (join == "-" and period.last == previous.last)
    if early and not period.broken and not _within(period, previous):
        period.ambiguous = period.ambiguous or not join
        _place(period, (period.year or 0) + 1, frame)


def _exists(period: Period, year: int, frame: Frame) -> tuple[date, date] | None:
    try:
        return bounds(period, year, frame.year_starts)
    except ValueError:
        return None


def _search(period: Period, frame: Frame, *, look_back: bool) -> None:
    """The nearest such period to the reference: 29 February may be years off."""
    day = frame.reference
    if day is None:
        period.broken = True
        return
    years = (
        range(day.year + 1, day.year - 9, -1) if look_back else range(day.year - 2, day.year + 9)
    )
    for year in years:
        found = _exists(period, year, frame) if 1 < year < 9998 else None  # noqa: PLR2004
        if found is not None and (found[0] <= day if look_back else found[1] >= day):
            period.ambiguous = period.ambiguous or found[1] > day + _YEAR
            _place(period, year, frame)
            return
    period.broken = True


def _find_years(
    periods: list[Period], dated: list[int], joins: Sequence[str], frame: Frame, *, look_back: bool
) -> None:
    """Give every one of the *dated* periods that names no year the year that it must mean."""
    if all(periods[i].year is None for i in dated):
        _search(periods[dated[-1]], frame, look_back=look_back)
    pairs = [(i, j, joins[i] if j == i + 1 else "") for i, j in pairwise(dated)]
    for i, j, join in reversed(pairs):
        if periods[i].year is None and periods[j].year is not None:
            _before(periods[i], periods[j], join, frame)
    for i, j, join in pairs:
        if periods[j].year is None:
            _after(periods[j], periods[i], join, frame)


def settle_years(
    periods: list[Period], joins: Sequence[str], frame: Frame, *, look_back: bool = False
) -> None:
    """
    Set the first and last day of every dated period in *periods*.

    `joins[i]` is how period i is joined to the one after it: "-" a span, "" by other words.
    *look_back* is for what is done, or began. What cannot be placed is marked broken.
    """
    if len(periods) == 1 and periods[0].year is not None:
        _place(periods[0], periods[0].year, frame)
        return
    _complete_bare(periods)
    dated = [i for i, period in enumerate(periods) if period.is_dated and not period.broken]
    is_yearless = False
    for i in dated:
        year = periods[i].year
        if year is None:
            is_yearless = True
        else:
            _place(periods[i], year, frame)
    if not is_yearless:
        return
    if any(period.shape == "planyear" for period in periods):
        # "Year 1 Q2": a quarter of the plan's year, whatever that is.
        periods[dated[-1]].broken = True
    _find_years(periods, dated, joins, frame, look_back=look_back)
