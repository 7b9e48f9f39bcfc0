"""Whatever staff do to a plan between rolls, each action is kept once in each period."""

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from builders import ON, plan
from hypothesis import given, settings
from hypothesis import strategies as st

from actionbook.operations.closing import closing
from actionbook.operations.outcome import outcome
from actionbook.operations.roll_forward import Waiver, next_period, roll
from actionbook.plan.model import Plan, Status
from actionbook.plan.status import is_open
from actionbook.plan.structure import Place, Structure, TableSeen

TABLES = {
    name: TableSeen(name, Place(name, {"period": 1}), {}, first_row=2, last_row=2)
    for name in ("ActionHistory", "DateChanges", "Settings")
}
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["sort", "add", "move", "agree", "finish", "withdraw", "reopen", "report"]),
        st.integers(0, 99),
    ),
    max_size=12,
)


def edited(given: Plan, kind: str, number: int) -> Plan:
    """*given* after one thing that staff may do to it."""
    rows = list(given.actions)
    at = number % len(rows)
    if kind == "sort":
        Random(number).shuffle(rows)
    elif kind == "add":
        refs = {row.ref for row in rows}
        fresh = next(f"n{n}" for n in range(200) if f"n{n}" not in refs)
        rows.insert(at, plan({}).actions[0]._replace(ref=fresh, added_on=ON))
    else:
        rows[at] = rows[at]._replace(**DONE_TO[kind])
    moved = tuple(row._replace(row=n) for n, row in enumerate(rows, start=2))
    return replace(given, actions=moved)


DONE_TO: dict[str, Any] = {
    "move": {"revised_due": date(2027, 9, 30)},
    "agree": {"revised_due": date(2027, 12, 31), "approval": "Cabinet, 1", "approved_on": ON},
    "finish": {"status": Status.COMPLETE, "completed_on": ON},
    "withdraw": {"status": Status.WITHDRAWN, "approval": "Cabinet, 2", "approved_on": ON},
    "reopen": {"status": Status.IN_PROGRESS, "completed_on": None},
    "report": {"progress": "Under way"},
}


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 6), st.lists(EDITS, min_size=1, max_size=4))
def test_whatever_staff_do_between_rolls_no_action_is_lost_or_doubled(
    count: int, periods: list[list[tuple[str, int]]]
) -> None:
    tables = {**plan({}).structure.tables, **TABLES}
    standing = plan(*[{}] * count, structure=Structure(tables=tables))
    seen: list[tuple[str, str]] = []
    for edits in periods:
        for kind, number in edits:
            standing = edited(standing, kind, number)
        closes, opens = standing.settings.current_period, next_period(standing)
        refs = [action.ref for action in standing.actions]
        told = closing(standing, to=opens, on=ON)
        seen += [(closes, ref) for ref in refs]

        standing = outcome(standing, roll(standing, to=opens, on=ON, waive=tuple(Waiver)))

        assert [action.ref for action in standing.actions] == refs
        assert [(row.period, row.action) for row in standing.history] == seen
        assert told.sum.reconciles
        assert told.sum.end == sum(is_open(standing, row, ON) for row in standing.actions)
