"""
A period named in a timescale, and the first and last day of it.

Seasons, school terms and parts of a period end where the contract says: `early` June on the
10th, `mid` 2011 on 30 June, the spring term on 30 April.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, NamedTuple

from actionbook.plan.timescales.steps import add_months, month_end
from actionbook.plan.timescales.words import EARLY, END, MID, START

__all__ = [
    "ACADEMIC",
    "CALENDAR",
    "FINANCIAL",
    "Frame",
    "Period",
    "YearStarts",
    "bounds",
    "is_undefined_part",
    "year_of",
]

# What a period's year is a year of.
CALENDAR, FINANCIAL, ACADEMIC = 0, 1, 2

_DAY: Final = timedelta(days=1)
_TERMS: Final = {9: ((9, 1), (12, 31)), 3: ((1, 1), (4, 30)), 6: ((5, 1), (7, 31))}

Bounds = tuple[date, date]
YearStarts = tuple[int, int]


class Frame(NamedTuple):
    """What a period is read against: the reference date, and when the financial year starts."""

    reference: date | None
    year_starts: YearStarts


class Period:
    """
    One period as written; `first` and `last` are set once its year is known.

    `shape` is the name of the pattern that found it; `number` its month, quarter, half or season
    (by first month); `sort` what `year` is a year of. `begin` and `end` are its place among the
    tokens. `broken` means that there is no such period, or that nobody could say which it is.
    Counted from the reference, it is `number` months and `day` days long, working days if `week`.
    """

    number = 0
    day = 0
    year: int | None = None
    sort = CALENDAR
    part = 0
    ambiguous = False
    broken = False
    week = False
    first = date.min
    last = date.min

    def __init__(self, shape: str, begin: int, end: int) -> None:
        self.shape = shape
        self.begin = begin
        self.end = end

    @property
    def is_dated(self) -> bool:
        """Whether it stands on the calendar, and is not counted from the reference date."""
        return self.shape not in {"relative", "planyear"}

    def is_after(self, other: "Period") -> bool:
        """Whether it lies after *other*, by the years, months and days as written."""
        if self.year is None or other.year is None or self.shape != other.shape:
            return False
        return (self.year, self.number, self.day) > (other.year, other.number, other.day)


def year_of(day: date, starts: YearStarts) -> int:
    """The calendar year in which the year that holds *day* began, for years that start so."""
    return day.year - ((day.month, day.day) < starts)


def _calendar_year(period: Period, year: int, month: int, starts: YearStarts, day: int = 31) -> int:
    """The calendar year of *month* in the period's *year*, whatever sort of year that is."""
    if period.sort == CALENDAR:
        return year
    opening = starts if period.sort == FINANCIAL else (9, 1)
    return year + ((month, day) < opening)


def _day(period: Period, year: int, starts: YearStarts) -> Bounds:
    day = date(
        _calendar_year(period, year, period.number, starts, period.day), period.number, period.day
    )
    if not period.week:
        return day, day
    # A week that is said to begin on a Sunday ends on the next one.
    return day, day + timedelta(days=7 if day.weekday() == 6 else 6 - day.weekday())  # noqa: PLR2004


def _month(period: Period, year: int, starts: YearStarts) -> Bounds:
    if period.sort != CALENDAR:
        year = _calendar_year(period, year, period.number, starts)
    return date(year, period.number, 1), month_end(year, period.number)


def _quarter(period: Period, year: int, starts: YearStarts) -> Bounds:
    first = add_months(date(year, *starts), 3 * (period.number - 1))
    return first, add_months(first, 3) - _DAY


def _half(period: Period, year: int, starts: YearStarts) -> Bounds:
    opening = starts if period.sort == FINANCIAL else (1, 1)
    first = add_months(date(year, *opening), 6 * (period.number - 1))
    return first, add_months(first, 6) - _DAY


def _season(period: Period, year: int, starts: YearStarts) -> Bounds:
    middle = period.number % 12 + 1
    winter = period.number == 12  # noqa: PLR2004
    if period.sort != CALENDAR:
        year = _calendar_year(period, year, middle, starts) - winter
    first = date(year, period.number, 1)
    return first, add_months(first, 3) - _DAY


def _term(period: Period, year: int, _starts: YearStarts) -> Bounds:
    opening, closing = _TERMS.get(period.number, ((2, 30), (2, 30)))
    year += period.sort != CALENDAR and period.number != 9  # noqa: PLR2004
    return date(year, *opening), date(year, *closing)


def _year(_period: Period, year: int, _starts: YearStarts) -> Bounds:
    return date(year, 1, 1), date(year, 12, 31)


def _years(period: Period, year: int, _starts: YearStarts) -> Bounds:
    return date(year, 1, 1), date(period.number, 12, 31)


def _financial(_period: Period, year: int, starts: YearStarts) -> Bounds:
    return date(year, *starts), date(year + 1, *starts) - _DAY


def _academic(_period: Period, year: int, _starts: YearStarts) -> Bounds:
    return date(year, 9, 1), date(year + 1, 8, 31)


_WHOLE: Final[dict[str, Callable[[Period, int, YearStarts], Bounds]]] = {
    "day": _day,
    "month": _month,
    "quarter": _quarter,
    "half": _half,
    "season": _season,
    "term": _term,
    "year": _year,
    "years": _years,
    "fy": _financial,
    "academic": _academic,
}


def _part_of_month(first: date, last: date, part: int) -> Bounds:
    if part == EARLY:
        return first, first.replace(day=10)
    if part == MID:
        return first.replace(day=11), first.replace(day=15)
    return first.replace(day=21), last


def _part_of_year(first: date, last: date, part: int) -> Bounds:
    if part == EARLY:
        return first, add_months(first, 3) - _DAY
    if part == MID:
        return add_months(first, 3), add_months(first, 6) - _DAY
    return add_months(first, 9), last


def _part_of_season(first: date, last: date, part: int) -> Bounds:
    months = {EARLY: 0, MID: 1}.get(part, 2)
    opening = add_months(first, months)
    return opening, min(last, add_months(opening, 1) - _DAY)


def _last_month(first: date, last: date, part: int) -> Bounds:
    if part in {EARLY, MID}:
        raise ValueError("no contract says where the early part of this ends")
    return max(first, last.replace(day=1)), last


_PARTS: Final[dict[str, Callable[[date, date, int], Bounds]]] = {
    "month": _part_of_month,
    "year": _part_of_year,
    "fy": _part_of_year,
    "season": _part_of_season,
}


def bounds(period: Period, year: int, starts: YearStarts) -> Bounds:
    """
    The first and last day of *period* in *year*, its part taken.

    Raises:
        ValueError: there is no such day ("31 June"), or no such part.
    """
    first, last = _WHOLE[period.shape](period, year, starts)
    if not period.part or (period.shape == "day" and period.part == END):
        return first, last
    if period.part == START:
        return first, first
    return _PARTS.get(period.shape, _last_month)(first, last, period.part)


def is_undefined_part(period: Period) -> bool:
    """Whether its part is one that only likeness to a calendar year can place."""
    return period.shape == "fy" and period.part in {EARLY, MID}
