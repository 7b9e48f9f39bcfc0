"""What reading a timescale gives back."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

__all__ = ["Kind", "Timescale"]


class Kind(StrEnum):
    """What a timescale's words say; the order is that in which kinds win where several meet."""

    COMPLETED = "completed"
    TBC = "tbc"
    REFERENCE = "reference"
    RECURRING = "recurring"
    WINDOW = "window"
    ONGOING = "ongoing"
    MILESTONES = "milestones"
    DATE = "date"
    IMMEDIATE = "immediate"
    EVENT = "event"
    BLANK = "blank"
    UNKNOWN = "unknown"


class Timescale(NamedTuple):
    """
    An officer's timescale, read.

    `text` is the words as written with white space folded. `start` is the first day of the
    period named and `due` the last day on which it is still on time; `review` is a review date
    that is no deadline. Each is None where the words name none. `every` is an ISO 8601 duration
    (`P3M`). `milestones` holds every separate deadline in the order written, and is empty for
    all kinds but `milestones`. `refs` are the recommendations or actions it points to.
    `ambiguous` means that two readings were possible and the officer must say which.
    """

    text: str
    kind: Kind
    start: date | None = None
    due: date | None = None
    every: str | None = None
    review: date | None = None
    milestones: tuple[date, ...] = ()
    refs: tuple[str, ...] = ()
    ambiguous: bool = False
