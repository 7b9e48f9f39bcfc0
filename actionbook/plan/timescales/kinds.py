"""Which kind a timescale is: the first that applies, in the contract's order."""

from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from actionbook.plan.timescales.facts import Facts
from actionbook.plan.timescales.hanging import hangs_on_event
from actionbook.plan.timescales.outline import Role
from actionbook.plan.timescales.recurrence import YEARLY, Recurrence
from actionbook.plan.timescales.result import Kind, Timescale
from actionbook.plan.timescales.sentence import Sentence
from actionbook.plan.timescales.spans import Unit
from actionbook.plan.timescales.words import END

__all__ = ["Words", "kind_of"]

_STARTED: Final = frozenset({"started", "commenced", "begun", "began"})
_BY_ROLES: Final = frozenset({Role.BY, Role.BEFORE})
_FROM_ROLES: Final = frozenset({Role.FROM, Role.AFTER})
_COUNTED: Final = frozenset({"relative", "planyear"})


class Words(NamedTuple):
    """
    A timescale as far as it is understood before its kind is known.

    `letters` are the sentence's words, one letter each; `unsure` means that a period in it
    cannot be read, so that no date may be taken from it.
    """

    text: str
    letters: str
    facts: Facts
    sentence: Sentence
    units: list[Unit]
    refs: tuple[str, ...]
    reference: date | None
    done: bool
    moved: bool
    unsure: bool

    def answer(
        self,
        kind: Kind,
        *,
        start: date | None = None,
        due: date | None = None,
        review: date | None = None,
        milestones: tuple[date, ...] = (),
        ambiguous: bool = False,
    ) -> Timescale:
        """The timescale of *kind*, with the refs that the words point to."""
        refs = self.refs
        if refs and self.sentence.periods and not self.facts.points_softly:
            # "Action 1 by June" names an action and points to none.
            refs = ()
        for unit in self.units:
            ambiguous = ambiguous or unit.ambiguous
        return Timescale(self.text, kind, start, due, None, review, milestones, refs, ambiguous)


def _latest(units: list[Unit]) -> date | None:
    return max([unit.due for unit in units], default=None)


def _review(units: list[Unit]) -> date | None:
    return max([unit.last for unit in units if unit.is_review], default=None)


def _completed(words: Words) -> Timescale | None:
    if not words.done:
        return None
    rest = [unit for unit in words.units if not unit.is_review]
    spans = len(rest) == 1 and rest[0].is_span and rest[0].role != Role.BEFORE
    start = rest[0].first if spans else None
    # A second date, or one that it is due by, may be what is still to be done.
    unclear = len(rest) > 1 or any(unit.role in _BY_ROLES for unit in rest)
    return words.answer(
        Kind.COMPLETED,
        start=start,
        due=_latest(rest),
        review=_review(words.units),
        ambiguous=unclear,
    )


def _tbc(words: Words) -> Timescale | None:
    facts = words.facts
    if facts.undecided or (facts.undecided_alone and not words.sentence.periods):
        return words.answer(Kind.TBC, due=_latest(words.units))
    return None


def _reference(words: Words) -> Timescale | None:
    facts = words.facts
    if facts.points or (facts.points_alone and not words.sentence.periods):
        return words.answer(Kind.REFERENCE, due=_latest(words.units))
    return None


def _first_time(words: Words, every: Recurrence) -> Unit | None:
    """
    The period in which it first comes round; None where none is named.

    A span, or a year in which it comes round more than once, frames the recurrence and names no
    first time; nor does "until June".
    """
    if any(unit.is_span for unit in words.units):
        return None
    longest = max(31, (every.days or every.months * 31) + 3)
    named = [
        unit
        for unit in words.units
        if not unit.until and unit.shape not in _COUNTED and (unit.last - unit.first).days < longest
    ]
    if len(named) > 1 and words.reference is not None and _is_yearless(words):
        named.sort(key=lambda unit: unit.last)
        named = [unit for unit in named if unit.last >= words.reference]
    return next(iter(named), None)


def _recurring(words: Words) -> Timescale | None:
    recurrences, facts = words.sentence.recurrences, words.facts
    if not recurrences and not facts.each_named:
        return None
    if facts.named_for_a_year and recurrences == [YEARLY]:
        return None
    every = recurrences[0] if recurrences else YEARLY
    first = _first_time(words, every)
    several = not recurrences and len(words.units) > 1
    return Timescale(
        words.text,
        Kind.RECURRING,
        due=first.due if first else None,
        every=every.every,
        refs=words.refs if facts.points_softly else (),
        ambiguous=every.ambiguous or several or (first is not None and first.ambiguous),
    )


def _event_in_the_way(words: Words) -> Timescale | None:
    """`within 3 months of appointment`: counted from what has no date here."""
    for period in words.sentence.periods:
        if period.shape in _COUNTED:
            return words.answer(Kind.EVENT) if hangs_on_event(words.sentence) else None
    return None


