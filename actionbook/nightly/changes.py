"""What a night changes in a plan's workbook, and the day on which there is more to change."""

from datetime import date, timedelta

from actionbook.nightly.papers_due import papers_change
from actionbook.nightly.where import reads_only
from actionbook.operations.changes import ChangeSet
from actionbook.operations.highlight import highlight
from actionbook.operations.outcome import outcome
from actionbook.operations.record_moves import record_moves
from actionbook.operations.stamp import is_stamp_due, stamp
from actionbook.plan.model import Plan
from actionbook.plan.next_change import next_change

__all__ = ["HEARTBEAT", "coming_change", "night_changes"]

HEARTBEAT = timedelta(days=31)
"""A quiet plan is stamped this often, so that a dead night shows on its Read me sheet."""


def night_changes(plan: Plan, *, on: date) -> ChangeSet:
    """
    What a refresh on that day would change in the plan's workbook, but for its Checks sheet.

    Nothing, where a night only reads the plan.
    """
    if plan.path is not None and reads_only(plan.path, plan.settings):
        return ChangeSet.of(plan)
    recorded = record_moves(plan, on=on)
    changes = recorded + highlight(outcome(plan, recorded), on=on)
    if changes or is_stamp_due(plan, on=on):
        changes += stamp(plan, on=on, until=coming_change(plan, on=on))
    return changes


def coming_change(plan: Plan, *, on: date) -> date:
    """The first day after *on* on which a night of *plan* has something to do."""
    days = (next_change(plan, after=on), papers_change(plan, after=on))
    return min((on + HEARTBEAT, *(day for day in days if day is not None)))
