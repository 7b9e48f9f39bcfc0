"""
Clear highlights: the macro that took the colours out again.

Usual names: ClearHighlights, ResetColours, ClearColours; captions "Clear colours", "Reset". It
set the fill of every cell to none, staff's own with it. What differs: only what the tool put in
goes: its colours, its formulas, the dates it worked out.
"""

from datetime import date
from pathlib import Path

import actionbook
from macros_replacement.changes import Changes, written

__all__ = ["CAPTIONS", "COMMAND", "DID", "DIFFERS", "SIGNS", "USUAL_NAMES", "rehearse", "run"]

USUAL_NAMES: tuple[str, ...] = (
    "ClearHighlights",
    "ResetColours",
    "ClearColours",
)
CAPTIONS: tuple[str, ...] = (
    "Clear colours",
    "Reset",
)
SIGNS: tuple[str, ...] = ("takes colours out",)
COMMAND = "actionbook highlight PLAN --clear"
DID = "set the fill of every cell to none, staff's own with it"
DIFFERS = "only what the tool put in goes: its colours, its formulas, the dates it worked out"


def rehearse(workbook: Path, *, on: date) -> Changes:  # noqa: ARG001 - every door takes the day
    """What `run` would change; nothing is written."""
    return Changes(actionbook.clear_highlights(actionbook.read_plan(workbook)))


def run(workbook: Path, *, on: date) -> Changes:
    """The changes made to *workbook*."""
    return written(rehearse(workbook, on=on).changes)
