"""What stands round the actions of a plan: issues, people, terms, ledgers, meetings, resources."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from actionbook.plan.cells import CellRef
from actionbook.plan.structure import Place

__all__ = [
    "DateChange",
    "ExemptRow",
    "HistoryRow",
    "Issue",
    "LayoutRow",
    "Meeting",
    "Person",
    "Resource",
    "Risk",
    "Suppression",
    "Term",
]

NOWHERE = Place("", {})
NOTHING: Mapping[str, object] = {}


class Issue(NamedTuple):
    """One row of the Issues table: a recommendation, theme, area for improvement, key issue."""

    row: int
    ref: str
    section: str = ""
    issue: str = ""
    response: str = ""
    aim: str = ""
    lead_member: str = ""
    lead_directorate: str = ""
    monitoring_group: str = ""
    monitoring_frequency: str = ""
    priority: str = ""
    source_ref: str = ""
    resource_implications: str = ""
    risk_factors: str = ""
    place: Place = NOWHERE

    def cell(self, name: str) -> CellRef:
        """The cell of field *name*: the one to edit."""
        return self.place.cell(name, self.row)


class Person(NamedTuple):
    """One row of the People table. `kind` is person, post or group."""

    row: int
    initials: str = ""
    name: str = ""
    post: str = ""
    directorate: str = ""
    email: str = ""
    kind: str = ""
    from_date: date | None = None
    to_date: date | None = None
    handover_to: str = ""
    place: Place = NOWHERE


class Term(NamedTuple):
    """One row of the Glossary."""

    term: str
    meaning: str
    row: int = 0
    place: Place = NOWHERE


class HistoryRow(NamedTuple):
    """An action as it stood when a period was closed."""

    period: str
    recorded_on: date | None
    action: str
    status: str = ""
    percent: float | None = None
    rag: str = ""
    due: date | None = None
    revised_due: date | None = None
    progress: str = ""
    row: int = 0
    place: Place = NOWHERE


class DateChange(NamedTuple):
    """One event of the slippage ledger: requested, agreed, refused, corrected."""

    action: str
    event: str
    recorded_on: date | None = None
    period: str = ""
    from_date: date | None = None
    to_date: date | None = None
    reason: str = ""
    asked_by: str = ""
    decided_by: str = ""
    decided_on: date | None = None
    minute: str = ""


class Meeting(NamedTuple):
    """One row of the Meetings table: a committee, its date, and the appendix it is to have."""

    row: int
    committee: str = ""
    meeting_date: date | None = None
    appendix_letter: str = ""
    layout: str = ""
    edition: str = ""
    scope: str = ""
    state: str = ""
    fingerprint: str = ""
    place: Place = NOWHERE

    def cell(self, name: str) -> CellRef:
        """The cell of field *name*: the one to edit."""
        return self.place.cell(name, self.row)


class LayoutRow(NamedTuple):
    """
    One row of the Layouts table: a column of a house's own layout, in the table's order.

    `column` names a column of the plan, `heading` what the house calls it, `width` is in
    characters and None where it is blank, `grouping` is where print shows it.
    """

    row: int
    layout: str = ""
    column: str = ""
    heading: str = ""
    width: float | None = None
    grouping: str = ""
    paper: str = ""
    leads: str = ""
    place: Place = NOWHERE

    def cell(self, name: str) -> CellRef:
        """The cell of field *name*: the one to edit."""
        return self.place.cell(name, self.row)


class ExemptRow(NamedTuple):
    """One row of the Exempt table: why an action is not for the public, and until when."""

    row: int
    action: str = ""
    paragraph: str = ""
    reason: str = ""
    decided_by: str = ""
    review_on: date | None = None
    place: Place = NOWHERE

    def cell(self, name: str) -> CellRef:
        """The cell of field *name*: the one to edit."""
        return self.place.cell(name, self.row)


class Resource(NamedTuple):
    """
    One row of the Resources table: time or money that the plan took. `kind` is staff time or
    external support; blank dates and numbers are None.

    `unread` holds, by field name, what stood in a date or number cell and could not be read.
    """

    row: int
    day: date | None = None
    issue: str = ""
    action: str = ""
    person: str = ""
    hours: float | None = None
    cost: float | None = None
    kind: str = ""
    note: str = ""
    unread: Mapping[str, object] = NOTHING
    place: Place = NOWHERE

    def cell(self, name: str) -> CellRef:
        """The cell of field *name*: the one to edit."""
        return self.place.cell(name, self.row)


class Risk(NamedTuple):
    """One row of the Risks table; likelihood and impact are the house's own words."""

    row: int
    ref: str = ""
    risk: str = ""
    likelihood: str = ""
    impact: str = ""
    mitigation: str = ""
    action: str = ""
    place: Place = NOWHERE

    def cell(self, name: str) -> CellRef:
        """The cell of field *name*: the one to edit."""
        return self.place.cell(name, self.row)


class Suppression(NamedTuple):
    """
    A finding that somebody has decided to live with: a rule's code or name, and the action's ref.

    A blank ref means the rule throughout the plan. `until` is the last day on which it counts,
    None where there is none; what stands there and is no date is in `unread`, and then it does
    not count. `told_in` is the file that says it, "" for the plan's own table; then it has no cell.
    """

    row: int
    code: str = ""
    ref: str = ""
    reason: str = ""
    until: date | None = None
    unread: Mapping[str, object] = NOTHING
    place: Place = NOWHERE
    told_in: str = ""
