"""Check: all findings in one pass, the same whatever the order, and none on a sound plan."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from builders import ON, SETTINGS, SOUND, plan
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from rule_cases import found

from actionbook.errors import ActionbookError
from actionbook.operations.check import check
from actionbook.operations.report_text import finding_line, findings_json, findings_text
from actionbook.plan.cells import CellRef, letters
from actionbook.plan.model import Status
from actionbook.plan.structure import Fault, FaultKind, Structure
from actionbook.rules import RULES, Severity
from actionbook.rules.selection import select_rules
from actionbook.workbook.made_columns import made_bodies
from actionbook.workbook.read import read_plan
from actionbook.workbook.template import write_workbook

MINUTED = {
    "change_reason": "The survey found more",
    "approval": "Cabinet, minute 12",
    "approved_on": date(2026, 9, 1),
}
MESSY = plan(
    {"ref": "5a", "lead": ""},
    {"ref": "5A", "timescale_text": "blue", "due": None},
    {"ref": "5b", "status": Status.COMPLETE, "evidence": "Minute 9"},
)

# What a lead may type in good faith, each with what must stand beside it.
DAYS_TO_COME = st.dates(ON, date(2029, 12, 31))
DAYS_GONE = st.dates(date(2026, 4, 1), ON)


@st.composite
def sound_rows(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Rows of a sound plan, some of them steps of the ones before."""
    rows: list[dict[str, Any]] = []
    for number in range(draw(st.integers(0, 8))):
        row = {"ref": f"{number}a", **draw(st.one_of(KINDS))}
        if draw(st.booleans()) and rows:
            above = draw(st.sampled_from(rows))
            row = {**above, "ref": row["ref"], "part_of": above["ref"].upper()}
            row["lead"] = draw(st.sampled_from(["", "as above", "JT"]))
        rows.append(row)
    return rows


def _dated(row: dict[str, Any], day: date) -> dict[str, Any]:
    return {"timescale_text": f"{day:%d/%m/%Y}", "due": day, **row}


LEADS = st.sampled_from(["JT", "MG", "JT/MG", "JT / All staff", "Head of Policy", "Jo Tarrant"])
PROGRESSING = st.builds(lambda lead, day: _dated({"lead": lead}, day), LEADS, DAYS_TO_COME)
NOT_BEGUN = st.builds(
    lambda lead, day, status: _dated({"lead": lead, "status": status}, day),
    LEADS,
    st.dates(ON + timedelta(days=31), date(2029, 12, 31)),
    st.sampled_from([None, Status.NOT_STARTED]),
)
FINISHED = st.builds(
    lambda due, day, status: _dated(
        {"status": status, "completed_on": day, "evidence": "Minute 9"}, due
    ),
    DAYS_GONE,
    DAYS_GONE,
    st.sampled_from([Status.COMPLETE, Status.TO_VERIFY]),
)
MOVED = st.builds(
    lambda due, days: _dated({"revised_due": ON + timedelta(days=days), **MINUTED}, due),
    st.dates(ON - timedelta(days=90), ON),
    st.integers(0, 90),
)
STOPPED = st.builds(
    lambda due, status: _dated({"status": status, **MINUTED}, due),
    DAYS_GONE,
    st.sampled_from([Status.ON_HOLD, Status.WITHDRAWN]),
)
UNDATED = st.builds(
    lambda words: {"timescale_text": words, "due": None},
    st.sampled_from(["ongoing - review May 2028", "quarterly", "end March 2028"]),
)
KINDS = [PROGRESSING, NOT_BEGUN, FINISHED, MOVED, STOPPED, UNDATED]

