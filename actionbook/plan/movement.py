"""
What moved since the last period was closed: the sum that a committee can check.

Open at the start, and what was added or reopened, less what was completed or withdrawn, give or
take what moved in or out, is what is open at the end.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from actionbook.plan.model import Plan
from actionbook.plan.records import HistoryRow
from actionbook.plan.status import Rag, rag

__all__ = ["CLOSED", "NOT_COUNTED", "Movement", "last_closed", "movement", "rag_then", "rags"]

CLOSED = frozenset({Rag.COMPLETE, Rag.TO_VERIFY, Rag.WITHDRAWN})
NOT_COUNTED = frozenset({Rag.SEE_STEPS})
_WORDS = {each.casefold(): each for each in Rag}


@dataclass(frozen=True, slots=True)
class Movement:
    """
    The sum from one report to the next, and what each action was and is.

    `changed` are the actions whose RAG is another, by ref, each with what it was (None for what
    is new) and what it is (None for what is no longer there).
    """

    since: str
    start: int
    added: int
    reopened: int
    completed: int
    withdrawn: int
    moved_in: int
    moved_out: int
    end: int
    before: Counter[Rag]
    changed: Mapping[str, tuple[Rag | None, Rag | None]]

    @property
    def reconciles(self) -> bool:
        """Whether the sum comes out."""
        gained = self.added + self.reopened + self.moved_in
        lost = self.completed + self.withdrawn + self.moved_out
        return self.start + gained - lost == self.end


def rags(plan: Plan, *, on: date) -> tuple[Rag, ...]:
    """The RAG of each action on that day, in workbook order; worked out once."""
    return plan.once("rags", on, lambda: tuple(rag(plan, action, on) for action in plan.actions))


def last_closed(history: Iterable[HistoryRow]) -> tuple[str, Mapping[str, Rag]]:
    """The last period closed, and the RAG each action had then, by ref without case."""
    rows = tuple(history)
    if not rows:
        return "", {}
    period = rows[-1].period
    return period, {row.action.casefold(): rag_then(row) for row in rows if row.period == period}


def rag_then(row: HistoryRow) -> Rag:
    """The RAG that an action had when the period of *row* was closed."""
    said = _WORDS.get(row.rag.strip().casefold())
    if said is not None:
        return said
    status = row.status.casefold()
    if status.startswith("complete"):
        return Rag.TO_VERIFY if "verif" in status else Rag.COMPLETE
    return Rag.WITHDRAWN if status.startswith("withdrawn") else Rag.ON_TRACK


def movement(
    since: str, before: Mapping[str, Rag], now: Mapping[str, Rag], *, moved: Iterable[str] = ()
) -> Movement:
    """
    What moved from *before* to *now*, both by ref without case.

    *moved* are the refs that were in the plan before and of which nothing was recorded then: they
    moved in, and were not added.
    """
    elsewhere = frozenset(moved)
    each = {
        ref: (before.get(ref), now.get(ref))
        for ref in (*now, *(ref for ref in before if ref not in now))
    }
    changed = {ref: (was, now_is) for ref, (was, now_is) in each.items() if was is not now_is}
    # Few ways lead from the one to the other, and many actions go them.
    ways = Counter((was, now_is, ref not in elsewhere) for ref, (was, now_is) in each.items())
    counts: Counter[str] = Counter()
    for (was, now_is, is_new), count in ways.items():
        counts.update(dict.fromkeys(_steps(was, now_is, is_new=is_new), count))
    return Movement(
        since,
        start=sum(_is_open(rag) for rag in before.values()),
        end=sum(_is_open(rag) for rag in now.values()),
        before=Counter(rag for rag in before.values() if rag not in NOT_COUNTED),
        changed=changed,
        **{name: counts[name] for name in _NAMES},
    )


_NAMES = ("added", "reopened", "completed", "withdrawn", "moved_in", "moved_out")


def _is_open(rag: Rag | None) -> bool:
    return rag is not None and rag not in CLOSED and rag not in NOT_COUNTED


def _steps(was: Rag | None, now: Rag | None, *, is_new: bool) -> Iterable[str]:
    """The terms of the sum in which an action stands, in the order in which it went."""
    known = was is not None and was not in NOT_COUNTED
    if not known and now is not None and now not in NOT_COUNTED:
        yield "added" if is_new and was is None else "moved_in"
    elif was in CLOSED and _is_open(now):
        yield "reopened"
    if was not in CLOSED and now in CLOSED:
        yield "withdrawn" if now is Rag.WITHDRAWN else "completed"
    elif _is_open(was) and (now is None or now in NOT_COUNTED):
        yield "moved_out"
