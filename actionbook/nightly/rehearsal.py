"""A night rehearsed: all that it would do, worked out, and nothing written beside the plan."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from actionbook.nightly.changes import night_changes
from actionbook.nightly.checks_book import make_checks
from actionbook.nightly.outputs import Outputs
from actionbook.nightly.papers import make_papers
from actionbook.nightly.record import is_unchanged, last_run
from actionbook.nightly.where import reads_only
from actionbook.operations.check import check
from actionbook.operations.outcome import outcome
from actionbook.workbook.read import open_plan

__all__ = ["Rehearsal", "rehearse"]


@dataclass(frozen=True)
class Rehearsal:
    """
    What a refresh would do: a line for each change of the plan, each row of its Checks, each file.

    `checks` are rows of the plan's own sheet, or of the workbook beside a plan that is only read;
    `refused` says why a file would not be made.
    """

    changes: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """All of it, a line each."""
        return [
            *self.changes,
            *(f"Checks: {row}" for row in self.checks),
            *(f"{name}: would be made" for name in self.outputs),
            *(f"not made: {why}" for why in self.refused),
        ]

    def as_data(self) -> dict[str, Any]:
        """The same for machines."""
        return {
            "changes": [*self.changes],
            "checks": [*self.checks],
            "outputs": [*self.outputs],
            "refused": [*self.refused],
        }


def rehearse(path: Path, *, on: date) -> Rehearsal:
    """
    What a refresh of the plan *path* as of a day would do; nothing where nothing has changed.

    Raises:
        ActionbookError: what would stop it.
    """
    path = path.absolute()
    last = last_run(path)
    opened = open_plan(path)
    if is_unchanged(path, last, on=on):
        return Rehearsal()
    changes = night_changes(opened.plan, on=on)
    coming = outcome(opened.plan, changes)
    report = check(coming, on=on)
    with TemporaryDirectory(prefix="actionbook-") as name:
        aside = Path(name)
        papers = make_papers(coming, aside, on=on)
        made = [*papers.names]
        if reads_only(path, opened.plan.settings):
            made.append(make_checks(coming, report, aside, on=on))
    outputs = Outputs(path.parent, opened.state)
    names, foreign = outputs.replaceable(made, last=last["outputs"] if last else {})
    rows = (f"{each.cell}: {each.code} {each.message}" for each in report.findings)
    return Rehearsal(tuple(changes.lines()), tuple(rows), names, (*papers.refused, *foreign))
