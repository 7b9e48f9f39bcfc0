"""One run of a night over one plan: decided in a blink, and then the work."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from actionbook.errors import ActionbookError, WorkbookBusyError, WorkbookUnreadableError
from actionbook.nightly.record import Run, is_unchanged, last_run, record_run
from actionbook.workbook.state import owner_note, state_folder

__all__ = ["refresh"]

_NOTE = "NOT REFRESHED"


def refresh(
    path: Path, *, on: date, started: datetime, pause: Callable[[float], None] = time.sleep
) -> Run:
    """
    One run over the plan *path* as of a day: check, highlight, appendices, record.

    Nothing is written where nothing changed and no day that matters has come. Where somebody has
    the plan open it is read as last saved, and what is to be written into it waits for the next
    run. Whatever fails is recorded beside the plan and raised. *pause* waits for so many seconds.

    Raises:
        ActionbookError: what stopped it; nothing half-done is left.
        Exception: a fault of our own, which is recorded with its traceback.
    """
    path = path.absolute()
    last = last_run(path)
    # The note of a run that is at work, or that died: then there is something to clear.
    if last is not None and is_unchanged(path, last, on=on) and not owner_note(path).exists():
        run = _unchanged(path, last, on=on, started=started)
        with suppress(OSError):
            if any(each.name.startswith(_NOTE) for each in path.parent.iterdir()):
                _told(path, run)
        return run
    from actionbook.nightly.alone import alone

    if not path.parent.is_dir():
        raise WorkbookUnreadableError(f"The folder {path.parent} is not there. Check the path.")
    with alone(path, started=started) as told:
        try:
            run = _run(path, on=on, started=started, pause=pause, told=told)
        except ActionbookError as fault:
            _failed(path, fault, on=on, started=started)
            raise
        except OSError as fault:
            from actionbook.nightly.faults import explained

            plain = explained(fault, path)
            _failed(path, plain, on=on, started=started)
            raise plain from fault
        except Exception as fault:
            _failed(path, fault, on=on, started=started)
            raise
        _told(path, run)
        return run


def _run(
    path: Path, *, on: date, started: datetime, pause: Callable[[float], None], told: str
) -> Run:
    """The run, now that no other is at work; one that has just ended may have done it all."""
    from actionbook.nightly.night import night
    from actionbook.nightly.outputs import clear_halves

    last = last_run(path)
    if told:
        clear_halves(path, state_folder(path, last["plan_id"] if last else ""))
    if last is None or not is_unchanged(path, last, on=on):
        return night(path, on=on, started=started, last=last, pause=pause, told=told)
    run = _unchanged(path, last, on=on, started=started, told=told)
    if told:
        record_run(state_folder(path, last["plan_id"]), run)
    return run


def _unchanged(
    path: Path, last: Mapping[str, Any], *, on: date, started: datetime, told: str = ""
) -> Run:
    return Run(
        path.name,
        started,
        on,
        "unchanged",
        refused=last["refused"],
        conflicts=tuple(_conflicts(path, last)),
        told=(told,) if told else (),
    )


def _conflicts(path: Path, last: Mapping[str, Any]) -> Iterator[str]:
    """The copies that a sync left; what tells them is loaded only where a name may be one."""
    known = {path.name, *last["outputs"]}
    stem, ending = path.stem.casefold(), path.suffix.casefold()
    with suppress(OSError):
        if any(
            each.name not in known
            and each.name.casefold().startswith(stem)
            and each.name.casefold().endswith(ending)
            for each in path.parent.iterdir()
        ):
            from actionbook.workbook.lock import conflict_copies

            yield from (copy.name for copy in conflict_copies(path))


def _failed(path: Path, fault: Exception, *, on: date, started: datetime) -> None:
    """Write down what stopped the run; a record that cannot be written must not hide it."""
    from traceback import format_exception

    from actionbook.nightly.faults import fault_line

    last = last_run(path)
    run = Run(
        path.name,
        started,
        on,
        "waiting" if isinstance(fault, WorkbookBusyError) else "failed",
        message=fault_line(fault),
        trace="" if isinstance(fault, ActionbookError) else "".join(format_exception(fault)),
    )
    with suppress(ActionbookError, OSError):
        record_run(state_folder(path, last["plan_id"] if last else ""), run)
    with suppress(ActionbookError, OSError):
        _told(path, run)


def _told(path: Path, run: Run) -> None:
    from actionbook.nightly.heartbeat import beat, tell_folder

    beat(path, run)
    tell_folder(path.parent)
