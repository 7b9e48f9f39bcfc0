"""
Highlight overdue: the macro that coloured the late rows red.

Usual names: HighlightOverdue, ColourOverdue, RAGStatus; captions "Highlight overdue", "Update
RAG". It painted the rows whose date had passed. What differs: live formulas, right every morning;
a revised date counts once agreed; hand-made colours stay.
"""

from datetime import date
from pathlib import Path

import actionbook
from macros_replacement.changes import Changes, written

__all__ = ["CAPTIONS", "COMMAND", "DID", "DIFFERS", "SIGNS", "USUAL_NAMES", "rehearse", "run"]

USUAL_NAMES: tuple[str, ...] = (
    "HighlightOverdue",
    "ColourOverdue",
    "RAGStatus",
)
CAPTIONS: tuple[str, ...] = (
    "Highlight overdue",
    "Update RAG",
)
SIGNS: tuple[str, ...] = ("colours cells", "compares with today")
COMMAND = "actionbook highlight PLAN"
DID = "painted the rows whose date had passed"
DIFFERS = (
    "live formulas, right every morning; a revised date counts once agreed; hand-made colours stay"
)


def rehearse(workbook: Path, *, on: date) -> Changes:
    """What `run` would change; nothing is written."""
    return Changes(actionbook.highlight(actionbook.read_plan(workbook), on=on))


def run(workbook: Path, *, on: date) -> Changes:
    """The changes made to *workbook*."""
    return written(rehearse(workbook, on=on).changes)