ANY_TEXT = st.text("aB15.()-/= \u00a0\n\x00é\U0001f600", max_size=12)
ANY_DAY = st.none() | st.dates(date(2025, 1, 1), date(2028, 1, 1))
ANY_ROW = st.fixed_dictionaries(
    {},
    optional={
        "ref": st.sampled_from(["", "5a", "5A", "5b", "1.10", "1.1"]) | ANY_TEXT,
        "lead": st.sampled_from(["", "JT", "SN/JT", "All staff", "TBC"]) | ANY_TEXT,
        "part_of": st.sampled_from(["", "5a", "5b", "9z"]),
        "issue": st.sampled_from(["", "1", "7"]),
        "timescale_text": st.sampled_from(["", "-", "blue", "ongoing", "31 May 2026"]) | ANY_TEXT,
        "due": ANY_DAY,
        "revised_due": ANY_DAY,
        "completed_on": ANY_DAY,
        "approved_on": ANY_DAY,
        "approval": st.sampled_from(["", "pending", "Cabinet"]) | ANY_TEXT,
        "status": st.none() | st.sampled_from(list(Status)),
        "unread": st.dictionaries(
            st.sampled_from(["status", "revised_due", "completed_on", "approved_on", "percent"]),
            ANY_TEXT | st.floats() | st.booleans(),
            max_size=2,
        ),
        "owned": st.dictionaries(
            st.sampled_from(["due", "start", "rag", "flags"]), ANY_TEXT | st.dates(), max_size=2
        ),
    },
)


@given(sound_rows())
def test_a_sound_plan_has_no_finding(rows: list[dict[str, Any]]) -> None:
    assert found(plan(*rows)) == ()


@given(st.lists(ANY_ROW, max_size=5))
def test_no_plan_is_too_bad_to_be_checked(rows: list[dict[str, Any]]) -> None:
    report = check(plan(*rows), on=ON)

    assert len(json.loads(findings_json([report]))["findings"]) == len(report.findings)
    assert len(findings_text(report).split("\n")) == max(len(report.findings), 1)


@given(st.lists(ANY_ROW, max_size=6), st.randoms())
def test_findings_do_not_depend_on_the_order_of_rows(
    rows: list[dict[str, Any]], random: Random
) -> None:
    # A ref that stands twice means the first of its rows, so each row has its own here.
    own = plan(*({**row, "ref": f"{number}a"} for number, row in enumerate(rows)))
    shuffled = list(own.actions)
    random.shuffle(shuffled)

    assert check(replace(own, actions=tuple(shuffled)), on=ON) == check(own, on=ON)


@given(st.lists(ANY_ROW, max_size=4), st.integers(-400, 400))
def test_a_message_that_stays_says_the_same_the_next_day(
    rows: list[dict[str, Any]], days: int
) -> None:
    messy, today = plan(*rows), ON + timedelta(days=days)
    before = {(each.cell, each.code): each.message for each in check(messy, on=today).findings}
    tomorrow = check(messy, on=today + timedelta(days=1)).findings
    after = {(each.cell, each.code): each.message for each in tomorrow}
    # What an approval that comes into force changes is another thing said, and no countdown.
    stayed = {key for key in before.keys() & after.keys() if key[1] not in {"AB318", "AB320"}}

    assert {key: before[key] for key in stayed} == {key: after[key] for key in stayed}


@given(st.dates(date(2026, 4, 1), date(2028, 1, 1)), st.integers(0, 500))
def test_an_overdue_action_stays_overdue(due: date, days: int) -> None:
    late = plan({"timescale_text": f"{due:%d/%m/%Y}", "due": due})
    codes = {each.code for each in check(late, on=due + timedelta(days=1 + days)).findings}

    assert codes == {"AB318"}


def test_findings_come_by_cell_and_then_by_code() -> None:
    cells = [(each.code, str(each.cell)) for each in check(MESSY, on=ON).findings]

    assert cells == [
        ("AB201", "Actions!C2"),
        ("AB108", "Actions!A3"),
        ("AB302", "Actions!D3"),
        ("AB402", "Actions!K4"),
    ]


