from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pytest
from builders import ON, SETTINGS, Fields, plan
from hypothesis import given
from hypothesis import strategies as st

from actionbook.plan.derive import Derived, as_it_stands, derive
from actionbook.plan.model import HistoryRow


class Case(NamedTuple):
    name: str
    row: Fields
    expected: Derived


UNDATED: Fields = {"due": None}

CASES = (
    Case("a date", {"timescale_text": "end of June 2027"}, Derived(date(2027, 6, 30), None, None)),
    Case(
        "a span starts and ends",
        {"timescale_text": "May - July 2027"},
        Derived(date(2027, 7, 31), date(2027, 5, 1), None),
    ),
    Case(
        "to be confirmed can never be late",
        {"timescale_text": "TBC, 2027"},
        Derived(None, None, None),
    ),
    Case(
        "from a day on it is ongoing",
        {"timescale_text": "From 1 May 2026"},
        Derived(None, date(2026, 5, 1), None),
    ),
    Case(
        "immediately has the plan's days of grace",
        {"timescale_text": "Immediately"},
        Derived(date(2026, 4, 1), None, date(2026, 4, 29)),
    ),
    Case(
        "what comes round is next due after the period that was reported",
        {"timescale_text": "Quarterly from June 2026"},
        Derived(date(2026, 6, 30), None, date(2027, 3, 31)),
    ),
    Case(
        "with no progress ever, it is the first occurrence",
        {"timescale_text": "Quarterly from June 2026", "progress": ""},
        Derived(date(2026, 6, 30), None, date(2026, 6, 30)),
    ),
    Case(
        "where no date is named it is the end of the period after the one reported",
        {"timescale_text": "Monthly"},
        Derived(None, None, date(2027, 3, 31)),
    ),
    Case(
        "a review that is to come is what is next due",
        {"timescale_text": "Ongoing – review January 2027"},
        Derived(None, None, date(2027, 1, 31)),
    ),
    Case(
        "a review in a period that was reported is over",
        {"timescale_text": "Ongoing – review October 2026"},
        Derived(None, None, None),
    ),
    Case(
        "a review in a period with no progress is due still",
        {"timescale_text": "Ongoing – review October 2026", "progress": ""},
        Derived(None, None, date(2026, 10, 31)),
    ),
    Case(
        "an event can never be late",
        {"timescale_text": "When funding is available"},
        Derived(None, None, None),
    ),
    Case(
        "of milestones the last",
        {"timescale_text": "Sept/Nov 2026"},
        Derived(date(2026, 11, 30), None, None),
    ),
    Case(
        "where no date is named it is the period's end",
        {"timescale_text": "Monthly", "progress": ""},
        Derived(None, None, date(2026, 12, 31)),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_dates_are_worked_out(case: Case) -> None:
    made = plan({**UNDATED, **case.row}, settings=SETTINGS)

    assert derive(made, on=ON) == (case.expected,)


def test_a_first_due_that_stands_does_not_move_after_approval() -> None:
    made = plan({"timescale_text": "June 2027", "due": date(2026, 12, 31)})

    assert derive(made, on=ON)[0].due == date(2026, 12, 31)


def test_before_approval_the_due_date_follows_the_words() -> None:
    made = plan({"timescale_text": "June 2027", "due": date(2026, 12, 31)})

    assert derive(made, on=date(2026, 3, 1))[0].due == date(2027, 6, 30)


def test_a_reference_takes_the_latest_due_of_what_it_points_to() -> None:
    made = plan(
        {"ref": "1a", "timescale_text": "June 2027", "due": None},
        {"ref": "1b", "timescale_text": "May 2027", "due": None},
        {"ref": "2a", "issue": "2", "timescale_text": "As for Rec 1", "due": None},
    )

    assert derive(made, on=ON)[2].due == date(2027, 6, 30)


def dues(*said: tuple[str, str]) -> list[date | None]:
    """The due dates of rows of a ref and a timescale, each an issue of its own."""
    rows: list[Fields] = [
        {"ref": ref, "issue": ref, "timescale_text": words, "due": None} for ref, words in said
    ]
    return [dates.due for dates in derive(plan(*rows), on=ON)]


def test_a_ditto_is_due_with_the_row_above_through_any_number_of_them() -> None:
    words = ["June 2027", *["Ditto"] * 2000]
    rows: list[Fields] = [
        {"ref": str(number), "issue": "1", "timescale_text": said, "due": None}
        for number, said in enumerate(words)
    ]

    assert {dates.due for dates in derive(plan(*rows), on=ON)} == {date(2027, 6, 30)}


def test_a_reference_that_names_a_date_too_is_due_on_the_latest() -> None:
    assert dues(("1", "May 2027"), ("2", "As for Rec 1, by June 2027")) == [
        date(2027, 5, 31),
        date(2027, 6, 30),
    ]
    assert dues(("1", "July 2027"), ("2", "As for Rec 1, by June 2027"))[1] == date(2027, 7, 31)


def test_a_reference_to_what_is_never_late_has_no_date() -> None:
    assert dues(("1", "Ongoing"), ("2", "See R1")) == [None, None]


def test_a_reference_takes_the_first_due_that_stands_not_the_words() -> None:
    made = plan(
        {"ref": "1", "issue": "1", "timescale_text": "June 2027", "due": date(2026, 12, 31)},
        {"ref": "2", "issue": "2", "timescale_text": "See R1", "due": None},
    )

    assert derive(made, on=ON)[1].due == date(2026, 12, 31)


def test_a_reference_has_the_grace_of_what_it_points_to() -> None:
    made = plan(
        {"ref": "1", "issue": "1", "timescale_text": "Immediately", "due": None},
        {"ref": "2", "issue": "2", "timescale_text": "See R1", "due": None},
        settings=SETTINGS,
    )

    assert derive(made, on=ON)[1] == Derived(date(2026, 4, 1), None, date(2026, 4, 29))


def test_a_ring_of_references_gives_no_date() -> None:
    made = plan(
        {"ref": "1a", "issue": "1", "timescale_text": "As for Rec 2", "due": None},
        {"ref": "2a", "issue": "2", "timescale_text": "As for Rec 1", "due": None},
    )

    assert [dates.due for dates in derive(made, on=ON)] == [None, None]


def test_progress_in_an_earlier_period_moves_the_next_occurrence_on() -> None:
    past = HistoryRow("2026-27 Q2", date(2026, 10, 1), "1", progress="Ran the first one")

    made = plan(
        {"timescale_text": "Quarterly from June 2026", "due": None, "progress": ""}, history=(past,)
    )

    assert derive(made, on=ON)[0].next_due == date(2026, 12, 31)


def test_a_period_without_progress_leaves_an_occurrence_that_has_passed() -> None:
    past = HistoryRow("2026-27 Q1", date(2026, 7, 1), "1", progress="Ran the first one")

    made = plan({"timescale_text": "Monthly", "due": None, "progress": ""}, history=(past,))

    assert derive(made, on=ON)[0].next_due == date(2026, 9, 30)


WORDS = (
    "end of June 2027", "Immediately", "Quarterly from June 2026", "Monthly", "TBC, 2027", "Ditto",
    "Ongoing – review January 2027", "As for Rec 1", "See R2", "As for Rec 3, by June 2027",
    "When funding is available", "Sept/Nov 2026", "",
)  # fmt: skip
DAYS = st.none() | st.sampled_from([date(2026, 5, 31), date(2026, 12, 31), date(2027, 9, 1)])
OWNED = st.sets(st.sampled_from(["due", "start", "next_due"]))
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "timescale_text": st.sampled_from(WORDS),
            "due": DAYS,
            "next_due": DAYS,
            "start": DAYS,
            "progress": st.sampled_from(["", "Begun"]),
            "owned": OWNED.map(lambda names: dict.fromkeys(names, "theirs")),
        }
    ),
    min_size=1,
    max_size=4,
)


@given(ROWS, st.sampled_from([date(2026, 3, 1), ON, date(2028, 1, 1)]))
def test_dates_that_stand_are_worked_out_to_the_same_again(rows: list[Fields], on: date) -> None:
    numbered = [{"issue": str(number), **row} for number, row in enumerate(rows, start=1)]
    made = plan(*numbered)

    standing = as_it_stands(made, on=on)

    assert derive(standing, on=on) == derive(replace(standing), on=on) == derive(made, on=on)
