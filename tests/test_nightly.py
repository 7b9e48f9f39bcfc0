"""The commands under `actionbook nightly`: once, status, doctor, install; and which plans."""

import json
import shlex
import shutil
import subprocess
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result
from planbooks import planbook, replay

from actionbook.cli import main
from actionbook.errors import SettingsError
from actionbook.nightly.due import Days, Rota
from actionbook.nightly.install import Timers, timer_files
from actionbook.nightly.job import ring
from actionbook.nightly.plans import nights_of, plans_of
from actionbook.nightly.status import nightly_status, status_text

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
ROTA = Rota(time(2, 0))


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def status(path: Path, now: datetime, rota: Rota = ROTA) -> str:
    return status_text(nightly_status([path], now=now, rota=rota))


def house(folder: Path, *lines: str) -> Path:
    file = folder / "actionbook.toml"
    file.write_text("\n".join(("[nightly]", *lines, "")), encoding="utf-8")
    return file


def test_once_refreshes_every_plan_and_a_bad_one_stops_none(tmp_path: Path) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"nonsense")
    good = planbook(tmp_path, {}, name="good.xlsx")

    done = run("nightly", "once", bad, good)

    assert done.exit_code == 4
    assert "bad.xlsx: NOT refreshed for" in done.output
    assert "good.xlsx: refreshed for" in done.output


def test_once_on_a_folder_takes_the_plans_in_it_and_no_other_book(tmp_path: Path) -> None:
    planbook(tmp_path, {}, name="harbour.xlsx")
    ring(tmp_path / "harbour.xlsx", NOW)
    shutil.copy(tmp_path / "harbour-appendix.xlsx", tmp_path / "another book.xlsx")
    shutil.copy(tmp_path / "harbour.xlsx", tmp_path / "harbour (1).xlsx")
    (tmp_path / "broken.xlsx").write_bytes(b"nonsense")

    assert [path.name for path in plans_of([tmp_path])] == ["broken.xlsx", "harbour.xlsx"]


