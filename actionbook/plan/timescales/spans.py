"""
What the periods of a timescale make together: spans, choices, and separate deadlines.

Two periods joined by a dash or "to" are a span, and so are two joined by a stroke or "and" where
the second follows straight on the first. "or" leaves the choice open.
"""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from actionbook.plan.timescales.periods import Period
from actionbook.plan.timescales.sentence import Sentence
from actionbook.plan.timescales.words import END, START

__all__ = ["Role", "Unit", "joins", "relevant", "units"]

_DAY: Final = timedelta(days=1)
_SPAN: Final = frozenset({"-", "t", "<", "--", "-t", "-<"})
_PAIR: Final = frozenset({"/", "&", "+", "//"})


class Role(StrEnum):
    """What a period is for, by the word before it or "onwards" after it."""

    BARE = ""
    BY = "b"
    BEFORE = "B"
    FROM = "g"
    AFTER = "a"
    DURING = "h"
    BETWEEN = "H"


_ROLES: Final = {
    "b": Role.BY,
    "j": Role.BY,
    "1": Role.BY,
    "t": Role.BY,
    "<": Role.BY,
    "e": Role.BY,
    "B": Role.BEFORE,
    "g": Role.FROM,
    "a": Role.AFTER,
    "h": Role.DURING,
    "H": Role.BETWEEN,
}


class Unit(NamedTuple):
    """
    One deadline or span. `at` is where it begins among the sentence's words.

    `is_review` where a word for a review goes with it, `until` where "to" or "until" does.
    """

    first: date
    last: date
    role: Role
    at: int
    is_span: bool = False
    is_review: bool = False
    until: bool = False
    ambiguous: bool = False
    shape: str = ""
    part: int = 0

    @property
    def due(self) -> date:
        """The last day that is on time: of `before X`, the day before X begins."""
        if self.role is Role.BEFORE and self.part != END:
            return self.first - _DAY
        return self.last

    @property
    def start(self) -> date:
        """The day that it starts from: of `after X`, the day after X ends."""
        return self.last + _DAY if self.role is Role.AFTER else self.first


def _join(gap: str) -> str:
    """How two periods with *gap* between them are joined: - span, / & pairs, | or, "," list."""
    bare = gap.strip("(),.;")
    if bare in _SPAN:
        return "-"
    if bare in _PAIR and "," not in gap:
        return "/" if "/" in bare else "&"
    if "|" in bare and not bare.strip("|&/,"):
        return "|"
    return "," if "," in gap and not gap.strip("(),.&/+-") else ""


def joins(sentence: Sentence) -> list[str]:
    """How each period of *sentence* is joined to the one after it."""
    return [_join(gap) for gap in sentence.words.split("P")[1:-1]]


def _chains(joined: list[str], count: int) -> list[tuple[int, int]]:
    """The first and last period of every run of periods that are joined to one another."""
    found: list[tuple[int, int]] = []
    start = 0
    for i in range(count):
        if i == count - 1 or not joined[i]:
            found.append((start, i))
            start = i + 1
    return found


