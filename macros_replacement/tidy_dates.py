"""
Tidy dates: the macro that made dates of what was typed as text.

Usual names: TidyDates, FixDates, ConvertDates; captions "Tidy dates", "Fix dates". It ran CDate
over the date columns, by the settings of the computer. What differs: a date that can be read two
ways, such as 03/04/2026, stays and is found by the check.
"""

from datetime import date
from pathlib import Path

import actionbook
from macros_replacement.changes import Changes, written

__all__ = ["CAPTIONS", "COMMAND", "DID", "DIFFERS", "SIGNS", "USUAL_NAMES", "rehearse", "run"]

USUAL_NAMES: tuple[str, ...] = (
    "TidyDates",
    "FixDates",
    "ConvertDates",
)
CAPTIONS: tuple[str, ...] = (
    "Tidy dates",
    "Fix dates",
)
SIGNS: tuple[str, ...] = ("tidies dates",)
COMMAND = "actionbook macros run tidy-dates PLAN"
DID = "ran CDate over the date columns, by the settings of the computer"
DIFFERS = "a date that can be read two ways, such as 03/04/2026, stays and is found by the check"


def rehearse(workbook: Path, *, on: date) -> Changes:
    """What `run` would change; nothing is written."""
    take = actionbook.tidies_date
    return Changes(actionbook.mend(workbook, on=on, take=take))


def run(workbook: Path, *, on: date) -> Changes:
    """The changes made to *workbook*."""
    return written(rehearse(workbook, on=on).changes)
