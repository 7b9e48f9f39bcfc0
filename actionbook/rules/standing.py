"""What several rules ask of a plan on a day: worked out once, and shared."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from actionbook.plan.model import Action, Plan, Status
from actionbook.plan.status import effective_due, is_open, is_overdue

__all__ = ["DONE", "once", "open_actions", "overdue_days", "was_due_first"]

DONE = frozenset({Status.COMPLETE, Status.TO_VERIFY})
"""The statuses that say an action is done."""

Made = TypeVar("Made")


def once(plan: Plan, what: str, on: date | None, make: Callable[[], Made]) -> Made:
    """What *make* works out of *plan* for that day, made the first time it is asked for."""
    key = (what, on)
    if key not in plan.worked_out:
        plan.worked_out[key] = make()
    made: Made = plan.worked_out[key]
    return made


def open_actions(plan: Plan, on: date) -> tuple[Action, ...]:
    """The actions that are open on that day, in workbook order."""
    return once(
        plan,
        "open actions",
        on,
        lambda: tuple(action for action in plan.actions if is_open(plan, action, on)),
    )


def overdue_days(plan: Plan, on: date) -> Mapping[int, date]:
    """
    The day by which each overdue action was due, by its worksheet row.

    None is known to be where no column says which are complete: AB102 tells that.
    """
    table = plan.structure.tables.get("Actions")
    if table is not None and "status" not in table.place.columns:
        return {}
    return once(plan, "overdue", on, lambda: dict(_overdue(plan, on)))


def _overdue(plan: Plan, on: date) -> list[tuple[int, date]]:
    found: list[tuple[int, date]] = []
    for action in open_actions(plan, on):
        first = action.next_due or action.due
        if first is None and action.revised_due is None:
            continue
        if first is not None and first >= on and action.revised_due is None:
            continue
        due = effective_due(plan, action, on)
        if due is not None and is_overdue(plan, action, on):
            found.append((action.row, due))
    return found


def was_due_first(plan: Plan, action: Action) -> date | None:
    """
    The first date that *action* was due by: before any move that the ledger holds.

    Where the ledger holds none it is the Due that stands.
    """
    changes = plan.changes_by_ref.get(action.ref.casefold(), ()) if plan.date_changes else ()
    moves = [change.from_date for change in changes if change.event.casefold() == "agreed"]
    days = [day for day in (*moves, action.due) if day]
    return min(days, default=None)
