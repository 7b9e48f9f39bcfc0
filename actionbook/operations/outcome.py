"""A plan as changes will leave it, before anything is written."""

from collections.abc import Mapping
from dataclasses import replace

from actionbook.operations.changes import ChangeSet, Plain, plain
from actionbook.plan.model import Action, DateChange, HistoryRow, Plan

__all__ = ["outcome"]


def outcome(plan: Plan, changes: ChangeSet) -> Plan:
    """
    *plan* once *changes* are written: its actions, its two ledgers, its current period.

    What the live columns will say is not worked out anew.
    """
    if not changes:
        return plan
    typed: dict[int, dict[str, Plain]] = {}
    settings = plan.settings
    for cell in changes.cells:
        if cell.name == "current_period":
            settings = replace(settings, current_period=str(cell.value))
        elif cell.at.sheet == _sheet(plan):
            typed.setdefault(cell.at.row, {})[cell.name] = plain(cell.value)
    added = {rows.kind: rows.rows for rows in changes.rows}
    for row in added.get("Settings", ()):
        settings = replace(settings, current_period=str(row["value"]))
    return replace(
        plan,
        settings=settings,
        actions=tuple(
            _typed(action, typed[action.row]) if action.row in typed else action
            for action in plan.actions
        ),
        history=(*plan.history, *(HistoryRow(**row) for row in added.get("ActionHistory", ()))),  # type: ignore[arg-type]
        date_changes=(
            *plan.date_changes,
            *(DateChange(**row) for row in added.get("DateChanges", ())),  # type: ignore[arg-type]
        ),
    )


def _sheet(plan: Plan) -> str:
    table = plan.structure.tables.get("Actions")
    return table.place.sheet if table else ""


def _typed(action: Action, values: Mapping[str, Plain]) -> Action:
    """The action with these values; a blank text is "" and not None."""
    texts = {
        name: "" if value is None and isinstance(getattr(action, name), str) else value
        for name, value in values.items()
    }
    return action._replace(**texts)  # type: ignore[arg-type]
