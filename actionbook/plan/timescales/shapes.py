"""From the tokens of one match to the period that they name."""

from collections.abc import Callable
from typing import Final

from actionbook.plan.timescales.counted import read_plan_year, read_relative
from actionbook.plan.timescales.figures import century
from actionbook.plan.timescales.grammar import Found
from actionbook.plan.timescales.periods import (
    ACADEMIC,
    CALENDAR,
    FINANCIAL,
    Frame,
    Period,
    is_undefined_part,
    year_of,
)
from actionbook.plan.timescales.steps import add_months
from actionbook.plan.timescales.tokens import Tokens
from actionbook.plan.timescales.words import END, LATE

__all__ = ["read_period"]

_FY_WORDS: Final = frozenset({"fy", "fye", "f/y"})

Values = tuple[int, ...]


def _take_date(period: Period, value: Values) -> None:
    period.day, period.number, period.year = value[:3]
    period.ambiguous = bool(value[3])


def _take_day(period: Period, value: Values) -> None:
    period.day, period.number = value


def _take_month(period: Period, value: Values) -> None:
    period.number, period.year = value


def _take_number(period: Period, value: Values) -> None:
    period.number = value[0]


def _take_year(period: Period, value: Values) -> None:
    period.year = value[0]


def _take_two_years(period: Period, value: Values) -> None:
    period.year, period.sort = value[0], FINANCIAL
    period.ambiguous = len(value) > 1


def _take_two_figures_twice(period: Period, value: Values) -> None:
    """`15/16`: a month before it, or nothing, leaves it open whether those are days."""
    first, second, dash = value
    period.year, period.sort = century(first), FINANCIAL
    if period.shape == "month":
        period.ambiguous, period.broken = True, bool(dash)
    elif period.shape == "year":
        period.ambiguous = bool(dash) or (1 <= first <= 31 and 1 <= second <= 12)  # noqa: PLR2004


def _take_years(period: Period, value: Values) -> None:
    period.year, period.number = value


def _take_part(period: Period, value: Values) -> None:
    period.part = value[0]


def _take_end(period: Period, _value: Values) -> None:
    period.part = END


def _take_week(period: Period, _value: Values) -> None:
    period.week = True


def _take_next(period: Period, value: Values) -> None:
    period.ambiguous = period.ambiguous or bool(value)


_TAKE: Final[dict[str, Callable[[Period, Values], None]]] = {
    "D": _take_date,
    "d": _take_day,
    "m": _take_month,
    "M": _take_number,
    "S": _take_number,
    "Y": _take_year,
    "F": _take_two_years,
    "u": _take_two_figures_twice,
    "W": _take_years,
    "p": _take_part,
    "e": _take_end,
    "K": _take_week,
    "3": _take_next,
}


def _ends_in(period: Period, year: int, frame: Frame) -> None:
    """`FY16` is the financial year that ends in 2016."""
    period.year = year - (frame.year_starts != (1, 1))
    period.sort = FINANCIAL


def _relative_year(period: Period, value: Values, frame: Frame) -> None:
    """`next financial year`, `this year`: so many years on from that which holds the reference."""
    on, sort = value
    if frame.reference is None or sort == 3:  # noqa: PLR2004
        period.broken = True
        return
    if sort > ACADEMIC:
        period.year = frame.reference.year + on
    else:
        opening = frame.year_starts if sort == 0 else (9, 1)
        period.year = year_of(frame.reference, opening) + on
        period.sort = FINANCIAL if sort == 0 else ACADEMIC


def _year_in_two_figures(period: Period, number: int, frame: Frame) -> None:
    """`May 06` is a year, unless it would lie more than ten years off: then nobody can say."""
    period.year = century(number)
    far = frame.reference is not None and abs(period.year - frame.reference.year) > 10  # noqa: PLR2004
    period.broken = period.broken or (far and period.shape in {"month", "season"})


def _settle_year(period: Period, found: Found, tokens: Tokens, frame: Frame, used: int = 0) -> None:
    """The year of a period that has had *used* of its numbers taken by the period itself."""
    if period.year is None:
        if len(found.numbers) > used:
            _year_in_two_figures(period, tokens.values[found.numbers[used]][0], frame)
        elif "Z" in found.letters:
            place = found.begin + found.letters.index("Z")
            _relative_year(period, tokens.values[place], frame)
    if "f" in found.letters and period.year is not None and period.sort == CALENDAR:
        _ends_in(period, period.year, frame)


def _day(period: Period, found: Found, tokens: Tokens, frame: Frame) -> None:
    used = 0
    if "D" not in found.letters and "d" not in found.letters:
        used = 1
        period.day = tokens.values[found.numbers[0]][0]
        # "First June" may be the first of June, or the first thing to be done.
        period.ambiguous = found.letters.startswith("[M")
        if found.letters.startswith("s.") and not found.begin:
            # "1. June 2014" may be the first thing to be done as well.
            period.ambiguous = True
    _settle_year(period, found, tokens, frame, used)


def _season(period: Period, found: Found, tokens: Tokens, frame: Frame) -> None:
    _settle_year(period, found, tokens, frame)
    opening = frame.year_starts[0]
    straddles = period.number < opening <= period.number + 2
    period.ambiguous = period.ambiguous or (period.sort != CALENDAR and straddles)


