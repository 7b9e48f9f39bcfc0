"""
Refresh lists: the macro that filled the drop-down lists from a sheet.

Usual names: RefreshLists, UpdateLists, BuildDropDowns; captions "Refresh lists", "Update lists".
It wrote the drop-down lists anew from a list sheet. What differs: the list of leads is the People
table itself, right as people are added; it offers and forbids nothing; a list of your own stays,
and is told.
"""

from datetime import date
from pathlib import Path

import actionbook
from macros_replacement.changes import Changes, written

__all__ = ["CAPTIONS", "COMMAND", "DID", "DIFFERS", "SIGNS", "USUAL_NAMES", "rehearse", "run"]

USUAL_NAMES: tuple[str, ...] = (
    "RefreshLists",
    "UpdateLists",
    "BuildDropDowns",
)
CAPTIONS: tuple[str, ...] = (
    "Refresh lists",
    "Update lists",
)
SIGNS: tuple[str, ...] = ("sets drop-down lists",)
COMMAND = "actionbook macros run refresh-lists PLAN"
DID = "wrote the drop-down lists anew from a list sheet"
DIFFERS = (
    "the list of leads is the People table itself, right as people are added; it offers and "
    "forbids nothing; a list of your own stays, and is told"
)


def rehearse(workbook: Path, *, on: date) -> Changes:  # noqa: ARG001 - every door takes the day
    """What `run` would change; nothing is written."""
    found = actionbook.refresh_lists(workbook)
    return Changes(found.changes, said=found.left)


def run(workbook: Path, *, on: date) -> Changes:
    """The changes made to *workbook*."""
    done = rehearse(workbook, on=on)
    return written(done.changes, done.said)
