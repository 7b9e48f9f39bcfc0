"""
Rows of the layout `issue`: an action beside what is reported of each of its steps.

Plans of this shape print several paragraphs of progress beside one action, each with a timescale
of its own. They are its steps (record 3), and stand where they stood.
"""

from collections.abc import Iterable, Iterator, Sequence

from actionbook.appendices.fields import Field, Where
from actionbook.appendices.values import ABOVE, Cell, Line
from actionbook.appendices.words import step_words
from actionbook.plan.status import Rag

__all__ = ["step_rows"]


def step_rows(fields: Sequence[Field], lines: Iterable[Line]) -> Iterator[tuple[Cell, ...]]:
    """One row a line, but for an action that its first step speaks for."""
    last = None
    lead = ""
    for heading, line in _headed(lines):
        first = heading or line
        opens = first.place == 0 and (first.issue_ref.casefold() != last or not first.issue_ref)
        last = line.issue_ref.casefold()
        goes_on = first.place > 0 and line.lead_in_layout == lead
        lead = line.lead_in_layout
        yield tuple(_cell(field, first, line, opens=opens, goes_on=goes_on) for field in fields)


def _cell(field: Field, first: Line, line: Line, *, opens: bool, goes_on: bool) -> Cell:
    say = field.printed or field.cell
    if field.where is Where.MERGED:
        return say(first) if opens else ABOVE
    if field.name == "Action":
        return ABOVE if first.place else say(first)
    if field.name == "Lead" and goes_on:
        return ABOVE
    if field.name == "Progress" and line.place:
        return step_words(line)
    return say(line)


def _headed(lines: Iterable[Line]) -> Iterator[tuple[Line | None, Line]]:
    """
    Each line, with the action before it that it shares a row with, if any.

    An action that its steps carry shares that of its first step, as plans print it, where the
    row says all that it says itself.
    """
    heading: Line | None = None
    for line in lines:
        if heading is not None and not _fits_beside(heading, line):
            yield None, heading
            heading = None
        if line.rag is Rag.SEE_STEPS and not line.place:
            heading = line
            continue
        yield heading, line
        heading = None
    if heading is not None:
        yield None, heading


def _fits_beside(heading: Line, line: Line) -> bool:
    same_lead = heading.lead_in_layout == line.lead_in_layout
    return line.place > 0 and same_lead and not heading.action.outcome
