"""What the tool can mend of a report: each a change of the workbook, to be taken or left."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from actionbook.operations.changes import Plain, RenameHeading, SetCell, Unmerge
from actionbook.operations.report import Finding, Report
from actionbook.plan.cells import CellRef
from actionbook.plan.model import Plan
from actionbook.plan.structure import FaultKind

__all__ = ["Proposal", "proposals"]

Change = SetCell | RenameHeading | Unmerge


class Proposal(NamedTuple):
    """A finding, the change that mends it, and whether that is safe to make unasked."""

    finding: Finding
    change: Change
    is_safe: bool


def proposals(
    plan: Plan, report: Report, value_at: Callable[[CellRef], Plain]
) -> Iterator[Proposal]:
    """
    Every mend of *report*, by cell and then code; *value_at* tells what a cell holds.

    Each is worked out from the plan as it stands: of two for one cell, the second must be worked
    out anew once the first is made.
    """
    for mend in report.mends:
        for at, becomes in ((mend.finding.cell, mend.becomes), *mend.also):
            value = None if becomes == "" else becomes
            cell = SetCell(at, mend.finding.ref, _field(plan, at), value_at(at), value)
            yield Proposal(mend.finding, cell, mend.is_safe)
    for finding in report.findings:
        change = _structural(plan, finding)
        if change is not None:
            yield Proposal(finding, change, is_safe=False)


def _structural(plan: Plan, finding: Finding) -> RenameHeading | Unmerge | None:
    if finding.code not in ("AB102", "AB104"):
        return None
    for fault in plan.structure.faults:
        if fault.cell != finding.cell:
            continue
        if fault.kind is FaultKind.COLUMN_MISSING and finding.code == "AB102" and fault.near:
            name = _table_at(plan, fault.cell)
            if name and fault.seen in finding.message:
                return RenameHeading(name, fault.near, fault.seen)
        if fault.kind.value == "merged" and finding.code == "AB104":
            return Unmerge(fault.cell.sheet, fault.seen)
    return None


def _table_at(plan: Plan, heading: CellRef) -> str:
    return next(
        (
            seen.name
            for seen in plan.structure.tables.values()
            if seen.is_table
            and seen.place.sheet == heading.sheet
            and seen.first_row == heading.row + 1
        ),
        "",
    )


def _field(plan: Plan, at: CellRef) -> str:
    """The field that the column of a cell holds; "" where it is no table's of the plan."""
    for seen in plan.structure.tables.values():
        if seen.place.sheet == at.sheet and seen.first_row <= at.row <= seen.last_row:
            for name, column in seen.place.columns.items():
                if column == at.column:
                    return name
    return ""
