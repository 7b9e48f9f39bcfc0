"""What can be wrong with a plan: every rule of the catalogue, in code order."""

from actionbook.rules.catalogue import Fix, Hit, Rule, Severity
from actionbook.rules.completion import (
    complete_without_evidence,
    percent_and_status_disagree,
    unapproved_hold,
)
from actionbook.rules.date_sense import (
    due_on_a_day_off,
    earlier_milestone_passed,
    late_start,
    odd_year,
    step_after,
)
from actionbook.rules.dates import (
    date_as_text,
    dates_out_of_order,
    due_soon_not_started,
    missing_timescale,
    overdue_action,
    unreadable_timescale,
)
from actionbook.rules.list_values import (
    near_duplicate,
)
from actionbook.rules.ownership import (
    group_as_lead,
    unassigned_action,
    unknown_lead,
)
from actionbook.rules.people import (
    lead_has_left,
    no_lead_member,
    person_for_post,
    shared_initials,
    unused_person,
)
from actionbook.rules.progress import (
    complete_without_date,
    unapproved_revised_date,
    unknown_status,
)
from actionbook.rules.publication import (
    exempt_without_paragraph,
    own_network_path,
    personal_data,
    publication_blank,
    watch_word,
)
from actionbook.rules.ref_forms import (
    badly_formed_ref,
    ref_as_number,
    step_of_itself,
)
from actionbook.rules.refs import (
    blank_ref,
    duplicate_ref,
    ref_to_nothing,
)
from actionbook.rules.reporting import (
    empty_progress,
    no_progress,
    overdue_without_reason,
    progress_and_status_disagree,
    repeated_progress,
    rosier_than_the_dates,
)
from actionbook.rules.sheets import (
    dates_from_1904,
    formula_for_value,
    hidden_rows,
    merged_cells,
)
from actionbook.rules.slippage import (
    depends_on_overdue,
    first_date_changed,
    long_slip,
    moved_too_often,
    row_gone,
)
from actionbook.rules.structure import (
    blank_or_stray_row,
    duplicate_heading,
    formula_error,
    missing_column,
    missing_table,
    row_of_no_action,
    value_in_tool_column,
)
from actionbook.rules.suppressions import (
    rules_on_suppressions,
)
from actionbook.rules.terms import (
    template_text,
    unexplained_acronym,
)
from actionbook.rules.text import (
    control_character,
    doubled_spaces,
    invisible_characters,
    looks_like_formula,
    mojibake,
    scanning_marks,
    too_long,
)
from actionbook.rules.timescale_words import (
    day_or_year,
    day_that_does_not_exist,
    either_way_round,
    no_end,
    not_decided,
    points_elsewhere,
    span_for_deadline,
    status_for_timescale,
)
from actionbook.rules.wording import (
    fact_for_action,
    long_action,
    no_outcome,
    no_verb,
    outcome_repeats,
    several_actions,
    weak_wording,
)

__all__ = ["RULES", "Fix", "Hit", "Rule", "Severity"]

_OF_THE_PLAN: tuple[Rule, ...] = (
    missing_table,  # AB101
    missing_column,  # AB102
    duplicate_heading,  # AB103
    merged_cells,  # AB104
    blank_or_stray_row,  # AB105
    hidden_rows,  # AB106
    blank_ref,  # AB107
    duplicate_ref,  # AB108
    badly_formed_ref,  # AB109
    ref_to_nothing,  # AB110
    several_actions,  # AB111
    formula_error,  # AB112
    formula_for_value,  # AB113
    dates_from_1904,  # AB114
    step_of_itself,  # AB115
    ref_as_number,  # AB116
    value_in_tool_column,  # AB117
    row_of_no_action,  # AB120
    unassigned_action,  # AB201
    unknown_lead,  # AB202
    shared_initials,  # AB203
    group_as_lead,  # AB204
    lead_has_left,  # AB206
    unused_person,  # AB207
    no_lead_member,  # AB208
    person_for_post,  # AB209
    missing_timescale,  # AB301
    unreadable_timescale,  # AB302
    date_as_text,  # AB303
    day_that_does_not_exist,  # AB304
    either_way_round,  # AB305
    day_or_year,  # AB307
    span_for_deadline,  # AB308
    no_end,  # AB309
    not_decided,  # AB310
    points_elsewhere,  # AB311
    dates_out_of_order,  # AB312
    odd_year,  # AB313
    due_on_a_day_off,  # AB314
    status_for_timescale,  # AB315
    step_after,  # AB316
    first_date_changed,  # AB317
    overdue_action,  # AB318
    late_start,  # AB319
    due_soon_not_started,  # AB320
    earlier_milestone_passed,  # AB321
    unknown_status,  # AB401
    complete_without_date,  # AB402
    complete_without_evidence,  # AB403
    overdue_without_reason,  # AB404
    no_progress,  # AB405
    repeated_progress,  # AB406
    empty_progress,  # AB407
    rosier_than_the_dates,  # AB408
    unapproved_revised_date,  # AB409
    moved_too_often,  # AB410
    progress_and_status_disagree,  # AB411
    unapproved_hold,  # AB412
    percent_and_status_disagree,  # AB413
    row_gone,  # AB414
    depends_on_overdue,  # AB415
    long_slip,  # AB416
    no_verb,  # AB501
    weak_wording,  # AB502
    no_outcome,  # AB503
    outcome_repeats,  # AB504
    fact_for_action,  # AB505
    long_action,  # AB506
    unexplained_acronym,  # AB507
    template_text,  # AB509
    publication_blank,  # AB601
    exempt_without_paragraph,  # AB602
    personal_data,  # AB603
    watch_word,  # AB604
    own_network_path,  # AB605
    doubled_spaces,  # AB701
    invisible_characters,  # AB702
    scanning_marks,  # AB704
    control_character,  # AB705
    looks_like_formula,  # AB706
    too_long,  # AB707
    near_duplicate,  # AB708
    mojibake,  # AB709
)
"""Those that look at the plan, in code order: a new one is added here by hand."""

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (*_OF_THE_PLAN, *rules_on_suppressions(_OF_THE_PLAN)),  # AB118, AB119
        key=lambda rule: rule.code,
    )
)
"""Every rule, in code order."""