def test_a_list_names_its_plans_their_hour_and_their_days(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    planbook(tmp_path / "sub", {}, name="a.xlsx")
    lines = ('plans = ["gone.xlsx", "sub/*.xlsx"]', 'at = "03:15"', 'days = "working"')
    file = house(tmp_path, *lines, 'nation = "Wales"')

    nights = nights_of([file])

    assert [path.relative_to(tmp_path).as_posix() for path in nights.plans] == [
        "gone.xlsx",
        "sub/a.xlsx",
    ]
    assert nights.rota == Rota(time(3, 15), Days.WORKING, "Wales")


def test_a_list_does_not_stand_in_the_way_of_its_plans(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    house(tmp_path, 'plans = ["plan.xlsx"]')

    assert ring(path, NOW).run.outcome == "refreshed"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('at = "25:00"', "at needs an hour"),
        ('days = "sometimes"', "days one of daily"),
        ('plan = ["a"]', "no setting 'plan'"),
        ('plans = "a.xlsx"', "plans needs a list"),
        ('nation = "Cornwall"', "Cornwall"),
    ],
)
def test_a_list_that_cannot_be_read_is_a_word(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        nights_of([house(tmp_path, line)])


def test_an_empty_folder_is_a_word(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="has no plan in it"):
        plans_of([tmp_path])


def test_status_tells_the_last_success_and_the_next_run(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    ring(path, NOW)

    assert status(path, NOW + timedelta(hours=5)) == (
        "plan.xlsx: last refreshed 23/11/2026 02:00, next run 24/11/2026 02:00"
    )


def test_status_counts_a_quiet_night_as_a_success(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    ring(path, NOW)

    quiet = ring(path, NOW + timedelta(days=1))

    assert quiet.run.outcome == "unchanged"
    assert "last refreshed 24/11/2026 02:00" in status(path, NOW + timedelta(days=1, hours=5))


def test_status_counts_the_runs_that_were_due_and_says_since_when_it_fails(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    ring(path, NOW)
    path.write_bytes(b"nonsense")
    for day in (1, 2):
        ring(path, NOW + timedelta(days=day), pause=lambda _: None)

    told = status(path, NOW + timedelta(days=2, hours=5))

    assert "LATE: 2 runs due have not succeeded. FAILED since 24/11/2026: plan.xlsx" in told


def test_status_tells_what_is_queued(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    (tmp_path / "~$plan.xlsx").write_bytes(b"\x02Jo".ljust(165, b" "))

    ring(path, NOW)

    assert "never refreshed" in status(path, NOW)
    assert "Queued: plan.xlsx is open (Jo has it)" in status(path, NOW)


def test_status_does_not_call_a_weekday_night_late_on_a_monday(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    friday = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
    ring(path, friday)
    monday = friday + timedelta(days=3, minutes=-5)

    assert "LATE" not in status(path, monday, Rota(time(2), Days.WEEKDAYS))
    assert "LATE: 2 runs" in status(path, monday)


def test_status_exits_1_where_a_run_that_was_due_has_not_succeeded(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})

    never = run("nightly", "status", path)
    run("nightly", "once", path)
    well = run("nightly", "status", path, "--format", "json")

    assert (never.exit_code, well.exit_code) == (1, 0)
    (told,) = json.loads(well.output)["plans"]
    assert (told["plan"], told["missed"], told["is_late"]) == ("plan.xlsx", 0, False)


def test_doctor_names_what_is_not_well(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    replay(path, {})
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"nonsense")

    told = run("nightly", "doctor", path, broken, tmp_path / "away" / "plan.xlsx").output

    assert "ok   plan.xlsx: plan: it can be read: 1 actions" in told
    assert f"ok   plan.xlsx: rights: {tmp_path} can be written" in told
    assert "ok   plan.xlsx: lock: no other run is at work" in told
    assert "NOT  broken.xlsx: plan: broken.xlsx" in told
    assert f"NOT  plan.xlsx: path: the folder {tmp_path / 'away'} is not there" in told


def files(kind: Timers, rota: Rota, *plans: str) -> dict[str, str]:
    command = ["/opt/action book/bin/python", "-m", "actionbook"]
    return dict(timer_files(kind, plans, command=command, rota=rota, now=NOW))


@pytest.mark.parametrize("days", list(Days))
def test_systemd_takes_the_units(tmp_path: Path, days: Days) -> None:
    made = files(Timers.SYSTEMD, Rota(time(2, 30), days), "/srv/100% sure/pl$n.xlsx")
    for name, text in made.items():
        (tmp_path / name).write_text(text.replace("/opt/action book/bin/python", "/bin/true"))

    assert "Persistent=true" in made["actionbook-nightly.timer"]
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not here")
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, tmp_path.iterdir())],
        capture_output=True,
        text=True,
        check=False,
    )
    # Where no systemd is at work it says so of its own accord, and of no unit of ours.
    assert [line for line in verified.stderr.splitlines() if "actionbook" in line] == []
    assert verified.returncode == 0


def test_cron_has_a_lock_and_rings_at_its_hour() -> None:
    (text,) = files(Timers.CRON, Rota(time(2, 5), Days.WEEKDAYS), "/srv/100% a/plan.xlsx").values()
    nightly, reboot = [line for line in text.splitlines() if not line.startswith("#")]

    assert nightly.startswith("5 2 * * 1-5 flock -n ")
    assert reboot.startswith("@reboot flock -n ")
    command = nightly.split(" ", 5)[5].replace("\\%", "%")
    assert shlex.split(command)[-3:] == ["nightly", "once", "/srv/100% a/plan.xlsx"]


TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
ORDER = {
    "Task": ["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"],
    "CalendarTrigger": ["StartBoundary", "Enabled", "ScheduleByDay", "ScheduleByWeek"],
    "ScheduleByWeek": ["WeeksInterval", "DaysOfWeek"],
    "RestartOnFailure": ["Interval", "Count"],
    "Exec": ["Command", "Arguments"],
}
"""Where the schema of Task Scheduler asks for an order of elements; others may be missing."""


@pytest.mark.parametrize("days", list(Days))
def test_task_scheduler_is_given_what_its_schema_asks_for(days: Days) -> None:
    (text,) = files(Timers.WINDOWS, Rota(time(2, 0), days), r"C:\A & B\plan.xlsx").values()
    task = ElementTree.fromstring(text.split("\n", 1)[1])

    def said(name: str) -> str | None:
        found = task.find(f".//{TASK}{name}")
        return None if found is None else found.text

    for element in task.iter():
        order = ORDER.get(element.tag.removeprefix(TASK), [])
        names = [child.tag.removeprefix(TASK) for child in element]
        assert not order or names == [name for name in order if name in names]
    assert task.get("version") == "1.2"
    assert said("MultipleInstancesPolicy") == "IgnoreNew"
    assert said("StartWhenAvailable") == "true"
    assert (said("DisallowStartIfOnBatteries"), said("StopIfGoingOnBatteries")) == (
        "false",
        "false",
    )
    assert said("ExecutionTimeLimit") == "PT4H"
    assert (said("Interval"), said("Count")) == ("PT15M", "3")
    assert said("RunOnlyIfNetworkAvailable") == "false"
    assert said("Arguments") == r'-m actionbook nightly once "C:\A & B\plan.xlsx"'


def test_a_plan_on_a_share_waits_for_the_network() -> None:
    (text,) = files(Timers.WINDOWS, ROTA, r"\\server\plans\plan.xlsx").values()

    assert "<RunOnlyIfNetworkAvailable>true</RunOnlyIfNetworkAvailable>" in text


def test_install_prints_and_writes_only_where_it_is_asked_to(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    to = tmp_path / "units"

    printed = run("nightly", "install", path, "--systemd")
    before = to.exists()
    written = run("nightly", "install", path, "--systemd", "--write", "--to", to)

    assert (printed.exit_code, written.exit_code, before) == (0, 0, False)
    assert "OnCalendar=*-*-* 02:00:00 Europe/London" in printed.output
    assert sorted(file.name for file in to.iterdir()) == [
        "actionbook-nightly.service",
        "actionbook-nightly.timer",
    ]
    assert "systemctl --user enable --now actionbook-nightly.timer" in written.output
