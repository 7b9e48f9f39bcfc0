"""Steps along the calendar: so many months on, so many working days, the next time round."""

import re
from datetime import date, timedelta
from functools import cache
from typing import Final

__all__ = ["add_every", "add_months", "add_working_days", "duration", "month_end"]


_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)  # noqa: PLR2004
    return date(year, month, 29 if leap else _LENGTHS[month - 1])


def add_months(day: date, months: int) -> date:
    """
    The same day of the month, *months* later (earlier when negative).

    Where that month is shorter, its last day: a month after 31 January is 28 or 29 February.

    Raises:
        ValueError: the year would lie outside 1 to 9999.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if day.day <= 28:  # noqa: PLR2004
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, month_end(year, month + 1).day))


def add_working_days(day: date, days: int) -> date:
    """The day that lies *days* Mondays to Fridays after *day*; bank holidays are not known here."""
    weeks, rest = divmod(days, 5)
    day += timedelta(weeks=weeks)
    if day.weekday() > 4 and not rest:  # noqa: PLR2004
        return day - timedelta(days=day.weekday() - 4)
    while rest:
        day += timedelta(days=1)
        rest -= day.weekday() < 5  # noqa: PLR2004
    return day


@cache
def _duration() -> re.Pattern[str]:
    return re.compile(r"P([0-9]{1,4})([DWMY])")


def add_every(day: date, every: str, times: int = 1) -> date:
    """
    The day *times* steps of *every* after *day* (before it when negative).

    *every* is an ISO 8601 duration of one unit, as `Timescale.every` holds: `P1W`, `P3M`, `P1Y`.
    Steps are counted from *day* itself, so that 31 January, every month, comes to 31 March on
    the second step.

    Raises:
        ValueError: *every* is no such duration, or the year would lie outside 1 to 9999.
    """
    match = _duration().fullmatch(every)
    if match is None:
        raise ValueError(f"not a duration of days, weeks, months or years: {every!r}")
    count, unit = int(match[1]) * times, match[2]
    if unit in "MY":
        return add_months(day, count * (12 if unit == "Y" else 1))
    try:
        return day + timedelta(days=count * (7 if unit == "W" else 1))
    except OverflowError as error:
        raise ValueError(f"{times} times {every} after {day} is no date") from error


def duration(days: int, months: int) -> str | None:
    """The ISO 8601 duration of *days* or *months*, in the largest unit; None for nothing."""
    for count, size, unit in ((months, 12, "Y"), (months, 1, "M"), (days, 7, "W"), (days, 1, "D")):
        if count > 0 and count % size == 0:
            return f"P{count // size}{unit}"
    return None