class _Reader:
    """The sentence with its periods settled, and where each of them stands."""

    def __init__(self, sentence: Sentence) -> None:
        self.words = sentence.words
        self.periods = sentence.periods
        self.joined = joins(sentence)
        self.gaps = sentence.words.split("P")
        self.places = [i for i, letter in enumerate(self.words) if letter == "P"]

    def role(self, which: int) -> Role:
        after = self.gaps[which + 1].lstrip(",&(-")
        if after[:1] in {"G", "+"}:
            return Role.FROM
        role = _ROLES.get(self.gaps[which].rstrip("-")[-1:], Role.BARE)
        if role is Role.BARE and after[:1] in {"g", "j"} and after[1:2] in {"", ")", ",", ";", "."}:
            # "June 2014 start", "September 2014 (finish)"
            return _ROLES[after[:1]]
        return role

    def unit(self, which: int, last: int | None = None, *, either: bool = False) -> Unit:
        """The unit from period *which* to period *last*: a span, unless *either* of them will do."""
        end = which if last is None else last
        several = self.periods[which : end + 1]
        ends = several[-1]
        role, gap = self.role(which), self.gaps[which]
        if end > which and role is Role.BARE:
            role = Role.FROM if self.role(end) is Role.FROM else role
        # A span that runs backwards keeps its ends as written, so that it can be told.
        ending = max(period.last for period in several) if either else ends.last
        vague = several[0].part == START and role in {Role.BARE, Role.BY, Role.DURING}
        return Unit(
            first=several[0].first,
            last=ending,
            role=role,
            at=self.places[which],
            is_span=(end > which and not either) or (ends.shape == "years"),
            is_review="^" in gap or self.gaps[end + 1][:1] == "^",
            until=gap[-1:] in {"t", "<"},
            ambiguous=vague or either or any(period.ambiguous for period in several),
            shape=ends.shape,
            part=ends.part,
        )

    def pair(self, which: int) -> list[Unit]:
        """What two periods that are joined, and to no other, make."""
        one, two = self.periods[which], self.periods[which + 1]
        join = self.joined[which]
        if join == "|":
            return [self.unit(which, which + 1, either=True)]
        if not one.is_dated or not two.is_dated:
            return self._counted(which, join)
        if join == "-" or (join in {"/", "&"} and self._makes_a_span(which)):
            return [self.unit(which, which + 1)]
        return [self.unit(which), self.unit(which + 1)]

    def _makes_a_span(self, which: int) -> bool:
        one, two = self.periods[which], self.periods[which + 1]
        parts = bool(one.part and two.part) and one.number == two.number and one.year == two.year
        between = self.role(which) is Role.BETWEEN
        return two.first == one.last + _DAY or ((parts or between) and one.first < two.first)

    def _counted(self, which: int, join: str) -> list[Unit]:
        """`6 months - 1 year`, `years 2-3`, `12 months to March 2015`."""
        one, two = self.periods[which], self.periods[which + 1]
        if one.shape == two.shape == "relative" and join == "-":
            longest = self.unit(which, which + 1, either=True)
            return [longest._replace(ambiguous=one.ambiguous or two.ambiguous)]
        if one.shape == two.shape and (
            join == "-" or (join in {"/", "&"} and self._makes_a_span(which))
        ):
            return [self.unit(which, which + 1)]
        if one.shape == "relative" and two.is_dated and join == "-":
            return [self.unit(which + 1)]
        return [self.unit(which), self.unit(which + 1)]

    def chain(self, first: int, last: int) -> list[Unit]:
        """What a run of joined periods makes: in a list of three or more, each is its own."""
        if last == first:
            return [self.unit(first)]
        if last == first + 1:
            return self.pair(first)
        inner = self.joined[first:last]
        if inner[-1] == "|" and set(inner) <= {",", "|"}:
            return [self.unit(first, last, either=True)]
        found: list[Unit] = []
        i = first
        while i <= last:
            taken = 2 if self._spans_in_a_list(i, first, last) else 1
            found.append(self.unit(i, i + taken - 1))
            i += taken
        return found

    def _spans_in_a_list(self, which: int, first: int, last: int) -> bool:
        """Whether two neighbours in a list are a span: `April/May, Sept/Oct`, not `Apr/May/Jun`."""
        if which == last:
            return False
        join = self.joined[which]
        around = self.joined[max(first, which - 1) : min(last, which + 2)]
        alone = around.count(join) == 1
        return alone and (join == "-" or (join == "/" and self._makes_a_span(which)))


def units(sentence: Sentence) -> list[Unit]:
    """The deadlines and spans of *sentence*, whose periods are settled, in the order written."""
    reader = _Reader(sentence)
    found: list[Unit] = []
    for first, last in _chains(reader.joined, len(reader.periods)):
        found += reader.chain(first, last)
    return found


def relevant(found: list[Unit], sentence: Sentence) -> list[Unit]:
    """
    *found* without what is no deadline of its own.

    A period counted from the reference is a gloss on a date beside it ("year 1 (2014/15)"), and
    "after the May 2007 election" waits for the election.
    """
    dated = [unit for unit in found if unit.shape not in {"relative", "planyear"}]
    if dated and len(dated) < len(found):
        counted = [unit for unit in found if unit.shape == "relative"]
        unclear = any(unit.last != dated[-1].last for unit in counted)
        dated[-1] = dated[-1]._replace(ambiguous=dated[-1].ambiguous or unclear)
    words = sentence.words
    return [
        unit
        for unit in dated or found
        if not (unit.role in {Role.AFTER, Role.BEFORE} and words[unit.at + 1 : unit.at + 2] == "@")
    ]
