"""Which kind a timescale is: the first that applies, in the contract's order."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from actionbook.plan.timescales.hanging import hangs_on_event
from actionbook.plan.timescales.recurrence import YEARLY, Recurrence
from actionbook.plan.timescales.result import Kind, Timescale
from actionbook.plan.timescales.sentence import Sentence
from actionbook.plan.timescales.spans import Role, Unit
from actionbook.plan.timescales.words import END

__all__ = ["Words", "kind_of"]

_STARTED: Final = frozenset({"started", "commenced", "begun", "began"})
_BY_ROLES: Final = frozenset({Role.BY, Role.BEFORE})
_FROM_ROLES: Final = frozenset({Role.FROM, Role.AFTER})


class Words(NamedTuple):
    """
    A timescale as far as it is understood before its kind is known.

    `letters` are the sentence's words, one letter each; `unsure` means that a period in it
    cannot be read, so that no date may be taken from it.
    """

    text: str
    letters: str
    sentence: Sentence
    units: list[Unit]
    refs: tuple[str, ...]
    reference: date | None
    done: bool
    moved: bool
    unsure: bool

    def says(self, letters: str) -> bool:
        """Whether a word of any of these classes is there."""
        return any(letter in self.letters for letter in letters)

    def answer(
        self,
        kind: Kind,
        *,
        start: date | None = None,
        due: date | None = None,
        ambiguous: bool = False,
    ) -> Timescale:
        """The timescale of *kind*, with the refs that the words point to."""
        points = self.refs and (self.says('R"') or not self.sentence.periods)
        return Timescale(
            self.text,
            kind,
            start=start,
            due=due,
            refs=self.refs if points else (),
            ambiguous=ambiguous or any(unit.ambiguous for unit in self.units),
        )


@cache
def _not_decided() -> re.Pattern[str]:
    return re.compile("X|_|[J0]x?q")


@cache
def _governed_by_event() -> re.Pattern[str]:
    return re.compile(r"[!aL][^,;.()\-bBtg<P&|]+P")


@cache
def _named_for_a_year() -> re.Pattern[str]:
    """ "After the annual report" waits for a report: it is nothing that comes round."""
    return re.compile("[!aBb<][^,;.P]*V@")


def _latest(units: list[Unit]) -> date | None:
    return max((unit.due for unit in units if not unit.is_review), default=None)


def _review(units: list[Unit]) -> date | None:
    return max((unit.last for unit in units if unit.is_review), default=None)


def _with_review(found: Timescale, review: date | None) -> Timescale:
    if review is None:
        return found
    return Timescale(
        found.text,
        found.kind,
        found.start,
        found.due,
        None,
        review,
        (),
        found.refs,
        found.ambiguous,
    )


def _completed(words: Words) -> Timescale | None:
    if not words.done:
        return None
    rest = [unit for unit in words.units if not unit.is_review]
    start = rest[0].first if len(rest) == 1 and rest[0].is_span else None
    # A second date, or one that it is due by, may be what is still to be done.
    unclear = len(rest) > 1 or any(unit.role in _BY_ROLES for unit in rest)
    found = words.answer(Kind.COMPLETED, start=start, due=_latest(rest), ambiguous=unclear)
    return _with_review(found, _review(words.units))


def _tbc(words: Words) -> Timescale | None:
    undecided = _not_decided().search(words.letters) or (
        re.search("Jx?=|0x?=", words.letters) and not words.sentence.periods
    )
    if not undecided:
        return None
    return words.answer(Kind.TBC, due=max((unit.due for unit in words.units), default=None))


def _reference(words: Words) -> Timescale | None:
    points = words.says("R") or (
        words.says('r"') and not words.sentence.periods and not words.says("!aL<V")
    )
    if not points:
        return None
    return words.answer(Kind.REFERENCE, due=max((unit.due for unit in words.units), default=None))


def _days(every: Recurrence) -> int:
    return every.days or every.months * 31


def _first_time(words: Words, every: Recurrence) -> Unit | None:
    """
    The period in which it first comes round; None where none is named.

    A span, or a year in which it comes round more than once, frames the recurrence and names no
    first time; nor does "until June".
    """
    if any(unit.is_span for unit in words.units):
        return None
    longest = max(31, _days(every) + 3)
    named = [
        unit
        for unit in words.units
        if not unit.until
        and unit.shape not in {"relative", "planyear"}
        and (unit.last - unit.first).days < longest
    ]
    if len(named) > 1 and words.reference is not None and _is_yearless(words):
        named.sort(key=lambda unit: unit.last)
        named = [unit for unit in named if unit.last >= words.reference]
    return next(iter(named), None)


def _recurring(words: Words) -> Timescale | None:
    each_named = re.search("E[,&]?P", words.letters) is not None
    recurrences = words.sentence.recurrences
    if not recurrences and not each_named:
        return None
    if _named_for_a_year().search(words.letters) and recurrences == [YEARLY]:
        return None
    every = recurrences[0] if recurrences else YEARLY
    first = _first_time(words, every)
    several = not recurrences and len(words.units) > 1
    vague = every.ambiguous or several or (first is not None and first.ambiguous)
    return Timescale(
        words.text,
        Kind.RECURRING,
        due=first.due if first else None,
        every=every.every,
        refs=words.refs if words.says('R"') else (),
        ambiguous=vague,
    )


def _event_in_the_way(words: Words) -> Timescale | None:
    """`within 3 months of appointment`: counted from what has no date here."""
    counted = any(not period.is_dated for period in words.sentence.periods)
    if counted and hangs_on_event(words.sentence):
        return words.answer(Kind.EVENT)
    return None


def _unreadable(words: Words) -> Timescale | None:
    if not words.unsure or words.says("O"):
        return None
    return Timescale(words.text, Kind.UNKNOWN)


def _span(words: Words, *units: Unit) -> Timescale:
    start, due = units[0].first, units[-1].due
    if start > due:
        return Timescale(words.text, Kind.UNKNOWN)
    return words.answer(Kind.WINDOW, start=start, due=due)


def _window_with_ends(words: Words) -> Timescale | None:
    units = [unit for unit in words.units if not (unit.is_review and words.says("O"))]
    if len(units) == 1 and units[0].is_span:
        if units[0].role not in {Role.BEFORE, Role.AFTER}:
            return _with_review(_span(words, units[0]), _review(words.units))
    elif len(units) == 2 and not units[0].is_span:  # noqa: PLR2004
        start, finish = units
        ends = finish.role is Role.BY or (finish.part == END and finish.role is Role.BARE)
        if start.role is Role.FROM and ends and not finish.is_span:
            return _with_review(_span(words, start, finish), _review(words.units))
    return None


def _ongoing(words: Words) -> Timescale | None:
    says_so = words.says("O")
    starts = [unit for unit in words.units if unit.role in _FROM_ROLES and not unit.is_review]
    begun = not words.units and not words.says("01J") and _is_begun(words)
    if not says_so and not starts and not begun:
        return None
    rest = [unit for unit in words.units if unit not in starts and not unit.is_review]
    deadlines = [unit for unit in rest if unit.role in _BY_ROLES]
    if deadlines:
        return _with_review(_deadlines(words, deadlines), _review(words.units))
    return _without_end(words, starts, rest)


def _is_begun(words: Words) -> bool:
    return not _STARTED.isdisjoint(words.sentence.tokens.words)


def _without_end(words: Words, starts: list[Unit], rest: list[Unit]) -> Timescale:
    """Ongoing: a bare period before the word is the start, one after it the review, perhaps."""
    place = words.letters.find("O")
    before = [unit for unit in rest if unit.at < place]
    after = [unit for unit in rest if unit.at > place]
    start = starts[0].start if starts else before[0].first if before else None
    review = _review(words.units)
    during = [unit for unit in after if unit.role is Role.DURING]
    if review is None and len(after) == 1 and place >= 0 and not during:
        review = after[0].last
    unclear = bool(after) or (bool(rest) and bool(starts)) or len(before) > 1
    found = words.answer(Kind.ONGOING, start=start, ambiguous=unclear)
    return _with_review(found, review)


def _deadlines(words: Words, units: list[Unit]) -> Timescale:
    """A date where all deadlines are the same day, else milestones in the order written."""
    days = tuple(unit.due for unit in units)
    unclear = _governed_by_event().search(words.letters) is not None
    if len(set(days)) == 1:
        return words.answer(Kind.DATE, due=days[0], ambiguous=unclear)
    found = words.answer(Kind.MILESTONES, due=max(days), ambiguous=unclear)
    # Of days without a year, one may have passed before the plan began.
    reference = words.reference
    passed = reference is not None and min(days) < reference <= max(days)
    unclear = found.ambiguous or (passed and _is_yearless(words))
    return Timescale(
        words.text, Kind.MILESTONES, None, found.due, None, None, days, found.refs, unclear
    )


def _is_yearless(words: Words) -> bool:
    return all(
        not any(a in "YFuDmWZn" for a in words.sentence.tokens.classes[period.begin : period.end])
        for period in words.sentence.periods
    )


def _dated(words: Words) -> Timescale | None:
    units = words.units
    if not units:
        return None
    if len(units) == 1 and units[0].role is Role.DURING:
        return _span(words, units[0])
    return _deadlines(words, units)


def _immediate(words: Words) -> Timescale | None:
    hangs = re.search("[I2]-?[a!BL<g]", words.letters)
    if hangs or not (words.says("I") or words.letters.strip(",.;-()") == "2"):
        return None
    return words.answer(Kind.IMMEDIATE, due=words.reference)


def _event(words: Words) -> Timescale | None:
    if words.moved and not words.says("$@"):
        return None
    if words.says("!aBL<$@") or re.search("[gheH][^gheH]", words.letters):
        return words.answer(Kind.EVENT)
    return None


_READINGS: Final[tuple[Callable[[Words], Timescale | None], ...]] = (
    _completed,
    _tbc,
    _reference,
    _recurring,
    _event_in_the_way,
    _unreadable,
    _window_with_ends,
    _ongoing,
    _dated,
    _immediate,
    _event,
)


def kind_of(words: Words) -> Timescale:
    """The timescale that the words make: the first kind that applies, else unknown."""
    for reading in _READINGS:
        found = reading(words)
        if found is not None:
            return found
    return Timescale(words.text, Kind.UNKNOWN)
