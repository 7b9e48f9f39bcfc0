"""
Clear highlights: the macro that took the colours out again.

Usual names: ClearHighlights, ResetColours; captions "Clear colours", "Reset". It set every cell's
fill to none, staff's own with it. What differs: only what the tool put in goes.
"""

from datetime import date
from pathlib import Path

import actionbook

__all__ = ["run"]


def run(workbook: Path, *, on: date) -> actionbook.ChangeSet:  # noqa: ARG001 - every door takes the day
    """The changes made to *workbook*, from which the tool's colours and formulas are gone."""
    changes = actionbook.clear_highlights(actionbook.read_plan(workbook))
    actionbook.apply(changes)
    return changes
