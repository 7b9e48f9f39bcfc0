"""A dated copy of a plan, the same to the byte, put away in a folder beside it."""

import os
from datetime import date
from pathlib import Path

from actionbook.errors import ActionbookError
from actionbook.ooxml.source import fingerprint
from actionbook.ooxml.temporary import claimed
from actionbook.workbook.read import read_plan

__all__ = ["archive", "archive_path"]

# A folder of its own: beside the plan, a copy would be a second plan of the same id.
_FOLDER = "Archive"


def archive_path(path: Path, *, on: date) -> Path:
    """Where the copy of the plan *path* as of that day goes."""
    return path.parent / _FOLDER / f"{path.stem} {on.isoformat()}{path.suffix}"


def archive(path: Path, *, on: date) -> Path:
    """
    Put a copy of the plan *path* away; a copy that is there already and the same is left.

    The copy comes into place in one step.

    Raises:
        WorkbookUnreadableError: *path* is missing, broken, or no action plan.
        ActionbookError: another copy of that day is there, or it cannot be written.
    """
    read = read_plan(path)
    copy = archive_path(path, on=on)
    if copy.exists():
        if fingerprint(copy) == read.fingerprint:
            return copy
        raise ActionbookError(
            f"{copy} is there already and says something else, so nothing was written. Rename "
            "it, and run this again."
        )
    try:
        copy.parent.mkdir(exist_ok=True)
        with claimed(copy.with_name(f".actionbook-{copy.name}.tmp")) as claim:
            with os.fdopen(os.dup(claim.descriptor), "wb") as file:
                file.write(path.read_bytes())
                file.flush()
                os.fsync(file.fileno())
            if fingerprint(claim.path) != read.fingerprint:
                raise ActionbookError(f"{path.name} was changed meanwhile. Run this again.")
            claim.before_move()
            claim.path.replace(copy)
    except OSError as fault:
        raise ActionbookError(f"{copy} cannot be written ({fault.strerror}).") from fault
    return copy
