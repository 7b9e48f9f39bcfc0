"""
What a plan is: issues, actions, people, and the ledgers that remember.

Plain frozen values, read from a workbook or built by hand. A cell that could not be read
as what its column holds keeps its place in `unread`, so that a rule can report it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from actionbook.plan.cells import CellRef
from actionbook.plan.past import NO_PAST, Past, first_of_each
from actionbook.plan.records import (
    DateChange,
    ExemptRow,
    HistoryRow,
    Issue,
    LayoutRow,
    Meeting,
    Person,
    Resource,
    Risk,
    Suppression,
    Term,
)
from actionbook.plan.settings import LABELS, Settings
from actionbook.plan.structure import Place, Structure
from actionbook.plan.timescales import Kind, Timescale

__all__ = [
    "NO_TIMESCALE",
    "Action",
    "DateChange",
    "ExemptRow",
    "HistoryRow",
    "Issue",
    "LayoutRow",
    "Lead",
    "LeadKind",
    "LeadState",
    "Meeting",
    "Person",
    "Plan",
    "Resource",
    "Risk",
    "Status",
    "Suppression",
    "Term",
]

Made = TypeVar("Made")

NO_TIMESCALE = Timescale(text="", kind=Kind.BLANK)


class Status(StrEnum):
    """What the lead says of an action, as the drop-down offers it."""

    NOT_STARTED = "Not started"
    IN_PROGRESS = "In progress"
    COMPLETE = "Complete"
    TO_VERIFY = "Complete (awaiting verification)"
    ON_HOLD = "On hold"
    WITHDRAWN = "Withdrawn"


class LeadState(StrEnum):
    """Who answers for an action: somebody named, the action above's lead, a crowd, nobody."""

    ASSIGNED = "assigned"
    INHERITED = "inherited"
    GROUP = "group"
    UNASSIGNED = "unassigned"


class LeadKind(StrEnum):
    """What sort of lead a name is."""

    PERSON = "person"
    POST = "post"
    INITIALS = "initials"
    TEAM = "team"
    BOARD = "board"
    GROUP = "group"


class Lead(NamedTuple):
    """One lead named in a cell; *known* when the People table has them."""

    name: str
    kind: LeadKind
    known: bool = False


NOWHERE = Place("Actions", {})
NOTHING: Mapping[str, object] = {}


class Action(NamedTuple):
    """
    One row of the Actions table.

    Text fields are "" where the cell is blank, dates None; `percent` is 0 to 100.
    `unread` holds what stood in a date, status or number cell and could not be read as one,
    by field name. `owned` holds what stands in the starred columns where it is the officer's
    and not the tool's; `live` names the starred fields that hold today's formula of the tool.
    `timescale` is the words read against the day the action was added,
    else the plan's approval; `leads` are the inherited ones where it inherits.
    """

    row: int
    ref: str
    action: str = ""
    lead: str = ""
    timescale_text: str = ""
    due: date | None = None
    revised_due: date | None = None
    rag: str = ""
    flags: str = ""
    status: Status | None = None
    progress: str = ""
    completed_on: date | None = None
    change_reason: str = ""
    approval: str = ""
    approved_on: date | None = None
    evidence: str = ""
    publication: str = ""
    verified_by: str = ""
    outcome: str = ""
    last_reported: str = ""
    issue: str = ""
    part_of: str = ""
    depends_on: str = ""
    start: date | None = None
    next_due: date | None = None
    agreed: str = ""
    late_after: date | None = None
    percent: float | None = None
    added_on: date | None = None
    timescale: Timescale = NO_TIMESCALE
    leads: tuple[Lead, ...] = ()
    lead_state: LeadState = LeadState.UNASSIGNED
    unread: Mapping[str, object] = NOTHING
    owned: Mapping[str, object] = NOTHING
    live: frozenset[str] = frozenset()
    place: Place = NOWHERE

    def cell(self, name: str) -> CellRef:
        """The cell of field *name*: the one to edit."""
        # As `Place.cell`, with one call less: a large plan asks for hundreds of thousands.
        sheet, columns, _ = self.place
        column = columns.get(name)
        if column is None:
            return self.place.cell(name, self.row)
        return tuple.__new__(CellRef, (sheet, self.row, column))


