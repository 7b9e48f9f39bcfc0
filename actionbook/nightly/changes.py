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

__all__ = ["HEARTBEAT", "changes_beside", "coming_change", "night_changes", "night_moves"]

HEARTBEAT = timedelta(days=31)
"""A quiet plan is stamped this often, so that a dead night shows on its Read me sheet."""


def night_changes(plan: Plan, *, on: date) -> ChangeSet:
    """
    What a refresh on that day would change in the plan's workbook, but for its Checks sheet.

    Nothing, where a night only reads the plan.
    """
    moves = night_moves(plan, on=on)
    return changes_beside(moves, plan, outcome(plan, moves), on=on)


def night_moves(plan: Plan, *, on: date) -> ChangeSet:
    """
    Of what a refresh on that day would change, what it writes down of dates that moved.

    All the rest hangs on the day alone, and a paper of that day tells it whether it is written yet
    or not.
    """
    if _is_read_only(plan):
        return ChangeSet.of(plan)
    return record_moves(plan, on=on)


def changes_beside(moves: ChangeSet, plan: Plan, moved: Plan, *, on: date) -> ChangeSet:
    """What `night_changes` tells, where *moved* is what comes of *moves*."""
    if _is_read_only(plan):
        return moves
    changes = moves + highlight(moved, on=on)
    if changes or is_stamp_due(plan, on=on):
        changes += stamp(plan, on=on, until=coming_change(plan, on=on))
    return changes


def _is_read_only(plan: Plan) -> bool:
    return plan.path is not None and reads_only(plan.path, plan.settings)


def coming_change(plan: Plan, *, on: date) -> date:
    """The first day after *on* on which a night of *plan* has something to do."""
    days = (next_change(plan, after=on), papers_change(plan, after=on))
    return min((on + HEARTBEAT, *(day for day in days if day is not None)))
