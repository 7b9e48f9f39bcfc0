"""
Fill down leads: the macro that filled blank leads from the row above.

Usual names: FillDownLeads, FillDown, FillLeads; captions "Fill down", "Fill down leads". It
copied the lead above into every blank cell of Lead. What differs: only 'as above' and 'ditto' are
spelled out; a blank lead is unassigned, or a step's by its action.
"""

from datetime import date
from pathlib import Path

import actionbook
from macros_replacement.changes import Changes, written

__all__ = ["CAPTIONS", "COMMAND", "DID", "DIFFERS", "SIGNS", "USUAL_NAMES", "rehearse", "run"]

USUAL_NAMES: tuple[str, ...] = (
    "FillDownLeads",
    "FillDown",
    "FillLeads",
)
CAPTIONS: tuple[str, ...] = (
    "Fill down",
    "Fill down leads",
)
SIGNS: tuple[str, ...] = ("fills down",)
COMMAND = "actionbook macros run fill-down-leads PLAN"
DID = "copied the lead above into every blank cell of Lead"
DIFFERS = (
    "only 'as above' and 'ditto' are spelled out; a blank lead is unassigned, or a step's by "
    "its action"
)


def rehearse(workbook: Path, *, on: date) -> Changes:  # noqa: ARG001 - every door takes the day
    """What `run` would change; nothing is written."""
    return Changes(actionbook.spell_out_leads(actionbook.read_plan(workbook)))


def run(workbook: Path, *, on: date) -> Changes:
    """The changes made to *workbook*."""
    return written(rehearse(workbook, on=on).changes)
