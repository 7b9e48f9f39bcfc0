"""What comes first in a text: the headings of a table, or blocks."""

from collections.abc import Iterable

from actionbook.imports.frame import heading_text
from actionbook.imports.headings import column_fields, recommendation

__all__ = ["first_headings"]

_OPENING = 400  # characters of a line in which a block is seen to open


def first_headings(lines: Iterable[str]) -> tuple[str, int]:
    """
    The layout that the first line of headings tells, and how many blocks open above it.

    "issue" for a table of issues, "recommendation" for one that stands in blocks, "" for none.
    """
    blocks = 0
    for line in lines:
        cells = line.split("\t")
        fields = column_fields(cells) if len(cells) > 1 else None
        if fields:
            return "recommendation" if blocks and "issue" not in fields else "issue", blocks
        if recommendation(heading_text(line[:_OPENING])):
            blocks += 1
    return "", blocks
