"""Whether a plan, once it is written, is known without reading it again."""

from actionbook.operations.changes import ChangeSet
from actionbook.plan.model import Plan

__all__ = ["is_foreseen"]

_GROWS = frozenset({"DateChanges"})
"""Tables whose new rows `outcome` tells of, and whose cells no rule points at."""
_OURS = frozenset({"Checks"})
"""Tables that no rule looks into."""


def is_foreseen(plan: Plan, changes: ChangeSet) -> bool:
    """
    Whether `outcome` of *changes* says all that a rule would find in the workbook as written.

    So it does where cells of actions are set that held nothing odd, rows are added to the record of
    dates, and the findings are written into a table that is there. What is seen while reading,
    such as a formula that fails, is not seen by an outcome.
    """
    tables = plan.structure.tables
    if any((changes.formulas, changes.names, changes.formats, changes.headings, changes.unmerged)):
        return False
    if not all(rows.kind in _GROWS & tables.keys() for rows in changes.rows):
        return False
    if not all(body.kind in _OURS & tables.keys() for body in changes.bodies):
        return False
    place = plan.structure.actions_at
    if place.beside is not None and place.beside.new:
        return False
    rows = {(cell.at.sheet, cell.at.row) for cell in changes.cells}
    if any((fault.cell.sheet, fault.cell.row) in rows for fault in plan.structure.faults):
        return False
    odd = {action.row for action in plan.actions if action.unread}
    return odd.isdisjoint(
        {row for _, row in rows} | {place.row_of(cell.at) for cell in changes.cells}
    )
