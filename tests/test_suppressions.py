"""Findings that somebody has decided to live with: why, until when, and when that is stale."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders import ON, plan
from planbooks import planbook
from rule_cases import Case, found

from actionbook.operations.check import check
from actionbook.operations.report_sarif import findings_sarif
from actionbook.operations.report_text import findings_text
from actionbook.plan.model import Plan, Suppression
from actionbook.plan.structure import Fault, FaultKind, Place
from actionbook.rules import RULES
from actionbook.workbook.read import read_plan

LATE = {"timescale_text": "31 May 2026"}
PLACE = Place("Suppressions", {"code": 1, "ref": 2, "reason": 3, "until": 4})


def living_with(
    *suppressed: Mapping[str, Any], rows: tuple[Mapping[str, Any], ...] = (LATE,)
) -> Plan:
    """A plan of *rows* with these suppressions, each with a reason but for what it says."""
    return plan(
        *rows,
        suppressions=tuple(
            Suppression(row, **{"reason": "Agreed by Cabinet", "place": PLACE, **each})
            for row, each in enumerate(suppressed, start=2)
        ),
    )


CASES = (
    Case("nothing is suppressed", living_with(), ("AB318 status 2",)),
    Case("one finding of one action", living_with({"code": "AB318", "ref": "1"})),
    Case("by name, in any case", living_with({"code": "Overdue Action", "ref": "1"})),
    Case("a rule throughout the plan", living_with({"code": "ab318"}, rows=(LATE, LATE))),
    Case(
        "of another action, so it is stale",
        living_with({"code": "AB318", "ref": "2"}, rows=(LATE, {})),
        ("AB318 status 2", "AB118 Suppressions!A2"),
    ),
    Case("until that day it counts", living_with({"code": "AB318", "until": ON})),
    Case(
        "the day after it does not",
        living_with({"code": "AB318", "ref": "1", "until": date(2026, 11, 21)}),
        ("AB318 status 2", "AB118 Suppressions!D2"),
    ),
    Case(
        "a day that cannot be read does not count",
        living_with({"code": "AB318", "unread": {"until": "Easter"}}),
        ("AB318 status 2", "AB118 Suppressions!D2"),
    ),
    Case(
        "without a reason it counts, and is told",
        living_with({"code": "AB318", "reason": " "}),
        ("AB119 Suppressions!C2",),
    ),
    Case(
        "a rule that is not there",
        living_with({"code": "AB381", "ref": "1"}),
        ("AB318 status 2", "AB118 Suppressions!A2"),
    ),
    Case("it goes by the rule, not by its beginning",
         living_with({"code": "AB3"}), ("AB318 status 2", "AB118 Suppressions!A2")),
    Case(
        "what a file says is told at the plan's first heading",
        living_with({"code": "AB201", "place": Place("", {}), "told_in": "actionbook.toml"}),
        ("AB118 Actions!A1", "AB318 status 2"),
    ),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_suppressed_is_left_out_and_what_is_stale_is_told(case: Case) -> None:
    assert found(case.plan) == case.expected


def messages(found_in: Plan) -> list[str]:
    return [
        f"{each.message} {each.fix}"
        for each in check(found_in, on=ON).findings
        if each.code.startswith("AB11")
    ]


def test_a_stale_suppression_says_what_it_kept_and_what_to_do() -> None:
    nowhere = {"place": Place("", {}), "told_in": "actionbook.toml"}
    stale = living_with(
        {"code": "AB201", "ref": "1"},
        {"code": "unassigned-actoin"},
        {"code": "AB318", "until": date(2026, 9, 30)},
        {"code": "AB402", "ref": "5a", **nowhere},
    )

    assert sorted(messages(stale)) == [
        '"unassigned-actoin" is suppressed, but there is no such rule. '
        "Did you mean AB201, unassigned-action?",
        "The suppression of AB201 for 1 no longer keeps anything off the list. Delete the row.",
        "The suppression of AB318 ended on 30 September 2026. "
        "Mend the finding and delete the row, or decide on a new day.",
        "The suppression of AB402 for 5a no longer keeps anything off the list. "
        "Take it out of actionbook.toml.",
    ]


def test_staleness_does_not_hang_on_the_rules_that_are_run() -> None:
    others = [rule for rule in RULES if rule.code in ("AB118", "AB402")]

    assert check(living_with({"code": "AB318", "ref": "1"}), on=ON, rules=others).findings == ()


def test_what_bars_an_appendix_bars_it_still() -> None:
    blank = plan({}, suppressions=(Suppression(2, "AB105", reason="The clerk wants it"),))
    fault = Fault(FaultKind.BLANK_ROW, blank.actions[0].cell("ref"), "Actions")
    blank = replace(blank, structure=blank.structure._replace(faults=(fault,)))
    report = check(blank, on=ON)

    assert report.findings == ()
    assert [each.code for each in report.blocking] == ["AB105"]


def test_a_report_counts_what_is_suppressed_and_sarif_says_why() -> None:
    report = check(living_with({"code": "AB318"}), on=ON)
    (result,) = json.loads(findings_sarif([report], rules=RULES, version="1"))["runs"][0]["results"]

    assert findings_text(report) == "Harbour review: nothing wrong in 1 action. 1 suppressed."
    assert result["ruleId"] == "AB318"
    assert result["suppressions"] == [{"kind": "external", "justification": "Agreed by Cabinet"}]


def test_suppressions_are_read_from_the_plans_table_and_from_the_file_beside_it(
    tmp_path: Path,
) -> None:
    path = planbook(
        tmp_path,
        LATE,
        {"lead": ""},
        Suppressions=[
            {"code": "AB318", "ref": "1", "reason": "Waiting for a grant", "until": ON},
        ],
    )
    (tmp_path / "actionbook.toml").write_text(
        '[[suppressions]]\ncode = "unassigned-action"\nref = "2"\nreason = "In recruitment"\n'
        "until = 2026-12-31\n",
        encoding="utf-8",
    )
    read = read_plan(path)

    assert [(each.code, each.ref, each.until, each.told_in) for each in read.suppressions] == [
        ("AB318", "1", ON, ""),
        ("unassigned-action", "2", date(2026, 12, 31), "actionbook.toml"),
    ]
    assert check(read, on=ON).findings == ()
    assert check(read, on=date(2026, 11, 23)).counts == {"AB118": 1, "AB318": 1}
