"""What `actionbook show` prints of resources, risks and monitoring."""

from datetime import date

import actionbook
from actionbook import Plan, ResourceTotals, Watch
from actionbook.cli.table import laid_out

__all__ = ["monitoring_table", "resources_table", "risks_table"]

_SHOWN = 8
"""Refs of a list before it says how many more there are."""


def resources_table(plan: Plan, totals: ResourceTotals) -> str:
    """The totals by issue and by action, and last the sum and the support budget."""
    if not totals.all.entries:
        return f"{plan.name} has nothing in a table Resources: no hours or cost are logged"
    rows = [("Issue", each) for each in totals.issues]
    rows += [("Action", each) for each in totals.actions]
    table = laid_out(
        ("What", "Ref", "In words", "Hours", "Cost", "Entries"),
        (6, 10, 0, 10, 14, 7),
        (
            (
                what,
                each.ref or "(none)",
                _words(plan, what, each.ref),
                f"{each.hours:,g}",
                _pounds(each.cost),
                str(each.entries),
            )
            for what, each in rows
        ),
    )
    lines = [
        table,
        "",
        f"In all {totals.all.hours:,g} hours and {_pounds(totals.all.cost)}, in "
        f"{totals.all.entries} entries",
        _support(totals),
    ]
    if totals.unread:
        rows_said = ", ".join(map(str, totals.unread))
        lines.append(f"Not counted: no number is in hours or cost of Resources row {rows_said}")
    return "\n".join(lines)


def _support(totals: ResourceTotals) -> str:
    spent = f"{_pounds(totals.support_spent)} spent, {_pounds(totals.support_to_come)} to come"
    left = totals.support_left
    if totals.budget is None or left is None:
        return f"External support: {spent}; Settings names no Support budget"
    end = f"{_pounds(left)} left" if left >= 0 else f"{_pounds(-left)} over"
    return f"External support: {spent}, of a budget of {_pounds(totals.budget)}: {end}"


def _words(plan: Plan, what: str, ref: str) -> str:
    if not ref:
        return "Names no issue or action"
    found = plan.issue_by_ref.get(ref.casefold())
    action = plan.by_ref.get(ref.casefold())
    if what == "Issue":
        return found.issue if found else "Not in the plan's Issues"
    return action.action if action else "Not in the plan's Actions"


def _pounds(amount: float) -> str:
    return f"£{amount:,.2f}".removesuffix(".00")


def risks_table(plan: Plan, *, on: date) -> str:
    """One line a risk, with how the action that mitigates it stands."""
    if not plan.risks:
        return f"{plan.name} has nothing in a table Risks"
    stands = {action.ref.casefold(): action for action in actionbook.pick(plan, (), on=on)}

    def coloured(ref: str) -> str:
        action = stands.get(ref.casefold())
        return str(actionbook.rag(plan, action, on)) if action else "not in the plan"

    table = laid_out(
        ("Ref", "Risk", "Likelihood", "Impact", "Mitigation", "Action", "RAG"),
        (8, 0, 12, 12, 36, 8, 16),
        (
            (
                risk.ref,
                risk.risk,
                risk.likelihood,
                risk.impact,
                risk.mitigation,
                risk.action,
                coloured(risk.action) if risk.action else "",
            )
            for risk in plan.risks
        ),
    )
    return f"{table}\n\n{len(plan.risks)} risk{'s' if len(plan.risks) > 1 else ''}"


def monitoring_table(plan: Plan, watches: tuple[Watch, ...]) -> str:
    """One line a group: when it meets next, and what it then has before it."""
    if not any(watch.group for watch in watches):
        return f"{plan.name} names no Monitoring group on its Issues sheet"
    return laid_out(
        ("Group", "Next meeting", "Issues", "Open", "Overdue", "At risk", "Due by then", "Done"),
        (40, 12, 24, 5, 0, 24, 24, 24),
        (
            (
                watch.group or "(no group named)",
                f"{watch.meeting:%d/%m/%Y}" if watch.meeting else "none listed",
                _listed(watch.issues),
                str(len(watch.open)),
                _listed(watch.overdue),
                _listed(watch.at_risk),
                _listed(watch.due),
                _listed(watch.completed),
            )
            for watch in watches
        ),
    )


def _listed(refs: tuple[str, ...]) -> str:
    more = f" +{len(refs) - _SHOWN}" if len(refs) > _SHOWN else ""
    return ", ".join(refs[:_SHOWN]) + more