@dataclass(frozen=True)
class Plan:
    """
    A plan as its workbook holds it: one value per row, in workbook order.

    `structure` tells what reading saw of the tables themselves, `fingerprint` is the sha256 of
    the workbook's bytes, `past` what the last run saw. The plan is never changed.
    """

    actions: tuple[Action, ...]
    settings: Settings = field(default_factory=Settings)
    issues: tuple[Issue, ...] = ()
    people: tuple[Person, ...] = ()
    glossary: tuple[Term, ...] = ()
    history: tuple[HistoryRow, ...] = ()
    date_changes: tuple[DateChange, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    resources: tuple[Resource, ...] = ()
    risks: tuple[Risk, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    layouts: tuple[LayoutRow, ...] = ()
    exempt: tuple[ExemptRow, ...] = ()
    structure: Structure = field(default_factory=Structure)
    path: Path | None = None
    fingerprint: str = ""
    past: Past = field(default=NO_PAST, compare=False, repr=False)

    def to_frames(self, *, on: date | None = None) -> dict[str, Any]:
        """
        One pandas DataFrame per table, by its name: see `actionbook.frames.to_frames`.

        Raises:
            ActionbookError: pandas is not installed.
        """
        # Loaded here, and from above: whoever holds a plan asks the plan.
        from actionbook.frames import to_frames

        return to_frames(self, on=on)

    @property
    def name(self) -> str:
        """What to call the plan in a message: its file's name, else its title."""
        return self.path.name if self.path else self.settings.title or "The plan"

    def where_set(self, setting: str) -> str:
        """Where *setting* stands, for a message: the plan, the cell if there is one, the label."""
        cell = self.structure.setting_cells.get(setting)
        return (
            f"{self.name}, {cell}: {LABELS[setting]}" if cell else f"{self.name}: {LABELS[setting]}"
        )

    def once(self, what: str, on: date | None, make: Callable[[], Made]) -> Made:
        """What *make* works out of the plan for that day, made the first time it is asked for."""
        key = (what, on)
        if key not in self.worked_out:
            self.worked_out[key] = make()
        made: Made = self.worked_out[key]
        return made

    @cached_property
    def worked_out(self) -> dict[tuple[str, date | None], Any]:
        """What has been worked out of the plan, by what and for which day: for rules to share."""
        return {}

    @cached_property
    def by_ref(self) -> Mapping[str, Action]:
        """The first action of each ref, by the ref without case."""
        return first_of_each(self.ref_keys, self.actions)

    @cached_property
    def ref_keys(self) -> Sequence[str]:
        """The ref of each action without case: as refs are compared."""
        return [action.ref.casefold() for action in self.actions]

    @cached_property
    def issue_by_ref(self) -> Mapping[str, Issue]:
        """The first issue of each ref, by the ref without case."""
        found: dict[str, Issue] = {}
        for issue in self.issues:
            found.setdefault(issue.ref.casefold(), issue)
        return found

    @cached_property
    def actions_by_issue(self) -> Mapping[str, tuple[Action, ...]]:
        """The actions of each issue, by the issue's ref without case, in workbook order."""
        found: dict[str, list[Action]] = {}
        for action in self.actions:
            found.setdefault(action.issue.casefold(), []).append(action)
        return {ref: tuple(actions) for ref, actions in found.items()}

    @cached_property
    def changes_by_ref(self) -> Mapping[str, tuple[DateChange, ...]]:
        """The slippage ledger's rows of each action, by its ref without case, oldest first."""
        found: dict[str, list[DateChange]] = {}
        for change in self.date_changes:
            found.setdefault(change.action.casefold(), []).append(change)
        return {ref: tuple(changes) for ref, changes in found.items()}

    @cached_property
    def history_by_ref(self) -> Mapping[str, tuple[HistoryRow, ...]]:
        """The history rows of each action, by its ref without case, oldest first."""
        found: dict[str, list[HistoryRow]] = {}
        for row in self.history:
            found.setdefault(row.action.casefold(), []).append(row)
        return {ref: tuple(rows) for ref, rows in found.items()}

    @cached_property
    def refs_with_steps(self) -> frozenset[str]:
        """The refs, without case, that some action names in Part of."""
        return frozenset(action.part_of.casefold() for action in self.actions if action.part_of)

    def is_carried_by_steps(self, action: Action) -> bool:
        """
        Whether *action* has steps and says nothing of its own: no timescale, status, progress.

        Then it is a heading of its steps, which are judged instead of it.
        """
        if action.timescale_text or action.progress or action.status:
            return False
        if action.ref.casefold() not in self.refs_with_steps:
            return False
        dates = (action.due, action.revised_due, action.completed_on)
        return not any(dates) and "status" not in action.unread
