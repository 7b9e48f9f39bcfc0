"""AB304 to AB321: timescales whose words say too little or too much, and dates out of true."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from builders import ON, SETTINGS, plan
from rule_cases import Case, found

from actionbook.plan.model import DateChange, HistoryRow, Plan, Status
from actionbook.plan.past import First, Past, Seen
from actionbook.plan.timescales import Kind, Timescale

DONE = {"status": Status.COMPLETE, "completed_on": date(2026, 10, 1), "evidence": "Minute 9"}
BEGUN = Status.NOT_STARTED
MARCH, JUNE = date(2027, 3, 31), date(2027, 6, 30)
STORED = {
    "timescale_text": "2027-03-31",
    "timescale": Timescale("2027-03-31", Kind.DATE, due=MARCH),
}
CELL = "timescale_text 2"


def when(words: str, **fields: Any) -> Plan:
    return plan({"timescale_text": words, **fields})


def unread(column: str, words: str, **beside: Any) -> dict[str, Any]:
    return {"unread": {column: words}, **beside}


CASES = (
    Case("31 June", when("31st June 2027"), (f"AB304 {CELL}",)),
    Case("29 February of no leap year", when("29/02/2027"), (f"AB304 {CELL}",)),
    Case("29 February of a leap year", when("29/02/2028")),
    Case("31 June, approved", plan(unread("approved_on", "31.06.2026")), ("AB304 approved_on 2",)),
    Case(
        "text either way round beside a real date",
        plan({"timescale_text": "05/06/2027"}, STORED),
        (f"AB305 {CELL}",),
    ),
    Case("text one way round beside a real date", plan({"timescale_text": "15/06/2027"}, STORED)),
    Case("text among text", plan({"timescale_text": "05/06/2027"}, {})),
    Case(
        "a completion either way round beside a real one",
        plan({**DONE, **unread("completed_on", "05/06/2026"), "completed_on": None}, DONE),
        ("AB305 completed_on 2",),
    ),
    Case("a month and a day or a year", when("May 27"), (f"AB307 {CELL}",)),
    Case("a month and a year", when("May 2027")),
    Case("the end of a month and year", when("end May 27")),
    Case("a whole date", when("5 May 27")),
    Case("a span", when("May / June 2027"), (f"AB308 {CELL}",), asked=("AB308",)),
    Case("no span", when("June 2027"), asked=("AB308",)),
    Case("ongoing", when("ongoing", due=None), (f"AB309 {CELL}",)),
    Case("ongoing with a review", when("ongoing - review March 2027", due=None)),
    Case("how often it comes round", when("quarterly", due=None)),
    Case("ongoing, and done", when("ongoing", due=None, **DONE)),
    Case("to be confirmed", when("TBC"), (f"AB310 {CELL}",)),
    Case("when something has happened", when("once funding is agreed"), (f"AB310 {CELL}",)),
    Case("under discussion, with an end", when("to be discussed during 2027")),
    Case(
        "it points to another",
        plan({"timescale_text": "As for 2"}, {"ref": "2"}),
        (f"AB311 {CELL}",),
    ),
    Case("it points to nothing", when("As for 9"), (f"AB311 {CELL}",)),
    Case(
        "they point to each other",
        plan({"timescale_text": "As for 2"}, {"ref": "2", "timescale_text": "As for 1"}),
        (f"AB311 {CELL}", "AB311 timescale_text 3"),
    ),
    Case("it pointed elsewhere, and is done", when("As for 9", **DONE)),
    Case(
        "before the plan was approved",
        when("31 March 2025"),
        (f"AB313 {CELL}", "AB318 status 2"),
    ),
    Case("done before the plan was approved", when("31 March 2025", **DONE)),
    Case(
        "years from the others",
        plan({}, {}, {}, {"timescale_text": "31 March 2062"}),
        ("AB313 timescale_text 5",),
    ),
    Case("some years on", plan({}, {}, {}, {"timescale_text": "31 March 2031"})),
    Case("Christmas Day", when("25 December 2026"), (f"AB314 {CELL}",), asked=("AB314",)),
    Case("Christmas Eve", when("24 December 2026"), asked=("AB314",)),
    Case("a month that ends on a Sunday", when("January 2027"), asked=("AB314",)),
    Case("a status", when("In progress", due=None), (f"AB315 {CELL}",)),
    Case("a status, said at length", when("Work in progress", due=None), (f"AB315 {CELL}",)),
    Case("on hold", when("On hold", due=None), (f"AB315 {CELL}",)),
    Case("overdue", when("Overdue", due=None), (f"AB315 {CELL}",)),
    Case("done", when("Completed", **DONE), (f"AB315 {CELL}",)),
    Case("to be completed by", when("To be completed by March 2027")),
    Case(
        "a step after its action",
        plan({}, {"part_of": "1", "timescale_text": "30 June 2027"}),
        ("AB316 timescale_text 3",),
    ),
    Case("a step with its action", plan({}, {"part_of": "1"})),
    Case(
        "a step with an action whose date was moved",
        plan(
            {
                "revised_due": JUNE,
                "change_reason": "Tides",
                "approval": "Cabinet, 12",
                "approved_on": ON,
            },
            {"part_of": "1", "timescale_text": "30 June 2027"},
        ),
    ),
    Case("retyped", when("30 June 2027", due=MARCH), (f"AB317 {CELL}",)),
    Case("retyped as a correction", when("30 June 2027", due=MARCH, change_reason="Correction")),
    Case(
        "retyped before the plan was approved",
        plan(
            {"timescale_text": "30 June 2027", "due": MARCH},
            settings=replace(SETTINGS, approved_on=ON + timedelta(days=9)),
        ),
    ),
    Case(
        "retyped without a date", when("ongoing - review May 2027", due=MARCH), (f"AB317 {CELL}",)
    ),
    Case(
        "both retyped, as a run saw",
        plan(
            {"timescale_text": "30 June 2027"},
            past=Past(lambda: (Seen("1", first=First("31 March 2027", MARCH)),)),
        ),
        (f"AB317 {CELL}",),
    ),
    Case(
        "both retyped, as the history tells",
        plan(
            {"timescale_text": "30 June 2027"},
            history=(HistoryRow("2026-27 Q2", date(2026, 9, 30), "1", due=MARCH),),
        ),
        (f"AB317 {CELL}",),
    ),
    Case(
        "other words for the same day, as a run saw",
        plan({}, past=Past(lambda: (Seen("1", first=First("end March 2027", MARCH)),))),
    ),
    Case(
        "corrected, as the ledger tells",
        plan(
            {"timescale_text": "30 June 2027"},
            history=(HistoryRow("2026-27 Q2", date(2026, 9, 30), "1", due=MARCH),),
            date_changes=(DateChange("1", "corrected", to_date=JUNE),),
        ),
    ),
    Case(
        "it should have started",
        when("from 1 October 2026 to March 2027", start=date(2026, 10, 1), status=BEGUN),
        ("AB319 status 2",),
    ),
    Case(
        "it should have started, and its words say it is done",
        when(
            "from 1 October 2026 to March 2027",
            start=date(2026, 10, 1),
            status=BEGUN,
            progress="Achieved.",
        ),
        ("AB411 status 2",),
    ),
    Case(
        "it starts today",
        when("22 November 2026 to March 2027", start=ON, status=BEGUN),
    ),
    Case("it has started", when("from 1 October 2026 to March 2027", start=date(2026, 10, 1))),
    Case(
        "an earlier deadline has passed",
        when("Directors by June 2026 and all staff by June 2027"),
        (f"AB321 {CELL}",),
    ),
    Case(
        "no deadline has passed",
        when("Directors by December 2026 and all staff by June 2027"),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_rules_of_timescales_find_exactly(case: Case) -> None:
    assert found(case.plan, case.asked) == case.expected
