"""What a row under the headings of a table may be."""

from enum import StrEnum
from typing import NamedTuple

__all__ = ["BodyRow", "RowKind"]


class RowKind(StrEnum):
    """What a row under the headings is."""

    ACTION = "action"
    GOES_ON = "goes on"  # more of the action above: merged with it, or progress of its own
    ISSUE = "issue"  # an issue that has no action
    BAND = "band"  # the heading of a section, alone in its row
    HEADING = "heading again"
    TOTAL = "total"
    FOOT = "foot"  # signatures, keys and notes under the table
    HINT = "what explains the headings"
    PREFILLED = "prefilled"  # a number, a formula or a drop-down's first choice, and no action
    BLANK = "blank"


class BodyRow(NamedTuple):
    """One row under the headings, counted from 1, and what it is."""

    number: int
    kind: RowKind
