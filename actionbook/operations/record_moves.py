"""Moves of dates written down in the slippage ledger, and first dates put right."""

from collections.abc import Iterable
from datetime import date

from actionbook.operations.changes import AddRows, ChangeSet, SetCell
from actionbook.operations.outcome import outcome
from actionbook.plan.derive import as_it_stands
from actionbook.plan.ledger import Event, moves
from actionbook.plan.model import Action, DateChange, Plan

__all__ = ["record_moves", "recorded"]


def record_moves(plan: Plan, *, on: date) -> ChangeSet:
    """
    The rows that belong in the ledger on that day and are not in it yet.

    Where a correction puts the first date right, Due is set to it. Empty where nothing moved, or
    where the plan has no DateChanges table.
    """
    table = plan.structure.tables.get("DateChanges")
    if table is None:
        return ChangeSet.of(plan, on=on)
    events = moves(plan, on=on)
    if not events:
        return ChangeSet.of(plan, on=on)
    cells = [
        SetCell(action.cell("due"), action.ref, "due", action.due, right)
        for action, right in _put_right(plan, events)
        if action.place.has_cell("due", action.row)
    ]
    rows = tuple(event._asdict() for event in events)
    return ChangeSet.of(
        plan, on=on, cells=tuple(cells), rows=(AddRows("DateChanges", table.name, rows),)
    )


def recorded(plan: Plan, *, on: date) -> tuple[ChangeSet, Plan]:
    """What `record_moves` comes to on that day, and how the plan stands with that in it."""

    def made() -> tuple[ChangeSet, Plan]:
        changes = record_moves(plan, on=on)
        return changes, as_it_stands(outcome(plan, changes), on=on)

    return plan.once("recorded moves", on, made)


def _put_right(plan: Plan, events: Iterable[DateChange]) -> list[tuple[Action, date]]:
    """The actions whose Due is the tool's and still says the date that was wrong."""
    found = []
    for event in events:
        action = plan.by_ref.get(event.action.casefold())
        is_first = action is not None and action.due == event.from_date != action.revised_due
        if action is None or event.event != Event.CORRECTED or event.to_date is None:
            continue
        if is_first and "due" not in action.owned:
            found.append((action, event.to_date))
    return found
