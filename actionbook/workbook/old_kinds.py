"""
Sheets of a workbook that is no .xlsx nor of its like, read by a process of its own.

The reader believes what such a file says of its own size, and a damaged one may say anything: what
there is no memory for ends the process that asks. So that is not ours.
"""

import os
import pickle
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from actionbook.errors import WorkbookUnreadableError
from actionbook.workbook.earlier import Merged, damaged, merged_ranges, sheet_rows

__all__ = ["OldBook", "read_apart"]

_MOST_MEMORY = 4 << 30
_LONGEST = 600
"""Seconds; of 50,000 rows it takes a few."""
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # which Windows would open for a moment


class OldBook(NamedTuple):
    """The rows of each worksheet by its name, as `sheet_rows` tells them, and what is merged."""

    sheets: dict[str, list[list[object]]]
    merged: dict[str, list[Merged]]


def read_apart(path: Path) -> OldBook:
    """
    What the workbook at *path* holds. The file is not changed.

    Raises:
        WorkbookUnreadableError: the file is missing, broken, or has a password.
    """
    try:
        told = subprocess.run(
            [sys.executable, "-m", __name__, str(path)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            timeout=_LONGEST,
            check=True,
            creationflags=_NO_WINDOW,
        )
        said, sheets, merged = pickle.loads(told.stdout)
    except (subprocess.SubprocessError, pickle.UnpicklingError, EOFError) as fault:
        raise damaged(path) from fault
    if said:
        raise WorkbookUnreadableError(said)
    return OldBook(sheets, merged)


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def _main(path: Path) -> None:
    _limit_memory()
    try:
        told = "", dict(sheet_rows(path)), merged_ranges(path)
    except WorkbookUnreadableError as fault:
        told = str(fault), {}, {}
    sys.stdout.buffer.write(pickle.dumps(told))


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