def test_findings_come_sheet_by_sheet_and_those_of_one_rule_in_one_cell_by_what_they_say() -> None:
    rows = ((7, "9"), (3, "8"), (3, "1"))
    faults = tuple(
        Fault(FaultKind.FORMULA_ERROR, CellRef(sheet, row, 2), f"#{said}!")
        for sheet in ("Issues", "Actions")
        for row, said in rows
    )

    report = check(plan({}, structure=Structure(faults=faults)), on=ON)

    found = [(str(each.cell), each.message) for each in report.findings if each.code == "AB112"]
    assert found == sorted(found)
    assert [cell for cell, _ in found] == [
        *("Actions!B3", "Actions!B3", "Actions!B7"),
        *("Issues!B3", "Issues!B3", "Issues!B7"),
    ]


def test_a_report_counts_its_findings_and_says_whether_any_is_an_error() -> None:
    report = check(MESSY, on=ON)

    assert report.counts == {"AB108": 1, "AB201": 1, "AB302": 1, "AB402": 1}
    assert report.has_errors
    assert [each.code for each in report.blocking] == ["AB108"]
    assert report.actions == 3


def test_a_warning_alone_is_no_error() -> None:
    report = check(plan({"lead": "SN"}), on=ON)

    assert [each.severity for each in report.findings] == [Severity.WARNING]
    assert not report.has_errors


def test_only_the_rules_that_are_given_are_run() -> None:
    chosen = [rule for rule in RULES if rule.code == "AB302"]

    assert check(MESSY, on=ON, rules=chosen).counts == {"AB302": 1}


def test_a_check_of_nothing_is_refused() -> None:
    with pytest.raises(ActionbookError, match=r"Harbour review: no rule was chosen"):
        check(MESSY, on=ON, rules=())


def test_where_nothing_is_wrong_the_text_says_what_was_checked() -> None:
    assert findings_text(check(plan({}), on=ON)) == "Harbour review: nothing wrong in 1 action."
    assert (
        findings_text(check(plan({}, {}), on=ON)) == "Harbour review: nothing wrong in 2 actions."
    )
    assert findings_text(check(plan(), on=ON)) == (
        "Harbour review: there are no actions, so nothing was checked."
    )


def test_a_hidden_row_is_checked_and_said_to_be_hidden() -> None:
    hidden = MESSY.structure._replace(hidden_rows={"Actions": frozenset({3, 4})})
    messages = [each.message for each in check(replace(MESSY, structure=hidden), on=ON).findings]

    assert messages == [
        "Action 5a is open, but Lead is blank, with none above to inherit.",
        "Ref 5A is used twice: Actions!A2 has it too. (row hidden)",
        'Timescale of action 5A says "blue", which cannot be read as a date. (row hidden)',
        'Status of action 5b says "Complete", but Completed on is blank. (row hidden)',
    ]


def test_dates_are_worked_out_for_a_plan_that_was_never_refreshed() -> None:
    fresh = plan({"timescale_text": "31 May 2026"})
    unrefreshed = replace(
        fresh, actions=tuple(action._replace(due=None) for action in fresh.actions)
    )

    assert found(unrefreshed) == ("AB318 status 2",)


def test_the_first_named_lead_goes_with_a_finding() -> None:
    overdue = {"timescale_text": "31 May 2026", "lead": "MG/JT", "ref": "5a"}
    step = {"timescale_text": "31 May 2026", "lead": "", "part_of": "5a"}

    assert [each.lead for each in check(plan(overdue, step), on=ON).findings] == ["MG", "MG"]


def test_the_text_is_a_line_for_each_finding() -> None:
    assert findings_text(check(MESSY, on=ON)).splitlines() == [
        "Actions!C2: AB201 Action 5a is open, but Lead is blank, with none above to inherit. "
        "Type the post that answers for it.",
        "Actions!A3: AB108 Ref 5A is used twice: Actions!A2 has it too. "
        "Give this action a ref of its own.",
        'Actions!D3: AB302 Timescale of action 5A says "blue", which cannot be read as a date. '
        "Type the day or the month by which it will be done.",
        'Actions!K4: AB402 Status of action 5b says "Complete", but Completed on is blank. '
        "Type the day it was finished.",
    ]


