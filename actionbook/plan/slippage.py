"""How far dates have moved, how often, why, and who agreed: per action and in all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from actionbook.errors import ActionbookError
from actionbook.plan.derive import as_it_stands
from actionbook.plan.ledger import agreed_moves, first_due, last_request, moves, put_right
from actionbook.plan.model import Action, DateChange, Plan
from actionbook.plan.periods import Period, parse_period
from actionbook.plan.status import effective_due

__all__ = ["Slippage", "Slipped", "moved_since", "slippages", "slipped"]


@dataclass(frozen=True, slots=True)
class Slippage:
    """
    How far one action has moved.

    `times` is how often a move was agreed and `days` the whole days lost by those, negative
    where it was brought forward. `now_due` is the last day on time; `asked_for` a date that
    stands there and that nobody has agreed. Reason, body, day and minute are those of the last
    agreed move, else the reason of the last request. `is_over_cap` counts what is asked for.
    """

    ref: str
    first_due: date | None
    now_due: date | None
    asked_for: date | None
    times: int
    days: int
    reason: str
    agreed_by: str
    agreed_on: date | None
    minute: str
    is_over_cap: bool
    events: tuple[DateChange, ...]


@dataclass(frozen=True, slots=True)
class Slipped:
    """
    The slippage of several actions: how many have an agreed move, how often, the days in all.

    `average` is in days per moved action, 0.0 where none moved; `longest` is the action that
    lost most, None where none did.
    """

    moved: int
    times: int
    days: int
    average: float
    longest: Slippage | None
    unapproved: int
    over_cap: int


def slippages(plan: Plan, *, on: date) -> tuple[Slippage, ...]:
    """The slippage of each action that has any event, what is not in the ledger yet included."""
    plan = as_it_stands(plan, on=on)
    fresh: dict[str, list[DateChange]] = {}
    for event in moves(plan, on=on):
        fresh.setdefault(event.action.casefold(), []).append(event)
    found = []
    for action in plan.by_ref.values():
        key = action.ref.casefold()
        events = (*plan.changes_by_ref.get(key, ()), *fresh.get(key, ()))
        if events:
            found.append(_slippage(plan, action, events, on))
    return tuple(found)


def _slippage(plan: Plan, action: Action, events: Sequence[DateChange], on: date) -> Slippage:
    agreed, asked = agreed_moves(events), last_request(events)
    waiting = _asked_for(action, agreed, asked)
    last = agreed[-1] if agreed else None
    now = effective_due(plan, action, on)
    first = put_right(first_due(plan, action), events)
    if last is None and waiting is not None and action.revised_due is None:
        # Typed over Due, and not agreed: the first date stands.
        now = first
    return Slippage(
        ref=action.ref,
        first_due=first,
        now_due=now,
        asked_for=waiting,
        times=len(agreed),
        days=sum(_days(move) for move in agreed),
        reason=last.reason if last else asked.reason if asked else "",
        agreed_by=last.decided_by if last else "",
        agreed_on=last.decided_on if last else None,
        minute=last.minute if last else "",
        is_over_cap=len(agreed) + (waiting is not None) > plan.settings.extension_cap,
        events=tuple(events),
    )


def _asked_for(
    action: Action, agreed: Sequence[DateChange], asked: DateChange | None
) -> date | None:
    standing = agreed[-1].to_date if agreed else None
    if action.revised_due is not None:
        return action.revised_due if action.revised_due != standing else None
    if asked is None or asked.to_date in (standing, None):
        return None
    # A request for what no longer stands in a cell has been taken back.
    return asked.to_date if asked.to_date in (action.due, action.timescale.due) else None


def _days(move: DateChange) -> int:
    if move.from_date is None or move.to_date is None:
        return 0
    return (move.to_date - move.from_date).days


def slipped(each: Iterable[Slippage]) -> Slipped:
    """What the slippage of several actions comes to."""
    rows = tuple(each)
    moved = [row for row in rows if row.times]
    days = sum(row.days for row in moved)
    longest = max(moved, key=lambda row: row.days, default=None)
    return Slipped(
        moved=len(moved),
        times=sum(row.times for row in moved),
        days=days,
        average=days / len(moved) if moved else 0.0,
        longest=longest if longest and longest.days > 0 else None,
        unapproved=sum(row.asked_for is not None for row in rows),
        over_cap=sum(row.is_over_cap for row in rows),
    )


def moved_since(each: Iterable[Slippage], since: Period, *, plan: Plan) -> tuple[Slippage, ...]:
    """Those with an event in the period *since* or later."""
    starts: dict[str, date | None] = {}
    return tuple(
        row
        for row in each
        if any(_happened(event, starts, plan) >= since.start for event in row.events)
    )


def _happened(event: DateChange, starts: dict[str, date | None], plan: Plan) -> date:
    if event.period not in starts:
        try:
            named = parse_period(event.period, year_starts=plan.settings.financial_year_starts)
            starts[event.period] = named.start
        except ActionbookError:
            starts[event.period] = None
    return starts[event.period] or event.recorded_on or date.min
