"""What changed between two copies of a plan, as a workbook to hand round."""

from datetime import date

from actionbook.appendices.papers import Papers
from actionbook.appendices.values import Column, Holds, Table
from actionbook.operations.compare import Comparison, Difference
from actionbook.operations.rewording import reworded_text
from actionbook.plan.model import Plan

__all__ = ["change_papers"]


def change_papers(compared: Comparison, plan: Plan, *, on: date) -> Papers:
    """The changes that lead to *plan*, as *compared* on that day: all of them, and their sum."""
    title = f"What changed from {compared.old} to {compared.new}"
    return Papers(
        title=title,
        subject="Changes to the action plan",
        organisation=plan.settings.organisation,
        on=on,
        tables=(_changes(compared, title), _sum(compared)),
    )


def _changes(compared: Comparison, title: str) -> Table:
    return Table(
        "Changes",
        title,
        "One row for each thing that happened to an action; words taken out stand in [- -], words "
        "put in stand in {+ +}.",
        (
            Column("What happened", 14, Holds.STRONG),
            Column("Ref", 8),
            Column("Before", 40, grows=True),
            Column("After", 40, grows=True),
            Column("Days", 8, Holds.NUMBER),
            Column("Cell", 14),
        ),
        tuple(
            (str(each.kind), each.ref, each.was, _after(each), each.days, str(each.cell))
            for each in compared.differences
        ),
        nothing="No action changed",
    )


def _after(each: Difference) -> str:
    return reworded_text(each.pieces) if each.pieces else each.now


def _sum(compared: Comparison) -> Table:
    return Table(
        "Sum",
        "How many changes",
        "How often each thing happened, and how many actions are as they were.",
        (Column("What happened", 20, Holds.STRONG), Column("Actions", 10, Holds.NUMBER)),
        (
            *((str(kind), number) for kind, number in compared.counts.items()),
            ("as they were", compared.same),
        ),
    )
