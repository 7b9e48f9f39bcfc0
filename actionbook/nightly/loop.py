"""The foreground loop that rings the refresh once a day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from actionbook.errors import ActionbookError
from actionbook.nightly.due import due_on
from actionbook.nightly.record import run_line
from actionbook.nightly.refresh import refresh

__all__ = ["Clock", "run_nightly"]


TICK_SECONDS = 20


@dataclass(frozen=True)
class Clock:
    """The time and the wait, given from outside so that a test can drive them."""

    now: Callable[[], datetime]
    sleep: Callable[[float], None]


def run_nightly(
    plans: Sequence[Path],
    *,
    at: time,
    clock: Clock,
    tell: Callable[[str], None],
    is_stopped: Callable[[], bool],
) -> None:
    """
    Refresh *plans* every day at the council's clock time *at*, until stopped.

    A plan that fails is told of, is in its run record, and stops neither the others nor the
    next night. A stop finishes the plan in hand.
    """
    from schedule import Scheduler

    rung: list[date] = []

    def tick() -> None:
        now = clock.now()
        day = due_on(now, at=at, last=rung[-1] if rung else None)
        if day is None:
            return
        rung[:] = [day]
        for path in plans:
            if not is_stopped():
                tell(_refreshed(path, day, now))

    scheduler = Scheduler()
    scheduler.every(TICK_SECONDS).seconds.do(tick)
    tick()
    while not is_stopped():
        scheduler.run_pending()
        clock.sleep(1)


def _refreshed(path: Path, day: date, now: datetime) -> str:
    try:
        return run_line(refresh(path, on=day, started=now))
    except ActionbookError as fault:
        return f"{path.name}: NOT refreshed for {day}: {fault}"
    except OSError as fault:
        return f"{path.name}: NOT refreshed for {day}: {fault.strerror or fault}"