def _term(period: Period, found: Found, tokens: Tokens, frame: Frame) -> None:
    _settle_year(period, found, tokens, frame)
    if period.sort == FINANCIAL:
        # In a financial year a summer term comes first, in a school year last.
        period.sort, period.ambiguous = ACADEMIC, period.number == 6  # noqa: PLR2004


def _numbered(period: Period, found: Found, tokens: Tokens, frame: Frame) -> None:
    """A quarter or a half: `last` is the last one of a year that is named."""
    most = 4 if period.shape == "quarter" else 2
    if found.letters.startswith("fn"):
        # As in: FY13 Q3.
        found = found._replace(numbers=found.numbers[::-1])
    number = tokens.values[found.numbers[0]][0]
    _settle_year(period, found, tokens, frame, 1)
    period.number = most if number < 0 else number
    period.broken = (
        period.broken
        or period.number not in range(1, most + 1)
        or (number < 0 and period.year is None)
    )
    if period.shape == "quarter" and period.year is not None and period.sort == CALENDAR:
        period.ambiguous = True


def _financial(period: Period, found: Found, tokens: Tokens, frame: Frame) -> None:
    if "Y" in found.letters and _FY_WORDS.isdisjoint(tokens.words[found.begin : found.end]):
        period.ambiguous = True
    _settle_year(period, found, tokens, frame)


def _academic(period: Period, _found: Found, _tokens: Tokens, _frame: Frame) -> None:
    period.broken = period.sort == CALENDAR
    period.sort = ACADEMIC


def _year_end(period: Period, found: Found, _tokens: Tokens, frame: Frame) -> None:
    period.part = END
    if "A" in found.letters:
        period.shape, period.sort = "academic", ACADEMIC
        period.broken = "Y" in found.letters
    elif ">" in found.letters:
        period.shape = "year"
    else:
        period.shape = "fy"
        if period.year is not None and period.sort == CALENDAR:
            period.ambiguous = True
            _ends_in(period, period.year, frame)
        period.sort = FINANCIAL


def _year(period: Period, found: Found, tokens: Tokens, _frame: Frame) -> None:
    """A year, or two with a dash or a stroke and perhaps spaces between them."""
    letters = found.letters
    if "Y-" in letters or "Y/" in letters:
        place = letters.index("Y") + found.begin
        period.year = tokens.values[place][0]
        ahead = tokens.values[place + 2][0] - period.year
        ahead = ahead % 100 if found.numbers else ahead
        period.sort = FINANCIAL if ahead == 1 else CALENDAR
        period.broken = not 0 < ahead < 50  # noqa: PLR2004
        if ahead > 1:
            period.shape, period.number = "years", period.year + ahead
    if "W" in letters:
        period.shape = "years"
    elif period.sort == FINANCIAL:
        period.shape = "fy"


def _next(period: Period, found: Found, tokens: Tokens, frame: Frame) -> None:
    on, sort = value = tokens.values[found.letters.index("Z") + found.begin]
    _relative_year(period, value, frame)
    period.shape = ("fy", "academic", "year", "month", "year")[sort]
    if sort == 3 and frame.reference is not None:  # noqa: PLR2004
        month = add_months(frame.reference.replace(day=1), on)
        period.number, period.year, period.broken = month.month, month.year, False
    elif sort == 4:  # noqa: PLR2004
        # "next year" alone may be either sort of year.
        period.ambiguous, period.broken = True, period.broken or not period.part


def _nth(period: Period, found: Found, tokens: Tokens, frame: Frame) -> None:
    """The last week of a month ends with it; where the first week ends nobody can say."""
    period.shape, period.part, period.week = "month", LATE, False
    period.broken = found.letters[:2] not in {"'U", "'K"}
    _settle_year(period, found, tokens, frame, 1)


def _bare(period: Period, found: Found, tokens: Tokens, _frame: Frame) -> None:
    if period.shape == "bareday":
        period.day = tokens.values[found.numbers[0]][0]


def _month(period: Period, found: Found, tokens: Tokens, frame: Frame) -> None:
    _settle_year(period, found, tokens, frame)
    before = tokens.classes[found.begin - 1] if found.begin else ""
    if before == "r" or (before == "l" and tokens.classes[found.begin - 2] == "l"):
        # "Phase 2 June" may be the second of June.
        period.ambiguous = True


_FINISH: Final[dict[str, Callable[[Period, Found, Tokens, Frame], None]]] = {
    "day": _day,
    "bareday": _bare,
    "barepart": _bare,
    "month": _month,
    "season": _season,
    "term": _term,
    "quarter": _numbered,
    "half": _numbered,
    "fy": _financial,
    "academic": _academic,
    "yearend": _year_end,
    "year": _year,
    "next": _next,
    "planyear": read_plan_year,
    "relative": read_relative,
    "nth": _nth,
}


def read_period(found: Found, tokens: Tokens, frame: Frame) -> Period:
    """The period that stands where *found* says among *tokens*, its year as written."""
    shape = found.shape
    period = Period(shape, found.begin, found.end)
    for letter, place in found.taken:
        _TAKE[letter](period, tokens.values[place])
    _FINISH[shape](period, found, tokens, frame)
    if period.part and is_undefined_part(period):
        period.ambiguous = True
    return period
