"""
Check plan: the macro that looked for gaps and listed them.

Usual names: CheckPlan, ValidatePlan, FindErrors; captions "Check plan", "Validate". It listed
blank cells and bad dates on a sheet or in a message. What differs: every rule is checked, and
each finding leads to its cell in the Checks sheet.
"""

from datetime import date
from pathlib import Path

import actionbook
from macros_replacement.changes import Changes, written

__all__ = ["CAPTIONS", "COMMAND", "DID", "DIFFERS", "SIGNS", "USUAL_NAMES", "rehearse", "run"]

USUAL_NAMES: tuple[str, ...] = (
    "CheckPlan",
    "ValidatePlan",
    "FindErrors",
)
CAPTIONS: tuple[str, ...] = (
    "Check plan",
    "Validate",
)
SIGNS: tuple[str, ...] = ("looks for blanks", "writes into cells")
COMMAND = "actionbook check PLAN --write"
DID = "listed blank cells and bad dates on a sheet or in a message"
DIFFERS = "every rule is checked, and each finding leads to its cell in the Checks sheet"


def rehearse(workbook: Path, *, on: date) -> Changes:
    """What `run` would change; nothing is written."""
    plan = actionbook.read_plan(workbook)
    report = actionbook.check(plan, on=on)
    return Changes(actionbook.write_checks(plan, report))


def run(workbook: Path, *, on: date) -> Changes:
    """The changes made to *workbook*."""
    return written(rehearse(workbook, on=on).changes)
