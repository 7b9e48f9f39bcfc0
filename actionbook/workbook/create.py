"""A new plan: its workbook made, and what is worked out put in."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from actionbook.operations.highlight import highlight
from actionbook.plan.periods import period_holding
from actionbook.plan.settings import Settings
from actionbook.workbook.naming import plan_id_for
from actionbook.workbook.read import read_plan
from actionbook.workbook.template import write_workbook
from actionbook.workbook.write import apply_to_new

__all__ = ["create_plan", "new"]


def create_plan(
    path: Path,
    *,
    settings: Settings,
    rows: Mapping[str, Sequence[Mapping[str, object]]],
    on: date,
) -> None:
    """
    Make the plan workbook *path* of *rows*, dates and colours worked out as of that day.

    Raises:
        ActionbookError: the folder is missing, or the file is there already.
    """
    write_workbook(path, settings=settings, rows=rows)
    try:
        apply_to_new(highlight(read_plan(path), on=on))
    except BaseException:  # stopped by hand too: nothing half made is left
        path.unlink(missing_ok=True)
        raise


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
