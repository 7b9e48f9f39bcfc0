"""The sum from one report to the next: whatever moves, it comes out."""

from datetime import date
from itertools import product
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionbook.plan.movement import Movement, last_closed, movement
from actionbook.plan.records import HistoryRow
from actionbook.plan.status import Rag

TERMS = ("added", "reopened", "completed", "withdrawn", "moved_in", "moved_out")


def terms(found: Movement) -> dict[str, int]:
    return {name: number for name in TERMS if (number := getattr(found, name))}


class Case(NamedTuple):
    """What an action was and is, and where it stands in the sum."""

    was: Rag | None
    now: Rag | None
    stands: dict[str, int]


CASES = (
    Case(Rag.ON_TRACK, Rag.OVERDUE, {}),
    Case(Rag.ON_TRACK, Rag.COMPLETE, {"completed": 1}),
    Case(Rag.OVERDUE, Rag.TO_VERIFY, {"completed": 1}),
    Case(Rag.ON_HOLD, Rag.WITHDRAWN, {"withdrawn": 1}),
    Case(Rag.COMPLETE, Rag.AT_RISK, {"reopened": 1}),
    Case(Rag.TO_VERIFY, Rag.COMPLETE, {}),
    Case(None, Rag.ON_TRACK, {"added": 1}),
    Case(None, Rag.COMPLETE, {"added": 1, "completed": 1}),
    Case(Rag.ON_TRACK, None, {"moved_out": 1}),
    Case(Rag.COMPLETE, None, {}),
    Case(Rag.ON_TRACK, Rag.SEE_STEPS, {"moved_out": 1}),
    Case(Rag.SEE_STEPS, Rag.ON_TRACK, {"moved_in": 1}),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.was} to {case.now}")
def test_an_action_stands_in_the_sum_where_it_belongs(case: Case) -> None:
    before = {"1": case.was} if case.was else {}
    now = {"1": case.now} if case.now else {}

    assert terms(movement("Q2", before, now)) == case.stands


def test_what_was_in_the_plan_before_and_not_recorded_moved_in() -> None:
    found = movement("Q2", {}, {"1": Rag.ON_TRACK, "2": Rag.ON_TRACK}, moved=["2"])

    assert terms(found) == {"added": 1, "moved_in": 1}


@pytest.mark.parametrize(("was", "now"), list(product((None, *Rag), repeat=2)))
def test_the_sum_comes_out_for_every_move_that_there_is(was: Rag | None, now: Rag | None) -> None:
    before, after = ({"1": was} if was else {}), ({"1": now} if now else {})

    assert movement("Q2", before, after).reconciles
    assert movement("Q2", before, after, moved=["1"]).reconciles


RAGS = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(Rag))


@given(RAGS, RAGS, st.sets(st.sampled_from("abcdefgh")))
def test_the_sum_of_any_plan_comes_out(
    before: dict[str, Rag], now: dict[str, Rag], moved: set[str]
) -> None:
    found = movement("Q2", before, now, moved=moved)

    assert found.reconciles
    assert sum(found.before.values()) == sum(rag is not Rag.SEE_STEPS for rag in before.values())


def test_only_the_last_period_closed_counts() -> None:
    history = (
        HistoryRow("Q1", date(2026, 7, 1), "1A", rag="On track"),
        HistoryRow("Q2", date(2026, 10, 1), "1A", rag="overdue"),
        HistoryRow("Q2", date(2026, 10, 1), "1b", status="Complete"),
    )

    assert last_closed(history) == ("Q2", {"1a": Rag.OVERDUE, "1b": Rag.COMPLETE})
    assert last_closed(()) == ("", {})
