"""
What a run of figures can be: a day, a year, a date, a financial year, a range.

    s one figure      n two figures     o ordinal (5th)      Y year, 1950 to 2099   N other number
    D day, month and year: (day, month, year, whether it could be the other way round)
    d day and month   m month and year  v decimal: (tenths,) # nothing that can be read
    F two years in a row: (first,)      W years further apart: (first, last)
    u two figures twice, one more than the other ("15/16"): (15, 16, 0 for a stroke 1 for a dash)

Everything else with strokes or dashes in it comes apart ("0-6" is `s-s`).
"""

from functools import lru_cache
from typing import Final

from actionbook.plan.timescales.lexicon import Meaning

__all__ = ["read_figures"]

_UNREADABLE: Final[tuple[Meaning, ...]] = (("#", ()),)
_ROUND_THE_CLOCK: Final = frozenset({"24/7", "24-7"})


def century(two_figures: int) -> int:
    """The year that two figures mean: 06 is 2006, 99 is 1999."""
    return two_figures + (2000 if two_figures < 70 else 1900)  # noqa: PLR2004


def _is_year(text: str) -> bool:
    return len(text) == 4 and "1950" <= text <= "2099"  # noqa: PLR2004


def _plain(text: str) -> Meaning:
    number = int(text) if len(text) < 10 else -1  # noqa: PLR2004
    if _is_year(text):
        return "Y", (number,)
    return {1: "s", 2: "n"}.get(len(text), "N"), (number,)


def _full_date(first: str, second: str, third: str) -> tuple[Meaning, ...]:
    if _is_year(first):
        return (("D", (int(third), int(second), int(first), 0)),)
    if max(len(first), len(second)) > 2 or not (_is_year(third) or len(third) == 2):  # noqa: PLR2004
        return _UNREADABLE
    day, month = int(first), int(second)
    year = int(third) if len(third) == 4 else century(int(third))  # noqa: PLR2004
    return (("D", (day, month, year, int(day != month and max(day, month) <= 12))),)  # noqa: PLR2004


def _year_first(year: int, other: str) -> tuple[Meaning, ...]:
    """`2015/16`, `2015-2016`, `2010-12`, `2023-2027`; `2026-11` is a month."""
    size = 10 ** len(other)
    following = (int(other) - year) % size
    if following == 1:
        # "2014/5" may be May as well.
        return (("F", (year, 1) if len(other) == 1 else (year,)),)
    if len(other) == 1 or (len(other) == 4 and not _is_year(other)):  # noqa: PLR2004
        return _UNREADABLE
    last = int(other) if len(other) == 4 else year // 100 * 100 + int(other)  # noqa: PLR2004
    if last > year:
        return (("W", (year, last)),)
    if len(other) == 2 and 1 <= int(other) <= 12:  # noqa: PLR2004
        return (("m", (int(other), year)),)
    return _UNREADABLE


def _two_small(first: str, second: str, sign: str) -> tuple[Meaning, ...]:
    """`15/16` and `03/04` are years in a row, `31/03` is a day, `0-6` a range, `1.5` a decimal."""
    one, two = int(first), int(second)
    both_two = len(first) == len(second) == 2  # noqa: PLR2004
    if sign != "." and both_two and (one + 1) % 100 == two:
        return (("u", (one, two, int(sign == "-"))),)
    if 12 < one <= 31 and 1 <= two <= 12 and (sign == "/" or both_two):  # noqa: PLR2004
        return (("d", (one, two)),)
    if sign == ".":
        return (("v", (one * 10 + two if len(second) == 1 else -1,)),)
    return (_plain(first), (sign, ()), _plain(second))


def _pair(first: str, second: str, sign: str) -> tuple[Meaning, ...]:
    if _is_year(first) and len(second) in {1, 2, 4}:
        return _year_first(int(first), second) if sign != "." else _UNREADABLE
    if _is_year(second) and len(first) <= 2:  # noqa: PLR2004
        return (("m", (int(first), int(second))),) if 1 <= int(first) <= 12 else _UNREADABLE  # noqa: PLR2004
    if max(len(first), len(second)) > 2:  # noqa: PLR2004
        return _UNREADABLE
    return _two_small(first, second, sign)


def _apart(text: str) -> tuple[Meaning, ...]:
    """A longer run taken apart at its dashes, else at its strokes, if each piece can be read."""
    for sign in "-/":
        if sign not in text:
            continue
        pieces = [_run(piece) for piece in text.split(sign)]
        if all(len(piece) == 1 and piece[0][0] not in "#Nv" for piece in pieces):
            apart: list[Meaning] = []
            for piece in pieces:
                apart += [*piece, (sign, ())]
            return tuple(apart[:-1])
    return _UNREADABLE


def _run(text: str) -> tuple[Meaning, ...]:
    signs = [letter for letter in text if not letter.isdigit()]
    if not signs:
        return (_plain(text),)
    parts = text.replace("-", "/").replace(".", "/").split("/")
    if len(signs) == 1:
        return _pair(parts[0], parts[1], signs[0])
    if len(signs) == 2 and signs[0] == signs[1]:  # noqa: PLR2004
        return _full_date(*parts)
    return _apart(text)


@lru_cache(maxsize=8192)
def read_figures(text: str) -> tuple[Meaning, ...]:
    """The classes and values of a token that begins with a figure or a sign for money."""
    if text[0] == "£":
        return (("x", ()),)
    if text[-1] in "%t" and ("%" in text or "per" in text):
        return (("*" if text.startswith("100") else "0", ()),)
    if text[-1] in "htd" and not text[-1].isdigit():
        return (("o", (int(text.rstrip(" stndrh")),)),)
    if ":" in text or text[-1] == "m" or text in _ROUND_THE_CLOCK:
        return (("*", ()),)
    if "," in text:
        return (("N", (-1,)),)
    return _run(text)
