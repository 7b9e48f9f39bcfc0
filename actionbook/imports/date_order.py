"""Dates of a column in which day and month may have changed places: reported, never mended."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from actionbook.plan.late import late

__all__ = ["Swapped", "swapped_days"]

_FEWEST = 4  # dates of a column, for an order to be seen
_IN_ORDER = 0.6  # of the dates, that the column is in order
_TYPED = late(r"\W*(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})\W*")
_MONTHS = 12


class Swapped(NamedTuple):
    """The place of a date in the column, and what it would be with day and month changed."""

    at: int
    other: date


def swapped_days(values: Sequence[object]) -> list[Swapped]:
    """
    Those of *values*, the cells of a column in order, that may have day and month changed.

    Where days over the twelfth stand as text and all real dates are of the twelfth or before, Excel
    read them month first. Else a date that breaks the order of most, forwards or back, and would
    keep it.
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
    """Those that stand outside the order of most, and within it with day and month changed."""
    down = [(at, day) for at, day in reversed(days)]
    runs = [(ordered, _longest_run(ordered)) for ordered in (days, down)]
    ordered, run = max(runs, key=lambda each: len(each[1]))
    if len(days) < _FEWEST or len(run) < len(days) * _IN_ORDER:
        return
    found = []
    # Of two dates of which either may be the one that is wrong, neither is for certain.
    fits = _in_any_longest_run([day for _, day in ordered], len(run))
    for place, (at, day) in enumerate(ordered):
        other = None if place in fits else _other(day)
        if other is None:
            continue
        before = max((ordered[each][1] for each in run if each < place), default=None)
        after = min((ordered[each][1] for each in run if each > place), default=None)
        if not _between(before, day, after) and _between(before, other, after):
            found.append(Swapped(at, other))
    yield from sorted(found)


def _longest_run(days: Sequence[tuple[int, date]]) -> frozenset[int]:
    """The places of the longest run of *days* that goes forwards, others left out between."""
    ends: list[date] = []  # the least last day of a run of each length
    last: list[int] = []  # its place
    before: list[int] = []  # the place before each in its run, -1 for none
    for place, (_, day) in enumerate(days):
        length = bisect_right(ends, day)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [day]
        last[length : length + 1] = [place]
    run = []
    place = last[-1] if last else -1
    while place >= 0:
        run.append(place)
        place = before[place]
    return frozenset(run)


def _in_any_longest_run(days: Sequence[date], longest: int) -> frozenset[int]:
    """The places of *days* that some run of that length goes through."""
    up_to = _run_lengths([day.toordinal() for day in days])
    on_from = _run_lengths([-day.toordinal() for day in reversed(days)])[::-1]
    both = zip(up_to, on_from, strict=True)
    return frozenset(place for place, (to, on) in enumerate(both) if to + on - 1 == longest)


def _run_lengths(days: Sequence[int]) -> list[int]:
    """How long the longest run is that ends with each of *days*."""
    ends: list[int] = []
    lengths = []
    for day in days:
        length = bisect_right(ends, day)
        ends[length : length + 1] = [day]
        lengths.append(length + 1)
    return lengths


def _between(before: date | None, day: date, after: date | None) -> bool:
    return (before is None or before <= day) and (after is None or day <= after)
