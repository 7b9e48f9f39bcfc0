"""A refresh: whether the night has anything to do, decided in a blink, and then the work."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from actionbook.errors import ActionbookError, WorkbookBusyError, WorkbookUnreadableError
from actionbook.nightly.record import Run, is_unchanged, last_run, record_run

__all__ = ["refresh"]

_NOTE = "NOT REFRESHED"


def refresh(
    path: Path, *, on: date, started: datetime, pause: Callable[[float], None] = time.sleep
) -> Run:
    """
    One run over the plan *path* as of a day: check, highlight, appendices, record.

    Nothing is written where nothing changed and no day that matters has come. Where somebody has
    the plan open it is read as last saved, and what is to be written into it waits for the next
    run. A failure is recorded beside the plan and raised. *pause* waits for so many seconds.

    Raises:
        ActionbookError: what stopped it; nothing half-done is left.
    """
    path = path.absolute()
    last = last_run(path)
    if last is not None and is_unchanged(path, last, on=on):
        run = Run(path.name, started, on, "unchanged", refused=last["refused"])
        if any(each.name.startswith(_NOTE) for each in path.parent.iterdir()):
            _told(path, run)
        return run
    from actionbook.nightly.alone import alone
    from actionbook.nightly.night import night
    from actionbook.workbook.state import state_folder

    if not path.parent.is_dir():
        raise WorkbookUnreadableError(f"The folder {path.parent} is not there. Check the path.")
    with alone(path, started=started) as told:
        try:
            run = night(path, on=on, started=started, last=last, pause=pause, told=told)
        except ActionbookError as fault:
            state = state_folder(path, last["plan_id"] if last else "")
            outcome = "waiting" if isinstance(fault, WorkbookBusyError) else "failed"
            run = Run(path.name, started, on, outcome, message=str(fault))
            # A record that cannot be written must not hide what happened.
            with suppress(ActionbookError):
                record_run(state, run)
                _told(path, run)
            raise
        _told(path, run)
        return run


def _told(path: Path, run: Run) -> None:
    from actionbook.nightly.heartbeat import beat, tell_folder

    beat(path, run)
    tell_folder(path.parent)
