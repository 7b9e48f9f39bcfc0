"""The dates the tool works out: first due, start, and the next due of what comes round."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from actionbook.errors import ActionbookError
from actionbook.plan.model import Action, Plan
from actionbook.plan.periods import Period, parse_period
from actionbook.plan.references import WHAT, point_alike, references
from actionbook.plan.timescales import Kind, add_every, add_months

__all__ = ["DATE_FIELDS", "Derived", "as_it_stands", "derive", "take_along", "words_due"]

DATE_FIELDS = ("due", "start", "next_due")
_PLACES = tuple(map(Action._fields.index, DATE_FIELDS))
_DATES = "dates"  # by what name they are kept with what has been worked out of a plan

NEVER_LATE = frozenset({Kind.TBC, Kind.ONGOING, Kind.BLANK, Kind.UNKNOWN, Kind.EVENT})
"""Kinds whose words give no date to be late by (timescales.md, "What lateness means")."""

_COMES_ROUND = frozenset({Kind.IMMEDIATE, Kind.RECURRING, Kind.ONGOING})
"""Kinds that are late after a day of their own: of grace, of an occurrence, of a review."""


class Derived(NamedTuple):
    """The worked-out dates of one action; None where there is none."""

    due: date | None
    start: date | None
    next_due: date | None

    def applied_to(self, action: Action) -> Action:
        """*action* with these dates, but for those cells that hold an officer's own."""
        if (action.due, action.start, action.next_due) == self:
            return action
        # A quarter of what `_replace` takes, and there may be many.
        values = list(action)
        for name, place, day in zip(DATE_FIELDS, _PLACES, self, strict=True):
            if name not in action.owned:
                values[place] = day
        return Action._make(values)


def as_it_stands(plan: Plan, *, on: date) -> Plan:
    """*plan* with its worked-out dates as that day's, whether or not its workbook has them yet."""
    derived = derive(plan, on=on)
    actions = tuple(
        dates.applied_to(action) for action, dates in zip(plan.actions, derived, strict=True)
    )
    if all(old is new for old, new in zip(plan.actions, actions, strict=True)):
        return plan
    standing = replace(plan, actions=actions)
    # What points where does not hang on the dates, and these are worked out to the same again.
    standing.worked_out[WHAT] = references(plan)
    standing.worked_out[_DATES, on] = derived
    return standing


def take_along(before: Plan, after: Plan) -> None:
    """
    Let *after*, which was made of *before*, know what was worked out of it and stands unchanged.

    The dates hang on the actions, the settings and the history; what points where, on less.
    """
    if WHAT in before.worked_out and point_alike(before, after):
        after.worked_out[WHAT] = before.worked_out[WHAT]
    made_of = ((plan.actions, plan.settings, plan.history) for plan in (before, after))
    if all(one is other for one, other in zip(*made_of, strict=True)):
        dates = {key: known for key, known in before.worked_out.items() if key[0] == _DATES}
        after.worked_out.update(dates)


def derive(plan: Plan, *, on: date | None) -> tuple[Derived, ...]:
    """
    The worked-out dates of each action, in workbook order.

    From the plan's approval *on* that day, a due date that stands is the first due and does not
    move. With no day, what the words alone say.
    """
    return plan.once(_DATES, on, lambda: _worked_out(plan, on))


def _worked_out(plan: Plan, on: date | None) -> tuple[Derived, ...]:
    approved = plan.settings.approved_on
    is_settled = on is not None and approved is not None and approved <= on
    found = list(_by_their_own(plan, is_settled=is_settled))
    # Many point to the same; when the first of them is met, those have the dates they keep.
    latest: dict[tuple[int, ...], tuple[date | None, date | None]] = {}
    for pointing in references(plan):
        if not pointing.in_ring:
            action, row, targets = plan.actions[pointing.row], pointing.row, pointing.targets
            due = found[row].due if _stands(action, is_settled=is_settled) else None
            if targets not in latest:
                latest[targets] = _latest([found[target] for target in targets])
            found[row] = _pointing(found[row], due, *latest[targets])
    return tuple(found)


def _by_their_own(plan: Plan, *, is_settled: bool) -> Iterator[Derived]:
    """The dates of each action by its own words and history, whatever it points to."""
    # A plan says the same things in few ways, and then the reader keeps one timescale of them.
    known: dict[tuple[int, date | None, bool], Derived] = {}
    for action in plan.actions:
        hangs_on_history = not action.progress and action.timescale.kind in _COMES_ROUND
        if action.owned or (hangs_on_history and plan.history):
            yield _derived(plan, action, is_settled=is_settled)
            continue
        key = (id(action.timescale), action.due, not action.progress)
        derived = known.get(key)
        if derived is None:
            derived = known[key] = _derived(plan, action, is_settled=is_settled)
        yield derived


