"""What changed between two copies of a plan, action by action."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from actionbook.operations.match import Pair, match
from actionbook.operations.rewording import Piece, reworded
from actionbook.plan.cells import CellRef
from actionbook.plan.derive import as_it_stands
from actionbook.plan.model import Action, Plan
from actionbook.plan.status import DONE, Rag, effective_due, rag

__all__ = [
    "TYPED",
    "Comparison",
    "Difference",
    "Kind",
    "diff",
]


class Kind(StrEnum):
    """What happened to an action, in the order in which a committee asks."""

    ADDED = "added"
    REMOVED = "removed"
    RENUMBERED = "renumbered"
    COMPLETED = "completed"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    REASSIGNED = "reassigned"
    REWORDED = "reworded"
    BETTER = "RAG better"
    WORSE = "RAG worse"
    EDITED = "edited"


TYPED: Mapping[str, str] = {
    "outcome": "Outcome",
    "status": "Status",
    "progress": "Progress this period",
    "percent": "% complete",
    "completed_on": "Completed on",
    "change_reason": "Change reason",
    "approval": "Approval",
    "approved_on": "Approved on",
    "evidence": "Evidence",
    "publication": "Publication",
    "verified_by": "Verified by",
    "issue": "Issue",
    "part_of": "Part of",
    "depends_on": "Depends on",
    "added_on": "Added on",
}
"""The columns that people type in and that no other kind of change tells of, by field."""

_GRADES = (
    Rag.OVERDUE,
    Rag.AT_RISK,
    Rag.NO_DATE,
    Rag.ON_TRACK,
    Rag.NOT_DUE_TO_START,
    Rag.TO_VERIFY,
    Rag.COMPLETE,
)
"""The worst first; what is held, withdrawn or carried by its steps is neither better nor worse."""

_RAGS = {rag.casefold(): rag for rag in Rag}


class Difference(NamedTuple):
    """
    One thing that happened to one action.

    `cell` is where to look in the new copy, in the old one for what was removed; `was` and `now`
    are words; `days` is how far it moved, negative when earlier; `pieces` tell a rewording.
    """

    kind: Kind
    ref: str
    cell: CellRef
    was: str
    now: str
    days: int | None = None
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """
    What changed from *old* to *new*: by the new copy's rows, what was removed last.

    `same` is how many actions are as they were.
    """

    old: str
    new: str
    differences: tuple[Difference, ...]
    same: int

    @cached_property
    def counts(self) -> Mapping[Kind, int]:
        """How many differences there are of each kind that occurs, in the order of the kinds."""
        counted = Counter(each.kind for each in self.differences)
        return {kind: counted[kind] for kind in Kind if counted[kind]}


def diff(old: Plan, new: Plan, *, on: date, old_on: date | None = None) -> Comparison:
    """
    What changed from *old* to *new*, *new* as it stands on that day.

    The RAG of *old* is that of *old_on*, else the one that stands in its cells. Actions are
    matched by ref, whatever the order of rows and columns, and by their very words where the refs
    were changed, which is said.
    """
    if old.fingerprint and old.fingerprint == new.fingerprint:
        return Comparison(old.name, new.name, (), len(new.actions))
    before, after = as_it_stands(old, on=old_on or on), as_it_stands(new, on=on)
    found: list[Difference] = []
    same = 0
    for pair in match(before.actions, after.actions):
        told = list(_differences(pair, _Side(before, old_on, on), _Side(after, on, on)))
        found += told
        same += not told
    return Comparison(old.name, new.name, tuple(found), same)


class _Side(NamedTuple):
    """One copy; *day* is None where its RAG is that of its cells, *on* the day at the latest."""

    plan: Plan
    day: date | None
    on: date

    def rag(self, action: Action) -> Rag:
        stored = _RAGS.get(action.rag.strip().casefold()) if self.day is None else None
        return stored or rag(self.plan, action, self.day or self.on)

    def due(self, action: Action) -> date | None:
        return effective_due(self.plan, action, self.day or self.on)

    def is_withdrawn(self, action: Action) -> bool:
        return self.rag(action) is Rag.WITHDRAWN


def _differences(pair: Pair, before: _Side, after: _Side) -> Iterator[Difference]:
    old, new = pair
    if old is not None and new is not None:
        yield from _of_both(pair, old, new, before, after)
    elif old is not None:
        yield Difference(Kind.REMOVED, old.ref, old.cell("ref"), old.action, "")
    elif new is not None:
        yield Difference(Kind.ADDED, new.ref, new.cell("ref"), "", new.action)


def _of_both(
    pair: Pair, old: Action, new: Action, before: _Side, after: _Side
) -> Iterator[Difference]:
    if pair.is_renumbered:
        yield Difference(Kind.RENUMBERED, new.ref, new.cell("ref"), old.ref, new.ref)
    standing = tuple(_standing(old, new, before, after))
    yield from standing
    yield from _moved(old, new, before, after)
    if _leads(old) != _leads(new):
        cell = new.cell("lead")
        yield Difference(Kind.REASSIGNED, new.ref, cell, _leads(old), _leads(new))
    if old.action.split() != new.action.split():
        pieces = reworded(old.action, new.action)
        cell = new.cell("action")
        yield Difference(Kind.REWORDED, new.ref, cell, old.action, new.action, pieces=pieces)
    yield from _graded(old, new, before, after)
    yield from _edited(old, new, {"status"} if standing else set())


def _edited(old: Action, new: Action, told: set[str]) -> Iterator[Difference]:
    """The other columns that somebody typed in; not those *told* of already."""
    if not new.progress and old.progress in new.last_reported:
        told = {*told, "progress"}  # a roll has carried it over
    names = [name for name in TYPED if name not in told and _typed(old, name) != _typed(new, name)]
    if names:
        words = ", ".join(TYPED[name] for name in names)
        yield Difference(Kind.EDITED, new.ref, new.cell(names[0]), "", words)


def _standing(old: Action, new: Action, before: _Side, after: _Side) -> Iterator[Difference]:
    def told(kind: Kind) -> Difference:
        return Difference(kind, new.ref, new.cell("status"), _status(old), _status(new))

    was_done, is_done = old.status in DONE, new.status in DONE
    was_out, is_out = before.is_withdrawn(old), after.is_withdrawn(new)
    if is_done and not was_done:
        yield told(Kind.COMPLETED)
    elif is_out and not was_out:
        yield told(Kind.WITHDRAWN)
    elif (was_done or was_out) and not (is_done or is_out):
        yield told(Kind.REOPENED)


def _moved(old: Action, new: Action, before: _Side, after: _Side) -> Iterator[Difference]:
    was, now = before.due(old), after.due(new)
    stood = (old.timescale_text, old.due, old.revised_due)
    if old.timescale.every and stood == (new.timescale_text, new.due, new.revised_due):
        return  # what comes round is due again, and has not moved
    if was != now:
        name = "revised_due" if new.revised_due != old.revised_due else "due"
        days = (now - was).days if was and now else None
        yield Difference(Kind.MOVED, new.ref, new.cell(name), _day(was), _day(now), days)
    elif old.timescale_text != new.timescale_text or old.revised_due != new.revised_due:
        # What was asked for and is not agreed moves nothing, but somebody asked.
        words = _asked(old), _asked(new)
        yield Difference(Kind.EDITED, new.ref, new.cell("revised_due"), *words)


def _asked(action: Action) -> str:
    revised = f", revised {_day(action.revised_due)}" if action.revised_due else ""
    return f"Timescale {action.timescale_text or 'blank'}{revised}"


def _graded(old: Action, new: Action, before: _Side, after: _Side) -> Iterator[Difference]:
    was, now = before.rag(old), after.rag(new)
    if was is now or was not in _GRADES or now not in _GRADES:
        return
    kind = Kind.BETTER if _GRADES.index(now) > _GRADES.index(was) else Kind.WORSE
    yield Difference(kind, new.ref, new.cell("rag"), str(was), str(now))


def _leads(action: Action) -> str:
    return "/".join(lead.name for lead in action.leads)


def _status(action: Action) -> str:
    return str(action.status or action.unread.get("status", ""))


def _typed(action: Action, name: str) -> object:
    value = getattr(action, name)
    if name == "status":
        return _status(action)
    return " ".join(value.split()) if isinstance(value, str) else value


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "no date"
