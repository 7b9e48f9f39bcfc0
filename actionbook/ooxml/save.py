"""
A file replaced in one step: old or new, never between, whatever happens meanwhile.

A temporary file in the same folder is written, flushed to the disk and checked; only then does it
take the name. Killed at any instant, on a full disk or with the file swapped underneath, the file
of that name is whole.
"""

import contextlib
import errno
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from actionbook.errors import ActionbookError, WorkbookBusyError
from actionbook.ooxml.temporary import Claim, claimed, clear_stale, temporary_path

__all__ = ["backed_up", "clear_litter", "put_in_place", "replaced"]

_WAITS = (0.1, 0.2, 0.4, 0.8, 1.6)
_BACKUP = "backup-"
# Windows: access denied, sharing violation, lock violation. OneDrive, a virus scanner or an
# Excel that is just closing hold a file for a moment.
_PASSING = (5, 32, 33)
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.ETXTBSY}
_NO_FOLDER = {errno.ENOENT, errno.ENOTDIR}


def replaced(
    target: Path,
    pieces: Iterable[bytes],
    *,
    like: Path,
    check: Callable[[Path], None],
    before: Callable[[], None],
) -> None:
    """
    Puts *pieces* in the place of the file *target*, or makes it, in one step.

    *like* is the file whose mode, owner and attributes it gets. *check* is given the finished
    temporary file; *before* is called last, ahead of each attempt to move it. What either raises
    stops the save. Raises:
        WorkbookBusyError: the file or its folder is locked or read-only.
        ActionbookError: the disk is full, or the folder is not there.
    """
    real = Path(os.path.realpath(target))
    try:
        _check_writable(real)
        with claimed(temporary_path(real)) as claim:
            _write(claim, pieces, like)
            check(claim.path)
            claim.before_move()
            _move(claim.path, real, before)
    except OSError as error:
        raise _explained(error, target) from error
    _sync_folder(real.parent)


def put_in_place(finished: Path, target: Path, *, before: Callable[[], None]) -> None:
    """
    Lets the *finished* file take the place of the file *target*, in one step.

    *before* is called ahead of each attempt; what it raises stops that. Raises as `replaced`.
    """
    real = Path(os.path.realpath(target))
    try:
        _check_writable(real)
        _move(finished, real, before)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise _explained(error, target) from error
        # The workbook's name leads to another disk: there it is made aside once more.
        pieces = (finished.read_bytes(),)
        replaced(target, pieces, like=target, check=lambda _: None, before=before)
    _sync_folder(real.parent)


def backed_up(keep: Path, pieces: Iterable[bytes], *, like: Path) -> None:
    """
    Writes the old bytes of the workbook *like* to *keep*, in one step; raises as `replaced`.

    A folder that is not there is made.
    """
    try:
        keep.parent.mkdir(parents=True, exist_ok=True)
        # Named for the workbook, not for the backup, whose name may be another next time.
        temporary = temporary_path(keep.with_name(like.name), label=_BACKUP)
        with claimed(temporary) as claim:
            _write(claim, pieces, like)
            claim.before_move()
            _move(claim.path, keep, lambda: None)
    except OSError as error:
        raise _explained(error, keep) from error
    _sync_folder(keep.parent)


def clear_litter(workbook: Path, *, keep: Path | None = None) -> None:
    """Deletes what a killed save of *workbook* (or of its backup *keep*) left half-written."""
    clear_stale(temporary_path(Path(os.path.realpath(workbook))))
    if keep is not None:
        clear_stale(temporary_path(keep.with_name(workbook.name), label=_BACKUP))


def _check_writable(target: Path) -> None:
    """A file marked read-only is meant to stay, even where its folder would let it be replaced."""
    if target.is_dir():
        raise ActionbookError(f"{target.name} is a folder: name the file to write")
    if not target.exists():
        return
    # The administrator may write anything; the mark on the file still says what its owner wants.
    if not target.stat().st_mode & 0o222 or not os.access(target, os.W_OK):
        raise WorkbookBusyError(
            f"{target.name} is read-only; nothing was written. "
            "Take the mark off in its properties, or ask its owner, and run again."
        )


def _write(claim: Claim, pieces: Iterable[bytes], like: Path) -> None:
    with os.fdopen(claim.descriptor, "wb", closefd=False) as stream:
        for piece in pieces:
            stream.write(piece)
        stream.flush()
        _dress(claim, like)
        os.fsync(claim.descriptor)


def _dress(claim: Claim, like: Path) -> None:
    """Owner, mode and attributes as those of *like*; the time stays that of the writing."""
    if sys.platform != "win32":
        wanted, given = like.stat(), os.fstat(claim.descriptor)
        if (wanted.st_uid, wanted.st_gid) != (given.st_uid, given.st_gid):
            _give(claim.descriptor, wanted.st_uid, wanted.st_gid)
    # A share that keeps no modes refuses to be told them; its files have what it gives to all.
    with contextlib.suppress(PermissionError):
        shutil.copystat(like, claim.path)
    with contextlib.suppress(PermissionError):
        os.utime(claim.path)


def _give(descriptor: int, owner: int, group: int) -> None:
    """Only an administrator may give a file away; a member of a group may give it to the group."""
    if sys.platform != "win32":
        for new_owner in (owner, -1):
            with contextlib.suppress(PermissionError):
                os.fchown(descriptor, new_owner, group)
                return


def _move(finished: Path, target: Path, before: Callable[[], None]) -> None:
    for wait in (*_WAITS, None):
        before()
        try:
            os.replace(finished, target)  # noqa: PTH105 - the call the promise rests on
        except PermissionError as error:
            if wait is None or getattr(error, "winerror", None) not in _PASSING:
                raise
            time.sleep(wait)
        else:
            return


def _sync_folder(folder: Path) -> None:
    """Makes the new name last a power cut, where the system lets a folder be flushed."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _explained(error: OSError, target: Path) -> ActionbookError:
    folder = target.absolute().parent
    if error.errno in _FULL:
        return ActionbookError(
            f"{target.name} was not saved: there is no room left on the disk of {folder}. "
            "Free some and run again; the workbook is as it was."
        )
    if error.errno in _FORBIDDEN:
        return WorkbookBusyError(
            f"{target.name} cannot be written: it or its folder {folder} is read-only, "
            "or another program has it open; nothing was written. Close it and run again."
        )
    if error.errno in _NO_FOLDER:
        return ActionbookError(
            f"{target.name} cannot be written: there is no folder {folder}; make it and run again"
        )
    reason = error.strerror or type(error).__name__
    return ActionbookError(
        f"{target.name} was not saved ({reason}); nothing was written. Run again, "
        "and if it stays so, show this line to whoever keeps the disk."
    )
