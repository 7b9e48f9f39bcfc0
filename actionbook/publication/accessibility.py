"""
Whether a finished workbook can be read by everybody, and every check of that in code order.

Source: WCAG 2.2 AA, and the Government Analysis Function's guidance on spreadsheets.
"""

from pathlib import Path

from actionbook.publication.access_book import (
    author_not_the_organisation,
    cursor_elsewhere,
    drawing_on_a_sheet,
    filter_set,
    frozen_panes,
    heading_or_footer,
    macro_in_the_workbook,
    no_contents,
    no_language,
    no_title,
    note_without_words,
    sheet_name_of_nothing,
    something_hidden,
)
from actionbook.publication.access_tables import (
    blank_in_a_table,
    blank_or_repeated_heading,
    merged_cells,
    several_tables,
    something_beside_a_table,
    table_not_marked_up,
    table_without_a_name,
    table_without_one_heading_row,
)
from actionbook.publication.access_text import (
    colour_alone,
    faint_letters,
    letters_with_serifs,
    link_without_words,
    not_aligned_left,
    not_wrapped,
    sheet_without_a_sentence,
    sheet_without_a_title,
    small_letters,
)
from actionbook.publication.catalogue import Check
from actionbook.publication.gate import Verdict, judged

__all__ = ["ACCESSIBILITY", "check_accessibility"]

ACCESSIBILITY: tuple[Check, ...] = (
    several_tables,  # ACC101
    table_not_marked_up,  # ACC102
    table_without_a_name,  # ACC103
    table_without_one_heading_row,  # ACC104
    blank_or_repeated_heading,  # ACC105
    merged_cells,  # ACC106
    blank_in_a_table,  # ACC107
    something_beside_a_table,  # ACC108
    sheet_without_a_title,  # ACC109
    sheet_without_a_sentence,  # ACC110
    not_wrapped,  # ACC111
    not_aligned_left,  # ACC112
    letters_with_serifs,  # ACC113
    small_letters,  # ACC114
    faint_letters,  # ACC115
    colour_alone,  # ACC116
    link_without_words,  # ACC117
    drawing_on_a_sheet,  # ACC118
    heading_or_footer,  # ACC119
    something_hidden,  # ACC120
    frozen_panes,  # ACC121
    filter_set,  # ACC122
    macro_in_the_workbook,  # ACC123
    sheet_name_of_nothing,  # ACC124
    no_contents,  # ACC125
    note_without_words,  # ACC126
    no_title,  # ACC127
    no_language,  # ACC128
    author_not_the_organisation,  # ACC129
    cursor_elsewhere,  # ACC130
)
"""What a public edition is held to: a new check is added here by hand."""


def check_accessibility(path: Path) -> Verdict:
    """
    What in the workbook at *path* keeps somebody from reading it; the file is not changed.

    Raises:
        WorkbookUnreadableError: it is missing, broken, encrypted, unsafe or no workbook.
    """
    return judged(path, ACCESSIBILITY, purpose="its being read by everybody")
