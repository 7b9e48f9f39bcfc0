"""What the closing of a period comes to: the sum, the moves, who has left, who said nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from actionbook.operations.record_moves import recorded
from actionbook.operations.roll_forward import closing_period
from actionbook.operations.slippage_report import slipped_data
from actionbook.plan.directory import Directory
from actionbook.plan.ledger import Event
from actionbook.plan.model import Action, Plan
from actionbook.plan.movement import CLOSED, Movement, last_closed, movement, rags
from actionbook.plan.periods import Period, parse_period
from actionbook.plan.records import DateChange, Person
from actionbook.plan.slippage import Slippage, Slipped, slippages, slipped
from actionbook.plan.status import Rag, is_closed, is_open, rag

__all__ = ["Closing", "Leaver", "closing", "closing_data", "closing_text"]

_DONE = frozenset({Rag.COMPLETE, Rag.TO_VERIFY})
_SHOWN = 12
"""Refs that a line of text lists before it says how many more there are."""


class Leaver(NamedTuple):
    """Somebody whose To in People has passed, and the refs of the open actions they lead."""

    person: Person
    refs: tuple[str, ...]

    @property
    def name(self) -> str:
        """What People calls them: initials and name, as far as it has both."""
        both = [text for text in (self.person.initials, self.person.name) if text]
        return f"{both[0]} ({both[1]})" if len(both) > 1 else (both or [self.person.post])[0]


@dataclass(frozen=True, slots=True)
class Closing:
    """
    What closing the period *period* comes to, *opens* being the next; lists are refs.

    `completed` are those completed since the last period closed, told once; `closed` those whose
    completion the committee has agreed; `silent` the open ones that reported nothing; `gone` those
    that the last period had and the plan has no more. `events` are all of the period's.
    """

    period: str
    opens: str
    sum: Movement
    completed: tuple[str, ...]
    reopened: tuple[str, ...]
    closed: tuple[str, ...]
    silent: tuple[str, ...]
    gone: tuple[str, ...]
    events: tuple[DateChange, ...]
    waiting: tuple[Slippage, ...]
    slipped: Slipped
    leavers: tuple[Leaver, ...]


def closing(plan: Plan, *, to: str, on: date) -> Closing:
    """
    What closing the plan's current period comes to on that day; nothing is changed.

    The sum goes from the last period that was closed. Where none was, from what Added on and
    Completed on say of the day on which this one began.
    """
    target = parse_period(to, year_starts=plan.settings.financial_year_starts)
    period = closing_period(plan, target)
    _, plan = recorded(plan, on=on)
    since, before = last_closed(plan.history)
    if not since:
        before = _before(plan, period)
    refs = (action.ref.casefold() for action in plan.actions)
    now = dict(zip(refs, rags(plan, on=on), strict=True))
    added_up = movement(since, before, now)
    each = slippages(plan, on=on)
    return Closing(
        period=period.name,
        opens=target.name,
        sum=added_up,
        completed=tuple(
            plan.by_ref[ref].ref
            for ref, (was, is_now) in added_up.changed.items()
            if is_now in _DONE and was not in _DONE
        ),
        reopened=tuple(
            plan.by_ref[ref].ref
            for ref, (was, is_now) in added_up.changed.items()
            if was in CLOSED and is_now is not None and is_now not in CLOSED
        ),
        closed=tuple(action.ref for action in plan.actions if is_closed(plan, action, on)),
        silent=tuple(
            action.ref
            for action in plan.actions
            if not action.progress and is_open(plan, action, on)
        ),
        gone=tuple(ref for ref in before if ref not in now),
        events=tuple(event for event in plan.date_changes if event.period == period.name),
        waiting=tuple(row for row in each if row.asked_for is not None),
        slipped=slipped(each),
        leavers=_leavers(plan, on),
    )


def _before(plan: Plan, period: Period) -> dict[str, Rag]:
    """How each action stood when *period* began, as far as its own dates say."""
    found = {}
    for action in plan.actions:
        if action.added_on is None or action.added_on < period.start:
            found[action.ref.casefold()] = _stood(plan, action, period.start)
    return found


def _stood(plan: Plan, action: Action, start: date) -> Rag:
    known = rag(plan, action, start)
    if known in _DONE and action.completed_on is not None and action.completed_on >= start:
        return Rag.ON_TRACK
    return known


def _leavers(plan: Plan, on: date) -> tuple[Leaver, ...]:
    people = {person.row: person for person in plan.people if _is_gone(person, on)}
    if not people:
        return ()
    directory = Directory(plan.people)
    found: dict[int, list[str]] = {}
    for action in plan.actions:
        if not is_open(plan, action, on):
            continue
        for lead in action.leads:
            person = directory.find(lead.name)
            if person is not None and person.row in people:
                refs = found.setdefault(person.row, [])
                refs += [action.ref] if action.ref not in refs else []
    return tuple(Leaver(people[row], tuple(refs)) for row, refs in sorted(found.items()))


def _is_gone(person: Person, on: date) -> bool:
    return person.to_date is not None and person.to_date < on


def closing_text(told: Closing) -> str:
    """The closing in lines for a person; what there is none of is left out, the sum never."""
    counts = {kind: sum(e.event == kind for e in told.events) for kind in Event}
    lines = [f"{told.period} closes, {told.opens} opens", _sum_line(told.sum)]
    lists = (
        ("Completed since", told.completed),
        ("Reopened", told.reopened),
        ("Agreed as complete, and closed", told.closed),
        ("No longer in the plan", told.gone),
        ("No progress reported", told.silent),
        ("Asked for and not agreed", tuple(row.ref for row in told.waiting)),
    )
    lines += [f"{label} ({len(refs)}): {_listed(refs)}" for label, refs in lists if refs]
    if told.events:
        moves = ", ".join(f"{number} {kind}" for kind, number in counts.items() if number)
        lines.append(f"Dates this period: {moves}")
    if told.slipped.moved:
        lines.append(_slipped_line(told.slipped))
    for leaver in told.leavers:
        left = leaver.person.to_date
        to = leaver.person.handover_to
        handover = f"{to} takes over" if to else "nobody is named to take over"
        lines.append(
            f"{leaver.name} left on {left:%d/%m/%Y} and leads {_listed(leaver.refs)}: {handover}"
        )
    return "\n".join(lines)


def _sum_line(each: Movement) -> str:
    terms = (
        ("+", each.added, "added"),
        ("+", each.reopened, "reopened"),
        ("-", each.completed, "completed"),
        ("-", each.withdrawn, "withdrawn"),
        ("+", each.moved_in, "moved in"),
        ("-", each.moved_out, "moved out"),
    )
    # The four that every committee asks for stand there even when they are nought.
    shown = [f"{sign} {number} {word}" for sign, number, word in terms[:4]]
    shown += [f"{sign} {number} {word}" for sign, number, word in terms[4:] if number]
    return f"Open at the start {each.start} {' '.join(shown)} = open at the end {each.end}"


def _slipped_line(each: Slipped) -> str:
    longest = f", the longest {each.longest.ref} ({each.longest.days})" if each.longest else ""
    over = f"; {each.over_cap} over the cap" if each.over_cap else ""
    return (
        f"Moved so far: {each.moved} actions, {each.times} times, {each.days} days in all, "
        f"{each.average:.0f} on average{longest}{over}"
    )


def _listed(refs: Sequence[str]) -> str:
    more = f" and {len(refs) - _SHOWN} more" if len(refs) > _SHOWN else ""
    return ", ".join(refs[:_SHOWN]) + more


def closing_data(told: Closing) -> dict[str, Any]:
    """The closing as one JSON object."""
    names = ("start", "added", "reopened", "completed", "withdrawn", "moved_in", "moved_out", "end")
    return {
        "period": told.period,
        "opens": told.opens,
        "since": told.sum.since,
        "sum": {name: getattr(told.sum, name) for name in names},
        "completed": told.completed,
        "reopened": told.reopened,
        "closed": told.closed,
        "gone": told.gone,
        "silent": told.silent,
        "not_agreed": [row.ref for row in told.waiting],
        "events": {str(kind): sum(e.event == kind for e in told.events) for kind in Event},
        "slippage": slipped_data(told.slipped),
        "leavers": [
            {
                "name": leaver.name,
                "left_on": leaver.person.to_date and leaver.person.to_date.isoformat(),
                "handover_to": leaver.person.handover_to,
                "actions": leaver.refs,
            }
            for leaver in told.leavers
        ],
    }
