"""
What can go wrong, apart from what a rule finds.

* ActionbookError                 2   the command was wrong
  - WorkbookUnreadableError       4   missing, broken, encrypted, unsafe, or no action plan
  - ContentLossError              4   saving would harm something the file holds
  - WorkbookBusyError             3   open in Excel, locked, or read-only
  - StaleChangeError              3   changed underneath: the cell no longer holds what was read
  - PublicationRefusedError       5   an appendix is not fit to be published
  - AlreadyRunningError          75   another run is at work on the plan
  - SettingsError                 2   the settings contradict themselves or name an unknown key

The number is the exit status of the command (product.md): the same everywhere.
A message is one line a clerk can act on: which file, which cell, what to do.
"""

from typing import ClassVar

__all__ = [
    "ActionbookError",
    "AlreadyRunningError",
    "ContentLossError",
    "PublicationRefusedError",
    "SettingsError",
    "StaleChangeError",
    "WorkbookBusyError",
    "WorkbookUnreadableError",
]


class ActionbookError(Exception):
    """Something that stops the work, in a sentence that says what to do."""

    exit_status: ClassVar[int] = 2


class WorkbookUnreadableError(ActionbookError):
    """The file is missing, broken, encrypted, unsafe to open, or holds no action plan."""

    exit_status = 4


class ContentLossError(ActionbookError):
    """The edit asked for would harm something the workbook holds; nothing was written."""

    exit_status = 4


class WorkbookBusyError(ActionbookError):
    """The workbook is open elsewhere, locked or read-only; nothing was written."""

    exit_status = 3


class StaleChangeError(ActionbookError):
    """The workbook is no longer the one that was read; nothing was written."""

    exit_status = 3


class PublicationRefusedError(ActionbookError):
    """The appendix holds, or lacks, something that bars it from being published."""

    exit_status = 5


class AlreadyRunningError(ActionbookError):
    """Another run is at work on the same plan."""

    exit_status = 75


class SettingsError(ActionbookError):
    """A setting is unknown, or contradicts another."""
