"""The periods that a plan has closed, and the story of one of its actions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from actionbook.errors import ActionbookError
from actionbook.operations.compare import Kind, diff
from actionbook.operations.comparison_text import sentence
from actionbook.plan.derive import as_it_stands
from actionbook.plan.model import Action, Plan
from actionbook.plan.movement import CLOSED, NOT_COUNTED, rag_then
from actionbook.plan.records import DateChange, HistoryRow
from actionbook.plan.slippage import Slippage, slippages
from actionbook.plan.status import Rag, is_closed, rag

__all__ = ["KeptCopy", "Moment", "PeriodClosed", "Story", "history", "story"]


class KeptCopy(NamedTuple):
    """The plan as it stood when *period* was closed, and the sha256 of its workbook."""

    period: str
    file: str
    fingerprint: str


class PeriodClosed(NamedTuple):
    """A period that was closed: the day, its actions in numbers, and the copy that was kept."""

    period: str
    recorded_on: date | None
    actions: int
    open: int
    complete: int
    overdue: int
    copy: KeptCopy | None


class Moment(NamedTuple):
    """Something in the story of an action: the day where it is known, the period, what happened."""

    day: date | None
    period: str
    what: str
    words: str


@dataclass(frozen=True, slots=True)
class Story:
    """
    What became of one action, the oldest first; `dates` are its rows of the ledger.

    `slippage` is None where its date never moved; `copies` are the workbooks that bear it out.
    """

    action: Action
    rag: Rag
    is_closed: bool
    moments: tuple[Moment, ...]
    dates: tuple[DateChange, ...]
    slippage: Slippage | None
    copies: tuple[KeptCopy, ...]


def history(plan: Plan, kept: Iterable[KeptCopy]) -> tuple[PeriodClosed, ...]:
    """The periods that *plan* has closed, the oldest first, with the copies that were *kept*."""
    copies = {copy.period: copy for copy in kept}
    rows: dict[str, list[HistoryRow]] = {}
    for row in plan.history:
        rows.setdefault(row.period, []).append(row)
    return tuple(_closed(period, each, copies.get(period)) for period, each in rows.items())


def _closed(period: str, rows: Sequence[HistoryRow], copy: KeptCopy | None) -> PeriodClosed:
    rags = [found for row in rows if (found := rag_then(row)) not in NOT_COUNTED]
    return PeriodClosed(
        period,
        max((row.recorded_on for row in rows if row.recorded_on), default=None),
        len(rags),
        sum(each not in CLOSED for each in rags),
        sum(each in (Rag.COMPLETE, Rag.TO_VERIFY) for each in rags),
        rags.count(Rag.OVERDUE),
        copy,
    )


def story(
    plan: Plan, ref: str, *, on: date, copies: Mapping[KeptCopy, Plan] | None = None
) -> Story:
    """
    The story of the action *ref*, as far as the plan and the *copies* of closed periods tell it.

    Raises:
        ActionbookError: the plan has no such action.
    """
    plan = as_it_stands(plan, on=on)
    key = ref.strip().casefold()
    action = plan.by_ref.get(key)
    if action is None:
        raise ActionbookError(
            f"{plan.name} has no action {ref}. 'actionbook show' lists those that it has."
        )
    kept = copies or {}
    moved = {row.ref: row for row in slippages(plan, on=on)}.get(action.ref)
    dates = moved.events if moved else plan.changes_by_ref.get(key, ())
    refs, edits = _edits(plan, action, kept, on)
    moments = [
        *_own_days(action, dates),
        *_closings(plan, key, refs),
        *map(_of_date, dates),
        *edits,
    ]
    moments.sort(key=lambda moment: moment.day or date.max)
    return Story(
        action=action,
        rag=rag(plan, action, on),
        is_closed=is_closed(plan, action, on),
        moments=tuple(moments),
        dates=tuple(dates),
        slippage=moved,
        copies=tuple(kept),
    )


def _own_days(action: Action, dates: Iterable[DateChange]) -> Iterator[Moment]:
    if action.added_on:
        yield Moment(action.added_on, "", "added", action.action)
    if action.completed_on:
        evidence = f"evidence: {action.evidence}" if action.evidence else "no evidence named"
        verified = f"; verified by {action.verified_by}" if action.verified_by else ""
        yield Moment(action.completed_on, "", "completed", evidence + verified)
    is_of_date = any(event.minute == action.approval for event in dates)
    if action.approved_on and action.approval and not is_of_date:
        about = f" ({action.change_reason})" if action.change_reason else ""
        yield Moment(action.approved_on, "", "decided", action.approval + about)


def _closings(plan: Plan, key: str, refs: Mapping[str, str]) -> Iterator[Moment]:
    """Its history rows, under the ref that it had in each period."""
    for row in plan.history:
        if row.action.casefold() != refs.get(row.period, key):
            continue
        percent = f", {row.percent:g}%" if row.percent is not None else ""
        said = f": {row.progress}" if row.progress else ": no progress reported"
        words = f"{row.status or 'no status'}, {row.rag}{percent}{said}"
        yield Moment(row.recorded_on, row.period, "period closed", words)


def _of_date(event: DateChange) -> Moment:
    def shown(day: date | None) -> str:
        return f"{day:%d/%m/%Y}" if day else "no date"

    parts = [f"{shown(event.from_date)} to {shown(event.to_date)}"]
    parts += [event.reason] if event.reason else []
    parts += [f"asked by {event.asked_by}"] if event.asked_by else []
    parts += [event.minute] if event.minute else []
    day = event.decided_on or event.recorded_on
    return Moment(day, event.period, f"date {event.event}", "; ".join(parts))


_TOLD = frozenset({Kind.REWORDED, Kind.REASSIGNED, Kind.RENUMBERED, Kind.REOPENED})
"""What only a comparison of copies can tell."""


def _edits(
    plan: Plan, action: Action, copies: Mapping[KeptCopy, Plan], on: date
) -> tuple[Mapping[str, str], list[Moment]]:
    """
    The ref without case that it had in each copy's period, and what changed between copies.

    The day of such a change is not known: that of the closing after it stands for it.
    """
    days = {row.period: row.recorded_on for row in plan.history}
    refs: dict[str, str] = {}
    found: list[Moment] = []
    ref, later, period = action.ref.casefold(), plan, plan.settings.current_period
    for copy, earlier in reversed([*copies.items()]):
        day, before = on if later is plan else days.get(period), ref
        for each in diff(earlier, later, on=on).differences:
            if each.ref.casefold() == ref and each.kind in _TOLD:
                words = sentence(each).partition(": ")[2]
                found.append(Moment(day, period, str(each.kind), words))
                before = each.was.casefold() if each.kind is Kind.RENUMBERED else before
        later, period, ref = earlier, copy.period, before
        refs[copy.period] = ref
    return refs, found
