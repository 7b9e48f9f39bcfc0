"""The last roll taken back: to the very bytes, or its own cells where people have edited since."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from actionbook.errors import ActionbookError, StaleChangeError
from actionbook.ooxml.save import replaced
from actionbook.ooxml.source import fingerprint
from actionbook.operations.changes import ChangeSet
from actionbook.operations.compare import Difference
from actionbook.operations.roll_forward import Waiver, roll
from actionbook.operations.take_back import edits_since, take_back
from actionbook.workbook.backups import backup_path, prune_backups
from actionbook.workbook.copies import snapshot_plan
from actionbook.workbook.lock import refuse_if_open
from actionbook.workbook.opened import PlanBook
from actionbook.workbook.read import open_plan
from actionbook.workbook.seen import bring_back_seen
from actionbook.workbook.snapshots import (
    Write,
    leads_to,
    note_write,
    seen_path,
    snapshot_path,
    writes,
)

__all__ = ["Undo", "find_undo", "undo_roll"]


@dataclass(frozen=True)
class Undo:
    """
    The last roll of a plan, and what stands between it and the workbook as it was before.

    `is_untouched` is whether nobody but the tool has written since: then the very bytes can come
    back. Else `edits` are what people did to the actions, as far as the plan's columns show it,
    and `own` is what takes back the roll's own cells and leaves theirs.
    """

    path: Path
    state: Path
    closed: str
    opened: str
    snapshot: Path
    fingerprint: str
    on: date
    is_untouched: bool
    edits: tuple[Difference, ...]
    own: ChangeSet


def find_undo(path: Path, *, on: date) -> Undo:
    """
    The last roll of the plan *path*, and how it can be taken back; nothing is written.

    Raises:
        ActionbookError: no period has been closed, or no snapshot was kept of it.
    """
    opened = open_plan(path)
    plan = opened.plan
    if not plan.history:
        raise ActionbookError(f"{path.name} has closed no period yet, so there is no roll to undo.")
    closed = plan.history[-1].period
    snapshot = snapshot_path(opened.state, path, closed)
    if not snapshot.is_file():
        raise ActionbookError(
            f"{path.name} has no snapshot of {closed} in {snapshot.parent}, so the roll cannot be "
            "undone."
        )
    rolls = [write for write in writes(opened.state) if write.closes == closed]
    last = rolls[-1] if rolls else None
    is_untouched = last is not None and _leads_to(opened, last, snapshot)
    before = snapshot_plan(opened.state, snapshot)
    rolled = roll(
        before,
        to=plan.settings.current_period,
        on=last.on if last and last.on else on,
        waive=tuple(Waiver),
    )
    return Undo(
        path=path,
        state=opened.state,
        closed=closed,
        opened=plan.settings.current_period,
        snapshot=snapshot,
        fingerprint=plan.fingerprint,
        on=on,
        is_untouched=is_untouched,
        edits=() if is_untouched else edits_since(before, rolled, plan, on=on),
        own=take_back(before, rolled, plan, on=on),
    )


def _leads_to(opened: PlanBook, last: Write, snapshot: Path) -> bool:
    """
    Whether what stands is the roll's own writing or a later one of the tool's, and the snapshot
    is what the roll found.
    """
    is_ours = leads_to(opened.state, last, opened.plan.fingerprint)
    return is_ours and fingerprint(snapshot) == last.before


def undo_roll(undo: Undo) -> None:
    """
    Bring the very bytes back that the roll found; what stands now is kept as a backup.

    Raises:
        StaleChangeError: somebody has edited the workbook since the roll.
        WorkbookBusyError: somebody has it open, or it is read-only.
    """
    if not undo.is_untouched:
        raise StaleChangeError(
            f"{undo.path.name} has been edited since {undo.closed} was closed; nothing was "
            "undone. Add --own-cells to take back what the roll wrote, and leave the rest."
        )
    refuse_if_open(undo.path)
    backup = backup_path(undo.state, undo.path, undo.fingerprint)
    backup.write_bytes(undo.path.read_bytes())
    old = undo.snapshot.read_bytes()

    def unchanged() -> None:
        if fingerprint(undo.path) != undo.fingerprint:
            raise StaleChangeError(
                f"{undo.path.name} was changed by somebody while we worked; nothing was undone. "
                "Run again."
            )

    replaced(undo.path, (old,), like=undo.path, check=lambda _: None, before=unchanged)
    after = fingerprint(undo.path)
    note_write(undo.state, Write(undo.fingerprint, after, undo.on, ""))
    bring_back_seen(undo.state, seen_path(undo.state, undo.closed))
    prune_backups(undo.state)
