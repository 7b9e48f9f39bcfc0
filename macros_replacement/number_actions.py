"""
Number actions: the macro that numbered the rows from 1.

Usual names: NumberActions, Renumber, RenumberActions; captions "Number actions", "Renumber". It
wrote 1, 2, 3 down the first column, whatever stood there. What differs: only blank refs are
filled, after the highest that issue ever had; a ref once given never changes, as minutes and
history name it; no row is moved.
"""

from datetime import date
from pathlib import Path

import actionbook
from macros_replacement.changes import Changes, written

__all__ = ["CAPTIONS", "COMMAND", "DID", "DIFFERS", "SIGNS", "USUAL_NAMES", "rehearse", "run"]

USUAL_NAMES: tuple[str, ...] = (
    "NumberActions",
    "Renumber",
    "RenumberActions",
)
CAPTIONS: tuple[str, ...] = (
    "Number actions",
    "Renumber",
)
SIGNS: tuple[str, ...] = ("numbers rows",)
COMMAND = "actionbook macros run number-actions PLAN"
DID = "wrote 1, 2, 3 down the first column, whatever stood there"
DIFFERS = (
    "only blank refs are filled, after the highest that issue ever had; a ref once given never "
    "changes, as minutes and history name it; no row is moved"
)


def rehearse(workbook: Path, *, on: date) -> Changes:  # noqa: ARG001 - every door takes the day
    """What `run` would change; nothing is written."""
    return Changes(actionbook.number_actions(actionbook.read_plan(workbook)))


def run(workbook: Path, *, on: date) -> Changes:
    """The changes made to *workbook*."""
    return written(rehearse(workbook, on=on).changes)
