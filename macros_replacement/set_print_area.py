"""
Set print area: the macro that fitted the sheet to the paper.

Usual names: SetPrintArea, PrintSetup, SetupPage; captions "Set print area", "Page setup". It set
the print area to the rows that were there that day. What differs: the area is the table's
columns, whole, so that new rows are printed too; headings on every page, one page wide; paper and
margins stay.
"""

from datetime import date
from pathlib import Path

import actionbook
from macros_replacement.changes import Changes, written

__all__ = ["CAPTIONS", "COMMAND", "DID", "DIFFERS", "SIGNS", "USUAL_NAMES", "rehearse", "run"]

USUAL_NAMES: tuple[str, ...] = (
    "SetPrintArea",
    "PrintSetup",
    "SetupPage",
)
CAPTIONS: tuple[str, ...] = (
    "Set print area",
    "Page setup",
)
SIGNS: tuple[str, ...] = ("sets the print area",)
COMMAND = "actionbook macros run set-print-area PLAN"
DID = "set the print area to the rows that were there that day"
DIFFERS = (
    "the area is the table's columns, whole, so that new rows are printed too; headings on "
    "every page, one page wide; paper and margins stay"
)


def rehearse(workbook: Path, *, on: date) -> Changes:  # noqa: ARG001 - every door takes the day
    """What `run` would change; nothing is written."""
    return Changes(actionbook.print_area(workbook))


def run(workbook: Path, *, on: date) -> Changes:
    """The changes made to *workbook*."""
    return written(rehearse(workbook, on=on).changes)
