"""
Update summary: the macro that counted the rows by colour or status.

Usual names: UpdateSummary, RefreshSummary, CountStatus; captions "Update summary", "Summary". It
wrote counts onto a summary sheet, true until the next change. What differs: live formulas on a
Summary sheet of the tool's own, right every morning; steps are counted in place of the action
they carry; a summary sheet of your own stays as it is.
"""

from datetime import date
from pathlib import Path

import actionbook
from macros_replacement.changes import Changes, written

__all__ = ["CAPTIONS", "COMMAND", "DID", "DIFFERS", "SIGNS", "USUAL_NAMES", "rehearse", "run"]

USUAL_NAMES: tuple[str, ...] = (
    "UpdateSummary",
    "RefreshSummary",
    "CountStatus",
)
CAPTIONS: tuple[str, ...] = (
    "Update summary",
    "Summary",
)
SIGNS: tuple[str, ...] = ("counts rows",)
COMMAND = "actionbook macros run update-summary PLAN"
DID = "wrote counts onto a summary sheet, true until the next change"
DIFFERS = (
    "live formulas on a Summary sheet of the tool's own, right every morning; steps are counted "
    "in place of the action they carry; a summary sheet of your own stays as it is"
)


def rehearse(workbook: Path, *, on: date) -> Changes:
    """What `run` would change; nothing is written."""
    return Changes(actionbook.summary(actionbook.read_plan(workbook), on=on))


def run(workbook: Path, *, on: date) -> Changes:
    """The changes made to *workbook*."""
    return written(rehearse(workbook, on=on).changes)
