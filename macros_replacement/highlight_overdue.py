"""
Highlight overdue: the macro that coloured the late rows red.

Usual names: HighlightOverdue, ColourOverdue, RAGStatus; captions "Highlight overdue", "Update RAG".
It went down the rows, compared the date with today and painted the cells. What differs: the
colours follow live formulas, so they are right every morning; a revised date counts only once it
is agreed; colours that staff gave by hand stay.
"""

from datetime import date
from pathlib import Path

import actionbook

__all__ = ["run"]


def run(workbook: Path, *, on: date) -> actionbook.ChangeSet:
    """The changes made to *workbook*, which is now up to date as of that day."""
    changes = actionbook.highlight(actionbook.read_plan(workbook), on=on)
    actionbook.apply(changes)
    return changes
