"""A copy of a plan by its name: a file, or the period whose closing kept a snapshot of it."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from actionbook.errors import ActionbookError
from actionbook.ooxml.source import fingerprint
from actionbook.operations.history import KeptCopy
from actionbook.plan.model import Plan
from actionbook.plan.periods import parse_period
from actionbook.workbook.read import open_plan, read_plan
from actionbook.workbook.seen import past_in
from actionbook.workbook.snapshots import seen_path, snapshots, writes

__all__ = ["Copy", "kept_copies", "open_copies", "read_copies", "snapshot_plan"]


class Copy(NamedTuple):
    """A copy of a plan, and the day as which it stands; None where that is not known."""

    plan: Plan
    day: date | None


def open_copies(old: str, new: str, *, plan: Path | None = None) -> tuple[Copy, Copy]:
    """
    The two copies of a plan that *old* and *new* name: files, or periods that were closed.

    Periods are those of *plan*; without it, of whichever of the two is a file.

    Raises:
        ActionbookError: a period was not closed, or nothing says of which plan.
        WorkbookUnreadableError: a file is missing, broken, or no plan.
    """
    named = [name for name in (new, old) if not _is_period(name)]
    home = plan or (Path(named[0]) if named else None)
    return _copy(old, home), _copy(new, home)


def _is_period(name: str) -> bool:
    if Path(name).exists() or Path(name).suffix:
        return False
    try:
        parse_period(name)
    except ActionbookError:
        return False
    return True


def _copy(name: str, home: Path | None) -> Copy:
    if not _is_period(name):
        return Copy(open_plan(Path(name)).plan, None)
    if home is None:
        raise ActionbookError(
            f"'{name}' is a period, but of which plan? Name the plan with --plan FILE."
        )
    opened = open_plan(home)
    starts = opened.plan.settings.financial_year_starts
    period = parse_period(name, year_starts=starts).name
    kept = {snapshot.period: snapshot.path for snapshot in snapshots(opened.state)}
    if period not in kept:
        known = ", ".join(kept) or "none yet"
        raise ActionbookError(
            f"{home.name} has no snapshot of {period}: it has {known}. A roll keeps one of the "
            "period that it closes."
        )
    days = [write.on for write in writes(opened.state) if write.closes == period]
    return Copy(snapshot_plan(opened.state, kept[period]), days[-1] if days else None)


def snapshot_plan(state: Path, snapshot: Path) -> Plan:
    """The plan that *snapshot* holds, which knows what runs before its roll had seen."""
    plan = read_plan(snapshot)
    return replace(plan, past=past_in(seen_path(state, snapshot.stem)))


def kept_copies(path: Path) -> dict[KeptCopy, Path]:
    """The copies that rolls of the plan *path* have kept, the oldest period first."""
    opened = open_plan(path)
    starts = opened.plan.settings.financial_year_starts
    found = snapshots(opened.state)
    closed = {row.period for row in opened.plan.history}
    order = sorted(
        (each for each in found if each.period in closed),
        key=lambda each: parse_period(each.period, year_starts=starts).start,
    )
    return {
        KeptCopy(each.period, each.path.name, fingerprint(each.path)): each.path for each in order
    }


def read_copies(path: Path) -> dict[KeptCopy, Plan]:
    """The plans that rolls of the plan *path* have kept, the oldest period first."""
    state = open_plan(path).state
    return {copy: snapshot_plan(state, kept) for copy, kept in kept_copies(path).items()}
