"""
Highlight unassigned: the macro that coloured the rows without a lead.

Usual names: HighlightUnassigned, ColourUnassigned, MarkNoLead; captions "Highlight unassigned",
"No lead". It painted the cells of Lead that were blank. What differs: a step takes the lead of
the action it is part of; said in Flags too, not by colour alone.
"""

from datetime import date
from pathlib import Path

import actionbook
from macros_replacement.changes import Changes, written

__all__ = ["CAPTIONS", "COMMAND", "DID", "DIFFERS", "SIGNS", "USUAL_NAMES", "rehearse", "run"]

USUAL_NAMES: tuple[str, ...] = (
    "HighlightUnassigned",
    "ColourUnassigned",
    "MarkNoLead",
)
CAPTIONS: tuple[str, ...] = (
    "Highlight unassigned",
    "No lead",
)
SIGNS: tuple[str, ...] = ("colours cells", "looks for blanks")
COMMAND = "actionbook highlight PLAN"
DID = "painted the cells of Lead that were blank"
DIFFERS = (
    "a step takes the lead of the action it is part of; said in Flags too, not by colour alone"
)


def rehearse(workbook: Path, *, on: date) -> Changes:
    """What `run` would change; nothing is written."""
    return Changes(actionbook.highlight(actionbook.read_plan(workbook), on=on))


def run(workbook: Path, *, on: date) -> Changes:
    """The changes made to *workbook*."""
    return written(rehearse(workbook, on=on).changes)
