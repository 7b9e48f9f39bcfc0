"""
What the periods of a timescale make together: spans, choices, and separate deadlines.

Two periods joined by a dash or "to" are a span, and so are two joined by a stroke or "and" where
the second follows straight on the first. "or" leaves the choice open.
"""

from datetime import date, timedelta
from typing import Final, NamedTuple

from actionbook.plan.timescales.outline import Role, outline
from actionbook.plan.timescales.sentence import Sentence
from actionbook.plan.timescales.words import END, START

__all__ = ["Unit", "units"]

_DAY: Final = timedelta(days=1)
_WHOLE_YEARS: Final = frozenset({"year", "fy", "years"})
_COUNTED: Final = frozenset({"relative", "planyear"})


class Unit(NamedTuple):
    """
    One deadline or span. `at` is where it begins among the sentence's words.

    `is_review` where a word for a review goes with it, `until` where "to" or "until" does.
    """

    first: date
    last: date
    role: str
    at: int
    is_span: bool = False
    is_review: bool = False
    until: bool = False
    ambiguous: bool = False
    shape: str = ""
    part: int = 0
    awaits: bool = False

    @property
    def due(self) -> date:
        """The last day that is on time: of `before X`, the day before X begins."""
        if self.role == Role.BEFORE and self.part != END:
            return self.first - _DAY
        return self.last

    @property
    def start(self) -> date:
        """The day that it starts from: of `after X`, the day after X ends."""
        return self.last + _DAY if self.role == Role.AFTER else self.first


class _Reader:
    """A sentence whose periods are settled."""

    def __init__(self, sentence: Sentence) -> None:
        self.periods = sentence.periods
        self.outline = outline(sentence.words)

    def one(self, which: int) -> Unit:
        """Period *which* by itself."""
        period, around = self.periods[which], self.outline
        role, part = around.roles[which], period.part
        vague = part == START and role in {Role.BARE, Role.BY, Role.DURING}
        return Unit(
            period.first,
            period.last,
            role,
            around.places[which],
            period.shape == "years",
            around.review_before[which] or around.review_after[which],
            around.until[which],
            period.ambiguous or vague,
            period.shape,
            part,
            around.awaits[which],
        )

    def several(self, which: int, last: int, *, either: bool = False) -> Unit:
        """The periods from *which* to *last* as one: a span, unless *either* of them will do."""
        one, other = self.one(which), self.one(last)
        several = self.periods[which : last + 1]
        role = other.role if one.role == Role.BARE and other.role == Role.FROM else one.role
        vague = either or one.ambiguous or other.ambiguous
        return Unit(
            one.first,
            # A span that runs backwards keeps its ends as written, so that it can be told.
            max(period.last for period in several) if either else other.last,
            role,
            one.at,
            not either,
            self.outline.review_before[which] or self.outline.review_after[last],
            one.until,
            vague or (last > which + 1 and any(period.ambiguous for period in several)),
            other.shape,
            other.part,
        )

    def pair(self, which: int) -> list[Unit]:
        """What two periods that are joined, and to no other, make."""
        one, two = self.periods[which], self.periods[which + 1]
        join = self.outline.joins[which]
        if join == "|":
            return [self.several(which, which + 1, either=True)]
        if one.shape == "relative" and join == "-":
            return self._counted(which)
        alike = one.is_dated == two.is_dated
        if alike and (join == "-" or (join in {"/", "&"} and self._makes_a_span(which))):
            return [self.several(which, which + 1)]
        return [self.one(which), self.one(which + 1)]

    def _makes_a_span(self, which: int) -> bool:
        one, two = self.periods[which], self.periods[which + 1]
        parts = bool(one.part and two.part) and one.number == two.number and one.year == two.year
        between = self.outline.roles[which] == Role.BETWEEN
        return two.first == one.last + _DAY or ((parts or between) and one.first < two.first)

    def _counted(self, which: int) -> list[Unit]:
        """`6 months - 1 year`, `12 months to March 2015`."""
        if self.periods[which + 1].shape != "relative":
            return [self.one(which + 1)]
        longest = self.several(which, which + 1, either=True)
        vague = self.one(which).ambiguous or self.one(which + 1).ambiguous
        return [longest._replace(ambiguous=vague)]

    def chain(self, first: int, last: int) -> list[Unit]:
        """What a run of joined periods makes: in a list of three or more, each is its own."""
        if last == first:
            return [self.one(first)]
        if last == first + 1:
            return self.pair(first)
        inner = self.outline.joins[first:last]
        if inner[-1] == "|" and set(inner) <= {",", "|"}:
            return [self.several(first, last, either=True)]
        found: list[Unit] = []
        i = first
        while i <= last:
            if self._spans_in_a_list(i, first, last):
                found.append(self.several(i, i + 1))
                i += 2
            else:
                found.append(self.one(i))
                i += 1
        return found

    def _spans_in_a_list(self, which: int, first: int, last: int) -> bool:
        """Whether two neighbours in a list are a span: `April/May, Sept/Oct`, not `Apr/May/Jun`."""
        if which == last:
            return False
        joins = self.outline.joins
        around = joins[max(first, which - 1) : min(last, which + 2)]
        join = joins[which]
        return around.count(join) == 1 and (
            join == "-" or (join == "/" and self._makes_a_span(which))
        )

    def all(self) -> list[Unit]:
        """Every unit, in the order written."""
        found: list[Unit] = []
        first = 0
        for i, join in enumerate((*self.outline.joins, "")):
            if not join:
                found += self.chain(first, i)
                first = i + 1
        return found


def _without_glosses(found: list[Unit]) -> list[Unit]:
    """*found* without periods counted from the reference that gloss a date beside them."""
    dated = [unit for unit in found if unit.shape not in _COUNTED]
    if not dated or len(dated) == len(found):
        return found
    counted = [unit for unit in found if unit.shape == "relative"]
    unclear = any(unit.last != dated[-1].last for unit in counted)
    dated[-1] = dated[-1]._replace(ambiguous=dated[-1].ambiguous or unclear)
    return dated


def _names_a_document(unit: Unit, found: list[Unit], sentence: Sentence) -> bool:
    """Whether a year beside other dates is part of a name: "2014/15 plan by June"."""
    if unit.shape not in _WHOLE_YEARS or unit.role != Role.BARE or unit.is_span:
        return False
    which = sentence.words[: unit.at].count("P")
    before = sentence.tokens.words[: sentence.periods[which].begin]
    if before[-1:] == ["in"]:
        return False
    following = sentence.words[unit.at + 1 :]
    named = following[:1] == "x" or following[:2] == "V@" or "for" in before[-2:]
    others = [other for other in found if other.shape not in _WHOLE_YEARS]
    return any(named or other.role in {Role.BY, Role.BEFORE} for other in others)


def units(sentence: Sentence) -> list[Unit]:
    """
    The deadlines and spans of *sentence*, whose periods are settled, in the order written.

    A period counted from the reference is a gloss on a date beside it ("year 1 (2014/15)"), a
    year may be part of a name, and "after the May 2007 election" waits for the election: none of
    them is a deadline of its own.
    """
    if not sentence.periods:
        return []
    if len(sentence.periods) == 1:
        alone = _Reader(sentence).one(0)
        return [] if alone.awaits else [alone]
    found = _Reader(sentence).all()
    if len(found) == 1:
        return [] if found[0].awaits else found
    found = _without_glosses(found)
    named = [unit for unit in found if _names_a_document(unit, found, sentence)]
    if named:
        found = [unit._replace(ambiguous=True) for unit in found if unit not in named]
    return [unit for unit in found if not unit.awaits]
