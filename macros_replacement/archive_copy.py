"""
Archive copy: the macro that saved a dated copy.

Usual names: ArchiveCopy, SaveCopy, BackupPlan; captions "Archive copy", "Save a copy". It saved
the workbook under a name with the date in it, over whatever had that name. What differs: a copy
of that day that says something else is never overwritten.
"""

from datetime import date
from pathlib import Path

import actionbook
from macros_replacement.changes import Changes

__all__ = ["CAPTIONS", "COMMAND", "DID", "DIFFERS", "SIGNS", "USUAL_NAMES", "rehearse", "run"]

USUAL_NAMES: tuple[str, ...] = (
    "ArchiveCopy",
    "SaveCopy",
    "BackupPlan",
)
CAPTIONS: tuple[str, ...] = (
    "Archive copy",
    "Save a copy",
)
SIGNS: tuple[str, ...] = ("saves a copy",)
COMMAND = "actionbook macros run archive-copy PLAN"
DID = "saved the workbook under a name with the date in it"
DIFFERS = "in a folder Archive, the same to the byte; a copy of that day is never overwritten"


def rehearse(workbook: Path, *, on: date) -> Changes:
    """The copy that `run` would make; nothing is written."""
    plan = actionbook.read_plan(workbook)
    return Changes(actionbook.ChangeSet.of(plan), (actionbook.archive_path(workbook, on=on),))


def run(workbook: Path, *, on: date) -> Changes:
    """The copy made; *workbook* is not changed."""
    plan = actionbook.read_plan(workbook)
    return Changes(actionbook.ChangeSet.of(plan), (actionbook.archive(workbook, on=on),))
