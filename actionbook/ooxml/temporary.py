"""
The half-written file beside a workbook: claimed by one save at a time, cleared if its save died.

Its name is recognisable (`.actionbook-plan.xlsx.tmp`) and always the same, so that what a killed
save leaves behind is found by the next. A save holds a lock on it (on Windows its open handle is
one), so that a living save's file is never taken for a dead one's.
"""

import contextlib
import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from actionbook.errors import WorkbookBusyError

if sys.platform != "win32":
    import fcntl

__all__ = ["Claim", "claimed", "clear_stale"]

_LONGEST_NAME = 255
_CREATE = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_TRIES = 3


class Claim:
    """A temporary file at *path* that is ours, open for writing as *descriptor*."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self.descriptor = descriptor
        self._is_open = True

    def before_move(self) -> None:
        """Let go of the file where the system would not move it otherwise."""
        if sys.platform == "win32":
            self.close()

    def close(self) -> None:
        """Let go of the file, and so of the lock."""
        if self._is_open:
            self._is_open = False
            # What was to last has been flushed by now: a fault in closing takes nothing back.
            with contextlib.suppress(OSError):
                os.close(self.descriptor)


def temporary_path(workbook: Path, *, label: str = "") -> Path:
    """Where the half-written form of *workbook* stands."""
    name = f".actionbook-{label}{workbook.name}.tmp"
    if len(os.fsencode(name)) > _LONGEST_NAME:
        name = f".actionbook-{hashlib.sha256(os.fsencode(workbook.name)).hexdigest()}.tmp"
    return workbook.with_name(name)


@contextlib.contextmanager
def claimed(path: Path) -> Iterator[Claim]:
    """
    The temporary file *path*, new and empty, and gone afterwards unless it was moved away.

    Raises:
        WorkbookBusyError: another save is writing it at this moment.
        OSError: it cannot be made.
    """
    claim = Claim(path, _created(path))
    try:
        yield claim
    finally:
        claim.before_move()
        with contextlib.suppress(OSError):
            path.unlink()
        claim.close()


def clear_stale(path: Path) -> None:
    """Delete the temporary file *path* if a save that died left it; a living one's stays."""
    with contextlib.suppress(OSError, WorkbookBusyError):
        _clear(path)


def _created(path: Path) -> int:
    for _ in range(_TRIES):
        try:
            descriptor = os.open(path, _CREATE, 0o600)
        except FileExistsError:
            _clear(path)
            continue
        if _is_locked(descriptor):
            return descriptor
        os.close(descriptor)
    raise _busy(path)


def _clear(path: Path) -> None:
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return
    try:
        if not _is_locked(descriptor):
            raise _busy(path)
        # Between opening and locking, another save may have cleared it and made its own.
        if sys.platform != "win32" and os.path.samestat(os.fstat(descriptor), path.stat()):
            path.unlink()
    finally:
        os.close(descriptor)
    if sys.platform == "win32":
        try:
            path.unlink(missing_ok=True)
        except PermissionError as error:
            raise _busy(path) from error


def _is_locked(descriptor: int) -> bool:
    """Whether the file is now ours; a file system without locks is taken at its word."""
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _busy(path: Path) -> WorkbookBusyError:
    name = path.name.removeprefix(".actionbook-").removesuffix(".tmp")
    return WorkbookBusyError(
        f"{name} is being saved by another run at this moment; nothing was written. Run again."
    )
