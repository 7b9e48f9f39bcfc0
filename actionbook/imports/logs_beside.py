"""Logs of issues that stand beside the plan itself, as in a book of risks, actions and issues."""

import re
from collections.abc import Sequence

from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.recognition import FoundTable
from actionbook.plan.late import late

__all__ = ["without_logs"]

_LOGGED = late(r"\b(?:issue|problem|incident|defect|query|queries)s?\b", re.IGNORECASE)


def without_logs(
    found: Sequence[tuple[CellGrid, Sequence[FoundTable]]],
) -> list[tuple[CellGrid, Sequence[FoundTable]]]:
    """
    *found* without the tables that say what is wrong and not what is to be done, where others have
    a column of actions.
    """
    has_actions = any(table.column("action") for _, tables in found for table in tables)
    return [
        (grid, [table for table in tables if not has_actions or _is_of_plan(table)])
        for grid, tables in found
    ]


def _is_of_plan(table: FoundTable) -> bool:
    number = table.column("issue")
    heading = next((each.heading for each in table.columns if each.number == number), "")
    return bool(table.column("action")) or _LOGGED.search(heading) is None
