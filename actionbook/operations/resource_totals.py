"""What the plan takes: hours and cost by issue and by action, and the support budget against it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from actionbook.plan.model import Plan
from actionbook.plan.records import Resource

__all__ = ["ResourceTotals", "Spent", "is_support", "resource_totals", "resource_totals_data"]


class Spent(NamedTuple):
    """
    Hours and pounds logged against *ref*, in so many rows of Resources.

    `ref` is "" for what names no issue or action; one that the plan does not have stands as typed.
    """

    ref: str
    hours: float
    cost: float
    entries: int


@dataclass(frozen=True, slots=True)
class ResourceTotals:
    """
    The Resources table added up; each of its rows counts once in `issues`, and so in `all`.

    What is logged against an action counts for its issue, too. `budget` is the setting Support
    budget, None where it has none; `support_spent` the cost of external support up to the day,
    `support_to_come` of that which has no date or a later one. `unread` are the rows whose hours
    or cost are no number, by worksheet row: they count as nothing.
    """

    all: Spent
    issues: tuple[Spent, ...]
    actions: tuple[Spent, ...]
    kinds: tuple[Spent, ...]
    budget: float | None
    support_spent: float
    support_to_come: float
    unread: tuple[int, ...]

    @property
    def support_left(self) -> float | None:
        """What is left of the budget, negative where it is overspent; None without a budget."""
        if self.budget is None:
            return None
        return round(self.budget - self.support_spent - self.support_to_come, 2)


def is_support(row: Resource) -> bool:
    """Whether a row is support from outside, rather than staff time."""
    return "support" in row.kind.casefold() or "external" in row.kind.casefold()


def resource_totals(plan: Plan, *, on: date) -> ResourceTotals:
    """What the Resources table comes to on that day, in the order of the plan's own tables."""
    rows = plan.resources
    support = [row for row in rows if is_support(row)]
    spent = [row for row in support if row.day is not None and row.day <= on]
    to_come = [row for row in support if row.day is None or row.day > on]
    return ResourceTotals(
        all=_sum("", rows),
        issues=_each(((_issue(plan, row), row) for row in rows), plan.issue_by_ref),
        actions=_each(((_action(plan, row), row) for row in rows if row.action), plan.by_ref),
        kinds=_each(((row.kind.strip().casefold(), row) for row in rows), {}),
        budget=plan.settings.support_budget,
        support_spent=_sum("", spent).cost,
        support_to_come=_sum("", to_come).cost,
        unread=tuple(row.row for row in rows if {"hours", "cost"} & row.unread.keys()),
    )


def _issue(plan: Plan, row: Resource) -> str:
    """The issue a row counts for: the one it names, else that of its action."""
    if row.issue:
        known = plan.issue_by_ref.get(row.issue.casefold())
        return known.ref if known else row.issue
    action = plan.by_ref.get(row.action.casefold()) if row.action else None
    return action.issue if action else ""


def _action(plan: Plan, row: Resource) -> str:
    action = plan.by_ref.get(row.action.casefold())
    return action.ref if action else row.action


def _each(rows: Iterable[tuple[str, Resource]], order: Mapping[str, object]) -> tuple[Spent, ...]:
    """The totals by ref: those of the plan in its order, then what it does not have, as met."""
    found: dict[str, tuple[str, list[Resource]]] = {}
    for ref, row in rows:
        found.setdefault(ref.casefold(), (ref, []))[1].append(row)
    keys = [key for key in order if key in found]
    keys += [key for key in found if key not in order]
    return tuple(_sum(*found[key]) for key in keys)


def _sum(ref: str, rows: Iterable[Resource]) -> Spent:
    listed = tuple(rows)
    hours = sum(row.hours or 0.0 for row in listed)
    # Pence are counted to the penny, whatever the binary fractions add up to.
    return Spent(
        ref, round(hours, 2), round(sum(row.cost or 0.0 for row in listed), 2), len(listed)
    )


def resource_totals_data(totals: ResourceTotals) -> dict[str, Any]:
    """The totals as one JSON object; hours and pounds are numbers."""
    return {
        "all": totals.all._asdict(),
        "issues": [each._asdict() for each in totals.issues],
        "actions": [each._asdict() for each in totals.actions],
        "kinds": [each._asdict() for each in totals.kinds],
        "support": {
            "budget": totals.budget,
            "spent": totals.support_spent,
            "to_come": totals.support_to_come,
            "left": totals.support_left,
        },
        "unread_rows": totals.unread,
    }
