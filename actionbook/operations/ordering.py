"""What macros that sorted a plan did: its rows in order of lead, or of the date that counts."""

from collections.abc import Callable
from datetime import date

from actionbook.errors import ContentLossError
from actionbook.operations.changes import ChangeSet, OrderRows
from actionbook.operations.tidying import spell_out_leads
from actionbook.plan.lead_words import AS_ABOVE
from actionbook.plan.model import Action, Plan
from actionbook.plan.status import effective_due
from actionbook.plan.timescales import Kind

__all__ = ["sort_by_due", "sort_by_lead"]


def sort_by_lead(plan: Plan) -> ChangeSet:
    """
    The rows in order of who leads them, by name; what nobody leads comes last.

    An action that takes the lead of another goes with that lead. Rows of one lead stay in the
    order they have, and so do blank ones, at the end.

    Raises:
        ContentLossError: a timescale says "as above", or the actions are no Excel table.
    """

    def key(action: Action) -> tuple[bool, tuple[str, ...]]:
        return not action.leads, tuple(lead.name.casefold() for lead in action.leads)

    return _sorted(plan, key, "lead")


def sort_by_due(plan: Plan, *, on: date) -> ChangeSet:
    """
    The rows in order of the date that counts on that day: an agreed revised date, else the first.

    What has no date comes last. Raises:
        ContentLossError: a timescale says "as above", or the actions are no Excel table.
    """

    def key(action: Action) -> tuple[bool, date]:
        due = effective_due(plan, action, on)
        return due is None, due or date.max

    return _sorted(plan, key, "due date")


def _sorted(plan: Plan, key: Callable[[Action], object], by: str) -> ChangeSet:
    table = plan.structure.tables.get("Actions")
    if table is None:
        return ChangeSet.of(plan)
    _refuse_as_above(plan)
    actions = [action.row for action in sorted(plan.actions, key=key)]  # type: ignore[arg-type]
    blank = sorted(set(range(table.first_row, table.last_row + 1)).difference(actions))
    rows = (*actions, *blank)
    if rows == tuple(sorted(rows)):
        return ChangeSet.of(plan)
    if not table.is_table:
        raise ContentLossError(
            f"{plan.name}: the actions of '{table.place.sheet}' are no Excel table, and only a "
            "table's rows are moved here: sort them in Excel (Data, Sort), or make them a table "
            "first (Insert, Table)"
        )
    order = OrderRows(table.name, table.place.sheet, rows, by)
    # A lead of "as above" would be another's above another row.
    return ChangeSet.of(plan, cells=spell_out_leads(plan).cells, orders=(order,))


def _refuse_as_above(plan: Plan) -> None:
    for action in plan.actions:
        words = action.timescale.text.strip(" ()[].")
        if action.timescale.kind is Kind.REFERENCE and AS_ABOVE.fullmatch(words):
            raise ContentLossError(
                f"{plan.name}: {action.cell('timescale_text')} says '{words}', which would be of "
                "another row once they are sorted: type the timescale out first"
            )
