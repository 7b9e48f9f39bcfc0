"""
Guard the tool's columns: the macro that protected the sheet.

Usual names: ProtectPlan, ProtectSheet, LockCells; captions "Protect", "Lock columns". It
protected the sheet with a password, so that its table could not grow. What differs: an input
check asks before a worked-out cell is typed over; nothing is locked, the table grows, and there
is no password to lose.
"""

from datetime import date
from pathlib import Path

import actionbook
from macros_replacement.changes import Changes, written

__all__ = ["CAPTIONS", "COMMAND", "DID", "DIFFERS", "SIGNS", "USUAL_NAMES", "rehearse", "run"]

USUAL_NAMES: tuple[str, ...] = (
    "ProtectPlan",
    "ProtectSheet",
    "LockCells",
)
CAPTIONS: tuple[str, ...] = (
    "Protect",
    "Lock columns",
)
SIGNS: tuple[str, ...] = ("protects sheets",)
COMMAND = "actionbook macros run guard-columns PLAN"
DID = "protected the sheet with a password, so that its table could not grow"
DIFFERS = (
    "an input check asks before a worked-out cell is typed over; nothing is locked, the table "
    "grows, and there is no password to lose"
)


def rehearse(workbook: Path, *, on: date) -> Changes:  # noqa: ARG001 - every door takes the day
    """What `run` would change; nothing is written."""
    found = actionbook.guard_columns(workbook)
    return Changes(found.changes, said=found.left)


def run(workbook: Path, *, on: date) -> Changes:
    """The changes made to *workbook*."""
    done = rehearse(workbook, on=on)
    return written(done.changes, done.said)