def _stands(action: Action, *, is_settled: bool) -> bool:
    """Whether its due date is the officer's own, or the first due of an approved plan."""
    return "due" in action.owned or (is_settled and action.due is not None)


def _derived(plan: Plan, action: Action, *, is_settled: bool) -> Derived:
    timescale = action.timescale
    due = action.due if _stands(action, is_settled=is_settled) else words_due(action)
    following = _next_due(plan, action, due) if timescale.kind in _COMES_ROUND else None
    return Derived(due, timescale.start, following)


def words_due(action: Action) -> date | None:
    """The last day on which *action* is on time by its own words; None when they give none."""
    timescale = action.timescale
    return None if timescale.kind in NEVER_LATE else timescale.due


def _latest(targets: Sequence[Derived]) -> tuple[date | None, date | None]:
    """The last due of *targets*; and their last next due, where any has days of grace or a turn."""
    due = max((target.due for target in targets if target.due), default=None)
    if not any(target.next_due for target in targets):
        return due, None
    following = (target.next_due or target.due for target in targets)
    return due, max(day for day in following if day)


def _pointing(
    own: Derived, stands: date | None, latest: date | None, following: date | None
) -> Derived:
    """
    The dates of what points to others: the *latest* of theirs, and of a date of its own.

    With days of grace, or coming round, where they have or do.
    """
    due = stands or max((day for day in (own.due, latest) if day), default=None)
    if following is None:
        return own._replace(due=due)
    return own._replace(due=due, next_due=max(day for day in (due, following) if day))


def _next_due(plan: Plan, action: Action, due: date | None) -> date | None:
    timescale = action.timescale
    kind = timescale.kind
    if kind is Kind.IMMEDIATE and due is not None:
        return due + timedelta(days=plan.settings.grace_days)
    if kind is Kind.RECURRING and timescale.every:
        return _next_occurrence(plan, action, due)
    if kind is Kind.ONGOING and timescale.review is not None:
        # A review falls due once: what was reported for its period has been looked at.
        reported = _reported_to(plan, action)
        return timescale.review if reported is None or reported < timescale.review else None
    return None


def _next_occurrence(plan: Plan, action: Action, first: date | None) -> date | None:
    reported = _reported_to(plan, action)
    if first is None:
        return _end_of_period_after(plan, reported)
    if reported is None or first > reported:
        return first
    return _first_after(reported, first, action.timescale.every or "P1Y")


def _end_of_period_after(plan: Plan, reported: date | None) -> date | None:
    """The end of the period after the last that was reported, else of the current one."""
    current = _period(plan.settings.current_period, plan.settings.financial_year_starts)
    if current is None or reported is None:
        return None if current is None else current.end
    return add_months(reported + timedelta(days=1), current.months) - timedelta(days=1)


@lru_cache(maxsize=4096)
def _first_after(reported: date, first: date, every: str) -> date:
    """The first step from *first* that falls after *reported*."""
    times = 1
    while (day := _stepped(first, every, times)) <= reported:
        times += 1
    return day


def _stepped(first: date, every: str, times: int) -> date:
    """So many steps after *first*; from a month's end by months, always a month's end."""
    day = add_every(first, every, times)
    is_month_end = (first + timedelta(days=1)).day == 1
    if is_month_end and every[-1] in "MY":
        return add_months(day.replace(day=1), 1) - timedelta(days=1)
    return day


def _reported_to(plan: Plan, action: Action) -> date | None:
    """The last day of the last period that has progress recorded."""
    if action.progress:
        return _period_end(plan, plan.settings.current_period)
    rows = plan.history_by_ref.get(action.ref.casefold(), ())
    ends = [_period_end(plan, row.period) for row in rows if row.progress]
    return max((day for day in ends if day), default=None)


def _period_end(plan: Plan, name: str) -> date | None:
    period = _period(name, plan.settings.financial_year_starts)
    return None if period is None else period.end


@lru_cache(maxsize=1024)
def _period(name: str, year_starts: tuple[int, int]) -> Period | None:
    try:
        return parse_period(name, year_starts=year_starts)
    except ActionbookError:
        return None
