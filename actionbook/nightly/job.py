"""One night over several plans: each is refreshed, whatever happens to the others."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from actionbook.errors import ActionbookError, AlreadyRunningError
from actionbook.nightly.due import COUNCIL_TIME
from actionbook.nightly.faults import fault_line
from actionbook.nightly.heartbeat import beat
from actionbook.nightly.mail import mail_of_run
from actionbook.nightly.record import Run, run_line
from actionbook.nightly.refresh import refresh

__all__ = ["Rung", "nightly_once", "ring"]


class Rung(NamedTuple):
    """What came of a plan in a night: the exit status, what went by mail, a fault of our own."""

    run: Run
    status: int = 0
    mail: str = ""
    fault: Exception | None = None

    def line(self) -> str:
        """One line that tells it."""
        return ". ".join(filter(None, (run_line(self.run), self.mail.removesuffix("."))))


def nightly_once(plans: Sequence[Path], *, now: Callable[[], datetime]) -> Iterator[Rung]:
    """
    Refresh *plans* one after the other, now; what came of each as it is done.

    A plan that fails stops no other. A fault of our own is raised when the others are done.
    """
    faults: list[Exception] = []
    for path in plans:
        rung = ring(path, now())
        yield rung
        if rung.fault is not None:
            faults.append(rung.fault)
    if faults:
        raise faults[0]


def ring(path: Path, now: datetime, *, pause: Callable[[float], None] = time.sleep) -> Rung:
    """
    Refresh the plan *path* as of *now*, which is aware; how it went is in its heartbeat.

    What stops it is told and not raised, a fault of our own too. *pause* waits for so many
    seconds. Mail is sent where the house says how.
    """
    rung = _refreshed(path.absolute(), now, pause)
    if rung.status == AlreadyRunningError.exit_status:
        return rung
    return rung._replace(mail=mail_of_run(path.absolute(), rung.run, now=now))


def _refreshed(path: Path, now: datetime, pause: Callable[[float], None]) -> Rung:
    on = now.astimezone(COUNCIL_TIME).date()
    try:
        run = refresh(path, on=on, started=now, pause=pause)
    except ActionbookError as fault:
        return Rung(Run(path.name, now, on, "failed", message=str(fault)), fault.exit_status)
    except Exception as fault:  # noqa: BLE001 - it is recorded, and raised when the others are done
        return Rung(Run(path.name, now, on, "failed", message=fault_line(fault)), 2, fault=fault)
    if run.outcome == "unchanged":
        # Only nights say so: a refresh where nothing changed writes nothing at all.
        with suppress(ActionbookError):
            beat(path, run)
    return Rung(run, 3 if run.outcome == "waiting" else 5 if run.refused else 0)
