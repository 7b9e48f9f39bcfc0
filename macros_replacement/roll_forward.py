"""
Roll forward: the macro that began a new quarter.

Usual names: RollForward, NewQuarter, ArchiveProgress; captions "Roll forward", "New quarter". It
copied the sheet or the progress column, and cleared it. What differs: each action's standing is
kept in one history table; the next period is the plan's own next.
"""

from datetime import date
from pathlib import Path

import actionbook
from macros_replacement.changes import Changes, written

__all__ = ["CAPTIONS", "COMMAND", "DID", "DIFFERS", "SIGNS", "USUAL_NAMES", "rehearse", "run"]

USUAL_NAMES: tuple[str, ...] = (
    "RollForward",
    "NewQuarter",
    "ArchiveProgress",
)
CAPTIONS: tuple[str, ...] = (
    "Roll forward",
    "New quarter",
)
SIGNS: tuple[str, ...] = ("copies cells", "clears cells")
COMMAND = "actionbook roll PLAN --to PERIOD"
DID = "copied the sheet or the progress column, and cleared it"
DIFFERS = (
    "each action's standing is kept in one history table; the next period is the plan's own next"
)


def rehearse(workbook: Path, *, on: date) -> Changes:
    """What `run` would change; nothing is written."""
    plan = actionbook.read_plan(workbook)
    period = actionbook.next_period(plan)
    return Changes(actionbook.roll(plan, to=period, on=on))


def run(workbook: Path, *, on: date) -> Changes:
    """The changes made to *workbook*."""
    return written(rehearse(workbook, on=on).changes)
