import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from builders import ON, SETTINGS, plan
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from planbooks import planbook

from actionbook.cli import main
from actionbook.errors import SettingsError
from actionbook.operations.resource_totals import resource_totals, resource_totals_data
from actionbook.plan.records import Issue, Resource
from actionbook.workbook.read import read_plan

ISSUES = (Issue(2, "KI8", issue="Policy"), Issue(3, "KI11", issue="Indicators"))
ROWS = ({"ref": "8a", "issue": "KI8"}, {"ref": "11a", "issue": "KI11"})
LOGGED = (
    Resource(2, date(2026, 6, 1), action="11A", hours=7.5, kind="staff time"),
    Resource(3, date(2026, 6, 2), issue="ki8", hours=3, kind="Staff time"),
    Resource(4, date(2026, 7, 1), issue="KI8", action="8a", cost=0.1, kind="external support"),
    Resource(5, date(2027, 1, 9), issue="KI8", cost=0.2, kind="external support"),
    Resource(6, None, issue="KI11", cost=5000, kind="External support"),
    Resource(7, date(2026, 8, 1), hours=2),
    Resource(8, date(2026, 8, 1), issue="KI99", hours=1),
    Resource(9, date(2026, 8, 1), issue="KI8", unread={"hours": "a day"}),
)
MADE = plan(
    *ROWS,
    issues=ISSUES,
    resources=LOGGED,
    settings=replace(SETTINGS, support_budget=4000.0),
)


def test_hours_and_cost_are_totalled_by_issue_and_by_action() -> None:
    totals = resource_totals(MADE, on=ON)

    assert [tuple(each) for each in totals.issues] == [
        ("KI8", 3, 0.3, 4),
        ("KI11", 7.5, 5000, 2),
        ("", 2, 0, 1),
        ("KI99", 1, 0, 1),
    ]
    assert [tuple(each) for each in totals.actions] == [("8a", 0, 0.1, 1), ("11a", 7.5, 0, 1)]
    assert [each[0] for each in totals.kinds] == ["staff time", "external support", ""]
    assert tuple(totals.all) == ("", 13.5, 5000.3, 8)
    assert totals.unread == (9,)


def test_the_support_budget_stands_against_what_is_spent_and_what_is_to_come() -> None:
    totals = resource_totals(MADE, on=ON)
    without = resource_totals(replace(MADE, settings=SETTINGS), on=ON)

    assert (totals.support_spent, totals.support_to_come) == (0.1, 5000.2)
    assert (totals.support_left, without.support_left) == (-1000.3, None)
    assert resource_totals_data(totals)["support"] == {
        "budget": 4000,
        "spent": 0.1,
        "to_come": 5000.2,
        "left": -1000.3,
    }


ENTRY = st.builds(
    Resource,
    row=st.integers(2, 99),
    issue=st.sampled_from(["", "KI8", "ki11", "KI99"]),
    action=st.sampled_from(["", "8a", "11A", "99z"]),
    hours=st.none() | st.integers(0, 9000).map(lambda quarters: quarters / 4),
    cost=st.none() | st.integers(0, 10**6).map(lambda pence: pence / 100),
    kind=st.sampled_from(["", "staff time", "External support"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ENTRY, max_size=12))
def test_every_entry_counts_once_by_issue_and_by_kind(entries: list[Resource]) -> None:
    totals = resource_totals(replace(MADE, resources=tuple(entries)), on=ON)

    for split in (totals.issues, totals.kinds):
        assert sum(each.entries for each in split) == len(entries)
        assert sum(each.hours for each in split) == pytest.approx(totals.all.hours)
        assert sum(each.cost for each in split) == pytest.approx(totals.all.cost)


def book(folder: Path, budget: object) -> Path:
    return planbook(
        folder,
        {},
        settings=replace(SETTINGS, support_budget=budget),  # type: ignore[arg-type]
        Resources=[
            {"day": date(2026, 6, 1), "action": "1", "hours": 7.5, "kind": "staff time"},
            {"day": date(2026, 6, 1), "issue": "1", "cost": 9000, "kind": "external support"},
        ],
        Risks=[{"ref": "R1", "risk": "The quay wall fails", "action": "1"}],
    )


def show(path: Path, *options: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["show", str(path), "--on", f"{ON}", *options])
    return done.exit_code, done.output


def test_the_command_shows_the_totals_and_the_budget(tmp_path: Path) -> None:
    path = book(tmp_path, "£12,500")

    status, out = show(path, "--resources")

    assert status == 0
    assert out.splitlines()[-2:] == [
        "In all 7.5 hours and £9,000, in 2 entries",
        "External support: £9,000 spent, £0 to come, of a budget of £12,500: £3,500 left",
    ]
    data = json.loads(show(path, "--resources", "--format", "json")[1])
    assert data["resources"]["support"]["left"] == 3500
    assert show(path, "--resources", "--overdue")[0] == 2


def test_a_budget_that_is_no_amount_is_told_by_its_cell(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"Support budget needs an amount in pounds"):
        read_plan(book(tmp_path, "about twelve"))


def test_risks_are_shown_with_how_their_action_stands(tmp_path: Path) -> None:
    status, out = show(book(tmp_path, 1), "--risks")

    assert status == 0
    assert " ".join(out.splitlines()[2].split()) == "R1 The quay wall fails 1 On track"
    data = json.loads(show(tmp_path / "plan.xlsx", "--risks", "--format", "json")[1])
    assert (data["risks"][0]["action"], data["actions"][0]["rag"]) == ("1", "On track")
