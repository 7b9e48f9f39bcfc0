"""
A plan read from its workbook.

Nothing is loaded here that the first look at a workbook does not need: of a large one the values
are being read already while what makes a plan of them is loaded.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from actionbook.ooxml import BookView
from actionbook.plan.bulk import without_collecting
from actionbook.workbook.values import LOADED_NEXT, Values

if TYPE_CHECKING:
    from actionbook.plan.model import Plan
    from actionbook.workbook.opened import PlanBook

__all__ = ["open_plan", "read_plan"]


def read_plan(path: str | os.PathLike[str]) -> "Plan":
    """
    The plan that the workbook *path* holds; the file is not changed.

    Raises:
        WorkbookUnreadableError: missing, broken, encrypted, unsafe, or no action plan.
        SettingsError: a setting holds what it cannot.
    """
    return open_plan(Path(path)).plan


def open_plan(
    path: Path, *, stands_at: Path | None = None, loads: Sequence[str] = LOADED_NEXT
) -> "PlanBook":
    """
    The plan that the workbook *path* holds, with the workbook; the file is not changed.

    A form of it that is made aside is read as it will be where the plan *stands_at*. While a large
    one is read there is time to load the modules *loads*.

    Raises:
        WorkbookUnreadableError: missing, broken, encrypted, unsafe, or no action plan.
        SettingsError: a setting holds what it cannot.
    """
    with without_collecting():
        book = BookView.open(path)
        values = Values(book, loads=loads)
        from actionbook.workbook.opened import opened

        return opened(book, values, stands_at or path)
