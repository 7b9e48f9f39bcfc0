"""What earlier runs saw of a plan: first dates and words that no later typing hides."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from actionbook.plan.model import Plan

__all__ = ["NO_PAST", "First", "Past", "Seen", "first_changes", "gone", "is_settled"]


class First(NamedTuple):
    """The words and the date that an action had when the plan was approved, or joined it with."""

    timescale_text: str
    due: date | None


class Seen(NamedTuple):
    """
    An action as the last run that wrote to the workbook left it.

    `first` is what typing over Due or Timescale does not change, and a correction that the ledger
    holds does. None before the plan's approval: then nothing is settled.
    """

    ref: str
    action: str = ""
    status: str = ""
    timescale_text: str = ""
    due: date | None = None
    revised_due: date | None = None
    first: First | None = None


class Past:
    """
    The actions as the last run left them, in the order it saw them; read when first asked for.

    An action whose row has been deleted since the approval stays in it, at its end.
    """

    def __init__(self, load: Callable[[], Iterable[Seen]] = tuple) -> None:
        self._load = load

    @cached_property
    def rows(self) -> tuple[Seen, ...]:
        """One for each action; empty where no run has written yet."""
        return tuple(self._load())

    @cached_property
    def by_ref(self) -> Mapping[str, Seen]:
        """The first of each ref, by the ref without case."""
        return first_of_each([row.ref.casefold() for row in self.rows], self.rows)


Kept = TypeVar("Kept")


def first_of_each(keys: Sequence[str], rows: Sequence[Kept]) -> dict[str, Kept]:
    """The first of the *rows* of each key, in their order."""
    found = dict(zip(keys, rows, strict=True))
    if len(found) < len(rows):  # then a later one stands in an earlier one's place
        found.update(zip(reversed(keys), reversed(rows), strict=True))
    return found


NO_PAST = Past()
"""That of a plan which no run has written to."""


def is_settled(plan: "Plan", *, on: date) -> bool:
    """Whether the plan is approved by that day, so that first dates no longer move."""
    approved = plan.settings.approved_on
    return approved is not None and approved <= on


def first_changes(plan: "Plan", *, corrected: Collection[str] = ()) -> Mapping[str, First]:
    """
    What actions had first where that is not what stands in them now, by ref without case.

    *corrected* are the refs whose first date is being put right: what stands is their first. So
    it is where there was no first date: words that become a date are no change of one.
    """
    changed = {}
    for key, row in plan.past.by_ref.items():
        if row.first is None or row.first.due is None or key in corrected:
            continue
        action = plan.by_ref.get(key, row)
        if row.first != (action.timescale_text, action.due):
            changed[key] = row.first
    return changed


def gone(plan: "Plan") -> tuple[Seen, ...]:
    """
    The actions that a run saw since the approval and that the plan has no more.

    One whose very words stand under a ref that no run saw has been renumbered, and is not gone.
    """
    known = plan.past.by_ref
    missing = [row for key, row in known.items() if row.first and key not in plan.by_ref]
    if not missing:
        return ()
    renumbered = {
        _words(action.action) for key, action in plan.by_ref.items() if key not in known
    } - {""}
    return tuple(row for row in missing if _words(row.action) not in renumbered)


def _words(text: str) -> str:
    return " ".join(text.casefold().split())
