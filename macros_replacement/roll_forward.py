"""
Roll forward: the macro that began a new quarter.

Usual names: RollForward, NewQuarter, ArchiveProgress; captions "Roll forward", "New quarter". It
copied the sheet, or the progress column, and cleared it. What differs: each action's standing is
kept in one history table, the period is the one that follows the plan's own, and a second roll
changes nothing.
"""

from datetime import date
from pathlib import Path

import actionbook

__all__ = ["run"]


def run(workbook: Path, *, on: date) -> actionbook.ChangeSet:
    """The changes made to *workbook*, which has moved on to its next period."""
    plan = actionbook.read_plan(workbook)
    changes = actionbook.roll(plan, to=actionbook.next_period(plan), on=on)
    actionbook.apply(changes)
    return changes
