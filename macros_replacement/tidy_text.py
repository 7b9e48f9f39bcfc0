"""
Tidy text: the macro that trimmed every cell.

Usual names: TidyText, TrimAll, CleanText; captions "Tidy text", "Trim spaces". It ran Trim and
Clean over the sheet, formulas turned into values. What differs: only the columns of the plan are
tidied; formulas and staff's own columns stay.
"""

from datetime import date
from pathlib import Path

import actionbook
from macros_replacement.changes import Changes, written

__all__ = ["CAPTIONS", "COMMAND", "DID", "DIFFERS", "SIGNS", "USUAL_NAMES", "rehearse", "run"]

USUAL_NAMES: tuple[str, ...] = (
    "TidyText",
    "TrimAll",
    "CleanText",
)
CAPTIONS: tuple[str, ...] = (
    "Tidy text",
    "Trim spaces",
)
SIGNS: tuple[str, ...] = ("tidies text",)
COMMAND = "actionbook macros run tidy-text PLAN"
DID = "ran Trim and Clean over the sheet, formulas turned into values"
DIFFERS = "only the columns of the plan are tidied; formulas and staff's own columns stay"


def rehearse(workbook: Path, *, on: date) -> Changes:
    """What `run` would change; nothing is written."""
    take = actionbook.tidies_text
    return Changes(actionbook.mend(workbook, on=on, take=take))


def run(workbook: Path, *, on: date) -> Changes:
    """The changes made to *workbook*."""
    return written(rehearse(workbook, on=on).changes)
