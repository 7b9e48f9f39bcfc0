"""One run at a time over a plan: an operating-system lock beside it, and who holds it."""

import json
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from actionbook.errors import ActionbookError, AlreadyRunningError
from actionbook.workbook.state import states_folder

__all__ = ["alone"]

_OLD = timedelta(hours=6)
"""No run takes so long: where nothing but its note tells of an owner elsewhere, it has died."""


@contextmanager
def alone(path: Path, *, started: datetime) -> Iterator[str]:
    """
    Hold the lock of the plan *path* while the block runs. A lock whose owner died is taken over.

    What is yielded tells whose lock that was, "" where there was none. *started* is aware.

    Raises:
        AlreadyRunningError: another run holds it; the message says which.
        ActionbookError: the folder cannot be written.
    """
    folder = states_folder(path)
    owner = folder / f"{path.name}.owner"
    try:
        folder.mkdir(exist_ok=True)
        release = _locked(folder / f"{path.name}.lock")
        dead = _owner(owner)
        if release is None:
            # No lock on this file system: the note is all there is.
            if dead and _lives(dead, started):
                raise _busy(path, dead)
        elif release is _taken:
            raise _busy(path, dead)
        _note(owner, started)
    except OSError as fault:
        raise ActionbookError(
            f"{folder} cannot be written ({fault.strerror}), and the run record belongs there. "
            "Check the rights on the folder."
        ) from fault
    try:
        yield f"took over from a run that died: {_named(dead)}" if dead else ""
    finally:
        with suppress(OSError):
            owner.unlink()
        if release is not None:
            release()


def _taken() -> None:
    """Stands for a lock that another run holds."""


def _locked(file: Path) -> Callable[[], object] | None:
    """What lets the lock go; `_taken` where another run has it, None where there are no locks."""
    from filelock import FileLock, Timeout

    lock = FileLock(file)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return _taken
    except NotImplementedError:
        return None
    return lock.release


def _note(owner: Path, started: datetime) -> None:
    mine = {"host": socket.gethostname(), "pid": os.getpid(), "since": started.isoformat()}
    owner.write_text(json.dumps(mine), encoding="utf-8", newline="\n")


def _owner(note: Path) -> dict[str, Any]:
    try:
        data = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _lives(owner: dict[str, Any], now: datetime) -> bool:
    # On Windows a signal cannot be tried without being sent.
    if owner.get("host") != socket.gethostname() or sys.platform == "win32":
        try:
            return now - datetime.fromisoformat(str(owner.get("since"))) < _OLD
        except (TypeError, ValueError):
            return False
    try:
        os.kill(int(owner.get("pid", 0)), 0)
    except PermissionError:
        return True
    except (OSError, ValueError, OverflowError):
        return False
    return True


def _busy(path: Path, owner: dict[str, Any]) -> AlreadyRunningError:
    whose = f" ({_named(owner)})" if owner else ""
    return AlreadyRunningError(
        f"Another run is at work on {path.name}{whose}; this one did nothing. "
        "Try again in a minute."
    )


def _named(owner: dict[str, Any]) -> str:
    return (
        f"process {owner.get('pid', '?')} on {owner.get('host', '?')}, "
        f"since {owner.get('since', '?')}"
    )
