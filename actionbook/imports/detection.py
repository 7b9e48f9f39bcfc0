"""Which layout a text has: told by its headings and blocks, never by who wrote it."""

from collections.abc import Sequence

from actionbook.imports.area_layout import is_in_areas
from actionbook.imports.cell_stream import has_stream
from actionbook.imports.covering_report import is_covering_report
from actionbook.imports.frame import heading_text
from actionbook.imports.headings import column_fields, recommendation

__all__ = ["layout_of"]

_OPENING = 400  # characters of a line in which a block is seen to open


def layout_of(lines: Sequence[str]) -> str:
    """
    The layout of a text; "" where it is no action plan that can be told.

    Themes stand cell by cell, areas in blocks that say who leads them, recommendations in blocks
    with tables of their own, issues in one table; a report has recommendations and no table.
    """
    if has_stream(lines):
        return "theme"
    if is_in_areas(lines):
        return "area"
    blocks = 0
    for line in lines:
        cells = line.split("\t")
        fields = column_fields(cells) if len(cells) > 1 else None
        if fields:
            return "recommendation" if blocks and "issue" not in fields else "issue"
        if recommendation(heading_text(line[:_OPENING])):
            blocks += 1
    return "monitoring" if not blocks and is_covering_report(lines) else ""
