"""A plan as changes will leave it, before anything is written."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actionbook.operations.changes import ChangeSet, Plain, plain
from actionbook.plan.derive import take_along
from actionbook.plan.model import Action, DateChange, HistoryRow, Plan

__all__ = ["outcome"]

_PLACES = {name: place for place, name in enumerate(Action._fields)}


def outcome(plan: Plan, changes: ChangeSet) -> Plan:
    """
    *plan* once *changes* are written: its actions, its two ledgers, its current period.

    What the live columns will say is not worked out anew.
    """
    if not changes:
        return plan
    typed: dict[int, dict[str, Plain]] = {}
    settings = plan.settings
    place = plan.structure.actions_at
    for cell in changes.cells:
        if cell.name == "current_period":
            settings = replace(settings, current_period=str(cell.value))
        elif cell.name in _PLACES and (at := place.row_of(cell.at)):
            typed.setdefault(at, {})[cell.name] = plain(cell.value)
    added = {rows.kind: rows.rows for rows in changes.rows}
    for row in added.get("Settings", ()):
        settings = replace(settings, current_period=str(row["value"]))
    actions, history = plan.actions, plan.history
    if typed:
        actions = tuple(
            _typed(action, typed[action.row]) if action.row in typed else action
            for action in actions
        )
    if "ActionHistory" in added:
        history = (*history, *(HistoryRow(**row) for row in added["ActionHistory"]))  # type: ignore[arg-type]
    moves = (DateChange(**row) for row in added.get("DateChanges", ()))  # type: ignore[arg-type]
    left = replace(
        plan,
        settings=settings,
        actions=actions,
        history=history,
        date_changes=(*plan.date_changes, *moves),
    )
    take_along(plan, left)
    return left


def _typed(action: Action, values: Mapping[str, Plain]) -> Action:
    """The action with these values; a blank text is "" and not None."""
    fields: list[Any] = list(action)
    for name, value in values.items():
        place = _PLACES[name]
        fields[place] = "" if value is None and isinstance(fields[place], str) else value
    return Action._make(fields)
