"""One run at a time over a plan: an operating-system lock beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from actionbook.errors import ActionbookError, AlreadyRunningError
from actionbook.workbook.state import states_folder

__all__ = ["alone"]


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """
    Hold the lock of the plan *path* while the block runs. A lock whose owner died is free.

    Raises:
        AlreadyRunningError: another run holds it.
        ActionbookError: the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    folder = states_folder(path)
    try:
        folder.mkdir(exist_ok=True)
        lock = FileLock(folder / f"{path.name}.lock")
        lock.acquire(timeout=0)
    except Timeout:
        raise AlreadyRunningError(
            f"Another run is at work on {path.name}; this one did nothing. Try again in a minute."
        ) from None
    except OSError as fault:
        raise ActionbookError(
            f"{folder} cannot be written ({fault.strerror}), and the run record belongs there. "
            "Check the rights on the folder."
        ) from fault
    try:
        yield
    finally:
        lock.release()
