"""
Sort by lead: the macro that sorted the rows by lead.

Usual names: SortByLead, SortLead, SortByOfficer; captions "Sort by lead", "Sort by officer". It
sorted the cells of the sheet by the words in Lead. What differs: whole rows go, notes, links,
formats and staff's own columns along; nobody's come last; 'as above' is spelled out; what cannot
be moved without harm is refused.
"""

from datetime import date
from pathlib import Path

import actionbook
from macros_replacement.changes import Changes, sorted_rows

__all__ = ["CAPTIONS", "COMMAND", "DID", "DIFFERS", "SIGNS", "USUAL_NAMES", "rehearse", "run"]

USUAL_NAMES: tuple[str, ...] = (
    "SortByLead",
    "SortLead",
    "SortByOfficer",
)
CAPTIONS: tuple[str, ...] = (
    "Sort by lead",
    "Sort by officer",
)
SIGNS: tuple[str, ...] = ("sorts rows",)
COMMAND = "actionbook macros run sort-by-lead PLAN"
DID = "sorted the cells of the sheet by the words in Lead"
DIFFERS = (
    "whole rows go, notes, links, formats and staff's own columns along; nobody's come last; "
    "'as above' is spelled out; what cannot be moved without harm is refused"
)


def rehearse(workbook: Path, *, on: date) -> Changes:  # noqa: ARG001 - every door takes the day
    """What `run` would change; nothing is written."""
    return Changes(actionbook.sort_by_lead(actionbook.read_plan(workbook)))


def run(workbook: Path, *, on: date) -> Changes:
    """The changes made to *workbook*."""
    return sorted_rows(rehearse(workbook, on=on).changes, on=on)
