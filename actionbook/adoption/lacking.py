"""The columns of a plan that a table of theirs lacks, and the heading that each is to have."""

from collections.abc import Collection, Iterable

from actionbook.workbook.actions_table import ACTIONS
from actionbook.workbook.columns import Column, heading_key

__all__ = ["lacking"]


def lacking(
    fields: Collection[str], headings: Iterable[str], *, beside: bool
) -> tuple[tuple[tuple[Column, str], ...], tuple[Column, ...]]:
    """
    The columns to be put to the right of *headings*, each with its heading, and those for a sheet.

    *fields* are there already. *beside*, all but a ref goes on a sheet of the plan's own: it is by
    their refs that the rows of that are told.
    """
    missing = [column for column in ACTIONS.columns if column.field not in fields]
    lent = tuple(column for column in missing if beside and column.field != "ref")
    taken = set(map(heading_key, headings))
    added = []
    for column in missing:
        if column not in lent:
            name = _free(column, taken)
            taken.add(heading_key(name))
            added.append((column, name))
    return tuple(added), lent


def _free(column: Column, taken: Collection[str]) -> str:
    ours = f"{column.heading} (worked out)" if column.starred else f"{column.heading} (plan)"
    names = (column.heading, ours, f"{ours} 2")
    return next(name for name in names if heading_key(name) not in taken)
