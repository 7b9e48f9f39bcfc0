"""
Timescales read in a second of processor time, beside `datetime.strptime` reading plain dates.

    python benchmarks/timescales.py

First phrases that are all different, then a plan's mix: the same few hundred phrases, again and
again. Processor time is counted, not the clock, so that a busy machine does not matter.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from itertools import islice, product
from random import Random
from time import process_time

from actionbook import parse_timescale

REFERENCE = date(2014, 4, 1)
MONTHS = (
    "January", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "October",
    "November", "Dec",
)  # fmt: skip
SHAPES = (
    "{month} {year}",
    "By end of {month} {year}",
    "{day} {month} {year}",
    "{day}/{number:02}/{year}",
    "by {day}th of {month}, {year}",
    "w/c {day} {month} {year}",
    "{month} {year} and ongoing",
    "Draft by {month} {year}, final by {month} {next}",
    "Completed {month} {year}",
    "Q2 {year}/{short:02} ({day} reports)",
    "From {day} {month} {year}",
    "mid {month} – early December {year}",
    "Slipped from {month} {year} to {month} {next}",
    "Monthly from {day} {month} {year}",
    "To be agreed with partners by {month} {year}",
    "<p>{day}<sup>th</sup> {month} {year}</p>",
    "As for Rec {day}, by {month} {year}",
    "All employees by the end of {month} {year}; managers before {day} {month}",
    "When funding is available ({day} {month} {year})",
    "within {day} months of approval, and no later than {month} {year}",
)
PLAIN = ("TBC", "Ongoing", "As above", "Immediately", "At least monthly", "", "6 months", "2014/15")


def different() -> Iterable[str]:
    """Phrases of every shape, no two alike."""
    for year, day, (number, month), shape in product(
        range(2006, 2026), range(1, 29), enumerate(MONTHS, 1), SHAPES
    ):
        yield shape.format(
            year=year, next=year + 1, short=(year + 1) % 100, month=month, number=number, day=day
        )


def a_second(read: Callable[[str], object], phrases: list[str]) -> float:
    """How many of *phrases* are read in a second of processor time, the best of three rounds."""
    size = len(phrases) // 3
    best = 0.0
    for part in (phrases[:size], phrases[size : 2 * size], phrases[2 * size :]):
        began = process_time()
        for phrase in part:
            read(phrase)
        best = max(best, len(part) / (process_time() - began))
    return best


def main() -> None:
    """Print both figures, and each as a ratio to the peer's."""

    def ours(phrase: str) -> object:
        return parse_timescale(phrase, reference=REFERENCE)

    random = Random(1)
    all_phrases = list(different())
    random.shuffle(all_phrases)
    unlike = all_phrases[:60_000]
    ours("June 2014")
    fresh = a_second(ours, unlike)
    plan = [*islice(reversed(all_phrases), 400), *PLAIN * 20]
    mixed = a_second(ours, random.choices(plan, k=300_000))
    dates = [date(2000, 1, 1 + n % 28).strftime(f"%d %B {2000 + n % 99}") for n in range(60_000)]
    peer = a_second(lambda phrase: datetime.strptime(phrase, "%d %B %Y"), dates)  # noqa: DTZ007
    for name, rate in (("all different", fresh), ("a plan's mix", mixed)):
        print(f"{name}: {rate:,.0f} a second, {rate / peer:.2f} times as fast as strptime")


if __name__ == "__main__":
    main()
