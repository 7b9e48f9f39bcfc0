"""Two plans with one id, which would share what is kept of them: refused."""

import json

from actionbook.errors import SettingsError
from actionbook.nightly.record import LAST_RUN
from actionbook.workbook.opened import PlanBook

__all__ = ["refuse_shared_id"]


def refuse_shared_id(opened: PlanBook) -> None:
    """
    Nothing, where no other plan of the folder has the id of the plan *opened*.

    Raises:
        SettingsError: one has; the message says which.
    """
    try:
        known = json.loads((opened.state / LAST_RUN).read_text(encoding="utf-8")).get("plan")
    except (OSError, ValueError, AttributeError):
        return
    if known and known != opened.path.name and (opened.path.parent / known).exists():
        raise SettingsError(
            f"{opened.path.name} and {known} have the same Plan id "
            f"({opened.plan.settings.plan_id or opened.state.name}). If one is a copy, move it to "
            "another folder; else give it a Plan id of its own on its Settings sheet."
        )
