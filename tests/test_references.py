from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import pytest
from builders import ON, Fields, plan

from actionbook.plan.derive import derive, take_along
from actionbook.plan.model import DateChange, HistoryRow, Issue, Plan
from actionbook.plan.references import Pointing, references


def rows(*said: tuple[str, str, str]) -> tuple[Fields, ...]:
    """Rows of a ref, an issue and a timescale."""
    return tuple(
        {"ref": ref, "issue": issue, "timescale_text": timescale, "due": None}
        for ref, issue, timescale in said
    )


class Case(NamedTuple):
    """What the last row of a small plan says, and where that leads."""

    name: str
    says: tuple[str, str, str]
    targets: tuple[str, ...]
    missing: tuple[str, ...] = ()


AROUND = rows(
    ("1a", "1", "June 2027"),
    ("1b", "1", "May 2027"),
    ("2", "2", "2027"),
    ("R5 (a)", "R5", "July 2027"),
    ("R5 (b)", "R5", "July 2027"),
    ("6.1", "6", "July 2027"),
    ("6.10", "6", "July 2027"),
    ("7-1", "7", "July 2027"),
    ("7-2", "7", "July 2027"),
)

CASES = (
    Case("an action", ("9a", "9", "As for Recc. 1a"), ("1a",)),
    Case("an issue and all its actions", ("9a", "9", "See R1"), ("1a", "1b")),
    Case("several", ("9a", "9", "As for Reccs. 1b and 2"), ("1b", "2")),
    Case("case and spaces apart", ("9a", "9", "See action 1 (A)"), ("1a",)),
    Case("printed another way", ("9a", "9", "As under Recc. 5a above"), ("R5 (a)",)),
    Case("an issue printed another way", ("9a", "9", "See Rec 5"), ("R5 (a)", "R5 (b)")),
    Case("numbers with a point", ("9a", "9", "See action 6.1"), ("6.1",)),
    Case("and one that is longer", ("9a", "9", "See action 6.10"), ("6.10",)),
    Case("a ref with a dash", ("9a", "9", "See action 7-2"), ("7-2",)),
    Case("a range", ("9a", "9", "See Recs 1-2"), ("1a", "1b", "2")),
    Case("a letter of its own issue", ("1c", "1", "As for a)"), ("1a",)),
    Case("letters of its own issue", ("1c", "1", "As a) and b) above"), ("1a", "1b")),
    Case("a letter that its issue lacks", ("1c", "1", "See (f)"), (), ("f",)),
    Case("the row above", ("7-3", "7", "Ditto"), ("7-2",)),
    Case("the row above in its issue", ("1c", "1", "As above"), ("1b",)),
    Case("the others of its own issue", ("1c", "1", "As for Rec 1"), ("1a", "1b")),
    Case("itself", ("9a", "9", "See action 9a"), ("9a",)),
    Case("nothing above", ("9a", "9", "As above"), (), ("above",)),
    Case("nothing at all", ("9a", "9", "See R12"), (), ("12",)),
    Case("half of it", ("9a", "9", "See Reccs. 2 and 12"), ("2",), ("12",)),
    Case("a letter that is missing", ("9a", "9", "As for Recc. 1f"), (), ("1f",)),
    Case("an issue without an action", ("9a", "9", "As for Recc. 8"), ()),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_words_that_point_lead_to_rows(case: Case) -> None:
    made = plan(*AROUND, *rows(case.says), issues=(Issue(2, "8"),))
    (found,) = references(made)

    assert made.actions[found.row].ref == case.says[0]
    assert tuple(made.actions[row].ref for row in found.targets) == case.targets
    assert found.missing == case.missing
    assert found.in_ring == (case.targets == (case.says[0],))


def test_what_stands_outside_the_plan_points_to_no_row() -> None:
    assert references(plan(*rows(("1", "1", "As agreed with internal audit")))) == ()
    assert references(plan(*rows(("1", "1", "June 2027")))) == ()


def test_an_action_that_its_steps_carry_stands_for_them() -> None:
    made = plan(
        {
            "ref": "1",
            "issue": "1",
            "timescale_text": "",
            "due": None,
            "status": None,
            "progress": "",
        },
        {"ref": "1.i", "issue": "1", "part_of": "1", "timescale_text": "May 2027"},
        {"ref": "1.ii", "issue": "1", "part_of": "1", "timescale_text": "June 2027"},
        {"ref": "2a", "issue": "2", "timescale_text": "See action 1", "due": None},
    )

    assert references(made) == (Pointing(3, (1, 2), (), in_ring=False),)


def test_only_what_comes_round_is_a_ring() -> None:
    made = plan(
        *rows(
            ("1", "1", "As for Rec 2"),
            ("2", "2", "As for Rec 3"),
            ("3", "3", "As for Reccs 2 and 4"),
            ("4", "4", "As for Rec 5"),
            ("5", "5", "June 2027"),
        )
    )

    assert {made.actions[p.row].ref: p.in_ring for p in references(made)} == {
        "1": False,
        "2": True,
        "3": True,
        "4": False,
    }


def test_what_is_pointed_to_comes_first() -> None:
    dittos = rows(*((str(number), "1", "Ditto") for number in range(2, 3000)))
    made = plan(*rows(("1", "1", "June 2027")), *reversed(dittos), *rows(("0", "1", "See R2")))
    order = {found.row: place for place, found in enumerate(references(made))}

    assert len(order) == 2999
    assert all(
        order.get(target, -1) < order[found.row]
        for found in references(made)
        for target in found.targets
    )


CHANGED: dict[str, Callable[[Plan], dict[str, object]]] = {
    "nothing": lambda _: {},
    "the ledger": lambda _: {"date_changes": (DateChange("2", "agreed"),)},
    "progress that keeps an action from being carried": lambda made: {
        "actions": (made.actions[0]._replace(progress=""), *made.actions[1:])
    },
    "a ref": lambda made: {"actions": (made.actions[0]._replace(ref="8"), *made.actions[1:])},
    "a due date": lambda made: {
        "actions": (*made.actions[:2], made.actions[2]._replace(due=ON), *made.actions[3:])
    },
    "the history": lambda _: {"history": (HistoryRow("2026-27 Q2", ON, "2", progress="Held"),)},
    "the settings": lambda made: {"settings": replace(made.settings, current_period="2027-28 Q1")},
    "fewer rows": lambda made: {"actions": made.actions[:-1]},
}


@pytest.mark.parametrize("change", CHANGED)
def test_what_is_taken_along_is_what_would_be_worked_out_anew(change: str) -> None:
    made = plan(
        {"ref": "1", "issue": "1", "timescale_text": "", "due": None, "status": None},
        {"ref": "1.i", "issue": "1", "part_of": "1", "timescale_text": "May 2027"},
        {"ref": "2", "issue": "2", "timescale_text": "Quarterly from May 2026", "progress": ""},
        {"ref": "3", "issue": "2", "timescale_text": "See action 1", "due": None},
        {"ref": "4", "issue": "2", "timescale_text": "Quarterly from May 2026"},
    )
    derive(made, on=ON)
    after = replace(made, **CHANGED[change](made))  # type: ignore[arg-type]
    anew = replace(after)

    take_along(made, after)

    assert (references(after), derive(after, on=ON)) == (references(anew), derive(anew, on=ON))
