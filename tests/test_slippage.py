from dataclasses import replace
from datetime import date

import pytest
from builders import ON, plan

from actionbook.plan.ledger import moves
from actionbook.plan.model import DateChange, Plan, Status
from actionbook.plan.past import First, Past, Seen
from actionbook.plan.periods import parse_period
from actionbook.plan.slippage import moved_since, slippages, slipped
from actionbook.plan.status import is_closed

MARCH, JUNE, AUGUST = date(2027, 3, 31), date(2027, 6, 30), date(2027, 8, 31)
APPROVED = {"approval": "Cabinet, minute 34", "approved_on": date(2026, 11, 3)}


def agreed(ref: str, old: date, new: date, period: str = "2026-27 Q2") -> DateChange:
    decided = {"decided_by": "Cabinet", "decided_on": date(2026, 9, 1), "minute": f"{new}"}
    return DateChange(ref, "agreed", None, period, old, new, "Storms", "JT", **decided)  # type: ignore[arg-type]


def test_what_was_agreed_is_counted_in_times_and_days() -> None:
    ledger = (agreed("1", MARCH, JUNE), agreed("1", JUNE, AUGUST))
    given = plan({"revised_due": AUGUST, "approval": f"{AUGUST}", "approved_on": date(2026, 9, 1)})

    (row,) = slippages(replace(given, date_changes=ledger), on=ON)

    assert (row.first_due, row.now_due, row.asked_for) == (MARCH, AUGUST, None)
    assert (row.times, row.days, row.is_over_cap) == (2, 153, False)
    assert (row.reason, row.agreed_by, row.minute) == ("Storms", "Cabinet", "2027-08-31")


def test_what_stands_there_counts_before_the_ledger_has_it() -> None:
    (row,) = slippages(plan({"revised_due": JUNE, "change_reason": "Ice", **APPROVED}), on=ON)

    assert (row.times, row.days, row.now_due, row.reason) == (1, 91, JUNE, "Ice")


def test_a_date_that_nobody_agreed_is_asked_for_and_moves_nothing() -> None:
    (row,) = slippages(plan({"revised_due": JUNE, "change_reason": "Ice"}), on=ON)

    assert (row.times, row.days, row.now_due, row.asked_for) == (0, 0, MARCH, JUNE)
    assert (row.reason, row.agreed_by) == ("Ice", "")


def test_due_typed_over_leaves_the_first_date_standing() -> None:
    past = Past(lambda: (Seen("1", first=First("31 March 2027", MARCH)),))

    (row,) = slippages(replace(plan({"due": JUNE}), past=past), on=ON)

    assert (row.first_due, row.now_due, row.asked_for, row.days) == (MARCH, MARCH, JUNE, 0)


def test_a_request_taken_back_is_asked_for_no_more() -> None:
    given = plan({"revised_due": JUNE})
    later = plan({}, date_changes=moves(given, on=ON))

    (row,) = slippages(later, on=ON)

    assert (row.asked_for, row.now_due, row.times) == (None, MARCH, 0)


def test_a_correction_is_no_slippage() -> None:
    ledger = (agreed("1", MARCH, JUNE), DateChange("1", "corrected", None, "", JUNE, AUGUST))

    (row,) = slippages(plan({"revised_due": AUGUST}, date_changes=ledger), on=ON)

    assert (row.times, row.days) == (1, 153)


def test_the_cap_counts_what_is_asked_for() -> None:
    ledger = (agreed("1", MARCH, JUNE), agreed("1", JUNE, AUGUST))
    given = plan({"revised_due": date(2027, 12, 31)}, date_changes=ledger)

    (row,) = slippages(given, on=ON)

    assert (row.times, row.is_over_cap) == (2, True)


def three() -> Plan:
    ledger = (
        agreed("1", MARCH, JUNE, "2026-27 Q1"),
        agreed("2", MARCH, AUGUST, "2026-27 Q3"),
        agreed("3", JUNE, MARCH, "2026-27 Q2"),
    )
    return plan({}, {}, {}, {"revised_due": JUNE}, {}, date_changes=ledger)


def test_the_plan_s_slippage_is_summed() -> None:
    total = slipped(slippages(three(), on=ON))

    assert (total.moved, total.times, total.days) == (3, 3, 91 + 153 - 91)
    assert total.average == pytest.approx(51.0)
    assert total.longest is not None
    assert (total.longest.ref, total.unapproved, total.over_cap) == ("2", 1, 0)


def test_nothing_moved_is_all_noughts() -> None:
    total = slipped(slippages(plan({}), on=ON))

    assert (total.moved, total.days, total.average, total.longest) == (0, 0, 0.0, None)


def test_since_a_period_is_that_period_and_later() -> None:
    given = three()

    found = moved_since(slippages(given, on=ON), parse_period("2026-27 Q2"), plan=given)

    assert [row.ref for row in found] == ["2", "3", "4"]


DONE = {"status": Status.COMPLETE, "completed_on": date(2026, 10, 20)}


@pytest.mark.parametrize(
    ("row", "closed"),
    [
        ({**DONE, **APPROVED}, True),
        ({**DONE}, False),
        ({**DONE, **APPROVED, "approval": "Pending"}, False),
        ({**DONE, **APPROVED, "completed_on": date(2026, 11, 10)}, False),
        ({**DONE, **APPROVED, "status": Status.TO_VERIFY}, False),
        ({**APPROVED}, False),
    ],
)
def test_what_is_complete_is_closed_once_the_committee_agreed(
    row: dict[str, object], *, closed: bool
) -> None:
    given = plan(row)

    assert is_closed(given, given.actions[0], ON) is closed


def test_an_approval_of_a_date_closes_nothing() -> None:
    event = agreed("1", MARCH, JUNE)._replace(
        minute="Cabinet, minute 34", decided_on=date(2026, 11, 3)
    )
    given = plan({**DONE, **APPROVED, "completed_on": None}, date_changes=(event,))

    assert not is_closed(given, given.actions[0], ON)
