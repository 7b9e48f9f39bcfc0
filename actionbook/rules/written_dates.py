"""What is wrong with a date as it is written, whatever column it stands in."""

import re
from datetime import date
from functools import lru_cache

from actionbook.plan.late import late

__all__ = ["MONTHS", "is_either_way_round", "is_month_and_two_digits", "names_no_real_day"]

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

_NUMBER = {name[:3].casefold(): number for number, name in enumerate(MONTHS, start=1)}
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:,?[\s-]+'?(\d{4}|\d{2})\b)?"
_DAY_FIRST = late(
    rf"(?<![\d/.])(\d{{1,2}})(?:st|nd|rd|th)?[\s-]*(?:of\s+)?{_MONTH}{_YEAR}", re.IGNORECASE
)
_MONTH_FIRST = late(
    rf"\b{_MONTH}\s*(\d{{1,2}})(?:(?:st|nd|rd|th)\b|(?=,?\s+'?\d{{4}}\b))(?:,?\s+'?(\d{{4}})\b)?",
    re.IGNORECASE,
)
_FIGURES = late(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/.-])")
_ISO = late(r"(?<![\d/.-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_MONTH_AND_TWO = late(
    rf"\b{_MONTH}[\s-]*(\d{{2}})\b"
    r"(?!\s*(?:st|nd|rd|th)\b)(?![/.:-]\d)",
    re.IGNORECASE,
)
_SETTLED_BEFORE = late(
    r"(?:\d(?:st|nd|rd|th)?|\b(?:end|early|late|mid))[\s-]*(?:of\s+)?$", re.IGNORECASE
)
"""What stands before a month and shows the digits after it to be a year."""
_LEAP = 2028
_LAST_DAY = 31
_LAST_MONTH = 12


@lru_cache(maxsize=4096)
def names_no_real_day(text: str) -> bool:
    """Whether *text* names a day that does not exist, such as 31 June or 29/02/2027."""
    if not any(mark.isdigit() for mark in text):
        return False
    named = [(found[1], found[2], found[3]) for found in _DAY_FIRST.finditer(text)]
    named += [(found[2], found[1], found[3]) for found in _MONTH_FIRST.finditer(text)]
    if any(not _exists(year, _NUMBER[month[:3].casefold()], day) for day, month, year in named):
        return True
    if any(not _exists(year, int(month), day) for year, month, day in _ISO.findall(text)):
        return True
    return any(
        not _exists(year, int(second), first) and not _exists(year, int(first), second)
        for first, _, second, year in _FIGURES.findall(text)
    )


def _exists(year: str | None, month: int, day: str) -> bool:
    if year and len(year) == 2:  # noqa: PLR2004 - two digits of a year
        year = f"20{year}"
    try:
        date(int(year or _LEAP), month, int(day))
    except ValueError:
        return False
    return True


def is_either_way_round(text: str) -> bool:
    """Whether *text* is a date in figures whose day and month could change places."""
    found = _FIGURES.search(text)
    if found is None:
        return False
    day, month = int(found[1]), int(found[3])
    return 0 < day <= _LAST_MONTH and 0 < month <= _LAST_MONTH and day != month


@lru_cache(maxsize=4096)
def is_month_and_two_digits(text: str) -> bool:
    """Whether *text* has a month and two digits, which may be the year or the day: May 06."""
    if not re.search(r"\d", text) or re.search(r"\d{4}", text):
        return False
    return any(
        0 < int(found[2]) <= _LAST_DAY and not _SETTLED_BEFORE.search(text[: found.start()])
        for found in _MONTH_AND_TWO.finditer(text)
    )
