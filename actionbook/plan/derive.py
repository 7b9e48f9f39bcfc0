"""The dates the tool works out: first due, start, and the next due of what comes round."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from actionbook.errors import ActionbookError
from actionbook.plan.model import Action, Plan
from actionbook.plan.periods import parse_period
from actionbook.plan.timescales import Kind, add_every, add_months

__all__ = ["DATE_FIELDS", "Derived", "as_it_stands", "derive", "words_due"]

DATE_FIELDS = ("due", "start", "next_due")

NEVER_LATE = frozenset({Kind.TBC, Kind.ONGOING, Kind.BLANK, Kind.UNKNOWN, Kind.EVENT})
"""Kinds whose words give no date to be late by (timescales.md, "What lateness means")."""


@dataclass(frozen=True, slots=True)
class Derived:
    """The worked-out dates of one action; None where there is none."""

    due: date | None
    start: date | None
    next_due: date | None

    def applied_to(self, action: Action) -> Action:
        """*action* with these dates, but for those cells that hold an officer's own."""
        if (action.due, action.start, action.next_due) == (self.due, self.start, self.next_due):
            return action
        dates = {name: getattr(self, name) for name in DATE_FIELDS if name not in action.owned}
        return replace(action, **dates)


def as_it_stands(plan: Plan, *, on: date) -> Plan:
    """*plan* with its worked-out dates as that day's, whether or not its workbook has them yet."""
    actions = tuple(
        dates.applied_to(action)
        for action, dates in zip(plan.actions, derive(plan, on=on), strict=True)
    )
    if all(old is new for old, new in zip(plan.actions, actions, strict=True)):
        return plan
    return replace(plan, actions=actions)


def derive(plan: Plan, *, on: date | None) -> tuple[Derived, ...]:
    """
    The worked-out dates of each action, in workbook order.

    From the plan's approval *on* that day, a due date that stands is the first due and does not
    move. With no day, what the words alone say.
    """
    approved = plan.settings.approved_on
    is_settled = on is not None and approved is not None and approved <= on
    words: dict[str, date | None] = {}
    return tuple(_derived(plan, action, words, is_settled=is_settled) for action in plan.actions)


def _derived(
    plan: Plan, action: Action, words: dict[str, date | None], *, is_settled: bool
) -> Derived:
    stands = "due" in action.owned or (is_settled and action.due is not None)
    due = action.due if stands else words_due(plan, action, words)
    return Derived(due, action.timescale.start, _next_due(plan, action, due))


def words_due(
    plan: Plan, action: Action, known: dict[str, date | None] | None = None
) -> date | None:
    """
    The last day on which *action* is on time by its words; None when they give none.

    A reference takes the latest due of what it points to, and None in a ring.
    *known* carries what has been worked out already, by ref without case.
    """
    timescale = action.timescale
    if timescale.kind in NEVER_LATE:
        return None
    if timescale.kind is not Kind.REFERENCE or not timescale.refs:
        return timescale.due
    found = {} if known is None else known
    key = action.ref.casefold()
    if key not in found:
        found[key] = None
        dates = [
            words_due(plan, target, found)
            for ref in timescale.refs
            for target in pointed_to(plan, ref)
        ]
        found[key] = max((day for day in dates if day), default=None)
    return found[key]


def pointed_to(plan: Plan, ref: str) -> tuple[Action, ...]:
    """The action that has *ref*, else every action of the issue that has it."""
    key = ref.casefold()
    if key in plan.by_ref:
        return (plan.by_ref[key],)
    return plan.actions_by_issue.get(key, ())


def _next_due(plan: Plan, action: Action, due: date | None) -> date | None:
    kind = action.timescale.kind
    if kind is Kind.IMMEDIATE and due is not None:
        return due + timedelta(days=plan.settings.grace_days)
    if kind is Kind.RECURRING and action.timescale.every:
        return _next_occurrence(plan, action, due)
    return None


def _next_occurrence(plan: Plan, action: Action, first: date | None) -> date | None:
    reported = _reported_to(plan, action)
    if first is None:
        return _period_end(plan, plan.settings.current_period)
    if reported is None or first > reported:
        return first
    every = action.timescale.every or "P1Y"
    times = 1
    while _stepped(first, every, times) <= reported:
        times += 1
    return _stepped(first, every, times)


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
    try:
        return parse_period(name, year_starts=plan.settings.financial_year_starts).end
    except ActionbookError:
        return None
