"""Every column that an appendix may have: its usual heading and width, and what stands in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from actionbook.appendices.values import Cell, Column, Holds, Line
from actionbook.appendices.words import action_words, monitoring_words, resource_words, status_words

__all__ = ["FIELDS", "PRIVATE", "PUBLIC", "Field", "Where", "field_key"]


OF_ISSUE = frozenset(
    {
        "No",
        "Section",
        "Issue",
        "Response",
        "Aim",
        "Priority",
        "Lead member",
        "Lead directorate",
        "Monitoring group",
        "Monitoring frequency",
        "Monitoring",
        "Resources",
        "Resources so far",
        "Risks",
        "Source ref",
    }
)
"""The columns that an issue answers for, not each of its actions."""


class Where(StrEnum):
    """Where print shows a column; the public edition shows each as a column of its own."""

    COLUMN = "column"
    MERGED = "merged"
    """Said once over the rows of its issue."""
    BAND = "band"
    """A band across the page wherever it changes."""
    BLOCK = "block"
    """A line over the block of its issue."""
    BELOW = "below"
    """Words under the block, with the refs they answer."""


@dataclass(frozen=True, slots=True)
class Field:
    """
    A column of a layout: what stands in it, and where print shows it.

    `printed` says it in print where that differs. `is_optional` columns are left out where no
    action has anything in them but what `says_nothing`; `only_flat` ones stand in the public
    edition alone.
    """

    name: str
    column: Column
    cell: Callable[[Line], Cell]
    where: Where = Where.COLUMN
    printed: Callable[[Line], Cell] | None = None
    is_optional: bool = False
    says_nothing: tuple[Cell, ...] = (None, "")
    only_flat: bool = False

    @property
    def is_of_issue(self) -> bool:
        """Whether it says the same for every action of an issue."""
        return self.name in OF_ISSUE

    def laid(self, heading: str = "", width: float = 0, *, where: Where = Where.COLUMN) -> "Field":
        """The same column under another heading, of another width, in another place."""
        column = replace(
            self.column,
            heading=heading or self.column.heading,
            width=width or self.column.width,
        )
        return replace(self, column=column, where=where)


def field_key(name: str) -> str:
    """A column's name as it is compared: letters, digits and % only, without case."""
    return "".join(mark for mark in name.casefold() if mark.isalnum() or mark == "%")


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


def _issue_number(line: Line) -> Cell:
    return line.issue_ref or line.action.ref


PUBLIC = (
    Field("Ref", Column("Ref", 7, Holds.STRONG), _of_action("ref")),
    Field("Section", Column("Section", 10), _of_issue("section")),
    Field("Issue", Column("Issue", 17, grows=True), _of_issue("issue")),
    Field("Response", Column("Response", 17, grows=True), _of_issue("response")),
    Field("Aim", Column("Aim", 13, grows=True), _of_issue("aim")),
    Field("Priority", Column("Priority", 8), _of_issue("priority")),
    Field("Action", Column("Action", 24, grows=True), _of_action("action"), printed=action_words),
    Field("Outcome", Column("Outcome", 14, grows=True), _of_action("outcome")),
    Field("Lead", Column("Lead", 13), lambda line: line.lead_in_layout),
    Field("Timescale", Column("Timescale", 10.5), _of_action("timescale_text")),
    Field("Start", Column("Start", 9.6, Holds.DATE), _of_action("start")),
    Field("Due", Column("Due", 9.6, Holds.DATE), _of_action("due")),
    Field("Revised due", Column("Revised due", 9.6, Holds.DATE), _of_action("revised_due")),
    Field("Status", Column("Status", 9.5), _of_action("status")),
    Field("% complete", Column("% complete", 9, Holds.PERCENT), _percent),
    Field("Progress", Column("Progress", 27, grows=True), _of_action("progress")),
    Field("Completed on", Column("Completed on", 9.6, Holds.DATE), _of_action("completed_on")),
    Field("RAG", Column("RAG", 9.5, Holds.RAG), lambda line: line.rag),
    Field("Lead member", Column("Lead member", 10), _of_issue("lead_member")),
    Field("Lead directorate", Column("Lead directorate", 11), _of_issue("lead_directorate")),
    Field("Monitoring group", Column("Monitoring group", 12), _of_issue("monitoring_group")),
    Field("Resources", Column("Resources", 12), _of_issue("resource_implications")),
    Field("Risks", Column("Risks", 11), _of_issue("risk_factors")),
)
"""Every public column, in the order of the contract: those of the layout `register`."""

_SAID_OTHERWISE = (
    Field("No", Column("No", 7, Holds.STRONG), _issue_number),
    Field(
        "Monitoring frequency",
        Column("Monitoring frequency", 12),
        _of_issue("monitoring_frequency"),
    ),
    Field("Monitoring", Column("Monitoring", 14), monitoring_words),
    Field("Resources so far", Column("Resource implications", 18), resource_words),
    Field("RAG and status", Column("Status", 14, Holds.RAG), status_words),
)
"""The same, put together as some houses have it."""

PRIVATE = (
    Field("Change reason", Column("Change reason", 20, grows=True), _of_action("change_reason")),
    Field("Approval", Column("Approval", 16), _of_action("approval")),
    Field("Approved on", Column("Approved on", 9.6, Holds.DATE), _of_action("approved_on")),
    Field("Evidence", Column("Evidence", 20, grows=True), _of_action("evidence")),
    Field("Verified by", Column("Verified by", 12), _of_action("verified_by")),
    Field("Last reported", Column("Last reported", 27, grows=True), _of_action("last_reported")),
    Field("Depends on", Column("Depends on", 9), _of_action("depends_on")),
    Field("Source ref", Column("Source ref", 9), _of_issue("source_ref")),
)
"""Columns that a house may show only where its settings say so."""

_SYNONYMS = {
    "issueref": "no",
    "resourceimplications": "resources",
    "riskfactors": "risks",
    "progressthisperiod": "progress",
    "complete": "%complete",
}

_BY_NAME = {field_key(field.name): field for field in (*PUBLIC, *_SAID_OTHERWISE, *PRIVATE)}

FIELDS: Mapping[str, Field] = {
    **_BY_NAME,
    **{synonym: _BY_NAME[name] for synonym, name in _SYNONYMS.items()},
}
"""Every column by `field_key` of its name."""
