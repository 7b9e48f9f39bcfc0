"""
The shapes that houses give their plan: lines in, the rows of one table out.

Each row is one action. `ABOVE` in a cell says that it is one with the cell above.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from actionbook.appendices.posts import Naming
from actionbook.appendices.values import ABOVE, Cell, Column, Holds, Line, Paper
from actionbook.plan.status import Rag

__all__ = ["LAYOUTS", "Laid", "Layout", "day_words"]

Rows = tuple[tuple[Cell, ...], ...]


class Laid(NamedTuple):
    """What a layout makes of the lines: its columns, a row for each line, what it left out."""

    columns: tuple[Column, ...]
    rows: Rows
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """A house layout: its name, its paper, how it names leads, and what lays the lines out."""

    name: str
    paper: Paper
    naming: Naming
    lay_out: Callable[[Sequence[Line]], Laid]


def day_words(day: date) -> str:
    """A day as the papers write it: 5 March 2027."""
    return f"{day.day} {day:%B %Y}"


ISSUE_COLUMNS = (
    Column("No", 7, Holds.STRONG),
    Column("Issue", 19, grows=True),
    Column("Actions required", 31, grows=True),
    Column("Lead", 11),
    Column("Progress / Outcome", 42, grows=True),
    Column("Timescale", 16),
    Column("Status", 14, Holds.RAG),
)


def _by_issue(lines: Sequence[Line]) -> Laid:
    return Laid(ISSUE_COLUMNS, tuple(_issue_rows(lines)))


def _issue_rows(lines: Iterable[Line]) -> Iterator[tuple[Cell, ...]]:
    last = None
    lead = ""
    for heading, line in _headed(lines):
        first = heading or line
        opens = first.place == 0 and (first.issue_ref.casefold() != last or not first.issue_ref)
        last = line.issue_ref.casefold()
        goes_on = first.place > 0 and line.lead_in_layout == lead
        lead = line.lead_in_layout
        yield (
            _issue_number(first) if opens else ABOVE,
            _issue_words(first) if opens else ABOVE,
            ABOVE if first.place else _action_words(first),
            ABOVE if goes_on else lead,
            _progress_words(line),
            _timescale_words(line),
            _status_words(line),
        )


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


def _issue_number(line: Line) -> str:
    return line.issue_ref or line.action.ref


def _issue_words(line: Line) -> str | None:
    return (line.issue.issue or None) if line.issue else None


def _action_words(line: Line) -> str:
    return _with_ref(line) if line.issue_ref else line.action.action


def _with_ref(line: Line) -> str:
    return f"{line.action.ref}  {line.action.action}".strip()


def _progress_words(line: Line) -> str | None:
    action = line.action
    said = [action.progress]
    if line.place:
        said.insert(0, _with_ref(line))
    if action.outcome:
        said.append(f"Outcome: {action.outcome}")
    if action.completed_on and not line.is_open:
        said.append(f"Completed {day_words(action.completed_on)}")
    nothing = None if line.rag is Rag.SEE_STEPS else "No progress recorded"
    return "\n".join(filter(None, said)) or nothing


def _timescale_words(line: Line) -> str | None:
    action = line.action
    if line.rag is Rag.SEE_STEPS:
        return None
    words = action.timescale_text or (day_words(action.due) if action.due else "No date")
    if action.revised_due is None:
        return words
    agreed = "Revised to" if line.due == action.revised_due else "Asked to move to"
    return f"{words}\n{agreed} {day_words(action.revised_due)}"


def _status_words(line: Line) -> str:
    said = line.action.status
    if said is None or str(said) == str(line.rag) or line.rag is Rag.TO_VERIFY:
        return line.rag
    return f"{line.rag}\n({said})"


class _Field(NamedTuple):
    column: Column
    cell: Callable[[Line], Cell]
    is_of_issue: bool = False


def _of_issue(name: str) -> Callable[[Line], Cell]:
    def cell(line: Line) -> Cell:
        return (getattr(line.issue, name) or None) if line.issue else None

    return cell


def _of_action(name: str) -> Callable[[Line], Cell]:
    def cell(line: Line) -> Cell:
        return getattr(line.action, name) or None

    return cell


def _percent(line: Line) -> Cell:
    return None if line.action.percent is None else line.action.percent / 100


REGISTER_FIELDS = (
    _Field(Column("Ref", 7, Holds.STRONG), _of_action("ref")),
    _Field(Column("Section", 10), _of_issue("section"), is_of_issue=True),
    _Field(Column("Issue", 17, grows=True), _of_issue("issue"), is_of_issue=True),
    _Field(Column("Response", 17, grows=True), _of_issue("response"), is_of_issue=True),
    _Field(Column("Aim", 13, grows=True), _of_issue("aim"), is_of_issue=True),
    _Field(Column("Priority", 8), _of_issue("priority"), is_of_issue=True),
    _Field(Column("Action", 24, grows=True), _of_action("action")),
    _Field(Column("Outcome", 14, grows=True), _of_action("outcome")),
    _Field(Column("Lead", 13), lambda line: line.lead_in_layout),
    _Field(Column("Timescale", 10.5), _of_action("timescale_text")),
    _Field(Column("Start", 9.6, Holds.DATE), _of_action("start")),
    _Field(Column("Due", 9.6, Holds.DATE), _of_action("due")),
    _Field(Column("Revised due", 9.6, Holds.DATE), _of_action("revised_due")),
    _Field(Column("Status", 9.5), _of_action("status")),
    _Field(Column("% complete", 9, Holds.PERCENT), _percent),
    _Field(Column("Progress", 27, grows=True), _of_action("progress")),
    _Field(Column("Completed on", 9.6, Holds.DATE), _of_action("completed_on")),
    _Field(Column("RAG", 9.5, Holds.RAG), lambda line: line.rag),
    _Field(Column("Lead member", 10), _of_issue("lead_member"), is_of_issue=True),
    _Field(Column("Lead directorate", 11), _of_issue("lead_directorate"), is_of_issue=True),
    _Field(Column("Monitoring group", 12), _of_issue("monitoring_group"), is_of_issue=True),
    _Field(Column("Resources", 12), _of_issue("resource_implications"), is_of_issue=True),
    _Field(Column("Risks", 11), _of_issue("risk_factors"), is_of_issue=True),
)
"""Every public column, in the order of the contract."""


def _register(lines: Sequence[Line]) -> Laid:
    filled = [
        (each.column, [each.cell(line) for line in lines], each.is_of_issue)
        for each in REGISTER_FIELDS
    ]
    kept = [each for each in filled if any(cell is not None for cell in each[1])]
    left_out = tuple(
        column.heading for column, cells, _ in filled if all(cell is None for cell in cells)
    )
    goes_on = [
        after.issue_ref != "" and after.issue_ref.casefold() == before.issue_ref.casefold()
        for before, after in pairwise(lines)
    ]
    columns = [
        _said_once(cells, goes_on) if is_of_issue else cells for _, cells, is_of_issue in kept
    ]
    return Laid(tuple(column for column, _, _ in kept), tuple(zip(*columns, strict=True)), left_out)


def _said_once(cells: Sequence[Cell], goes_on: Sequence[bool]) -> list[Cell]:
    """What is the issue's is said at its first action, and goes on over the others."""
    return [
        ABOVE if continues else cell
        for cell, continues in zip(cells, (False, *goes_on), strict=True)
    ]


LAYOUTS: Mapping[str, Layout] = {
    layout.name: layout
    for layout in (
        Layout("issue", Paper.A4, Naming.INITIALS, _by_issue),
        Layout("register", Paper.A3, Naming.POSTS, _register),
    )
}
"""The layouts there are, by name."""
