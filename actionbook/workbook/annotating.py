"""A copy of the plan for review: its findings as notes on the cells, to be sent by e-mail."""

import json
from collections.abc import Iterable
from enum import Enum
from pathlib import Path

from actionbook.errors import ActionbookError
from actionbook.ooxml import Book, Note
from actionbook.ooxml.source import fingerprint, stale
from actionbook.operations.report import Finding, Report
from actionbook.plan.model import Plan
from actionbook.workbook.lock import refuse_if_open
from actionbook.workbook.memory import write_file
from actionbook.workbook.state import state_folder

__all__ = ["Over", "annotate"]

AUTHOR = "actionbook"
_MADE = "annotated.json"


class Over(Enum):
    """What a copy may take the place of."""

    OURS = "a copy that we made, and that nobody has saved since"
    ANYTHING = "any file but the plan"


def annotate(plan: Plan, report: Report, to: Path, *, over: Over = Over.OURS) -> int:
    """
    Make *to* a copy of the workbook of *plan* with a note on every cell that *report* names.

    How many cells have one. The plan is not touched; notes and comments that staff made stay.

    Raises:
        ActionbookError: *to* is the plan, or a file that may not be overwritten, or has another
            ending than the plan.
        StaleChangeError: the plan was changed since it was read.
        WorkbookBusyError: somebody has the copy open.
        ContentLossError: the workbook is signed, or in the strict dialect.
    """
    if plan.path is None:
        raise ActionbookError("This plan was read from no workbook, so there is none to copy.")
    state = state_folder(plan.path, plan.settings.plan_id)
    _refuse(plan.path, to, state, over)
    book = Book.open(plan.path)
    if book.fingerprint != plan.fingerprint:
        raise stale(plan.path)
    notes = _notes(report.findings)
    for sheet, cells in notes.items():
        book.add_notes(sheet, cells, author=AUTHOR)
    book.save(to=to)
    _remember(state, to)
    return sum(len(cells) for cells in notes.values())


def _notes(findings: Iterable[Finding]) -> dict[str, dict[tuple[int, int], Note]]:
    """A note for each cell, of all its findings; by sheet, then row and column."""
    said: dict[str, dict[tuple[int, int], Note]] = {}
    for finding in findings:
        cells = said.setdefault(finding.cell.sheet, {})
        at = finding.cell.row, finding.cell.column
        told = finding.code, f"{finding.message} {finding.fix}"
        cells[at] = Note((*(cells[at].paragraphs if at in cells else ()), told))
    return said


def _refuse(plan: Path, to: Path, state: Path, over: Over) -> None:
    if to.suffix.casefold() != plan.suffix.casefold():
        raise ActionbookError(f"{to} is to be a copy of {plan.name}: name it in {plan.suffix}.")
    if not to.parent.is_dir():
        raise ActionbookError(f"The folder {to.parent} does not exist. Make it first.")
    if to.resolve() == plan.resolve() or (to.exists() and to.samefile(plan)):
        raise ActionbookError(f"{to} is the plan itself. Give the copy a name of its own.")
    if to.exists():
        refuse_if_open(to)
        if over is Over.OURS and not _is_ours(state, to):
            raise ActionbookError(
                f"{to} is there already, and actionbook did not make it or somebody has saved it "
                "since. Choose another name, or add --force to replace it."
            )


def _is_ours(state: Path, copy: Path) -> bool:
    made = _made(state)
    return copy.is_file() and made.get(str(copy.resolve())) == fingerprint(copy)


def _made(state: Path) -> dict[str, str]:
    """The print of each copy that was made of the plan, by its path."""
    try:
        data = json.loads((state / _MADE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _remember(state: Path, copy: Path) -> None:
    made = {path: held for path, held in _made(state).items() if Path(path).is_file()}
    made[str(copy.resolve())] = fingerprint(copy)
    try:
        write_file(state / _MADE, json.dumps(made, indent=1, sort_keys=True) + "\n")
    except ActionbookError:
        return  # beside a plan that is only read: the copy is made, and asks for --force next time
