"""What an appendix is before it has a form: a cover, tables, notes. Plain values, no file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from typing import NamedTuple

from actionbook.plan.model import Action, Issue
from actionbook.plan.status import Rag

__all__ = [
    "ABOVE",
    "LEFT",
    "Above",
    "Appendix",
    "Cell",
    "Chart",
    "Column",
    "Cover",
    "Edition",
    "Headline",
    "Holds",
    "Left",
    "Line",
    "Meaning",
    "Note",
    "Page",
    "Paper",
    "Piece",
    "RowKind",
    "Series",
    "Table",
]


class Above(Enum):
    """Says that the cell above goes on: the two are one cell in print."""

    ABOVE = "above"


ABOVE = Above.ABOVE


class Left(Enum):
    """Says that the cell to the left goes on: the two are one cell in print."""

    LEFT = "left"


LEFT = Left.LEFT

Cell = str | int | float | date | Above | Left | None
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


class RowKind(Enum):
    """What a row of a table in print is, where it is no action."""

    BAND = "band"
    """A section's name, across the page."""
    TITLE = "title"
    """What a block is about, across the page."""
    FACT = "fact"
    """Something said of a block before its actions, across the page."""
    LABEL = "label"
    """What the reports under a block are, across the page."""
    REPORT = "report"
    """What some actions of a block report, under them: their refs and the words, across it."""

    @property
    def keeps_with_next(self) -> bool:
        """Whether it says nothing at the foot of a page without the row after it."""
        return self is not RowKind.REPORT


class Edition(StrEnum):
    """For whom an appendix is: the open web, the members' papers, those who may see exempt rows."""

    PUBLIC = "public"
    PRINT = "print"
    EXEMPT = "exempt"


class Paper(Enum):
    """The paper that a sheet is printed on, landscape."""

    A4 = "A4"
    A3 = "A3"


class Line(NamedTuple):
    """
    One action as it stands on the day: what a layout lays out.

    `place` is where it stands among the lines of its action, 0 for the action itself and more
    for its steps; `issue_ref` is that of its action. `lead` names its leads by their posts,
    `lead_in_layout` in the layout's own way. `hours` is the staff time logged on its issue.
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
    hours: float | None = None


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
    """
    A table on a sheet of its own: a title, a sentence, one row of values for each action.

    `kinds` says by number, from 0, which rows are no action's. `nothing` is said where a table
    has no rows.
    """

    sheet: str
    title: str
    sentence: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    paper: Paper = Paper.A4
    kinds: Mapping[int, RowKind] = field(default_factory=dict)
    nothing: str = "None"


NO_TABLE = Table("", "", "", (), ())


class Headline(NamedTuple):
    """
    A number for the cover; `share` of open actions, or of all where `of` says so.

    `before` is what it was when the last period closed, None where none has; `reason` says which
    actions made it worse since.
    """

    label: str
    number: int
    share: float | None = None
    of: str = "open"
    before: int | None = None
    reason: str = ""


class Meaning(NamedTuple):
    """A RAG word, what it means on these thresholds, and how many actions it holds."""

    rag: Rag
    words: str
    number: int
    share: float | None
    of: str
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """
    What members read first: what this is, the numbers, what the colours mean, what to resolve.

    `since` is the period that was last closed, "" where none has been; `sum` is how the open
    actions of then became those of now.
    """

    facts: tuple[tuple[str, str], ...]
    headlines: tuple[Headline, ...]
    meanings: tuple[Meaning, ...]
    summary: tuple[str, ...] = ()
    resolution: tuple[str, ...] = ()
    since: str = ""
    sum: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """One part of the notes sheet: its heading, and pairs of a word and what it means."""

    heading: str
    pairs: tuple[tuple[str, str], ...]


class Series(NamedTuple):
    """One colour of a chart: its name, a number for each category, the colour's look by name."""

    name: str
    numbers: tuple[int, ...]
    look: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """
    A chart as plain data: what it shows, in a title and a sentence, and its numbers.

    `is_stacked` where the series are parts of one whole. The sentence is its alternative text.
    """

    title: str
    sentence: str
    kind: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    is_stacked: bool = False


class Piece(NamedTuple):
    """A cell of a page without a table: where it stands from 0, how far right it goes, its look."""

    row: int
    first: int
    last: int
    cell: Cell
    look: str


@dataclass(frozen=True, slots=True)
class Page:
    """
    A sheet that is no table: widths in characters, heights in points, what stands where.

    `breaks` are the rows, from 0, that begin a page.
    """

    sheet: str
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    pieces: tuple[Piece, ...]
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Appendix:
    """
    An appendix as plain data, ready to be rendered; the same for the same plan and day.

    `tables` are the standing tables and, last, every action in the layout named `layout`;
    `first` are the notes that the layout has before them. `banner` is what stands over every page
    of papers that are not for the public. `flat` has every action as one row of filled cells,
    whatever the edition. `replaces` says which version this is a revision of. `doubts` are for
    the officer and never printed: what to look at before it is published.
    """

    title: str
    organisation: str
    on: date
    layout: str
    cover: Cover
    tables: tuple[Table, ...]
    notes: tuple[Note, ...]
    doubts: tuple[str, ...] = ()
    edition: Edition = Edition.PUBLIC
    letter: str = ""
    banner: str = ""
    first: tuple[Note, ...] = ()
    charts: tuple[Chart, ...] = ()
    flat: Table = NO_TABLE
    revision: int = 1
    replaces: str = ""

    @property
    def actions(self) -> Table:
        """Every action, in the layout."""
        return self.tables[-1]
