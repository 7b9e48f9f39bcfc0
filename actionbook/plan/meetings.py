"""
When a meeting's papers are due: the clear days before it, and the day the clerk wants the report.

Clear days lie between the day the agenda is published and the meeting, both left out. Working days
count and no others, by default: *R v Swansea City Council ex p Elitestone Ltd* (1993).
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from actionbook.errors import SettingsError
from actionbook.plan.bank_holidays import WEEKEND, nation_code, why_closed
from actionbook.plan.settings import Settings

__all__ = [
    "CLEAR_DAYS",
    "REPORT_TIME",
    "Reckoning",
    "agenda_published_by",
    "how_it_counted",
    "report_to_clerk_by",
]

CLEAR_DAYS: Mapping[str, int] = {"ENG": 5, "WLS": 3, "SCT": 3}
"""
Clear days by nation: Local Government Act 1972 s.100B(3), in England as amended by SI 2002/715;
Local Government (Scotland) Act 1973 s.50B(3). Northern Ireland has no number that fits every body.
"""

REPORT_TIME = "10:00"
"""The hour by which the clerk wants the report on its day."""

CHECK = "Check these dates with Democratic Services: standing orders may ask for more."
FARTHEST = timedelta(days=3660)
WORKING, CALENDAR = "working", "calendar"
YES, NO = "yes", "no"


class Reckoning(NamedTuple):
    """
    A day counted back from a meeting: *by* then, and how it was counted.

    *counted* are the days that count, the latest first; *passed_over* those that do not although
    they are no weekend, each with its reason. *words* is the sum in a sentence.
    """

    by: date
    counted: tuple[date, ...]
    passed_over: tuple[tuple[date, str], ...]
    words: str


def agenda_published_by(meeting: date, settings: Settings) -> Reckoning:
    """
    The last day on which the agenda can go up, so that the clear days lie before the *meeting*.

    A working day where working days are counted; any day where calendar days are.

    Raises:
        SettingsError: Nation is none of the four, or the settings must say how many days.
    """
    days = _clear_days(settings)
    is_open = _opening(settings)
    if _counts_calendar_days(settings):
        is_open = _every_day
        kind = "calendar"
    else:
        kind = "working"
    counted, passed = _back(meeting, days, is_open)
    earliest = counted[-1] if counted else meeting
    (by,), before = _back(earliest, 1, is_open)
    passed += before
    said = f"{days} clear {kind} {_plural(days)}"
    return Reckoning(
        by,
        counted,
        passed,
        f"Agenda published by {_day(by)}: {said} {_lie(days)} between it and the meeting on "
        f"{_day(meeting)}, both left out{_listed(counted)}. {_not_counted(passed, kind)}",
    )


def report_to_clerk_by(meeting: date, settings: Settings) -> Reckoning:
    """
    The day by which, at `REPORT_TIME`, the clerk wants the report: always so many working days.

    Raises:
        SettingsError: Nation is none of the four.
    """
    days = settings.report_to_clerk_days
    counted, passed = _back(meeting, days, _opening(settings))
    by = counted[-1] if counted else meeting
    return Reckoning(
        by,
        counted,
        passed,
        f"Report to the clerk by {REPORT_TIME} on {_day(by)}: {days} working {_plural(days)} "
        f"before the meeting on {_day(meeting)}. {_not_counted(passed, 'working')}",
    )


def how_it_counted(meeting: date, settings: Settings) -> str:
    """
    Both sums in words, one to a line, and whom to check with.

    Raises:
        SettingsError: as `agenda_published_by`.
    """
    agenda, report = (
        agenda_published_by(meeting, settings),
        report_to_clerk_by(meeting, settings),
    )
    return "\n".join((report.words, agenda.words, CHECK))


def _clear_days(settings: Settings) -> int:
    if settings.clear_days is not None:
        return settings.clear_days
    inside = _choice("Access to Information rules", settings.access_to_information, (YES, NO))
    days = CLEAR_DAYS.get(nation_code(settings.nation)) if inside == YES else None
    if days is None:
        whose = (
            settings.nation if inside == YES else "a body outside the Access to Information rules"
        )
        raise SettingsError(
            f"Clear days is blank, and for {whose} no number holds everywhere. Ask Democratic "
            "Services, and give the number as Clear days on the Settings sheet."
        )
    return days


def _counts_calendar_days(settings: Settings) -> bool:
    return _choice("Days counted", settings.days_counted, (WORKING, CALENDAR)) == CALENDAR


def _choice(label: str, value: str, choices: tuple[str, str]) -> str:
    said = value.casefold().split()
    found = said[0] if said else choices[0]
    if found not in choices:
        raise SettingsError(
            f"{label} is '{value}'. Set it on the Settings sheet to {choices[0]} or {choices[1]}."
        )
    return found


def _opening(settings: Settings) -> Callable[[date], str]:
    """Why a day does not count, by the plan's nation and its extra closures."""
    code, closures = nation_code(settings.nation), frozenset(settings.extra_closures)
    return lambda day: why_closed(day, code=code, closures=closures)


def _every_day(_day: date) -> str:
    return ""


def _back(
    start: date, days: int, why_not: Callable[[date], str]
) -> tuple[tuple[date, ...], tuple[tuple[date, str], ...]]:
    """The *days* that count before *start*, the latest first, and what was passed over."""
    passed: list[tuple[date, str]] = []

    def counting() -> Iterator[date]:
        day = start
        while day > date.min + timedelta(days=1) and start - day < FARTHEST:
            day -= timedelta(days=1)
            reason = why_not(day)
            if not reason:
                yield day
            elif reason != WEEKEND:
                passed.append((day, reason))

    counted = tuple(islice(counting(), days))
    if len(counted) < days:
        raise SettingsError(
            f"{days} days before {_day(start)} cannot be counted. Look at Clear days, "
            "Report-to-clerk days and Extra closures on the Settings sheet."
        )
    return counted, tuple(passed)


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def _plural(days: int) -> str:
    return "day" if days == 1 else "days"


def _lie(days: int) -> str:
    return "lies" if days == 1 else "lie"


def _listed(days: tuple[date, ...]) -> str:
    return (
        f" ({', '.join(f'{day:%a} {day.day} {day:%b}' for day in reversed(days))})" if days else ""
    )


def _not_counted(passed: tuple[tuple[date, str], ...], kind: str) -> str:
    if kind == "calendar":
        return "Every day was counted, weekends and bank holidays too."
    days = "".join(f", {day:%a} {day.day} {day:%b} ({why})" for day, why in reversed(passed))
    return f"Not counted: weekends{days}."
