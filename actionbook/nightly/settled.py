"""A plan that is being saved at this moment, or is away for one: waited for, and then read."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from actionbook.errors import WorkbookUnreadableError
from actionbook.workbook.read import open_plan

if TYPE_CHECKING:
    from actionbook.workbook.opened import PlanBook

__all__ = ["open_settled"]

_LOADS = ("nightly.night_work", "nightly.papers")
"""What works through the plan and makes its papers is needed as soon as it has been read."""
_WAITS = (0.5, 1.0, 2.0)
"""Seconds to wait between looks: a save over a slow share takes about as long."""
_FRESH = 120.0
"""Seconds after its last change in which a file that cannot be read may still be half-saved."""


def open_settled(path: Path, *, is_known: bool, pause: Callable[[float], None]) -> "PlanBook":
    """
    The plan *path* with its workbook, waited for where it was a plan and may be one again.

    *is_known* says that a run has read it before; *pause* waits for so many seconds.

    Raises:
        WorkbookUnreadableError: missing, broken, encrypted, unsafe, or no action plan.
        SettingsError: a setting holds what it cannot.
    """
    for seconds in _WAITS if is_known else ():
        try:
            return open_plan(path, loads=_LOADS)
        except WorkbookUnreadableError:
            if not _may_come(path):
                raise
        pause(seconds)
    return open_plan(path, loads=_LOADS)


def _may_come(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime < _FRESH
    except OSError:
        return path.parent.is_dir()
