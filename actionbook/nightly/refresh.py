"""A refresh: whether the night has anything to do, decided in a blink, and then the work."""

from datetime import date, datetime
from pathlib import Path

from actionbook.errors import ActionbookError, WorkbookUnreadableError
from actionbook.nightly.record import Run, is_unchanged, last_run, record_run

__all__ = ["refresh"]


def refresh(path: Path, *, on: date, started: datetime) -> Run:
    """
    One run over the plan *path* as of a day: check, highlight, appendix, record.

    Nothing is written where nothing changed and no day that matters has come. A failure is
    recorded beside the plan and raised.

    Raises:
        ActionbookError: what stopped it; nothing half-done is left.
    """
    path = path.absolute()
    last = last_run(path)
    if last is not None and is_unchanged(path, last, on=on):
        return Run(path.name, started, on, "unchanged", refused=last["refused"])
    from actionbook.nightly.alone import alone
    from actionbook.nightly.night import night
    from actionbook.workbook.state import state_folder

    if not path.parent.is_dir():
        raise WorkbookUnreadableError(f"The folder {path.parent} is not there. Check the path.")
    with alone(path):
        try:
            return night(path, on=on, started=started, last=last)
        except ActionbookError as fault:
            state = state_folder(path, last["plan_id"] if last else "")
            record_run(state, Run(path.name, started, on, "failed", message=str(fault)))
            raise
