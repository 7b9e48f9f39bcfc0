"""
Doors from the macros of old plan workbooks to the commands that take their place.

Each module is one former macro: what it was called, what it did, what differs now, and a call.
The README is the map.
"""

from macros_replacement import (
    archive_copy,
    build_appendix,
    check_plan,
    clear_highlights,
    email_leads,
    export_pdf,
    fill_down_leads,
    guard_columns,
    highlight_overdue,
    highlight_unassigned,
    number_actions,
    refresh_lists,
    roll_forward,
    set_print_area,
    sort_by_due,
    sort_by_lead,
    tidy_dates,
    tidy_text,
    update_summary,
)
from macros_replacement.changes import Door, door_name

__all__ = ["DOORS", "door_name"]

DOORS: tuple[Door, ...] = (
    highlight_overdue,
    highlight_unassigned,
    clear_highlights,
    check_plan,
    tidy_dates,
    tidy_text,
    fill_down_leads,
    sort_by_lead,
    sort_by_due,
    number_actions,
    refresh_lists,
    guard_columns,
    set_print_area,
    update_summary,
    roll_forward,
    build_appendix,
    export_pdf,
    archive_copy,
    email_leads,
)
"""Every door, in the order in which the map lists them."""
