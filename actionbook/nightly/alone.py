"""One run at a time over a plan: an operating-system lock beside it, and a note of who holds it."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from actionbook.errors import ActionbookError, AlreadyRunningError
from actionbook.nightly.owner import (
    Owner,
    OwnerLivesError,
    claim,
    give_back,
    has_died,
    is_alive,
    owner_in,
)
from actionbook.workbook.state import owner_note, states_folder

__all__ = ["alone", "found_dead"]

_NO_LOCKS = {
    errno.ENOSYS,
    errno.ENOLCK,
    getattr(errno, "ENOTSUP", errno.ENOSYS),
    getattr(errno, "EOPNOTSUPP", errno.ENOSYS),
}


_ENDING = 10.0
"""Seconds to wait for what a run that died had begun beside it: that ends with it, in a moment."""


@contextmanager
def alone(path: Path, *, started: datetime) -> Iterator[str]:
    """
    Hold the lock of the plan *path* while the block runs. A lock whose owner died is taken over.

    The machine's own lock is not seen by other machines on every drive, so the note counts beside
    it. What is yielded tells whose lock that was, "" where there was none. *started* is aware.

    Raises:
        AlreadyRunningError: another run holds it; the message says which.
        ActionbookError: the folder cannot be written.
    """
    folder, note = states_folder(path), owner_note(path)
    lock = folder / f"{path.name}.lock"
    try:
        folder.mkdir(exist_ok=True)
        release = _locked(lock)
        if release is _taken and has_died(note):
            release = _locked(lock, wait=_ENDING)
        if release is _taken:
            raise _busy(path, owner_in(note))
        try:
            mine, dead = claim(note, started=started, is_locked=release is not None)
        except BaseException:
            if release is not None:
                release()
            raise
    except OwnerLivesError as other:
        raise _busy(path, other.owner) from None
    except OSError as fault:
        raise ActionbookError(
            f"{folder} cannot be written ({fault.strerror}), and the run record belongs there. "
            "Check the rights on the folder and the room on the disk."
        ) from fault
    try:
        yield f"It took over from a run that died: {dead}" if dead else ""
    finally:
        give_back(note, mine)
        if release is not None:
            release()


def found_dead(path: Path, *, now: datetime) -> str:
    """
    What a run that died over the plan *path* has left for the next to take over; "" for nothing.

    Nothing is changed. Raises:
        AlreadyRunningError: a run is at work.
        OSError: the folder cannot be written.
    """
    folder, note = states_folder(path), owner_note(path)
    folder.mkdir(exist_ok=True)
    release = _locked(folder / f"{path.name}.lock")
    try:
        if release is _taken or is_alive(note, now=now, is_locked=release is not None):
            raise _busy(path, owner_in(note))
    finally:
        if release is not None:
            release()
    return f"A run died ({owner_in(note)}); the next takes over" if note.exists() else ""


def _taken() -> None:
    """Stands for a lock that another run holds."""


def _locked(file: Path, *, wait: float = 0) -> Callable[[], object] | None:
    """What lets the lock go; `_taken` where another run has it, None where there are no locks."""
    from filelock import FileLock, Timeout

    try:
        # A lock of its own making where there are none would outlive its owner: the note does not.
        lock = FileLock(file, fallback_to_soft=False)
    except TypeError:  # an older filelock has none of its own making
        lock = FileLock(file)
    try:
        lock.acquire(timeout=wait)
    except Timeout:
        return _taken
    except NotImplementedError:
        return None
    except OSError as fault:
        if fault.errno in _NO_LOCKS:
            return None
        raise
    return lock.release


def _busy(path: Path, owner: Owner) -> AlreadyRunningError:
    whose = f" ({owner})" if owner != Owner() else ""
    return AlreadyRunningError(
        f"Another run is at work on {path.name}{whose}; this one did nothing. Try again in a "
        f"minute; if that machine is switched off, delete {owner_note(path)}."
    )
