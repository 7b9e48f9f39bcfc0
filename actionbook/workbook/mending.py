"""
What mends a plan by itself, worked out on a copy until nothing more is left to mend.

What one mend makes of a cell another may mend further: spaces that a control character stood
between. So each round is written into the copy, and read and checked anew; what comes of it is one
set of changes for the plan, written at once or not at all.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from actionbook.ooxml import BookView, Formula
from actionbook.operations.changes import (
    AsText,
    ChangeSet,
    Plain,
    RenameHeading,
    SetCell,
    Unmerge,
    plain,
)
from actionbook.operations.check import check
from actionbook.operations.mends import Proposal, proposals
from actionbook.plan.cells import CellRef
from actionbook.plan.model import Plan
from actionbook.rules import Rule
from actionbook.workbook.columns import Holds
from actionbook.workbook.house_file import HOUSE_FILE
from actionbook.workbook.read import read_plan
from actionbook.workbook.state import state_folder
from actionbook.workbook.tables import TABLES
from actionbook.workbook.write import apply_to_new

__all__ = ["mend"]

_ROUNDS = 6
_FORMULA_ITSELF = "AB113"


def mend(
    path: Path,
    *,
    on: date,
    take: Callable[[Proposal], bool],
    rules: Sequence[Rule] | None = None,
) -> ChangeSet:
    """
    What mends the plan *path* as far as *take* wishes; the file is not changed.

    *take* is asked once of each mend, in the order of the report. A cell that holds a formula is
    mended only where that is what is wrong with it, and asked for.

    Raises:
        WorkbookUnreadableError: missing, broken, encrypted, unsafe, or no action plan.
        ContentLossError: a mend would harm something the workbook holds.
    """
    plan = read_plan(path)
    rounds = _Rounds(on, take, rules)
    with tempfile.TemporaryDirectory(prefix="actionbook-") as folder:
        scratch = _copied(plan, path, Path(folder))
        for _ in range(_ROUNDS):
            if not rounds.make_one(scratch):
                break
    return rounds.changes(plan)


def _copied(plan: Plan, path: Path, folder: Path) -> Path:
    """The workbook in *folder*, with what is read beside it."""
    house = path.parent / HOUSE_FILE
    if house.is_file():
        shutil.copyfile(house, folder / HOUSE_FILE)
    scratch = folder / path.name
    shutil.copyfile(path, scratch)
    ours, theirs = (state_folder(each, plan.settings.plan_id) for each in (scratch, path))
    ours.mkdir(parents=True)
    for remembered in theirs.glob("*.json*"):
        shutil.copyfile(remembered, ours / remembered.name)
    return scratch


class _Rounds:
    """What was mended so far, and what was asked and answered."""

    def __init__(
        self, on: date, take: Callable[[Proposal], bool], rules: Sequence[Rule] | None
    ) -> None:
        self._on = on
        self._take = take
        self._rules = rules
        self._answers: dict[tuple[str, str], bool] = {}
        self._cells: dict[CellRef, SetCell] = {}
        self._headings: list[RenameHeading] = []
        self._unmerged: list[Unmerge] = []

    def changes(self, plan: Plan) -> ChangeSet:
        """All that was mended, as changes of *plan*."""
        cells = (self._cells[at] for at in sorted(self._cells))
        return ChangeSet.of(
            plan,
            cells=tuple(cell for cell in cells if cell.value != cell.was),
            headings=tuple(self._headings),
            unmerged=tuple(self._unmerged),
        )

    def make_one(self, scratch: Path) -> bool:
        """Mend *scratch* as far as one look at it goes; whether there was anything."""
        plan = read_plan(scratch)
        taken = list(self._taken(plan, BookView.open(scratch)))
        cells = [change for change in taken if isinstance(change, SetCell)]
        headings = [change for change in taken if isinstance(change, RenameHeading)]
        unmerged = [change for change in taken if isinstance(change, Unmerge)]
        for cell in cells:
            was = self._cells[cell.at].was if cell.at in self._cells else cell.was
            self._cells[cell.at] = cell._replace(was=was)
        self._headings += headings
        self._unmerged += unmerged
        made = ChangeSet.of(
            plan, cells=tuple(cells), headings=tuple(headings), unmerged=tuple(unmerged)
        )
        return apply_to_new(made)

    def _taken(self, plan: Plan, book: BookView) -> Iterator[SetCell | RenameHeading | Unmerge]:
        """Of each cell the first mend that is taken: the others are worked out anew after it."""
        report = check(plan, on=self._on, rules=self._rules)
        done: set[CellRef] = set()
        for proposal in proposals(plan, report, lambda at: _shown(book, at)):
            change = proposal.change
            if isinstance(change, SetCell):
                if change.at in done or _is_kept(book, proposal.finding.code, change):
                    continue
                change = _as_stored(plan, change)
            if self._is_taken(proposal):
                done.add(change.at if isinstance(change, SetCell) else proposal.finding.cell)
                yield change

    def _is_taken(self, proposal: Proposal) -> bool:
        asked = proposal.finding.code, str(proposal.change)
        if asked not in self._answers:
            self._answers[asked] = self._take(proposal)
        return self._answers[asked]


def _shown(book: BookView, at: CellRef) -> Plain:
    """What a cell holds; a formula with its equals sign."""
    held = book.cell(at.sheet, at.row, at.column)
    if isinstance(held, Formula):
        return f"={held.text}"
    return str(held).upper() if isinstance(held, bool) else held


def _is_kept(book: BookView, code: str, change: SetCell) -> bool:
    """Whether the cell is left as it is: a formula, or what it would become already."""
    held = book.cell(change.at.sheet, change.at.row, change.at.column)
    is_formula = isinstance(held, Formula) and code != _FORMULA_ITSELF
    return is_formula or change.was == plain(change.value)


def _as_stored(plan: Plan, change: SetCell) -> SetCell:
    """Words in a column that is formatted as Text are formatted so here, too."""
    value, at = change.value, change.at
    for kind, seen in plan.structure.tables.items():
        column = TABLES[kind].by_field.get(change.name)
        is_there = seen.place.sheet == at.sheet and seen.first_row <= at.row <= seen.last_row
        if is_there and column is not None and column.holds is Holds.WORDS:
            return change._replace(value=AsText(str(value)) if isinstance(value, str) else value)
    return change
