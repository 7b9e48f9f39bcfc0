"""
The layouts: the shapes that houses give their plan, each a list of columns and where they stand.

A house's own are the same thing, told in its plan's Layouts table (`house_layouts`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from actionbook.appendices.fields import FIELDS, PUBLIC, Field, Where
from actionbook.appendices.posts import NOBODY, Naming
from actionbook.appendices.values import Column, Holds, Paper
from actionbook.appendices.words import (
    NO_DATE,
    NO_PROGRESS,
    progress_words,
    reported_words,
    status_words,
    timescale_words,
)

__all__ = ["LAYOUTS", "Layout"]


@dataclass(frozen=True)
class Layout:
    """
    A house layout: its columns, its paper, how it names leads.

    `block` is what the house calls an issue, for the title of a block. `key_first` layouts have
    the glossary and who is responsible before the actions. `is_by_steps` prints the words of a
    step under Progress, beside the action that it is part of. `support` has a table of what help
    was bought in.
    """

    name: str
    paper: Paper
    naming: Naming
    fields: tuple[Field, ...]
    block: str = "Issue"
    key_first: bool = False
    is_by_steps: bool = False
    support: bool = False


REF = FIELDS["ref"]
ONLY_FLAT_REF = replace(REF, only_flat=True)
STATUS = Field("RAG and status", Column("Status", 14, Holds.RAG), status_words)


def _optional(field: Field) -> Field:
    """A column that the house has not by itself: left out where it would say the same of all."""
    return replace(field, is_optional=True, says_nothing=(None, "", NOBODY, NO_DATE, NO_PROGRESS))


def _timescale(heading: str, width: float) -> Field:
    return Field("Timescale", Column(heading, width), timescale_words)


def _progress(heading: str, width: float, *, where: Where = Where.COLUMN) -> Field:
    return Field("Progress", Column(heading, width, grows=True), progress_words, where)


def _reported(heading: str, width: float) -> Field:
    """For a layout that has a column of its own for the outcome."""
    return Field("Progress", Column(heading, width, grows=True), reported_words)


def _growing(name: str, heading: str, width: float) -> Field:
    """Long words of an issue's, which share what room is left."""
    laid = FIELDS[name].laid(heading, width, where=Where.MERGED)
    return replace(laid, column=replace(laid.column, grows=True))


def _no(heading: str, width: float) -> Field:
    return FIELDS["no"].laid(heading, width, where=Where.MERGED)


def _action(heading: str, width: float, *, after_ref: bool) -> Field:
    laid = FIELDS["action"].laid(heading, width)
    return laid if after_ref else replace(laid, printed=None)


THEME = (
    FIELDS["section"].laid("Section", 20, where=Where.BAND),
    _no("No", 6),
    FIELDS["issue"].laid("Theme", 30, where=Where.MERGED),
    ONLY_FLAT_REF,
    _action("Action", 44, after_ref=True),
    FIELDS["lead"].laid("Lead/Ref", 20),
    _optional(_timescale("Timescale", 15)),
    _optional(_progress("Progress", 34)),
    STATUS,
)

AREA = (
    FIELDS["no"].laid("Area", 8, where=Where.BLOCK),
    FIELDS["issue"].laid("Area for improvement", 30, where=Where.BLOCK),
    FIELDS["leadmember"].laid("Lead councillor(s)", 20, where=Where.BLOCK),
    FIELDS["leaddirectorate"].laid("Lead directorate(s)", 20, where=Where.BLOCK),
    FIELDS["aim"].laid("What is the council trying to achieve?", 30, where=Where.BLOCK),
    REF.laid("Ref", 8),
    _action("Actions", 34, after_ref=False),
    FIELDS["outcome"].laid("Outcomes", 34),
    _optional(FIELDS["lead"].laid("Lead", 15)),
    _timescale("Completed by", 16),
    _optional(_reported("Progress", 30)),
    STATUS,
)

ISSUE = (
    _no("No", 7),
    FIELDS["issue"].laid("Issue", 19, where=Where.MERGED),
    ONLY_FLAT_REF,
    _action("Actions required", 31, after_ref=True),
    FIELDS["lead"].laid("Lead", 11),
    _progress("Progress / Outcome", 42),
    _timescale("Timescale", 16),
    STATUS,
)

RECOMMENDATION = (
    FIELDS["no"].laid("No", 8, where=Where.BLOCK),
    FIELDS["issue"].laid("Recommendation", 30, where=Where.BLOCK),
    FIELDS["response"].laid("Response", 36, where=Where.BLOCK),
    REF.laid("Ref", 13),
    _action("Action", 60, after_ref=False),
    _timescale("Timescale", 30),
    FIELDS["lead"].laid("Lead", 20),
    _progress("Progress", 42, where=Where.BELOW),
    STATUS,
)

MONITORING = (
    _no("No", 6),
    FIELDS["issue"].laid("Key issue", 20, where=Where.MERGED),
    ONLY_FLAT_REF,
    _action("Drivers for action", 30, after_ref=True),
    _timescale("Milestone dates", 15),
    FIELDS["lead"].laid("Lead officers", 15),
    _growing("resourcessofar", "Resource implications", 22),
    _growing("risks", "Risk factors", 22),
    FIELDS["monitoring"].laid("Performance monitoring", 18, where=Where.MERGED),
    _optional(_progress("Progress", 30)),
    STATUS,
)

REGISTER = tuple(
    replace(
        field,
        printed=None,
        is_optional=True,
        where=Where.MERGED if field.is_of_issue else Where.COLUMN,
    )
    for field in PUBLIC
)

LAYOUTS: Mapping[str, Layout] = {
    layout.name: layout
    for layout in (
        Layout("theme", Paper.A4, Naming.POSTS, THEME, block="Theme"),
        Layout("area", Paper.A4, Naming.POSTS, AREA, block="Area for improvement"),
        Layout("issue", Paper.A4, Naming.INITIALS, ISSUE, is_by_steps=True),
        Layout(
            "recommendation",
            Paper.A4,
            Naming.INITIALS,
            RECOMMENDATION,
            block="Recommendation",
            key_first=True,
        ),
        Layout(
            "monitoring", Paper.A3, Naming.INITIALS, MONITORING, block="Key issue", support=True
        ),
        Layout("register", Paper.A3, Naming.POSTS, REGISTER),
    )
}
"""The layouts that come with the tool, by name."""
