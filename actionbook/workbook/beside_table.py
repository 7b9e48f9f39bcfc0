"""
What a plan keeps of actions whose own sheet has no column for it: a sheet of the tool's beside.

A row is told by its action's ref. Where on staff's sheet that stands, and what it says there, are
live formulas, so that staff may sort, add and move rows as they like.
"""

from collections.abc import Collection
from dataclasses import replace

from actionbook.workbook.actions_table import ACTIONS
from actionbook.workbook.columns import Column, Holds, TableSpec

__all__ = ["BESIDE", "beside_spec"]

BESIDE = TableSpec(
    "ActionsBeside",
    "Plan columns",
    (
        Column(
            "ref",
            "Ref",
            Holds.WORDS,
            9,
            required=True,
            hint="The ref of the action on your own sheet.",
        ),
        Column("at_row", "Row", Holds.NUMBER, 6, starred=True, required=True),
        Column("action", "Action", Holds.TEXT, 42, starred=True, required=True),
        *(
            column._replace(required=False, grouped=False, synonyms=())
            for column in ACTIONS.columns
            if column.field not in ("ref", "action")
        ),
    ),
    says=(
        "What the plan keeps of each action on your own sheet, found by its ref: Row says where it "
        "stands there. Rows of new actions are put in for you."
    ),
    optional=True,
)


def beside_spec(lent: Collection[Column]) -> TableSpec:
    """The same with those columns alone of what a plan keeps, and what tells whose a row is."""
    fields = {column.field for column in lent}
    own, others = BESIDE.columns[:3], BESIDE.columns[3:]
    return replace(BESIDE, columns=(*own, *(each for each in others if each.field in fields)))
