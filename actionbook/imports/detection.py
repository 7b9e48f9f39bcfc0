"""Which layout a text has: told by its headings and blocks, never by who wrote it."""

from collections.abc import Sequence

from actionbook.imports.area_layout import is_in_areas
from actionbook.imports.cell_stream import has_stream
from actionbook.imports.covering_report import is_covering_report
from actionbook.imports.first_headings import first_headings

__all__ = ["layout_of"]


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
    layout, blocks = first_headings(lines)
    if layout or blocks:
        return layout
    return "monitoring" if is_covering_report(lines) else ""
