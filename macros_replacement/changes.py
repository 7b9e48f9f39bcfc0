"""What a door did, or on a rehearsal would do: cells of the workbook, and files beside it."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Protocol

import actionbook

__all__ = ["Changes", "Doing", "Door", "door_name", "paper", "sorted_rows", "written"]


@dataclass(frozen=True)
class Changes:
    """The changes of a workbook, the files made beside it, and what is to be looked at; or none."""

    changes: actionbook.ChangeSet
    files: tuple[Path, ...] = ()
    said: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes or self.files)

    def lines(self) -> list[str]:
        """One line a change, then one a file."""
        return [*self.changes.lines(), *map(str, self.files)]


def written(changes: actionbook.ChangeSet, said: tuple[str, ...] = ()) -> Changes:
    """*changes*, now written into the workbook; none where it says all that already."""
    done = actionbook.apply(changes)
    return Changes(changes if done else actionbook.ChangeSet(path=changes.path), said=said)


def sorted_rows(changes: actionbook.ChangeSet, *, on: date) -> Changes:
    """*changes* that put rows in order, now written; the Checks sheet names their cells anew."""
    path = changes.path
    actionbook.apply(changes)
    if not changes.orders or path is None or not actionbook.holds_checks(path):
        return Changes(changes)
    plan = actionbook.read_plan(path)
    renewed = actionbook.apply(actionbook.write_checks(plan, actionbook.check(plan, on=on)))
    return Changes(changes, said=("the Checks sheet was made anew",) if renewed else ())


class Doing(Enum):
    """Whether the files are made, or only told."""

    REHEARSED = "rehearsed"
    DONE = "done"


def paper(
    workbook: Path, doing: Doing, *, on: date, edition: str, beside: actionbook.Beside
) -> Changes:
    """The appendix of *workbook*, which is not changed, and what stands *beside* it, by files."""
    plan = actionbook.read_plan(workbook)
    content = actionbook.appendix(plan, on=on, edition=edition)
    meeting = actionbook.Meeting(0, "", None)
    path = actionbook.appendix_path(workbook.parent, plan, meeting, content.edition)
    nothing = actionbook.ChangeSet.of(plan)
    if doing is Doing.REHEARSED:
        return Changes(nothing, (path, path.with_suffix(".pdf")) if beside.pdf else (path,))
    made = actionbook.produce(content, path, plan=plan, beside=beside)
    return Changes(nothing, made.paths, made.said)


class Door(Protocol):
    """
    What each module of a former macro has, to be told and to be run.

    `SIGNS` are what the macro's code shows, as `actionbook macros inspect` words it; `DID` and
    `DIFFERS` are its line in the map.
    """

    __name__: str
    USUAL_NAMES: tuple[str, ...]
    CAPTIONS: tuple[str, ...]
    SIGNS: tuple[str, ...]
    COMMAND: str
    DID: str
    DIFFERS: str

    def rehearse(self, workbook: Path, *, on: date) -> Changes:
        """What `run` would do; nothing is written."""
        ...

    def run(self, workbook: Path, *, on: date) -> Changes:
        """Do to *workbook* what the macro did, as of that day."""
        ...


def door_name(door: Door) -> str:
    """What a door is called at the prompt and in its page: `highlight-overdue`."""
    return door.__name__.rpartition(".")[2].replace("_", "-")
