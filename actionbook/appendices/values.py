"""What an appendix is before it has a form: a cover, tables, notes. Plain values, no file."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from actionbook.plan.model import Action, Issue
from actionbook.plan.status import Rag

__all__ = [
    "ABOVE",
    "Above",
    "Appendix",
    "Cell",
    "Column",
    "Cover",
    "Headline",
    "Holds",
    "Line",
    "Meaning",
    "Note",
    "Page",
    "Paper",
    "Piece",
    "Table",
]


class Above(Enum):
    """Says that the cell above goes on: the two are one cell in print."""

    ABOVE = "above"


ABOVE = Above.ABOVE

Cell = str | int | float | date | Above | None
"""A value in a table: None is a blank cell, a percentage is a fraction of one."""


class Holds(Enum):
    """How the cells of a column are set."""

    TEXT = "text"
    STRONG = "strong"
    WORD = "word"
    DATE = "date"
    NUMBER = "number"
    PERCENT = "percent"
    RAG = "rag"


class Paper(Enum):
    """The paper that a sheet is printed on, landscape."""

    A4 = "A4"
    A3 = "A3"


class Line(NamedTuple):
    """
    One action as it stands on the day: what a layout lays out.

    `place` is where it stands among the lines of its action, 0 for the action itself and more
    for its steps; `issue_ref` is that of its action. `lead` names its leads by their posts,
    `lead_in_layout` in the layout's own way.
    """

    action: Action
    issue: Issue | None
    issue_ref: str
    place: int
    rag: Rag
    is_open: bool
    due: date | None
    lead: str
    lead_in_layout: str


@dataclass(frozen=True, slots=True)
class Column:
    """
    A column of a table: heading, width in characters, how its cells are set.

    One that `grows` takes its share of what is left of the paper's width.
    """

    heading: str
    width: float
    holds: Holds = Holds.TEXT
    grows: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a sheet of its own: a title, a sentence, one row of values for each action."""

    sheet: str
    title: str
    sentence: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    paper: Paper = Paper.A4


class Headline(NamedTuple):
    """A number for the cover; `share` of open actions, or of all where `of` says so."""

    label: str
    number: int
    share: float | None = None
    of: str = "open"


class Meaning(NamedTuple):
    """A RAG word, what it means on these thresholds, and how many actions it holds."""

    rag: Rag
    words: str
    number: int
    share: float | None
    of: str


@dataclass(frozen=True, slots=True)
class Cover:
    """What members read first: what this is, the numbers, what the colours mean."""

    facts: tuple[tuple[str, str], ...]
    headlines: tuple[Headline, ...]
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """One part of the notes sheet: its heading, and pairs of a word and what it means."""

    heading: str
    pairs: tuple[tuple[str, str], ...]


class Piece(NamedTuple):
    """A cell of a page without a table: where it stands from 0, how far right it goes, its look."""

    row: int
    first: int
    last: int
    cell: Cell
    look: str


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet that is no table: widths in characters, heights in points, what stands where."""

    sheet: str
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Appendix:
    """
    An appendix as plain data, ready to be rendered; the same for the same plan and day.

    `tables` are the standing tables and, last, every action in the layout named `layout`.
    `doubts` are for the officer and never printed: what to look at before it is published.
    """

    title: str
    organisation: str
    on: date
    layout: str
    cover: Cover
    tables: tuple[Table, ...]
    notes: tuple[Note, ...]
    doubts: tuple[str, ...] = ()

    @property
    def actions(self) -> Table:
        """Every action, in the layout."""
        return self.tables[-1]
