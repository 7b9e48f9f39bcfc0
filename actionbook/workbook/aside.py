"""
The next form of a plan's workbook: made and verified aside, and put in place when all else is.

Until it is put in place nothing of it is seen; what is remembered of it beside the plan counts as
ours before the write and after it, so that it does no harm where it never comes to be.
"""

from dataclasses import replace
from pathlib import Path

from actionbook.errors import StaleChangeError
from actionbook.ooxml.save import backed_up, put_in_place
from actionbook.ooxml.source import Source, fingerprint
from actionbook.operations.changes import ChangeSet
from actionbook.plan.bulk import without_collecting
from actionbook.plan.model import Plan
from actionbook.plan.past import Past
from actionbook.workbook.backups import backup_path, prune_backups
from actionbook.workbook.lock import refuse_if_open
from actionbook.workbook.memory import Memory
from actionbook.workbook.opened import PlanBook
from actionbook.workbook.read import open_plan
from actionbook.workbook.seen import SEEN, past_in, past_of, put_seen, remember_seen
from actionbook.workbook.snapshots import Write, note_write
from actionbook.workbook.starred_cells import starred_cells
from actionbook.workbook.write import edited

__all__ = ["Aside"]


class Aside:
    """The next form of the plan *opened*, to be made in *folder*, which is on the plan's disk."""

    def __init__(self, opened: PlanBook, folder: Path) -> None:
        self._path = opened.path
        self._state = opened.state
        self._was = self.fingerprint = opened.plan.fingerprint
        self._folder = folder
        self._file = folder / opened.path.name
        self._changes: ChangeSet | None = None

    @property
    def is_made(self) -> bool:
        """Whether there is anything to put in place."""
        return self.fingerprint != self._was

    def write(self, changes: ChangeSet) -> bool:
        """
        Write *changes*, which are worked out from the plan or from `read`; whether any were.

        Raises:
            StaleChangeError: the workbook has been changed since it was read.
            ContentLossError: a cell to be written cannot be without harm.
            ActionbookError: there is no room on the disk.
        """
        if not changes:
            return False
        with without_collecting():
            book = edited(changes, self._file if self.is_made else self._path)
            if not book.is_edited:
                return False
            Memory(self._state).remember(starred_cells(changes))
            after: list[str] = []
            book.save(None if self.is_made else self._file, ahead=after.append)
        remember_seen(self._folder, changes)
        self._changes = self._changes or changes
        self.fingerprint = after[0]
        return True

    def read(self) -> Plan:
        """The plan as it will be read when this form of it is in place."""
        return replace(open_plan(self._file, stands_at=self._path).plan, past=self.past())

    def past(self) -> Past:
        """What will have been seen of the plan when this form of it is in place."""
        seen = self._folder / SEEN
        return past_in(seen) if seen.exists() else past_of(self._state)

    def make_ready(self) -> None:
        """
        Keep the old bytes, and note what is coming: all that takes room on the disk.

        Raises:
            WorkbookBusyError: somebody has the workbook open, or it is read-only.
            StaleChangeError: it has been changed since it was read.
            ActionbookError: there is no room on the disk.
        """
        refuse_if_open(self._path)
        self._refuse_stale()
        old = Source(self._path, limit=self._path.stat().st_size)
        keep = backup_path(self._state, self._path, self._was)
        backed_up(keep, old.whole(), like=self._path)
        on = self._changes.on if self._changes else None
        note_write(self._state, Write(self._was, self.fingerprint, on, ""))

    def put_in_place(self) -> None:
        """
        Let this form take the place of the plan, in one step.

        Raises:
            WorkbookBusyError: the workbook or its folder is locked or read-only.
            StaleChangeError: it has been changed since it was read.
        """
        put_in_place(self._file, self._path, before=self._refuse_stale)

    def remember(self) -> None:
        """
        Keep what was seen of the plan, now that it stands, and no more backups than are wanted.

        Raises:
            ActionbookError: the state folder cannot be written.
        """
        put_seen(self._folder, self._state)
        prune_backups(self._state)

    def _refuse_stale(self) -> None:
        if fingerprint(self._path) != self._was:
            raise StaleChangeError(
                f"{self._path.name} was changed by somebody while we worked; nothing was written. "
                "Run again."
            )
