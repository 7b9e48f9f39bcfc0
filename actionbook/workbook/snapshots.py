"""
The workbook as it stood when each period was closed, and what the tool itself has written since.

In the plan's state folder `snapshots/<period>.xlsx` are the very bytes that the roll found;
`writes.jsonl` has a line for each write of the tool's, with the fingerprints before and after.
"""

import json
import os
from datetime import date
from pathlib import Path
from typing import NamedTuple

from actionbook.workbook.memory import written_state

__all__ = [
    "Snapshot",
    "Write",
    "leads_to",
    "note_write",
    "seen_path",
    "snapshot_path",
    "snapshots",
    "writes",
]

_FOLDER = "snapshots"
_WRITES = "writes.jsonl"


class Snapshot(NamedTuple):
    """The workbook as it stood when the period *period* was closed."""

    period: str
    path: Path


class Write(NamedTuple):
    """One write by the tool: fingerprints of the workbook, and the period it closed or ""."""

    before: str
    after: str
    on: date | None
    closes: str


def snapshot_path(state: Path, workbook: Path, period: str) -> Path:
    """Where the workbook lies as the roll that closed *period* found it."""
    return state / _FOLDER / f"{period}{workbook.suffix}"


def seen_path(state: Path, period: str) -> Path:
    """Where what had been seen before the roll that closed *period* lies."""
    return state / _FOLDER / f"{period}.json"


def snapshots(state: Path) -> tuple[Snapshot, ...]:
    """The workbooks kept at each roll, by their periods' names."""
    found = (path for path in (state / _FOLDER).glob("*.xls[xm]") if path.is_file())
    return tuple(Snapshot(path.stem, path) for path in sorted(found))


def note_write(state: Path, write: Write) -> None:
    """
    Add *write* to the log of the tool's own.

    Raises:
        ActionbookError: the state folder cannot be written.
    """
    log = state / _WRITES
    line = {**write._asdict(), "on": write.on.isoformat() if write.on else None}
    with written_state(log), log.open("a", encoding="utf-8", newline="\n") as stream:
        # A line end first, where a kill cut the last line short.
        stream.write(("" if _is_whole(log) else "\n") + json.dumps(line) + "\n")


def _is_whole(log: Path) -> bool:
    with log.open("rb") as stream:
        if stream.seek(0, os.SEEK_END) == 0:
            return True
        stream.seek(-1, os.SEEK_END)
        return stream.read(1) == b"\n"


def leads_to(state: Path, first: Write, stands: str) -> bool:
    """
    Whether the workbook that *stands* is what *first* wrote, or a later write of the tool's.

    A write that was noted and never came to pass leads nowhere.
    """
    ours = {first.after}
    seen = False
    for write in writes(state):
        if seen and write.before in ours:
            ours.add(write.after)
        seen = seen or write == first
    return stands in ours


def writes(state: Path) -> tuple[Write, ...]:
    """Every write of the tool's own, oldest first; a line cut short is left out."""
    try:
        lines = (state / _WRITES).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return ()
    found = []
    for line in lines:
        try:
            data = json.loads(line)
            on = date.fromisoformat(data["on"]) if data["on"] else None
            found.append(Write(data["before"], data["after"], on, data["closes"]))
        except (ValueError, LookupError, TypeError):
            continue
    return tuple(found)