def test_the_json_is_the_contract() -> None:
    assert json.loads(findings_json([check(plan({"lead": "SN"}), on=ON)])) == {
        "schema": 1,
        "findings": [
            {
                "code": "AB202",
                "name": "unknown-lead",
                "severity": "warning",
                "blocks": False,
                "cell": "Actions!C2",
                "ref": "1",
                "message": 'Lead of action 1 names "SN", not in the People table.',
                "fix": "Add a row to People, or correct Lead.",
                "lead": "SN",
            }
        ],
    }


def test_a_sheet_whose_name_has_spaces_is_quoted_as_excel_does() -> None:
    cell = CellRef("Our actions", 9, 1)
    sound = plan({})
    structure = sound.structure._replace(faults=(Fault(FaultKind.BLANK_ROW, cell, "Actions"),))
    (finding,) = check(replace(sound, structure=structure), on=ON).findings

    assert finding_line(finding).startswith("'Our actions'!A9: AB105 ")


def test_a_long_cell_is_quoted_by_its_first_words() -> None:
    (finding,) = check(plan({"timescale_text": "blue " * 49 + "blue", "due": None}), on=ON).findings

    assert '"blue blue blue blue blue..."' in finding.message


def test_what_no_screen_can_show_is_marked() -> None:
    broken = plan({"timescale_text": "b\x1blue", "due": None})
    (finding,) = check(broken, on=ON, rules=select_rules(("AB302",))).findings

    assert '"b?lue"' in finding.message


def test_faults_in_a_workbook_are_found_in_the_cells_where_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    row = {name: value for name, value in SOUND.items() if name not in ("due", "issue")}
    rows = [{**row, "ref": f"{number}a"} for number in range(1, 10)]
    write_workbook(path, settings=SETTINGS, bodies=made_bodies(SETTINGS, {"Actions": rows}))
    planted = {
        "C5": None,
        "I6": "Completd",
        "A7": 1.1,
        "F8": "June",
        "J9": "#REF!",
        "G10": "Green",
        "U11": "9z",
        "A14": "10a",
        **{f"{letters(column)}12": None for column in range(1, 29)},
    }
    book = load_workbook(path)
    for at, value in planted.items():
        book["Actions"][at] = value
    book["Actions"].row_dimensions[11].hidden = True
    book.save(path)

    assert [
        (each.code, str(each.cell), each.ref) for each in check(read_plan(path), on=ON).findings
    ] == [
        ("AB201", "Actions!C5", "1a"),
        ("AB401", "Actions!I6", "2a"),
        ("AB116", "Actions!A7", "1.1"),
        ("AB303", "Actions!F8", "4a"),
        ("AB112", "Actions!J9", "5a"),
        ("AB117", "Actions!G10", "6a"),
        ("AB110", "Actions!U11", "7a"),
        ("AB105", "Actions!A12", ""),
        ("AB105", "Actions!A14", ""),
    ]


def test_cost_per_row_does_not_grow_with_rows() -> None:
    def looked_at(rows: int) -> int:
        calls = 0

        def count(_frame: object, event: str, _argument: object) -> None:
            nonlocal calls
            calls += event == "call"

        messy = plan(*({"lead": "", "part_of": "9z", "issue": "7"} for _ in range(rows)))
        sys.setprofile(count)
        check(messy, on=ON)
        sys.setprofile(None)
        return calls

    assert looked_at(400) < 2.5 * looked_at(200)


def test_what_is_seldom_needed_is_not_imported_with_check() -> None:
    heavy = {"difflib", "json", "python_calamine", "openpyxl", "pandas"}
    script = "import sys, actionbook.operations.check; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert not heavy & set(done.stdout.split())
