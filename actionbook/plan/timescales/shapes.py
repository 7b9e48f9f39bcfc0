"""From the tokens of one match to the period that they name."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, NamedTuple

from actionbook.plan.timescales.figures import century
from actionbook.plan.timescales.periods import (
    ACADEMIC,
    CALENDAR,
    FINANCIAL,
    Period,
    YearStarts,
    is_undefined_part,
    year_of,
)
from actionbook.plan.timescales.steps import add_months, add_working_days
from actionbook.plan.timescales.tokens import Tokens
from actionbook.plan.timescales.words import END, LATE

__all__ = ["Frame", "count_from", "read_period"]

_FARTHEST: Final = 1200  # a hundred years, in months: what lies beyond is no timescale
_ONE_OF_THEM: Final = frozenset("day week wk month mth mnth year yr fortnight hour hr".split())
_PUPILS: Final = frozenset("pupils students children learners group groups class classes".split())
_FY_WORDS: Final = frozenset({"fy", "fye", "f/y"})

Values = tuple[int, ...]


class Frame(NamedTuple):
    """What a period is read against: the reference date, and when the financial year starts."""

    reference: date | None
    year_starts: YearStarts


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


class _Match(NamedTuple):
    """The letters of a match, its plain numbers, and what it stands in."""

    letters: str
    numbers: list[int]
    tokens: Tokens
    frame: Frame


def _settle_year(period: Period, found: _Match, used: int) -> None:
    """The year of a period that has had *used* of its numbers taken by the period itself."""
    frame = found.frame
    if len(found.numbers) > used and period.year is None:
        _year_in_two_figures(period, found.numbers[used], frame)
    for i, letter in enumerate(found.letters, period.begin):
        if letter == "Z":
            _relative_year(period, found.tokens.values[i], frame)
    if "f" in found.letters and period.year is not None and period.sort == CALENDAR:
        _ends_in(period, period.year, frame)


def _day(period: Period, found: _Match) -> None:
    used = 0
    if not period.day:
        period.day, used = found.numbers[0], 1
        first = found.tokens.words[period.begin]
        # "First June" may be the first of June, or the first thing to be done.
        period.ambiguous = found.letters.startswith("oM") and first.isalpha()
    _settle_year(period, found, used)


def _month(period: Period, found: _Match) -> None:
    _settle_year(period, found, 0)


def _season(period: Period, found: _Match) -> None:
    _settle_year(period, found, 0)
    opening = found.frame.year_starts[0]
    straddles = period.number < opening <= period.number + 2
    period.ambiguous = period.ambiguous or (period.sort != CALENDAR and straddles)


def _term(period: Period, found: _Match) -> None:
    _settle_year(period, found, 0)
    if period.sort == FINANCIAL:
        # In a financial year a summer term comes first, in a school year last.
        period.sort, period.ambiguous = ACADEMIC, period.number == 6  # noqa: PLR2004


def _numbered(period: Period, found: _Match) -> None:
    """A quarter or a half: `last` is the last one of a year that is named."""
    most = 4 if period.shape == "quarter" else 2
    number = found.numbers[0]
    _settle_year(period, found, 1)
    period.number = most if number < 0 else number
    period.broken = period.broken or period.number not in range(1, most + 1)
    period.broken = period.broken or (number < 0 and period.year is None)
    if period.shape == "quarter" and period.year is not None and period.sort == CALENDAR:
        period.ambiguous = True


def _financial(period: Period, found: _Match) -> None:
    said_in_full = not _FY_WORDS.intersection(found.tokens.words[period.begin : period.end])
    if "Y" in found.letters and said_in_full:
        period.ambiguous = True
    _settle_year(period, found, 0)


def _academic(period: Period, _found: _Match) -> None:
    period.broken = period.sort == CALENDAR
    period.sort = ACADEMIC


def _year_end(period: Period, found: _Match) -> None:
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
            _ends_in(period, period.year, found.frame)
        period.sort = FINANCIAL


def _year(period: Period, found: _Match) -> None:
    """A year, or two with a dash or a stroke and perhaps spaces between them."""
    letters, place = found.letters, found.letters.find("Y") + period.begin
    if "Y-" in letters or "Y/" in letters:
        period.year = found.tokens.values[place][0]
        ahead = found.tokens.values[place + 2][0] - period.year
        ahead = ahead % 100 if found.numbers else ahead
        period.sort = FINANCIAL if ahead == 1 else CALENDAR
        period.broken = not 0 < ahead < 50  # noqa: PLR2004
        if ahead > 1:
            period.shape, period.number = "years", period.year + ahead
    if "W" in found.letters:
        period.shape = "years"
    elif period.sort == FINANCIAL:
        period.shape = "fy"


def _next(period: Period, found: _Match) -> None:
    place = found.letters.index("Z") + period.begin
    on, sort = value = found.tokens.values[place]
    _relative_year(period, value, found.frame)
    period.shape = ("fy", "academic", "year", "month", "year")[sort]
    if sort == 3 and found.frame.reference is not None:  # noqa: PLR2004
        month = add_months(found.frame.reference.replace(day=1), on)
        period.number, period.year, period.broken = month.month, month.year, False
    elif sort == 4:  # noqa: PLR2004
        # "next year" alone may be either sort of year.
        period.ambiguous, period.broken = True, period.broken or not period.part


def _plan_year(period: Period, found: _Match) -> None:
    number, reference = found.numbers[0], found.frame.reference
    period.broken = reference is None or not 1 <= number <= 10  # noqa: PLR2004
    if not _PUPILS.isdisjoint(found.tokens.words[period.end : period.end + 1]):
        period.shape = "adjective"
    if reference is not None and not period.broken:
        period.first = add_months(reference, 12 * (number - 1))
        period.last = add_months(reference, 12 * number) - timedelta(days=1)


def _nothing_more(_period: Period, _found: _Match) -> None:
    pass


def _nth(period: Period, found: _Match) -> None:
    """The last week of a month ends with it; where the first week ends nobody can say."""
    period.shape, period.part = "month", LATE
    period.broken = not found.letters[:2] in {"'U", "'K"}
    _settle_year(period, found, len(found.numbers) if "'" not in found.letters else 1)


def _bare_day(period: Period, found: _Match) -> None:
    period.day = found.numbers[0]


def _tenths(period: Period, found: _Match) -> int:
    """The longest of the numbers of a relative period, in tenths."""
    several = [10 * number for number in found.numbers]
    for i, letter in enumerate(found.letters, period.begin):
        if letter in "v5":
            several.append(found.tokens.values[i][0] if letter == "v" else 10)
        elif letter == "N":
            several.append(10 * found.tokens.values[i][0])
    return max(several)


def count_from(period: Period, day: date) -> None:
    """Let a period of so many months or days, or working days, begin on *day*."""
    period.first = day
    if period.week and not period.number:
        period.last = add_working_days(day, period.day)
    else:
        period.last = add_months(day, period.number) + timedelta(days=period.day)


def _relative(period: Period, found: _Match) -> None:
    letters, (_, values, words), reference = found.letters, found.tokens, found.frame.reference
    days, months = values[period.end - 1]
    count = _tenths(period, found)
    following = found.tokens.classes[period.end : period.end + 1]
    if count != 10 and words[period.end - 1] in _ONE_OF_THEM and following in set("x@^V"):  # noqa: PLR2004
        period.shape = "adjective"
    before = words[period.begin - 1] if period.begin else ""
    period.ambiguous = "&" in letters and "H" not in letters
    period.broken = (
        reference is None
        or following == "+"
        or before == "over"
        or found.tokens.classes[: period.begin].endswith("`")
        or not 0 < count <= 10 * _FARTHEST
        or (count * (days + months)) % 10 != 0
        or (months * count > 10 * _FARTHEST)
    )
    days = -(count // (10 * days)) if days < 0 else days * count // 10
    period.number, period.day, period.week = months * count // 10, days, "4" in letters
    if reference is not None and not period.broken:
        count_from(period, reference)


_FINISH: Final[dict[str, Callable[[Period, _Match], None]]] = {
    "day": _day,
    "bareday": _bare_day,
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
    "planyear": _plan_year,
    "relative": _relative,
    "barepart": _nothing_more,
    "nth": _nth,
}


def read_period(shape: str, tokens: Tokens, begin: int, end: int, frame: Frame) -> Period:
    """The period of *shape* that the tokens from *begin* to *end* name, its year as written."""
    period = Period(shape, begin, end)
    classes, values, _ = tokens
    numbers: list[int] = []
    for i in range(begin, end):
        letter = classes[i]
        if letter in "nsow{}'":
            numbers.append(values[i][0])
        elif (take := _TAKE.get(letter)) is not None:
            take(period, values[i])
    _FINISH[shape](period, _Match(classes[begin:end], numbers, tokens, frame))
    period.ambiguous = period.ambiguous or is_undefined_part(period)
    return period
