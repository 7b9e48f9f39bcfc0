"""Every check of the gate, in code order."""

from actionbook.publication.addresses import (
    absolute_path,
    document_store,
    intranet_address,
    path_of_a_computer,
)
from actionbook.publication.catalogue import Check
from actionbook.publication.parts import (
    comment,
    connection,
    custom_property,
    custom_xml,
    defined_name,
    drawing_outside_print,
    external_link,
    formula,
    macro_or_control,
    part_outside_the_list,
    pivot_cache,
    printer_setting,
)
from actionbook.publication.personal import (
    email_address,
    national_insurance_number,
    nhs_number,
    telephone_number,
    user_name,
)
from actionbook.publication.plan_words import (
    changed_plan,
    ref_not_public,
    text_that_runs,
    words_not_public,
)
from actionbook.publication.sight import (
    hidden_by_number_format,
    hidden_column,
    hidden_row,
    hidden_sheet,
    invisible_text,
    text_in_no_cell,
    tiny_text,
)
from actionbook.publication.totals import totals_that_differ

__all__ = ["GATE"]

GATE: tuple[Check, ...] = (
    part_outside_the_list,  # PUB101
    formula,  # PUB102
    external_link,  # PUB103
    connection,  # PUB104
    comment,  # PUB105
    pivot_cache,  # PUB106
    custom_xml,  # PUB107
    custom_property,  # PUB108
    printer_setting,  # PUB109
    defined_name,  # PUB110
    macro_or_control,  # PUB111
    drawing_outside_print,  # PUB112
    path_of_a_computer,  # PUB201
    intranet_address,  # PUB202
    document_store,  # PUB203
    absolute_path,  # PUB204
    user_name,  # PUB205
    email_address,  # PUB206
    telephone_number,  # PUB207
    national_insurance_number,  # PUB208
    nhs_number,  # PUB209
    hidden_sheet,  # PUB301
    hidden_row,  # PUB302
    hidden_column,  # PUB303
    invisible_text,  # PUB304
    tiny_text,  # PUB305
    hidden_by_number_format,  # PUB306
    text_in_no_cell,  # PUB307
    words_not_public,  # PUB401
    ref_not_public,  # PUB402
    text_that_runs,  # PUB403
    totals_that_differ,  # PUB404
    changed_plan,  # PUB405
)
"""What a workbook must pass before it is published: a new check is added here by hand."""