def _unreadable(words: Words) -> Timescale | None:
    if not words.unsure or "O" in words.letters:
        return None
    return Timescale(words.text, Kind.UNKNOWN)


def _span(words: Words, *units: Unit) -> Timescale:
    start, due = units[0].first, units[-1].due
    if start > due:
        return Timescale(words.text, Kind.UNKNOWN)
    return words.answer(Kind.WINDOW, start=start, due=due, review=_review(words.units))


def _window_with_ends(words: Words) -> Timescale | None:
    units = words.units
    if "O" in words.letters:
        units = [unit for unit in units if not unit.is_review]
    if len(units) == 1 and units[0].is_span:
        if units[0].role not in {Role.BEFORE, Role.AFTER}:
            return _span(words, units[0])
    elif len(units) == 2 and not units[0].is_span:  # noqa: PLR2004
        start, finish = units
        ends = finish.role == Role.BY or (finish.part == END and finish.role == Role.BARE)
        if start.role == Role.FROM and ends and not finish.is_span:
            return _span(words, start, finish)
    return None


def _ongoing(words: Words) -> Timescale | None:
    starts = [unit for unit in words.units if unit.role in _FROM_ROLES and not unit.is_review]
    begun = words.letters == "g2" or _is_begun(words)
    if not starts and "O" not in words.letters and not begun:
        return None
    rest = [unit for unit in words.units if unit not in starts and not unit.is_review]
    deadlines = [unit for unit in rest if unit.role in _BY_ROLES]
    if deadlines:
        return _deadlines(words, deadlines)
    return _without_end(words, starts, rest)


def _is_begun(words: Words) -> bool:
    """ "Work has started", with no date."""
    if words.units or _STARTED.isdisjoint(words.sentence.tokens.words):
        return False
    return not words.facts.not_begun


def _without_end(words: Words, starts: list[Unit], rest: list[Unit]) -> Timescale:
    """Ongoing: a bare period before the word is the start, one after it the review, perhaps."""
    place = words.facts.ongoing_at
    before = [unit for unit in rest if unit.at < place]
    after = [unit for unit in rest if unit.at > place]
    start = starts[0].start if starts else before[0].first if before else None
    review = _review(words.units)
    if review is None and len(after) == 1 and place >= 0 and after[0].role != Role.DURING:
        review = after[0].last
    unclear = bool(after) or (bool(rest) and bool(starts)) or len(before) > 1
    return words.answer(Kind.ONGOING, start=start, review=review, ambiguous=unclear)


def _deadlines(words: Words, units: list[Unit]) -> Timescale:
    """A date where all deadlines are the same day, else milestones in the order written."""
    days = tuple([unit.due for unit in units])
    review = _review(words.units) if len(units) < len(words.units) else None
    unclear = words.facts.governed
    if len(set(days)) == 1:
        return words.answer(Kind.DATE, due=days[0], review=review, ambiguous=unclear)
    # Of days without a year, one may have passed before the plan began.
    reference = words.reference
    if reference is not None and min(days) < reference <= max(days):
        unclear = unclear or _is_yearless(words)
    return words.answer(
        Kind.MILESTONES, due=max(days), review=review, milestones=days, ambiguous=unclear
    )


def _is_yearless(words: Words) -> bool:
    classes = words.sentence.tokens.classes
    named = "".join([classes[period.begin : period.end] for period in words.sentence.periods])
    return frozenset("YFuDmWZn").isdisjoint(named)


def _dated(words: Words) -> Timescale | None:
    units = words.units
    if not units:
        return None
    if len(units) == 1 and units[0].role == Role.DURING:
        return _span(words, units[0])
    if len(units) > 1 and words.facts.review_in_brackets and units[-1].is_review:
        # As in: June 2014 (review June 2015).
        units = units[:-1]
    return _deadlines(words, units)


def _immediate(words: Words) -> Timescale | None:
    facts = words.facts
    if facts.immediate or (facts.now_after and not hangs_on_event(words.sentence)):
        return words.answer(Kind.IMMEDIATE, due=words.reference)
    return None


def _event(words: Words) -> Timescale | None:
    facts = words.facts
    if facts.event and (facts.meeting or not words.moved):
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


# What remains to be tried where no word says more than when.
_OF_DATES: Final = _READINGS[_READINGS.index(_event_in_the_way) :]


def kind_of(words: Words) -> Timescale:
    """The timescale that the words make: the first kind that applies, else unknown."""
    plain = words.facts.plain and not (words.done or words.unsure)
    for reading in _OF_DATES if plain else _READINGS:
        found = reading(words)
        if found is not None:
            return found
    return Timescale(words.text, Kind.UNKNOWN)
