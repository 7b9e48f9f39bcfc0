"""The files of a night, made: the papers that are due, and the findings of a plan only read."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from actionbook.appendices.papers import render_papers
from actionbook.errors import PublicationRefusedError
from actionbook.nightly.checks_book import checks_papers
from actionbook.nightly.outputs import Outputs
from actionbook.nightly.papers_due import make_papers
from actionbook.operations.report import Report
from actionbook.plan.model import Plan

__all__ = ["Made", "make_outputs"]


class Made(NamedTuple):
    """What is to be put in place, by name in the plan's folder; why some is not; what to say."""

    names: tuple[str, ...]
    refused: tuple[str, ...]
    told: tuple[str, ...]


def make_outputs(
    plan: Plan,
    outputs: Outputs,
    aside: Path,
    *,
    on: date,
    known: Mapping[str, str],
    checks: Report | None,
) -> Made:
    """
    Make in the folder *aside* what a night of *plan* is to put in place.

    *known* are the prints of what the last success made; *checks* the findings of a plan that is
    only read, which have a workbook of their own. What may not be replaced is refused.

    Raises:
        WorkbookBusyError: somebody has one of the files open.
        ActionbookError: there is no room on the disk.
    """
    papers = make_papers(plan, aside, on=on)
    names, refused = [*papers.names], [*papers.refused]
    if checks is not None:
        names.append(f"{Path(plan.name).stem}-checks.xlsx")
        render_papers(checks_papers(plan, checks, on=on), aside / names[-1])
    wanted = []
    for name in dict.fromkeys(names):
        try:
            outputs.refuse_foreign(name, last=known)
        except PublicationRefusedError as foreign:
            refused.append(str(foreign))
        else:
            wanted.append(name)
    return Made(tuple(wanted), tuple(refused), papers.told)
