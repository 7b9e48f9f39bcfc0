"""A new plan: what is worked out of its rows, and the workbook that holds it."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from actionbook.operations.changes import ChangeSet, plain
from actionbook.operations.highlight import highlight
from actionbook.plan.periods import period_holding
from actionbook.plan.settings import Settings
from actionbook.workbook.actions_table import ACTIONS
from actionbook.workbook.made_columns import HEADING_ROW, Body, Rows, made_bodies
from actionbook.workbook.made_plan import plan_to_be
from actionbook.workbook.memory import Memory
from actionbook.workbook.naming import plan_id_for
from actionbook.workbook.seen import remember_seen
from actionbook.workbook.snapshots import Write, note_write
from actionbook.workbook.starred_cells import starred_cells
from actionbook.workbook.state import state_folder
from actionbook.workbook.template import refuse_what_is_there, write_workbook

__all__ = ["create_plan", "new"]


def create_plan(
    path: Path,
    *,
    settings: Settings,
    rows: Rows,
    on: date,
) -> None:
    """
    Make the plan workbook *path* of *rows*, dates and colours worked out as of that day.

    Raises:
        ActionbookError: the folder is missing, or the file is there already.
    """
    refuse_what_is_there(path)
    bodies = made_bodies(settings, rows)
    changes = highlight(plan_to_be(path, bodies), on=on)
    state = state_folder(path, settings.plan_id)

    def ahead(after: str) -> None:
        if not changes.cells:
            return  # nothing stands in it yet
        Memory(state).remember(starred_cells(changes))
        note_write(state, Write("", after, on, ""))
        remember_seen(state, changes)

    _work_out(bodies, changes)
    write_workbook(path, settings=settings, bodies=bodies, ahead=ahead)


def _work_out(bodies: Iterable[Body], changes: ChangeSet) -> None:
    """Put what *changes* say in the cells of the actions."""
    actions = next(body for body in bodies if body.spec is ACTIONS)
    columns: dict[str, dict[int, object]] = {}
    for cell in changes.cells:
        columns.setdefault(cell.name, {})[cell.at.row - HEADING_ROW - 2] = plain(cell.value)
    for name, values in columns.items():
        actions.put(name, values)


def new(path: Path, *, on: date, title: str = "Action plan", organisation: str = "") -> None:
    """
    Make a blank plan workbook at *path*, its first period the quarter that holds *on*.

    Raises:
        ActionbookError: the folder is missing, or the file is there already.
    """
    settings = Settings(
        plan_id=plan_id_for(path),
        title=title,
        organisation=organisation,
        current_period=period_holding(on, frequency="quarterly").name,
    )
    create_plan(path, settings=settings, rows={}, on=on)
