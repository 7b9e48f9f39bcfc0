"""Dates of a column in which day and month may have changed places: reported, never mended."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

__all__ = ["Swapped", "swapped_days"]

_FEWEST = 4  # dates of a column, for an order to be seen
_IN_ORDER = 0.7  # of neighbours, that the column is in order
_TYPED = re.compile(r"\W*(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})\W*")
_MONTHS = 12


class Swapped(NamedTuple):
    """The place of a date in the column, and what it would be with day and month changed."""

    at: int
    other: date


def swapped_days(values: Sequence[object]) -> list[Swapped]:
    """
    Those of *values*, the cells of a column in order, that may have day and month changed.

    Where days over the twelfth stand as text and all real dates are of the twelfth or before, Excel
    read them month first. Else a date that breaks the order of its neighbours, and would keep it.
    """
    days = [(at, value) for at, value in enumerate(values) if isinstance(value, date)]
    if days and _text_after_twelfth(values) and all(day.day <= _MONTHS for _, day in days):
        return [Swapped(at, other) for at, day in days if (other := _other(day)) is not None]
    return list(_out_of_order(days))


def _text_after_twelfth(values: Sequence[object]) -> bool:
    typed = [
        found for value in values if isinstance(value, str) and (found := _TYPED.fullmatch(value))
    ]
    return any(int(found[1]) > _MONTHS >= int(found[2]) for found in typed)


def _other(day: date) -> date | None:
    """The date with day and month changed; None where it would be the same, or none."""
    if day.day > _MONTHS or day.day == day.month:
        return None
    return date(day.year, day.day, day.month)


def _out_of_order(days: Sequence[tuple[int, date]]) -> Iterator[Swapped]:
    if len(days) < _FEWEST:
        return
    pairs = list(pairwise(days))
    if sum(one[1] <= two[1] for one, two in pairs) < len(pairs) * _IN_ORDER:
        return
    for number, (at, day) in enumerate(days):
        other = _other(day)
        before = days[number - 1][1] if number else None
        after = days[number + 1][1] if number + 1 < len(days) else None
        if other is None or (before is None and after is None):
            continue
        if before is not None and after is not None and before > after:
            continue
        if not _between(before, day, after) and _between(before, other, after):
            yield Swapped(at, other)


def _between(before: date | None, day: date, after: date | None) -> bool:
    return (before is None or before <= day) and (after is None or day <= after)
