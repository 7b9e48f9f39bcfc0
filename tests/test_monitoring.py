import json
from datetime import date
from pathlib import Path

from builders import ON, plan
from click.testing import CliRunner
from planbooks import planbook

from actionbook.cli import main
from actionbook.operations.monitoring import monitoring, monitoring_data
from actionbook.plan.model import HistoryRow, Meeting, Status
from actionbook.plan.records import Issue

SCRUTINY = "Infrastructure Overview & Scrutiny Committee"
ISSUES = (
    Issue(2, "1", monitoring_group=SCRUTINY, monitoring_frequency="Every six months"),
    Issue(3, "2", monitoring_group=f"The {SCRUTINY.replace('&', 'and')}; CMT"),
    Issue(4, "3"),
)
MEETINGS = (
    Meeting(2, SCRUTINY, date(2026, 9, 1)),
    Meeting(3, SCRUTINY, date(2027, 6, 1)),
    Meeting(4, SCRUTINY.upper(), date(2027, 1, 12)),
)
DONE = {"status": Status.COMPLETE, "completed_on": date(2026, 10, 1)}
ROWS = (
    {"ref": "1a", "timescale_text": "June 2026"},
    {"ref": "1b", "timescale_text": "31 December 2026"},
    {"ref": "1c", **DONE},
    {"ref": "1d", **DONE, "approval": "Cabinet, minute 2", "approved_on": date(2026, 11, 3)},
    {"ref": "1e", **DONE},
    {"ref": "2a", "issue": "2", "progress": "", "last_reported": "No report in 2026-27 Q2."},
    {"ref": "3a", "issue": "3"},
)
HISTORY = (HistoryRow("2026-27 Q2", ON, "1e", rag="Complete"),)
MADE = plan(*ROWS, issues=ISSUES, meetings=MEETINGS, history=HISTORY)


def test_each_group_sees_its_issues_at_its_next_meeting() -> None:
    scrutiny, team, nobody = monitoring(MADE, on=ON)

    assert (scrutiny.group, scrutiny.meeting) == (SCRUTINY, date(2027, 1, 12))
    assert (scrutiny.frequency, scrutiny.issues) == ("Every six months", ("1", "2"))
    assert scrutiny.open == ("1a", "1b", "2a")
    assert (scrutiny.overdue, scrutiny.at_risk, scrutiny.due) == (("1a",), ("2a",), ("1b",))
    assert scrutiny.completed == ("1c",)
    assert (team.group, team.meeting, team.issues, team.due) == ("CMT", None, ("2",), ())
    assert (nobody.group, nobody.issues, nobody.open) == ("", ("3",), ("3a",))


def test_a_meeting_today_is_the_next_and_one_past_is_not() -> None:
    days = [monitoring(MADE, on=day)[0].meeting for day in (date(2027, 6, 1), date(2027, 6, 2))]

    assert days == [date(2027, 6, 1), None]


def test_the_machine_is_told_the_same() -> None:
    data = monitoring_data(monitoring(MADE, on=ON))

    assert [row["group"] for row in data] == [SCRUTINY, "CMT", ""]
    assert (data[0]["meeting"], data[1]["meeting"]) == ("2027-01-12", None)


def test_the_command_shows_who_sees_what(tmp_path: Path) -> None:
    path = planbook(
        tmp_path,
        {"timescale_text": "June 2026"},
        Issues=[{"ref": "1", "issue": "The harbour", "monitoring_group": "Harbour Board"}],
        Meetings=[{"committee": "Harbour Board", "meeting_date": date(2026, 12, 8)}],
    )

    def show(*options: str) -> str:
        done = CliRunner().invoke(main, ["show", str(path), "--on", f"{ON}", *options])
        return done.output

    assert " ".join(show("--monitoring").splitlines()[2].split()) == (
        "Harbour Board 08/12/2026 1 1 1"
    )
    assert json.loads(show("--monitoring", "--format", "json"))["monitoring"][0]["overdue"] == ["1"]
    assert (
        "names no Monitoring group"
        in CliRunner()
        .invoke(main, ["show", str(planbook(tmp_path, {}, name="other.xlsx")), "--monitoring"])
        .output
    )
