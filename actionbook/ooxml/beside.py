"""Work done by a thread beside what else there is to do: it packs or unpacks, and waits for it."""

from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Generic, TypeVar

__all__ = ["Beside"]

_Result = TypeVar("_Result")


class Beside(Generic[_Result]):
    """What *work* comes to, which is begun at once; it may be done a second time."""

    def __init__(self, work: Callable[[], _Result]) -> None:
        self._work = work
        self._done: list[_Result] = []
        self._thread = Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        with suppress(Exception):
            self._done.append(self._work())

    def result(self) -> _Result:
        """The result, waited for; what failed beside is done again here, and raises here."""
        self._thread.join()
        return self._done[0] if self._done else self._work()
