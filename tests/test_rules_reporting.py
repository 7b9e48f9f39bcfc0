"""AB401 to AB416: what the lead reports, and what has moved; and what words claim."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from builders import SETTINGS, plan
from rule_cases import Case, found, without_column

from actionbook.plan.cells import CellRef
from actionbook.plan.model import DateChange, HistoryRow, Plan, Status
from actionbook.plan.past import First, Past, Seen
from actionbook.plan.structure import Fault, FaultKind, Place
from actionbook.rules.claims import says_done, says_not_done, says_nothing, says_on_track

BACKED = {"status": Status.COMPLETE, "completed_on": date(2026, 10, 1), "evidence": "Minute 9"}
WHY = {"change_reason": "The survey found more"}
MINUTED = {**WHY, "approval": "Cabinet, minute 12", "approved_on": date(2026, 9, 1)}
LATE = {"timescale_text": "31 October 2026"}
SAID = "The tender went to three firms."
HISTORY = Place("Action history", {"period": 1, "action": 3})
HELD = {"status": Status.ON_HOLD}


def done(**fields: Any) -> Plan:
    return plan({**BACKED, **fields})


def late(progress: str, **fields: Any) -> Plan:
    return plan({**LATE, "progress": progress, **fields})


def coloured(**row: Any) -> Plan:
    sound = plan(row)
    fault = Fault(FaultKind.COLOUR_ALONE, CellRef("Actions", 2, 9), "", ref="1")
    return replace(sound, structure=sound.structure._replace(faults=(fault,)))


def moves(count: int) -> tuple[DateChange, ...]:
    return tuple(
        DateChange("1", "agreed", to_date=date(2027, month, 28), decided_on=date(2026, month, 1))
        for month in range(4, 4 + count)
    )


def recorded(ref: str, **fields: Any) -> HistoryRow:
    return HistoryRow("2026-27 Q2", date(2026, 9, 30), ref, row=7, place=HISTORY, **fields)


def moved_to(day: date) -> Plan:
    return plan({"revised_due": day, **MINUTED})


CASES = (
    Case("a colour for a status", coloured(status=None), ("AB401 status 2",)),
    Case("late, in a plan with no column of progress", without_column("progress", **LATE),
         ("AB318 status 2",)),
    Case("late by words alone, with no column of statuses",
         without_column("status", **{**LATE, "progress": "Completed in May."})),
    Case("late, and done on schedule", late("Achieved, on schedule."),
         ("AB318 status 2", "AB411 status 2")),
    Case("late, and some of it done on schedule", late("90% of forms being sent on schedule."),
         ("AB318 status 2",)),
    Case("all of the letters", plan({"progress": "Two fitted. 100% of tenants written to."})),
    Case("complete at 100 per cent", done(percent=100.0)),
    Case("done for a part", plan({"progress": "Already in place re. the quay."})),
    Case("done as regards a part", plan({"progress": "Achieved in respect of new moorings."})),
    Case("complete without evidence", done(evidence=""), ("AB403 evidence 2",)),
    Case("evidence on one's own drive", done(evidence=r"C:\Users\jt\a.doc"), ("AB403 evidence 2",)),
    Case("evidence on a shared site", done(evidence="https://plans.saltmere.gov.uk/9")),
    Case("late without a reason", late(""), ("AB318 status 2", "AB404 progress 2")),
    Case("late, and ditto", late("Ditto"), ("AB318 status 2", "AB404 progress 2")),
    Case("late with a reason", late("Delayed by the tides."), ("AB318 status 2",)),
    Case("late with a change reason", late("", **WHY), ("AB318 status 2",)),
    Case("no progress", plan({"progress": ""}), ("AB405 progress 2",)),
    Case("not begun, no progress", plan({"progress": "", "status": Status.NOT_STARTED})),
    Case("held with approval, no progress", plan({"progress": "", **HELD, **MINUTED})),
    Case(
        "no progress, early in the period",
        plan({"progress": ""}, settings=replace(SETTINGS, current_period="2026-11")),
        ("AB405 progress 2",),
    ),
    Case(
        "no progress, at the start of the period",
        plan({"progress": ""}, settings=replace(SETTINGS, current_period="2026-27 Q4")),
    ),
    Case(
        "last period's words",
        plan({"progress": SAID, "last_reported": f"2026-27 Q2 (30 Sep 2026): {SAID}"}),
        ("AB406 progress 2",),
    ),
    Case(
        "last period's words, as the history has them",
        plan({"progress": SAID}, history=(recorded("1", progress=SAID.upper()),)),
        ("AB406 progress 2",),
    ),
    Case(
        "other words than last period's",
        plan({"progress": SAID, "last_reported": "2026-27 Q2 (30 Sep 2026): Tender drafted."}),
    ),
    Case("ditto", plan({"progress": "Ditto"}), ("AB407 progress 2",)),
    Case("no change", plan({"progress": "No change."}), ("AB407 progress 2",)),
    Case("no change, and why", plan({"progress": "No change: the firm is on leave."})),
    Case("late, and on track", late("On track."), ("AB318 status 2", "AB408 progress 2")),
    Case("late, and not on track", late("No longer on track."), ("AB318 status 2",)),
    Case("in time, and on track", plan({"progress": "On track."})),
    Case(
        "moved three times",
        plan({"revised_due": date(2027, 6, 28), **MINUTED}, date_changes=moves(3)),
        ("AB410 revised_due 2",),
    ),
    Case(
        "moved twice",
        plan({"revised_due": date(2027, 5, 28), **MINUTED}, date_changes=moves(2)),
    ),
    Case("done by its words alone", plan({"progress": "Completed in May."}), ("AB411 status 2",)),
    Case("not yet done by its words", plan({"progress": "Not yet completed."})),
    Case("done by its status alone", done(progress="Not yet completed."), ("AB411 progress 2",)),
    Case("done by both", done(progress="Completed in May.")),
    Case("on hold, for no reason", plan({**HELD, **MINUTED, "change_reason": ""}),
         ("AB412 change_reason 2",)),
    Case("on hold, with nobody's approval", plan({**HELD, **WHY}), ("AB412 approval 2",)),
    Case(
        "withdrawn, approval pending",
        plan({"status": Status.WITHDRAWN, **MINUTED, "approval": "pending"}),
        ("AB412 approval 2",),
    ),
    Case("on hold with both", plan({**HELD, **MINUTED})),
    Case("complete at 60 per cent", done(percent=60.0), ("AB413 percent 2",)),
    Case("not begun at 40", plan({"status": Status.NOT_STARTED, "percent": 40.0}),
         ("AB413 percent 2",)),
    Case("in progress at 100", plan({"percent": 100.0}), ("AB413 percent 2",)),
    Case("in progress at 60", plan({"percent": 60.0})),
    Case(
        "a row of the last period is gone",
        plan({}, history=(recorded("1"), recorded("9"))),
        ("AB414 'Action history'!C7",),
    ),
    Case(
        "a withdrawn row of the last period is gone",
        plan({}, history=(recorded("1"), recorded("9", status="Withdrawn"))),
    ),
    Case(
        "a row that a run saw is gone",
        plan({}, past=Past(lambda: (Seen("1"), Seen("9", "Dredge", first=First("May", None))))),
        ("AB414 Actions!A1",),
    ),
    Case(
        "a row that a run saw has another ref",
        plan(
            {"ref": "1b", "action": "Dredge"},
            history=(recorded("1"),),
            past=Past(lambda: (Seen("1", "Dredge", first=First("May", None)),)),
        ),
    ),
    Case(
        "it depends on what is late",
        plan({**LATE}, {"depends_on": "4, 1"}),
        ("AB318 status 2", "AB415 depends_on 3"),
    ),
    Case("it depends on what is in time", plan({}, {"depends_on": "1"})),
    Case("slipped by nine months", moved_to(date(2027, 12, 31)), ("AB416 revised_due 2",)),
    Case("slipped by six months", moved_to(date(2027, 9, 30))),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_rules_of_reporting_find_exactly(case: Case) -> None:
    assert found(case.plan, case.asked) == case.expected


PERIOD_ENDS = date(2026, 12, 31)
ACTION = "Publish the harbour dredging programme"

SAYS_DONE = """
Completed | Complete. | Completed May 2026 | Action completed | This action is now complete
Achieved - see minutes | All actions complete | Done. | Fully implemented | Work has been completed
Now closed | Complete and signed off by Cabinet | Completed by officers in August
This has been achieved | Programme published and completed | 100% complete | Finished | All done
The harbour programme has been completed. | Completed on 3 October 2026 and reported to Cabinet
Achieved. Next review in May | Dredging programme completed | Project finished in September
The recommendation has been fully implemented. | Action closed | We have completed this action
COMPLETED | Completed ahead of schedule | Task achieved in full | Delivered | Completed in Q2
All 20 in place | Completed in 2026 | 2026: completed
Work completed; report went to members | Objective achieved | Update: completed
"""
CLAIMS_NOTHING = """
Not yet completed | To be completed by May 2027 | until achieved | Phase 1 completed | In progress
when completed, report to Cabinet | Draft completed and out for consultation | Partially complete
80% complete | Not achieved | Will be completed in May | Expected to be completed by March 2027
Completed by June 2027 | Survey completed; report to follow | Complete the review by 30 June
Nearly completed | yet to be achieved | Incomplete | Completion expected in June | Policy in place
Once complete, training will follow | Consultation closed on 3 May | Half of the work is done
First stage achieved | a) and b) completed | Training delivered to staff | Closed to applicants
Hasn't been completed | Much remains to be done | Completed for phase one | Recruitment completed
Procurement completed, contract let, work starts in January | Can this be completed?
Completed in June 2027 | Completed except for the survey | work is being completed
The first draft is complete | It must be done by all | Completed so far: two of five
Consultation with partners is complete and the programme is being written
20 in place | 12 completed | 3 of them done
"""
SAYS_NOT_DONE = """
Not yet complete | To be completed in May | Partly complete | Still to be agreed | Work continues
50% complete | In progress | Delayed until May | This remains outstanding | Yet to start
Has not been implemented | Will be completed in June | is delayed due to staffing
"""
SAYS_NO_MORE_TO_DO = """
Completed | Nothing outstanding | Complete: no actions outstanding | Completed although delayed
Published in May | Monitoring is ongoing | Minutes agreed | Published | Awaiting verification
Completed. Training was delayed but finished in June | No work remains outstanding
"""
ON_TRACK = """
On track | Progress is on track | On schedule for March | This is on target | Ahead of schedule
Progressing well | No issues | RAG: Green | Green | Work is in line with the plan | Going well
Remains on course | no slippage
"""
NOT_ON_TRACK = """
Not on track | No longer on track | Was on track until May | Need to get back on track | Off track
Would be on track if funded | To bring it back on schedule | Behind schedule | It isn't on track
Green waste collected | Unlikely to be on time
"""


def _each(text: str) -> list[str]:
    return [words.strip() for line in text.splitlines() for words in line.split("|") if words]


@pytest.mark.parametrize("words", _each(SAYS_DONE))
def test_words_that_say_it_is_done(words: str) -> None:
    assert says_done(words, ACTION, PERIOD_ENDS)


@pytest.mark.parametrize("words", _each(CLAIMS_NOTHING))
def test_words_that_only_sound_as_if_it_were_done(words: str) -> None:
    assert not says_done(words, ACTION, PERIOD_ENDS)


def test_a_completion_after_the_period_is_still_to_come() -> None:
    words = "Completed 3 January 2027"

    assert not says_done(words, ACTION, PERIOD_ENDS)
    assert says_done(words, ACTION, date(2027, 3, 31))
    assert says_done(words, ACTION, None)


@pytest.mark.parametrize("words", _each(SAYS_NOT_DONE))
def test_words_that_say_something_is_left_to_do(words: str) -> None:
    assert says_not_done(words)


@pytest.mark.parametrize("words", _each(SAYS_NO_MORE_TO_DO))
def test_words_that_leave_nothing_to_do(words: str) -> None:
    assert not says_not_done(words)


@pytest.mark.parametrize("words", _each(ON_TRACK))
def test_words_that_say_it_is_on_track(words: str) -> None:
    assert says_on_track(words)


@pytest.mark.parametrize("words", _each(NOT_ON_TRACK))
def test_words_that_do_not_say_it_is_on_track(words: str) -> None:
    assert not says_on_track(words)


@pytest.mark.parametrize(
    "words",
    ["Ditto", "As above", "Ongoing", "-", "No update", "no change", "N/A", "See above", "..."],
)
def test_words_that_say_nothing(words: str) -> None:
    assert says_nothing(words)


@pytest.mark.parametrize("words", ["", "Draft out", "Agreed", "On-going work with partners"])
def test_few_words_may_say_enough(words: str) -> None:
    assert not says_nothing(words)
