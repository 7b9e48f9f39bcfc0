"""What is said of the rows of a table: doubts about them, and why a row is left over."""

from collections.abc import Mapping

from actionbook.imports.row_kinds import RowKind

__all__ = [
    "AGAIN",
    "ALONE",
    "A_SIGN",
    "ERROR",
    "FRACTION",
    "MADE",
    "MORE",
    "NO_ACTION",
    "NO_RAG",
    "NO_REFS",
    "NO_WORDS",
    "PARTED",
    "READ_AS_ACTION",
    "REASONS",
    "SAME",
    "SAME_LEAD",
    "SEVERAL",
    "UNTOLD",
    "WORKED_OUT",
]

SAME_LEAD = "The cell is merged with the one above: read as the same lead."
SAME = "The cell is merged with the one above: read as the same for this action."
SEVERAL = (
    "{} actions seem to stand in this cell: they are kept in one row. Give each a row of its own "
    "that has a lead or a date of its own."
)
PARTED = (
    "{} actions stand in this cell, each with its own beside it: this is number {}, and what "
    "stands beside them once is each one's. Look whether they belong together."
)
ALONE = (
    "These words stand alone in their row: read as the heading of the rows below. Where they are "
    "an action, add it."
)
NO_ACTION = "Somebody leads it or it has a date, and no action stands in the row."
MADE = "It has no ref of its own, or one that another row has: this one is made."
AGAIN = "The numbers begin again under each issue or number: each has that before it."
NO_WORDS = (
    "The table names issues by number alone: type their words on Issues where they are blank."
)
NO_REFS = "The table has no column of refs: they are made."
FRACTION = "The ref is a number in Excel: 1.10 and 1.1 are one to it. Look at the old plan."
NO_RAG = "A plan works RAG out by the dates; what stood here is left over."
UNTOLD = {
    "timescale": "The column holds who and when: which words are the time cannot be told. "
    "Move them.",
    "lead": "The column holds who does it: which words are the name cannot be told. Move them.",
}
MORE = "More stands below the action, with no action beside it: it is added to what the row says."
ERROR = "The cell shows an error in Excel; nothing is taken of it."
A_SIGN = "a sign, and no word of a status"
WORKED_OUT = "A plan works out the start from the timescale's words; it is left over."
READ_AS_ACTION = "The table has no column of actions: each recommendation is read as the action."

REASONS: Mapping[RowKind, str] = {
    RowKind.HEADING: "table heading",
    RowKind.HINT: "it explains the headings",
    RowKind.TOTAL: "a total",
    RowKind.FOOT: "text at the foot of the table",
    RowKind.PREFILLED: "no action stands in the row",
}
"""Why a row of each kind that is no action is left over."""
