"""
A piece of a night's work done by a companion: a copy of this process, on a processor to spare.

Only where all that is safe: on Linux, and where this process has one thread. Anywhere else, and
where the companion ends without a result for whatever reason, the work is done here when its
result is asked for, so that what goes wrong with it is raised here as ever.
"""

import os
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import Any, Generic, NoReturn, TypeVar

__all__ = ["companion"]

_Result = TypeVar("_Result")
_TASKS = Path("/proc/self/task")


@contextmanager
def companion(work: Callable[[], _Result], *, is_large: bool) -> Iterator[Callable[[], _Result]]:
    """
    Let *work* be done beside the block if it *is_large* enough, and yield what gives its result.

    It may write files of its own alone, and is over when the block is. Its result is pickled.
    """
    if not (is_large and _has_room()):
        yield work
        return
    copy = _Copy(work)
    try:
        yield copy.result
    finally:
        copy.wait()


def _has_room() -> bool:
    """Whether there is a processor to spare, and no other thread that a copy would not have."""
    if sys.platform != "linux":
        return False
    with suppress(OSError):
        return len(os.sched_getaffinity(0)) > 1 and len(list(_TASKS.iterdir())) == 1
    return False


class _Copy(Generic[_Result]):
    """A copy of this process that does *work* and tells its result; it ends with this process."""

    def __init__(self, work: Callable[[], _Result]) -> None:
        self._work = work
        self._told, tell = os.pipe()
        gone, self._alive = os.pipe()
        try:
            self._process = os.fork()
        except OSError:  # no memory for it
            self._process = -1
        if self._process == 0:
            # So that each end is closed when the process that it belongs to has closed it.
            os.close(self._told)
            os.close(self._alive)
            _do(work, tell, gone)
        os.close(tell)
        os.close(gone)

    def result(self) -> _Result:
        """What the copy came to; or else, what the work comes to here."""
        with open(self._told, "rb", closefd=False) as stream:
            told = stream.read()
        try:
            result: _Result = pickle.loads(told)
        except (EOFError, pickle.UnpicklingError):
            return self._work()
        return result

    def wait(self) -> None:
        """Return when the copy has ended."""
        os.close(self._told)  # nobody asks any more
        if self._process > 0:
            with suppress(ChildProcessError):
                os.waitpid(self._process, 0)
        os.close(self._alive)


def _do(work: Callable[[], Any], tell: int, gone: int) -> NoReturn:
    """Do *work*, tell its result, and end: nothing of what the process would do at its end."""
    try:
        Thread(target=_end_with, args=(gone,), daemon=True).start()
        result = pickle.dumps(work())
        with open(tell, "wb") as stream:
            stream.write(result)
    finally:
        os._exit(0)


def _end_with(gone: int) -> None:
    """End when the other end of the pipe *gone* is closed, as it is when its process dies."""
    os.read(gone, 1)
    os._exit(1)
