"""Periods counted from the reference date: `within 3 months`, `10 working days`, `years 2-3`."""

from datetime import date, timedelta
from typing import Final

from actionbook.plan.timescales.grammar import Found
from actionbook.plan.timescales.periods import Frame, Period
from actionbook.plan.timescales.steps import add_months, add_working_days
from actionbook.plan.timescales.tokens import Tokens
from actionbook.plan.timescales.words import listed

__all__ = ["count_from", "read_plan_year", "read_relative"]

_FARTHEST: Final = 1200  # a hundred years, in months: what lies beyond is no timescale
_LAST_PLAN_YEAR: Final = 10
_ONE_OF_THEM: Final = frozenset(listed("day week wk month mth mnth year yr fortnight hour hr"))
_PUPILS: Final = frozenset(listed("pupils students children learners group groups class classes"))


def count_from(period: Period, day: date) -> None:
    """Let a period of so many months or days, or working days, begin on *day*."""
    period.first = day
    if period.week and not period.number:
        period.last = add_working_days(day, period.day)
    else:
        period.last = add_months(day, period.number) + timedelta(days=period.day)


def read_plan_year(period: Period, found: Found, tokens: Tokens, frame: Frame) -> None:
    """`year 2`: the second twelve months from the reference; but "Year 7 pupils" are no date."""
    number, reference = tokens.values[found.numbers[0]][0], frame.reference
    period.broken = reference is None or not 1 <= number <= _LAST_PLAN_YEAR
    if not _PUPILS.isdisjoint(tokens.words[found.end : found.end + 1]):
        period.shape = "adjective"
    if reference is not None and not period.broken:
        period.first = add_months(reference, 12 * (number - 1))
        period.last = add_months(reference, 12 * number) - timedelta(days=1)


def _tenths(found: Found, tokens: Tokens) -> int:
    """The longest of the numbers of a relative period, in tenths."""
    several = [10 * tokens.values[i][0] for i in found.numbers]
    for i, letter in enumerate(found.letters, found.begin):
        if letter == "5":
            several.append(10)
        elif letter in "vN":
            several.append(tokens.values[i][0] * (1 if letter == "v" else 10))
    return max(several)


def _is_open(found: Found, tokens: Tokens) -> bool:
    """Whether it says "at least 3 months", "over 12 months" or "6 months+"."""
    before = tokens.words[found.begin - 1] if found.begin else ""
    return (
        before == "over"
        or tokens.classes[: found.begin].endswith("`")
        or tokens.classes[found.end : found.end + 1] == "+"
    )


def read_relative(period: Period, found: Found, tokens: Tokens, frame: Frame) -> None:
    """`within 3 months`; "6 month review" names no date."""
    days, months = tokens.values[found.end - 1]
    count = _tenths(found, tokens)
    following = tokens.classes[found.end : found.end + 1]
    one = tokens.words[found.end - 1] in _ONE_OF_THEM
    if count != 10 and one and following in {"x", "@", "^", "V"}:  # noqa: PLR2004
        period.shape = "adjective"
    period.ambiguous = "&" in found.letters and "H" not in found.letters
    period.broken = (
        frame.reference is None
        or _is_open(found, tokens)
        or not 0 < count <= 10 * _FARTHEST
        or (count * (days + months)) % 10 != 0
        or months * count > 10 * _FARTHEST
    )
    # Hours are counted as minus 24 to the day.
    period.day = -(count // (10 * days)) if days < 0 else days * count // 10
    period.number, period.week = months * count // 10, "4" in found.letters
    if frame.reference is not None and not period.broken:
        count_from(period, frame.reference)
