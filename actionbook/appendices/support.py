"""Support bought in from outside, and what it cost: what a layout that asks for it has besides."""

from collections.abc import Sequence

from actionbook.appendices.values import Cell, Column, Holds, Line, Table
from actionbook.operations.resource_totals import is_support
from actionbook.plan.model import Plan, Resource

__all__ = ["external_support"]


def external_support(plan: Plan, lines: Sequence[Line]) -> Table | None:
    """
    The external support that the plan's Resources has for these issues; None where it has none.

    What names an action that is not among *lines* is left out.
    """
    refs = {line.action.ref.casefold() for line in lines}
    issues = {line.issue_ref.casefold() for line in lines if line.issue_ref}
    rows = [row for row in plan.resources if is_support(row) and _is_ours(row, refs, issues)]
    if not rows:
        return None
    cost = sum(row.cost for row in rows if row.cost is not None)
    return Table(
        "External support",
        "External support",
        f"Support from outside, and its budget: £{cost:,.2f} in all.".replace(".00 ", " "),
        (
            Column("Date", 14, Holds.DATE),
            Column("Key issue", 10, Holds.STRONG),
            Column("Action", 10),
            Column("Support", 60, grows=True),
            Column("Budget (£)", 16),
        ),
        tuple(map(_row, rows)),
    )


def _is_ours(row: Resource, refs: set[str], issues: set[str]) -> bool:
    if row.action:
        return row.action.casefold() in refs
    return not row.issue or row.issue.casefold() in issues


def _row(row: Resource) -> tuple[Cell, ...]:
    cost = "Not known" if row.cost is None else f"{row.cost:,.2f}".removesuffix(".00")
    return (
        row.day or "No date",
        row.issue or "The plan",
        row.action or "The issue",
        row.note or "Not described",
        cost,
    )
