"""
E-mail leads: the macro that sent each lead their rows.

Usual names: EmailLeads, SendReminders, ChaseLeads; captions "E-mail leads", "Send reminders". It
sent a message to each lead through Outlook. What differs: drafts that a person looks over and
sends; one a lead, with a calendar of their deadlines.
"""

from datetime import date
from pathlib import Path

import actionbook
from macros_replacement.changes import Changes

__all__ = ["CAPTIONS", "COMMAND", "DID", "DIFFERS", "SIGNS", "USUAL_NAMES", "rehearse", "run"]

USUAL_NAMES: tuple[str, ...] = (
    "EmailLeads",
    "SendReminders",
    "ChaseLeads",
)
CAPTIONS: tuple[str, ...] = (
    "E-mail leads",
    "Send reminders",
)
SIGNS: tuple[str, ...] = ("sends e-mail",)
COMMAND = "actionbook chase PLAN -o FOLDER"
DID = "sent a message to each lead through Outlook"
DIFFERS = (
    "drafts that a person looks over and sends; one a lead, with a calendar of their deadlines"
)


def rehearse(workbook: Path, *, on: date) -> Changes:
    """The drafts that `run` would make; nothing is written."""
    plan = actionbook.read_plan(workbook)
    drafts = actionbook.chase(plan, on=on)
    folder = _folder(workbook, on)
    return Changes(actionbook.ChangeSet.of(plan), tuple(folder / name for name in drafts))


def run(workbook: Path, *, on: date) -> Changes:
    """The drafts made, in a folder of that day beside *workbook*, which is not changed."""
    plan = actionbook.read_plan(workbook)
    drafts = actionbook.chase(plan, on=on)
    folder = _folder(workbook, on)
    actionbook.write_drafts(drafts, folder)
    return Changes(actionbook.ChangeSet.of(plan), tuple(folder / name for name in drafts))


def _folder(workbook: Path, on: date) -> Path:
    return workbook.with_name(f"{workbook.stem} letters {on.isoformat()}")
