"""Columns of a plan of ours that is imported: those it fills by itself, or that no other has."""

from typing import Final

from actionbook.imports.heading_rows import Headings
from actionbook.workbook.columns import heading_key
from actionbook.workbook.tables import ACTIONS

__all__ = ["columns_of_ours"]

_OF_OURS = 4  # headings of what a plan works out, that say it is one
_STARRED = frozenset(heading_key(each.heading) for each in ACTIONS.columns if each.starred)
_OURS_ALONE: Final = {"publication": "publication", "partof": "part_of"}


def columns_of_ours(headings: Headings) -> dict[int, str]:
    """
    The field of each such column, "" for what a plan works out, which its typed columns decide;
    none where this is no plan of ours.
    """
    keys = {heading_key(each.text): each.column for each in headings.columns}
    # Where staff have a column of that name, ours beside it says that it is worked out.
    places = [keys.get(heading_key(f"{key} (worked out)"), keys.get(key, 0)) for key in _STARRED]
    found = {column: "" for column in places if column}
    if len(found) < _OF_OURS:
        return {}
    return found | {keys[key]: name for key, name in _OURS_ALONE.items() if key in keys}
