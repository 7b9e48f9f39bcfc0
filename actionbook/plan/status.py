"""What the dates say of an action on a day: RAG, flags, and whether it is late."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from itertools import compress
from typing import NamedTuple

from actionbook.plan.model import Action, DateChange, LeadState, Plan, Status

__all__ = [
    "DONE",
    "FLAGS",
    "NOT_APPROVAL",
    "NO_REPORT",
    "Flag",
    "Rag",
    "Standing",
    "effective_due",
    "flags",
    "is_approved",
    "is_closed",
    "is_open",
    "is_overdue",
    "is_refused",
    "is_silent",
    "is_soon",
    "rag",
    "standing",
]

NOT_APPROVAL = (
    "pending", "request", "tbc", "tba", "subject to", "to be ", "awaiting", "not agreed",
    "not approved", "refused", "rejected", "n/a", "none",
)  # fmt: skip
"""Words that make an Approval no approval, wherever they stand in it."""

DONE = frozenset({Status.COMPLETE, Status.TO_VERIFY})
"""The statuses that say an action is done."""

_REFUSAL = ("refused", "rejected", "not agreed", "not approved")

NO_REPORT = "No report in "
"""How Last reported begins once a period has closed with no progress recorded."""


class Rag(StrEnum):
    """
    What the dates say of an action, in the order in which the first that applies wins.

    `SEE_STEPS` is for an action that says nothing of its own and is carried by its steps.
    """

    WITHDRAWN = "Withdrawn"
    ON_HOLD = "On hold"
    COMPLETE = "Complete"
    TO_VERIFY = "To be verified"
    OVERDUE = "Overdue"
    AT_RISK = "At risk"
    NOT_DUE_TO_START = "Not yet due to start"
    NO_DATE = "No date"
    ON_TRACK = "On track"
    SEE_STEPS = "See steps"


class Flag(StrEnum):
    """A word in the Flags column, the worst first."""

    OVERDUE = "Overdue"
    UNASSIGNED = "Unassigned"
    NOT_AGREED = "Not agreed"
    LATE_START = "Late start"
    SILENT = "Silent"
    DUE_SOON = "Due soon"
    NO_DATE = "No date"


FLAGS = {
    Flag.OVERDUE: "past its due date, or past the revised date that was agreed",
    Flag.UNASSIGNED: "nobody leads it, and no action above it does",
    Flag.NOT_AGREED: "a revised date stands there that nobody has agreed yet",
    Flag.LATE_START: "it should have started, and has not",
    Flag.SILENT: "no progress recorded this period or last",
    Flag.DUE_SOON: "due within the due-soon days",
    Flag.NO_DATE: "no date, so it can never be late",
}
"""What each flag means, for the Read me sheet and the pages."""


def is_approved(action: Action, changes: Sequence[DateChange], on: date) -> bool:
    """
    Whether what stands in Approval and Approved on is an approval *on* that day.

    It needs a reference that is no "pending", and a date not in the future. A ledger row that
    records the same approval for another revised date voids it: it was given for that one, unless
    a correction let it stand for this one too.
    """
    words = action.approval.casefold().strip()
    if not words or any(word in words for word in NOT_APPROVAL):
        return False
    if action.approved_on is None or action.approved_on > on:
        return False
    given_for = [
        change.to_date
        for change in changes
        if change.event.casefold() == "agreed"
        and change.decided_on == action.approved_on
        and change.minute.casefold().strip() == words
    ]
    return action.revised_due in (None, *given_for) or not given_for


def is_refused(action: Action, on: date) -> bool:
    """Whether Approval says that what was asked was refused, on a day that has come."""
    words = action.approval.casefold()
    is_dated = action.approved_on is not None and action.approved_on <= on
    return is_dated and any(word in words for word in _REFUSAL)


def _approved(plan: Plan, action: Action, on: date) -> bool:
    # Most rows have none, and this is asked several times of each.
    if not action.approval:
        return False
    return is_approved(action, plan.changes_by_ref.get(action.ref.casefold(), ()), on)


def effective_due(plan: Plan, action: Action, on: date) -> date | None:
    """
    The last day on which *action* is on time: the agreed revised date, else the due date.

    A revised date moves the occurrence it was agreed for, and not those that come round later.
    """
    if action.revised_due is None:
        return action.next_due or action.due
    return _late_after(action, is_agreed=_approved(plan, action, on))


def _late_after(action: Action, *, is_agreed: bool) -> date | None:
    if action.revised_due is not None and is_agreed:
        return max(action.revised_due, action.next_due or action.revised_due)
    return action.next_due or action.due


def is_silent(action: Action) -> bool:
    """No progress this period, and none in the last."""
    last = action.last_reported
    return not action.progress and (not last or last.startswith(NO_REPORT))


def is_open(plan: Plan, action: Action, on: date) -> bool:
    """
    Neither complete (verified or not) nor withdrawn with approval. On hold is open.

    An action that its steps carry is not: they are open instead of it.
    """
    if action.status in DONE or plan.is_carried_by_steps(action):
        return False
    return not (action.status is Status.WITHDRAWN and _approved(plan, action, on))


def is_closed(plan: Plan, action: Action, on: date) -> bool:
    """
    Whether the committee has agreed that *action* is complete: it leaves the standing tables.

    It needs an approval that was not given for a move of its date, and not before it was done.
    The row stays in the plan for good.
    """
    if action.status is not Status.COMPLETE or not _approved(plan, action, on):
        return False
    if action.completed_on and action.approved_on and action.approved_on < action.completed_on:
        return False
    words = action.approval.casefold().strip()
    return not any(
        change.event.casefold() == "agreed"
        and change.decided_on == action.approved_on
        and change.minute.casefold().strip() == words
        for change in plan.changes_by_ref.get(action.ref.casefold(), ())
    )


def is_overdue(plan: Plan, action: Action, on: date) -> bool:
    """Past its due date, or past the agreed revised one."""
    return rag(plan, action, on) is Rag.OVERDUE


_SETTLED = {Status.COMPLETE: Rag.COMPLETE, Status.TO_VERIFY: Rag.TO_VERIFY}
_HELD = {Status.WITHDRAWN: Rag.WITHDRAWN, Status.ON_HOLD: Rag.ON_HOLD}
_WORST_FIRST = (
    Flag.OVERDUE, Flag.UNASSIGNED, Flag.NOT_AGREED, Flag.LATE_START, Flag.SILENT, Flag.DUE_SOON,
    Flag.NO_DATE,
)  # fmt: skip
_UNFLAGGED = frozenset({Rag.COMPLETE, Rag.TO_VERIFY, Rag.WITHDRAWN, Rag.SEE_STEPS})


class Standing(NamedTuple):
    """
    How an action stands on a day; `late_after` is the last day on which it is on time.

    `is_agreed`: what stands in its Approval counts.
    """

    rag: Rag
    flags: tuple[Flag, ...]
    late_after: date | None
    is_agreed: bool


def standing(plan: Plan, action: Action, on: date) -> Standing:
    """How *action* stands on that day: what `rag`, `flags` and `effective_due` say, in one go."""
    agreed = _approved(plan, action, on)
    due = _late_after(action, is_agreed=agreed)
    colour = _colour(plan, action, on, due, is_agreed=agreed)
    flagged = _flags(plan, action, on, due, colour, is_agreed=agreed)
    return Standing(colour, flagged, due, agreed)


def rag(plan: Plan, action: Action, on: date) -> Rag:
    """The RAG of *action* on that day: the first of `Rag` that applies (product.md)."""
    agreed = _approved(plan, action, on)
    due = _late_after(action, is_agreed=agreed)
    return _colour(plan, action, on, due, is_agreed=agreed)


def _colour(plan: Plan, action: Action, on: date, due: date | None, *, is_agreed: bool) -> Rag:
    if plan.is_carried_by_steps(action):
        return Rag.SEE_STEPS
    if action.status in _SETTLED:
        return _SETTLED[action.status]
    if action.status in _HELD and is_agreed:
        return _HELD[action.status]
    return _by_dates(plan, action, on, due, is_agreed=is_agreed)


def _by_dates(plan: Plan, action: Action, on: date, due: date | None, *, is_agreed: bool) -> Rag:
    if due is not None and on > due:
        return Rag.OVERDUE
    if (
        is_silent(action)
        or (action.revised_due is not None and not is_agreed)
        or (is_soon(plan, on, due) and _has_not_started(action))
    ):
        return Rag.AT_RISK
    if action.start is not None and action.start > on:
        return Rag.NOT_DUE_TO_START
    return Rag.NO_DATE if due is None else Rag.ON_TRACK


def is_soon(plan: Plan, on: date, due: date | None) -> bool:
    """Whether what is due then is due within the due-soon days, or was due before them."""
    return due is not None and (due - on).days <= plan.settings.due_soon_days


def _has_not_started(action: Action) -> bool:
    return action.status is None or action.status is Status.NOT_STARTED


def flags(plan: Plan, action: Action, on: date) -> tuple[Flag, ...]:
    """
    What needs somebody's eye, the worst first; none for what is done or withdrawn.

    On hold with approval is judged by its lead alone, and only a blank lead is flagged: a word
    that leads nowhere is the validator's to explain. The words fit 40 characters whatever
    meets: a late start is not said of what is due soon, nor silence of a late start.
    """
    return standing(plan, action, on).flags


def _flags(
    plan: Plan, action: Action, on: date, due: date | None, colour: Rag, *, is_agreed: bool
) -> tuple[Flag, ...]:
    if colour in _UNFLAGGED:
        return ()
    nobody = action.lead_state is LeadState.UNASSIGNED and not action.lead.strip()
    if colour is Rag.ON_HOLD:
        return (Flag.UNASSIGNED,) if nobody else ()
    overdue = colour is Rag.OVERDUE
    not_agreed = action.revised_due is not None and not is_agreed
    soon = not overdue and is_soon(plan, on, due)
    late_start = (
        not overdue
        and not soon
        and action.start is not None
        and action.start < on
        and _has_not_started(action)
    )
    applies = (
        overdue,
        nobody,
        not_agreed,
        late_start,
        is_silent(action) and not late_start,
        soon,
        due is None and not not_agreed,
    )
    return tuple(compress(_WORST_FIRST, applies))
