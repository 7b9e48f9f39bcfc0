"""
Whether a finished workbook is fit to go on the web, and why not.

The file alone is believed: what made it, and what it says of itself, is no proof.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from actionbook.errors import PublicationRefusedError, WorkbookUnreadableError
from actionbook.ooxml.faults import fault_of_file
from actionbook.plan.model import Plan
from actionbook.publication.catalogue import Check, Subject
from actionbook.publication.checks import GATE
from actionbook.publication.finished import Finished
from actionbook.publication.secrets import PRINT, PUBLIC

__all__ = ["Unfit", "Verdict", "check_publish", "judged", "refuse_unfit"]

SHOWN = 20
"""Findings of one code that are told; the rest are counted."""


class Unfit(NamedTuple):
    """One finding: *where* is a cell, a sheet or a part; *more* how many like it are not told."""

    code: str
    name: str
    where: str
    message: str
    fix: str
    more: int = 0


@dataclass(frozen=True)
class Verdict:
    """
    What checking the file *file* found, in code order.

    `purpose` is what it was checked for. `unchecked` are the names of checks that could say
    nothing, as they need the plan.
    """

    file: str
    findings: tuple[Unfit, ...]
    purpose: str = "publishing it"
    unchecked: tuple[str, ...] = ()

    @property
    def is_fit(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def check_publish(path: Path, *, plan: Plan | None = None, edition: str = "") -> Verdict:
    """
    What in the workbook at *path* must not be published; the file is not changed.

    With *plan*, also what rows that are not Public say in it. Charts are for the *edition* print,
    which "" reads from the file's name (`…-print.xlsx`).

    Raises:
        WorkbookUnreadableError: it is missing, broken, encrypted, unsafe or no workbook.
    """
    told = edition or (PRINT if path.stem.casefold().endswith(f"-{PRINT}") else PUBLIC)
    return judged(path, GATE, plan=plan, edition=told)


def judged(
    path: Path,
    checks: Sequence[Check],
    *,
    plan: Plan | None = None,
    edition: str = PUBLIC,
    purpose: str = Verdict.purpose,
) -> Verdict:
    """What *checks* find in the workbook at *path*; raises as `check_publish`."""
    try:
        file = Finished(path)
        file.read_through()
        subject = Subject(file, plan, edition)
        findings = [each for check in checks for each in _findings(check, subject)]
    except WorkbookUnreadableError:
        raise
    except ValueError as error:
        raise fault_of_file(path, error) from error
    unchecked = tuple(check.name for check in checks if check.needs_plan and plan is None)
    return Verdict(path.name, tuple(findings), purpose, unchecked)


def _findings(check: Check, subject: Subject) -> Iterator[Unfit]:
    hits = check(subject)
    shown = list(islice(hits, SHOWN))
    more = sum(1 for _ in hits)
    for number, hit in enumerate(shown, start=1):
        yield Unfit(check.code, check.name, *hit, more=more if number == SHOWN else 0)


def refuse_unfit(path: Path, *, plan: Plan, edition: str = "", called: str = "") -> None:
    """
    Nothing, where the workbook at *path*, made of *plan*, is fit to be published.

    *called* is the name to tell, where it is not yet that of the file.

    Raises:
        PublicationRefusedError: it is not; the first findings are told.
    """
    verdict = check_publish(path, plan=plan, edition=edition)
    if verdict.is_fit:
        return
    first = verdict.findings[0]
    others = len(verdict.findings) - 1 + sum(finding.more for finding in verdict.findings)
    beside = f" And {others} more like it." if others else ""
    raise PublicationRefusedError(
        f"{called or path.name} is not fit to be published. {first.where}: {first.code} "
        f"{first.message} {first.fix}{beside}"
    )
