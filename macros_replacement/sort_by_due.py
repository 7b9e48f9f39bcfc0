"""
Sort by due: the macro that sorted the rows by date.

Usual names: SortByDue, SortByDate, SortDates; captions "Sort by due", "Sort by date". It sorted
the cells of the sheet by the words in the date column, text after dates. What differs: by the
date that counts, an agreed revised one before the first; whole rows go, notes, links and formats
along; what cannot be moved without harm is refused.
"""

from datetime import date
from pathlib import Path

import actionbook
from macros_replacement.changes import Changes, sorted_rows

__all__ = ["CAPTIONS", "COMMAND", "DID", "DIFFERS", "SIGNS", "USUAL_NAMES", "rehearse", "run"]

USUAL_NAMES: tuple[str, ...] = (
    "SortByDue",
    "SortByDate",
    "SortDates",
)
CAPTIONS: tuple[str, ...] = (
    "Sort by due",
    "Sort by date",
)
SIGNS: tuple[str, ...] = ("sorts rows",)
COMMAND = "actionbook macros run sort-by-due PLAN"
DID = "sorted the cells of the sheet by the words in the date column, text after dates"
DIFFERS = (
    "by the date that counts, an agreed revised one before the first; whole rows go, notes, "
    "links and formats along; what cannot be moved without harm is refused"
)


def rehearse(workbook: Path, *, on: date) -> Changes:
    """What `run` would change; nothing is written."""
    return Changes(actionbook.sort_by_due(actionbook.read_plan(workbook), on=on))


def run(workbook: Path, *, on: date) -> Changes:
    """The changes made to *workbook*."""
    return sorted_rows(rehearse(workbook, on=on).changes, on=on)
