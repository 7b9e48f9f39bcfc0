"""
Reporting periods: named, parsed, ordered, next and previous.

`2026-27 Q3`, `2026-27 H1`, `2026-27 T2` and `2026-27` of the financial year, `2026-11` a month,
`CY2026 Q3` and `CY2026` of the calendar year.
"""

import re
from datetime import date, timedelta
from typing import NamedTuple

from actionbook.errors import ActionbookError
from actionbook.plan.timescales import add_months

__all__ = [
    "FREQUENCIES",
    "Period",
    "current_period",
    "following",
    "parse_period",
    "period_holding",
    "preceding",
]

_SHOWN = 40  # characters of what is no period

FREQUENCIES = {
    "monthly": 1,
    "quarterly": 3,
    "four-monthly": 4,
    "half-yearly": 6,
    "yearly": 12,
}
"""Months in a period, by the plan's reporting frequency."""

MONTHS = 12
_LETTERS = {3: "Q", 4: "T", 6: "H"}
_MONTHS = {letter: months for months, letter in _LETTERS.items()}
_FINANCIAL = re.compile(r"(\d{4})-(\d{2})(?: ([QHT])(\d))?\Z")
_CALENDAR = re.compile(r"CY(\d{4})(?: ([QHT])(\d))?\Z")
_MONTH = re.compile(r"(\d{4})-(\d{2})\Z")


class Period(NamedTuple):
    """A reporting period: its first day, its length in months, and its name."""

    start: date
    months: int
    name: str

    @property
    def end(self) -> date:
        """The last day of the period."""
        return add_months(self.start, self.months) - timedelta(days=1)

    def missed_from(self, quiet_days: int) -> date:
        """The first day on which progress is missed: the quiet days over, or half the period."""
        half = (self.end - self.start) // 2
        return self.start + min(half, timedelta(days=quiet_days))

    def __str__(self) -> str:
        return self.name


def _named(start: date, months: int, year_starts: tuple[int, int], *, calendar: bool) -> Period:
    if months == 1:
        return Period(start, 1, f"{start:%Y-%m}")
    month, day = (1, 1) if calendar else year_starts
    year = start.year if (start.month, start.day) >= (month, day) else start.year - 1
    opening = date(year, month, day)
    place = (start.year - opening.year) * 12 + start.month - opening.month
    label = f"CY{year}" if calendar else f"{year}-{(year + 1) % 100:02d}"
    part = f" {_LETTERS[months]}{place // months + 1}" if months in _LETTERS else ""
    return Period(start, months, label + part)


def parse_period(text: str, *, year_starts: tuple[int, int] = (4, 1)) -> Period:
    """
    The period that *text* names.

    A bare `2026-27` is a financial year and `2026-11` a month: only consecutive numbers are a
    year, so `2003-04` is one, and no month. No month after 2011 is named so in this century.

    Raises:
        ActionbookError: the text names no period.
    """
    words = " ".join(text.split()).upper()
    found = _CALENDAR.match(words)
    if found:
        return _part(text, date(int(found[1]), 1, 1), found[2], found[3], (1, 1), calendar=True)
    month = _MONTH.match(words)
    if month and 1 <= int(month[2]) <= MONTHS and int(month[2]) != (int(month[1]) + 1) % 100:
        return Period(date(int(month[1]), int(month[2]), 1), 1, words)
    found = _FINANCIAL.match(words)
    if found and int(found[2]) == (int(found[1]) + 1) % 100:
        opening = date(int(found[1]), *year_starts)
        return _part(text, opening, found[3], found[4], year_starts, calendar=False)
    raise _no_period(text)


def _part(
    text: str,
    opening: date,
    letter: str | None,
    number: str | None,
    year_starts: tuple[int, int],
    *,
    calendar: bool,
) -> Period:
    if letter is None or number is None:
        return _named(opening, 12, year_starts, calendar=calendar)
    months = _MONTHS[letter]
    if not 1 <= int(number) <= 12 // months:
        raise _no_period(text)
    start = add_months(opening, months * (int(number) - 1))
    return _named(start, months, year_starts, calendar=calendar)


def _no_period(text: str) -> ActionbookError:
    said = " ".join(text.split())[:_SHOWN]
    return ActionbookError(
        f"'{said}' is no period. Type it like 2026-27 Q3, 2026-27 H1, 2026-27 T2, 2026-27, "
        "2026-11 or CY2026 Q3."
    )


def current_period(name: str, *, year_starts: tuple[int, int] = (4, 1)) -> Period | None:
    """The period that a plan's setting names; None where it names none."""
    try:
        return parse_period(name, year_starts=year_starts)
    except ActionbookError:
        return None


def following(period: Period, *, year_starts: tuple[int, int] = (4, 1)) -> Period:
    """The period that comes next, of the same length and the same kind of year."""
    calendar = period.name.startswith("CY")
    start = add_months(period.start, period.months)
    return _named(start, period.months, year_starts, calendar=calendar)


def preceding(period: Period, *, year_starts: tuple[int, int] = (4, 1)) -> Period:
    """The period that came before, of the same length and the same kind of year."""
    calendar = period.name.startswith("CY")
    start = add_months(period.start, -period.months)
    return _named(start, period.months, year_starts, calendar=calendar)


def period_holding(day: date, *, frequency: str, year_starts: tuple[int, int] = (4, 1)) -> Period:
    """
    The period of the financial year that holds *day*.

    Raises:
        ActionbookError: the frequency is none of `FREQUENCIES`.
    """
    months = FREQUENCIES.get(frequency.casefold().strip())
    if months is None:
        raise ActionbookError(
            f"'{frequency}' is no reporting frequency. Type one of: {', '.join(FREQUENCIES)}."
        )
    if months == 1:
        return Period(day.replace(day=1), 1, f"{day:%Y-%m}")
    year = day.year if (day.month, day.day) >= year_starts else day.year - 1
    start = date(year, *year_starts)
    while add_months(start, months) <= day:
        start = add_months(start, months)
    return _named(start, months, year_starts, calendar=False)
