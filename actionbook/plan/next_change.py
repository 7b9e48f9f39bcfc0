"""The next day on which anything that depends on the date would change."""

from collections.abc import Iterator
from datetime import date, timedelta

from actionbook.plan.derive import as_it_stands
from actionbook.plan.model import Action, Plan
from actionbook.plan.periods import current_period

__all__ = ["next_change"]

_DAY = timedelta(days=1)


def next_change(plan: Plan, *, after: date) -> date | None:
    """
    The first day after *after* on which a RAG, a flag or a finding may differ; None for never.

    It may name a day too early, and then nothing differs; never one too late.
    """
    # What is worked out counts as it will stand, whether or not the workbook has it yet.
    plan = as_it_stands(plan, on=after)
    soon = timedelta(days=plan.settings.due_soon_days)
    days = (day for action in plan.actions for day in _days(action, soon))
    approved = plan.settings.approved_on
    candidates = [day for day in days if day > after]
    if approved is not None and approved > after:
        candidates.append(approved)
    candidates += [day for day in _of_the_plan(plan) if day > after]
    return min(candidates, default=None)


def _of_the_plan(plan: Plan) -> Iterator[date]:
    """Days that hang on no action: progress is missed, somebody leaves, a suppression ends."""
    settings = plan.settings
    period = current_period(settings.current_period, year_starts=settings.financial_year_starts)
    if period is not None:
        yield period.missed_from(settings.quiet_days)
    ends = (person.to_date for person in plan.people)
    for end in (*ends, *(suppression.until for suppression in plan.suppressions)):
        if end is not None:
            yield end + _DAY


def _days(action: Action, soon: timedelta) -> Iterator[date]:
    """Days on which the action's own dates begin or cease to matter."""
    for due in (action.due, action.next_due, action.revised_due, action.timescale.due):
        if due is not None:
            yield due + _DAY
            yield due - soon
    for start in (action.start, action.timescale.start):
        if start is not None:
            yield start
            yield start + _DAY
    for milestone in action.timescale.milestones:
        yield milestone + _DAY
    for day in (action.approved_on, action.completed_on, action.added_on):
        if day is not None:
            yield day
            yield day + _DAY
