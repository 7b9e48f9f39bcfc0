"""The plan told when it was refreshed, and when it must be again."""

from datetime import date

from actionbook.operations.changes import ChangeSet, SetCell
from actionbook.plan.model import Plan

__all__ = ["is_stamp_due", "stamp"]


def is_stamp_due(plan: Plan, *, on: date) -> bool:
    """Whether the plan has no stamp, or the day has come that its stamp names."""
    coming = plan.settings.next_refresh
    return plan.settings.last_refreshed is None or coming is None or on >= coming


def stamp(plan: Plan, *, on: date, until: date) -> ChangeSet:
    """
    Last refreshed set to *on*, and Next refresh to *until*, where the Settings have such rows.

    The Read me sheet warns once *until* is past: so a quiet plan does not cry wolf, and a dead
    night is seen.
    """
    cells = []
    for name, value in (("last_refreshed", on), ("next_refresh", until)):
        cell = plan.structure.setting_cells.get(name)
        was = getattr(plan.settings, name)
        if cell is not None and was != value:
            cells.append(SetCell(cell, "", name, was, value))
    return ChangeSet.of(plan, on=on, cells=tuple(cells))
