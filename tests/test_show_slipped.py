import json
from datetime import date
from pathlib import Path

import pytest
from builders import ON, plan
from click.testing import CliRunner
from planbooks import planbook

from actionbook.cli import main
from actionbook.errors import ActionbookError
from actionbook.operations.slippage_report import slippage, slippage_data
from actionbook.plan.model import DateChange

MARCH, JUNE, MAY = date(2027, 3, 31), date(2027, 6, 30), date(2027, 5, 31)


def move(ref: str, period: str, event: str = "agreed", **more: object) -> DateChange:
    row = {"recorded_on": ON, "from_date": MARCH, "to_date": JUNE, "reason": "Survey late", **more}
    return DateChange(ref, event, period=period, **row)  # type: ignore[arg-type]


LEDGER = (
    move("1", "2026-27 Q1", decided_by="Cabinet", decided_on=date(2026, 6, 9), minute="min 4"),
    move("2", "2026-27 Q3", decided_by="Harbour Board", from_date=MARCH, to_date=MAY),
    move("3", "2026-27 Q3", "requested", reason="No bidder"),
    move("4", "2026-27 Q3", "corrected"),
    move("5", "2026-27 Q3", "refused"),
)
ROWS = (
    {"due": MARCH, "revised_due": JUNE, "approval": "Cabinet min 4", "approved_on": ON},
    {"due": MARCH, "revised_due": MAY, "approval": "Harbour Board", "approved_on": ON},
    {"due": MARCH, "revised_due": JUNE},
    {"due": JUNE},
    {"due": MARCH},
    {"due": MARCH},
)


def test_what_slipped_is_told_from_its_first_date_to_who_agreed() -> None:
    report = slippage(plan(*ROWS, date_changes=LEDGER), on=ON)

    told = [
        (row.ref, row.first_due, row.now_due, row.days, row.times, row.reason, row.agreed_by)
        for row in report.rows
    ]
    assert told == [
        ("1", MARCH, JUNE, 91, 1, "Survey late", "Cabinet"),
        ("2", MARCH, MAY, 61, 1, "Survey late", "Harbour Board"),
        ("3", MARCH, MARCH, 0, 0, "No bidder", ""),
    ]
    assert (report.sum.moved, report.sum.days, report.sum.unapproved) == (2, 152, 1)


@pytest.mark.parametrize(
    ("since", "refs"),
    [
        ("2026-27 Q1", ["1", "2", "3"]),
        ("2026-27 Q2", ["2", "3"]),
        ("2026-27 H2", ["2", "3"]),
        ("2026-27 Q4", []),
    ],
)
def test_since_a_period_picks_what_moved_in_it_or_later(since: str, refs: list[str]) -> None:
    report = slippage(plan(*ROWS, date_changes=LEDGER), on=ON, since=since)

    assert ([row.ref for row in report.rows], report.since) == (refs, since)


def test_since_what_is_no_period_is_refused() -> None:
    with pytest.raises(ActionbookError, match="last summer"):
        slippage(plan({}), on=ON, since="last summer")


def test_the_machine_is_told_the_same() -> None:
    data = slippage_data(slippage(plan(*ROWS, date_changes=LEDGER), on=ON, refs=["1"]))

    assert data["actions"] == [
        {
            "ref": "1",
            "first_due": "2027-03-31",
            "now_due": "2027-06-30",
            "asked_for": None,
            "times": 1,
            "days": 91,
            "reason": "Survey late",
            "agreed_by": "Cabinet",
            "agreed_on": "2026-06-09",
            "minute": "min 4",
            "is_over_cap": False,
        }
    ]
    assert data["sum"]["longest"] == "1"


def book(folder: Path) -> Path:
    rows: list[dict[str, object]] = [
        {"revised_due": JUNE, "approval": "Cabinet, minute 4", "approved_on": date(2026, 11, 3)},
        {"revised_due": MAY, "change_reason": "No bidder", "lead": "MG"},
        {},
    ]
    return planbook(folder, *rows)


def show(path: Path, *options: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["show", str(path), "--on", f"{ON}", *options])
    return done.exit_code, done.output


def test_the_command_shows_what_slipped_and_sums_it(tmp_path: Path) -> None:
    status, out = show(book(tmp_path), "--slipped", "--since", "2026-27 Q3")

    lines = out.splitlines()
    assert status == 0
    assert lines[0].split("  ")[0] == "Ref"
    assert "31/03/2027  30/06/2027  +91" in lines[2]
    assert lines[2].endswith("Cabinet, minute 4 (03/11/2026)")
    assert lines[3].endswith("31/05/2027")
    assert lines[-1] == (
        "2 actions since 2026-27 Q3: 1 moved by 91 days in 1 move, 91 on average, the longest 1 "
        "(91); 1 asked for and not agreed, 0 over the cap"
    )


def test_other_filters_count_too_and_json_holds_the_actions(tmp_path: Path) -> None:
    status, out = show(book(tmp_path), "--slipped", "--lead", "MG", "--format", "json")

    data = json.loads(out)
    assert status == 0
    assert [action["ref"] for action in data["actions"]] == ["2"]
    assert [row["asked_for"] for row in data["slippage"]["actions"]] == ["2027-05-31"]


def test_where_nothing_slipped_it_says_so_and_since_alone_is_refused(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})

    assert show(path, "--slipped") == (0, "No date has moved: none of 1 actions\n")
    assert show(path, "--since", "2026-27 Q3")[0] == 2
    assert show(path, "--slipped", "--since", "soon")[0] == 2
