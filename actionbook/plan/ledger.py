"""
The slippage ledger: every move of a date, asked for, agreed, refused, corrected.

The ledger (the DateChanges table) only grows. What stands in the plan and is not in it yet,
`moves` tells as the events that belong there.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from actionbook.plan.derive import as_it_stands, words_due
from actionbook.plan.late import late
from actionbook.plan.model import Action, DateChange, Plan, Status
from actionbook.plan.past import First, is_settled
from actionbook.plan.status import DONE, is_approved, is_refused

__all__ = [
    "Event",
    "agreed_moves",
    "first_due",
    "is_correction",
    "last_request",
    "moves",
    "put_right",
]

_CORRECTION = late(r"\W*correction\b", re.IGNORECASE)
_WORDS = late(r"(?:[^\d\s,;:(/]+(?:\s+|(?=[,;:(]|\Z)))*")
_TRAILING = late(
    r"[\W_]*(?:\b(?:minutes?|mins?|no|ref|item|para|dated|on|of)\b[\W_]*)*\Z", re.IGNORECASE
)
_SETTLED = frozenset({Status.ON_HOLD, Status.WITHDRAWN, Status.COMPLETE, Status.TO_VERIFY})
"""Statuses beside which an approval is the status's, not a retyped date's."""


class Event(StrEnum):
    """What happened to a date."""

    REQUESTED = "requested"
    AGREED = "agreed"
    REFUSED = "refused"
    CORRECTED = "corrected"


def is_correction(action: Action) -> bool:
    """Whether its Change reason says that a typo is mended, which is no slippage."""
    return _CORRECTION.match(action.change_reason) is not None


def first_due(plan: Plan, action: Action) -> date | None:
    """
    The date that *action* had first, which no later typing hides; None where it has none.

    What a run saw at the approval; where none did, what the ledger's first event moved from,
    corrections followed; else its Due.
    """
    key = action.ref.casefold()
    seen = plan.past.by_ref.get(key)
    events = plan.changes_by_ref.get(key, ())
    if seen is not None and seen.first is not None and seen.first.due is not None:
        return seen.first.due
    if action.timescale.every or not events:
        return action.due
    return put_right(events[0].from_date or action.due, events)


def put_right(first: date | None, events: Iterable[DateChange]) -> date | None:
    """The date *first* as the corrections among *events* leave it."""
    for event in events:
        if event.event.casefold() == Event.CORRECTED and event.from_date == first:
            first = event.to_date
    return first


def agreed_moves(events: Iterable[DateChange]) -> tuple[DateChange, ...]:
    """The moves that were agreed, oldest first, each put right as later events corrected it."""
    agreed: list[DateChange] = []
    for event in events:
        kind = event.event.casefold()
        if kind == Event.AGREED and not (agreed and agreed[-1].to_date == event.to_date):
            agreed.append(event)
        elif kind == Event.CORRECTED and agreed:
            if agreed[-1].to_date == event.from_date:
                agreed[-1] = agreed[-1]._replace(to_date=event.to_date)
            elif agreed[0].from_date == event.from_date:
                agreed[0] = agreed[0]._replace(from_date=event.to_date)
    return tuple(agreed)


def last_request(events: Iterable[DateChange], *, but_for: date | None = None) -> DateChange | None:
    """The last date asked for, put right as later events corrected it; *but_for* that date."""
    found: DateChange | None = None
    for event in events:
        kind = event.event.casefold()
        if kind == Event.REQUESTED and (but_for is None or event.to_date != but_for):
            found = event
        elif kind == Event.CORRECTED and found is not None and found.to_date == event.from_date:
            found = found._replace(to_date=event.to_date)
    return found


def moves(plan: Plan, *, on: date) -> tuple[DateChange, ...]:
    """
    The events that belong in the ledger and are not in it yet, in workbook order.

    A Revised due that is new is a request; with its approval it is agreed. So is what is typed
    over Due or Timescale once the plan is approved, told from what an earlier run saw.
    """
    plan = as_it_stands(plan, on=on)
    past = plan.past.by_ref if is_settled(plan, on=on) else {}
    found: list[DateChange] = []
    for action in plan.actions:
        seen = past.get(action.ref.casefold())
        first = seen.first if seen else None
        if first is not None and first == (action.timescale_text, action.due):
            first = None
        if action.ref and (first is not None or action.revised_due is not None):
            found += _Trail(plan, action, on).told(first)
    return tuple(found)


class _Trail:
    """The ledger of one action, and the events that are to be added to it."""

    def __init__(self, plan: Plan, action: Action, on: date) -> None:
        self.plan = plan
        self.action = action
        self.on = on
        self.events = list(plan.changes_by_ref.get(action.ref.casefold(), ()))
        self.known = len(self.events)
        self.typed: date | None = None

    def told(self, first: First | None) -> list[DateChange]:
        """The new events; *first* is what the action had first, None where it still has it."""
        if first is not None and first.due is not None:
            self._retyped(first, first.due)
        if self.action.revised_due is not None:
            self._revised(self.action.revised_due)
        return self.events[self.known :]

    def _retyped(self, first: First, due: date) -> None:
        """What was typed over Due, or over the Timescale that gave it."""
        action = self.action
        typed, why = action.due, "Due was typed over"
        if typed == due and action.timescale_text != first.timescale_text:
            typed = words_due(action)
            why = f"Timescale '{first.timescale_text}' became '{action.timescale_text}'"
        if typed is None or typed in (due, action.revised_due):
            return
        if is_correction(action):
            if not self._has(Event.CORRECTED, typed, from_date=due):
                self._add(Event.CORRECTED, due, typed)
            return
        self.typed = typed
        if not self._has(Event.REQUESTED, typed):
            self._add(Event.REQUESTED, self._base(), typed, action.change_reason or why)
        if action.revised_due is None and action.status not in _SETTLED:
            self._decide(typed)

    def _has(self, kind: Event, to_date: date, *, from_date: date | None = None) -> bool:
        return any(
            event.event.casefold() == kind
            and event.to_date == to_date
            and from_date in (None, event.from_date)
            for event in self.events
        )

    def _revised(self, wanted: date) -> None:
        """What stands in Revised due."""
        agreed = agreed_moves(self.events)
        if agreed and agreed[-1].to_date == wanted:
            return
        asked = last_request(self.events, but_for=self.typed)
        if asked is None or asked.to_date != wanted:
            is_request = asked is not None and asked.to_date != self._base()
            was_agreed = agreed and asked is not None and agreed[-1].to_date == asked.to_date
            if asked is not None and (is_request or was_agreed) and is_correction(self.action):
                self._correct(asked, wanted, agreed)
            elif wanted != self._base():
                self._add(Event.REQUESTED, self._base(), wanted)
        self._decide(wanted)

    def _base(self) -> date | None:
        """The date that stands before the move: what was agreed last, else the first."""
        agreed, following = agreed_moves(self.events), self.action.next_due
        last = agreed[-1].to_date if agreed else None
        if last is None or (following is not None and following > last):
            return following or put_right(
                first_due(self.plan, self.action), self.events[self.known :]
            )
        return last

    def _correct(self, asked: DateChange, right: date, agreed: Sequence[DateChange]) -> None:
        action = self.action
        self._add(Event.CORRECTED, asked.to_date, right)
        if agreed and agreed[-1].to_date == asked.to_date and _is_same(agreed[-1], action):
            # The approval was of the date that was meant.
            self._add(Event.AGREED, agreed[-1].from_date, right)

    def _decide(self, wanted: date) -> None:
        agreed = agreed_moves(self.events)
        if wanted in ((agreed[-1].to_date if agreed else None), self._base()):
            return
        if is_approved(self.action, self.events, self.on) and not self._is_of_completion():
            self._add(Event.AGREED, self._base(), wanted)
        elif is_refused(self.action, self.on) and not any(
            event.event.casefold() == Event.REFUSED
            and event.to_date == wanted
            and _is_same(event, self.action)
            for event in self.events
        ):
            self._add(Event.REFUSED, self._base(), wanted)

    def _is_of_completion(self) -> bool:
        """Whether the approval is of the action's being complete, not of a date."""
        action = self.action
        is_done = action.status in DONE
        given, done = action.approved_on, action.completed_on
        return is_done and (given is None or done is None or given >= done)

    def _add(self, event: Event, old: date | None, new: date, reason: str = "") -> None:
        action = self.action
        is_decision = event in (Event.AGREED, Event.REFUSED)
        self.events.append(
            DateChange(
                action=action.ref,
                event=str(event),
                recorded_on=self.on,
                period=self.plan.settings.current_period,
                from_date=old,
                to_date=new,
                reason=reason or action.change_reason,
                asked_by=action.leads[0].name if action.leads else action.lead,
                decided_by=decided_by(self.plan, action.approval) if is_decision else "",
                decided_on=action.approved_on if is_decision else None,
                minute=action.approval if is_decision else "",
            )
        )


def _is_same(decided: DateChange, action: Action) -> bool:
    minute = decided.minute.casefold().strip()
    return decided.decided_on == action.approved_on and minute == action.approval.casefold().strip()


def decided_by(plan: Plan, approval: str) -> str:
    """Who decided: a committee of the plan that the words name, else the words before a number."""
    words = " ".join(approval.split())
    for meeting in plan.meetings:
        if meeting.committee and meeting.committee.casefold() in words.casefold():
            return meeting.committee
    head = _WORDS.match(words)
    return _TRAILING.sub("", head[0]) if head else ""
