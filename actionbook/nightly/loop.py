"""The foreground loop that rings each plan's refresh when it is due."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from actionbook.nightly.due import Rota
from actionbook.nightly.heartbeat import Beat, last_beat
from actionbook.nightly.job import ring

__all__ = ["Clock", "run_nightly"]


TICK_SECONDS = 20
RETRY = timedelta(minutes=15)
"""A plan that was open is looked at again so often, ..."""
RETRY_FOR = timedelta(hours=4)
"""... for so long after it was due; then its writing waits for the next night."""


@dataclass(frozen=True)
class Clock:
    """The time and the wait, given from outside so that a test can drive them."""

    now: Callable[[], datetime]
    sleep: Callable[[float], None]


def run_nightly(
    plans: Sequence[Path],
    *,
    rota: Rota,
    clock: Clock,
    tell: Callable[[str], None],
    is_stopped: Callable[[], bool],
) -> None:
    """
    Refresh *plans* whenever the *rota* says, until stopped.

    Nights that were missed, asleep or switched off, are caught up once, by what the plans'
    heartbeats say. A plan that fails is told of once, and rings again the next night; one that is
    open is looked at again until the morning. A stop finishes the plan in hand. A fault of our own
    is recorded, and raised when the other plans of the night are done: it is not for hiding.
    """
    from schedule import Scheduler

    tried: dict[Path, datetime] = {}

    def tick() -> None:
        faults: list[Exception] = []
        for path in plans:
            now = clock.now()
            if not is_stopped() and _is_due(path, now, rota, tried.get(path)):
                tried[path] = now
                rung = ring(path, now, pause=clock.sleep)
                tell(rung.line())
                faults += [rung.fault] if rung.fault else []
        if faults:
            raise faults[0]

    scheduler = Scheduler()
    scheduler.every(TICK_SECONDS).seconds.do(tick)
    tick()
    while not is_stopped():
        scheduler.run_pending()
        clock.sleep(1)


def _is_due(path: Path, now: datetime, rota: Rota, tried: datetime | None) -> bool:
    """By the heartbeat; and by when we *tried* last, for a plan whose folder is away."""
    beat, due = last_beat(path), rota.last_due(now)
    last = max((moment for moment in (tried, _moment(beat)) if moment), default=None)
    if last is None or last < due:
        return True
    return beat.outcome == "waiting" and last + RETRY <= now < due + RETRY_FOR


def _moment(beat: Beat) -> datetime | None:
    return datetime.fromisoformat(beat.at) if beat.at else None
