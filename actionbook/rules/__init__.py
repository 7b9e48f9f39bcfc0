"""What can be wrong with a plan: every rule of the catalogue, in code order."""

from actionbook.rules.catalogue import Fix, Hit, Rule, Severity
from actionbook.rules.dates import (
    date_as_text,
    dates_out_of_order,
    due_soon_not_started,
    missing_timescale,
    overdue_action,
    unreadable_timescale,
)
from actionbook.rules.ownership import group_as_lead, unassigned_action, unknown_lead
from actionbook.rules.progress import (
    complete_without_date,
    unapproved_revised_date,
    unknown_status,
)
from actionbook.rules.refs import blank_ref, duplicate_ref, ref_to_nothing
from actionbook.rules.structure import (
    blank_or_stray_row,
    duplicate_heading,
    formula_error,
    missing_column,
    missing_table,
    ref_as_number,
    value_in_tool_column,
)
from actionbook.rules.suppressions import rules_on_suppressions

__all__ = ["RULES", "Fix", "Hit", "Rule", "Severity"]

_OF_THE_PLAN: tuple[Rule, ...] = (
    missing_table,  # AB101
    missing_column,  # AB102
    duplicate_heading,  # AB103
    blank_or_stray_row,  # AB105
    blank_ref,  # AB107
    duplicate_ref,  # AB108
    ref_to_nothing,  # AB110
    formula_error,  # AB112
    ref_as_number,  # AB116
    value_in_tool_column,  # AB117
    unassigned_action,  # AB201
    unknown_lead,  # AB202
    group_as_lead,  # AB204
    missing_timescale,  # AB301
    unreadable_timescale,  # AB302
    date_as_text,  # AB303
    dates_out_of_order,  # AB312
    overdue_action,  # AB318
    due_soon_not_started,  # AB320
    unknown_status,  # AB401
    complete_without_date,  # AB402
    unapproved_revised_date,  # AB409
)
"""Those that look at the plan, in code order: a new one is added here by hand."""

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (*_OF_THE_PLAN, *rules_on_suppressions(_OF_THE_PLAN)),  # AB118, AB119
        key=lambda rule: rule.code,
    )
)
"""Every rule, in code order."""
