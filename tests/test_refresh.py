import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from builders import ON, SETTINGS
from planbooks import planbook, replay

from actionbook.errors import (
    AlreadyRunningError,
    SettingsError,
    WorkbookBusyError,
    WorkbookUnreadableError,
)
from actionbook.nightly.alone import alone
from actionbook.nightly.record import Run, last_run, runs
from actionbook.nightly.refresh import refresh
from actionbook.plan.next_change import next_change
from actionbook.workbook.read import read_plan

STARTED = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
STATE = Path(".actionbook") / "saltmere"


def run(path: Path, on: date = ON) -> Run:
    return refresh(path, on=on, started=STARTED)


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_night_checks_highlights_makes_the_appendix_and_records(tmp_path: Path) -> None:
    path = planbook(tmp_path, {}, {"timescale_text": "June 2026", "lead": ""})

    made = run(path)

    assert made.outcome == "refreshed"
    assert {"AB201", "AB318"} <= set(made.findings)
    assert list(made.outputs) == ["plan-appendix.xlsx"]
    assert read_plan(path).actions[1].rag == "Overdue"
    assert read_plan(path).settings.last_refreshed == ON
    assert (last_run(path) or {})["after"] == made.after


def test_a_second_run_writes_nothing_at_all(tmp_path: Path) -> None:
    path = planbook(tmp_path, {}, {"timescale_text": "June 2026"})
    run(path)
    before = everything(tmp_path)

    again = run(path)

    assert again.outcome == "unchanged"
    assert everything(tmp_path) == before


def test_the_day_that_matters_brings_a_run(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"timescale_text": "15 December 2026"})
    run(path)

    quiet, due = run(path, date(2026, 12, 15)), run(path, date(2026, 12, 16))

    assert (quiet.outcome, due.outcome) == ("unchanged", "refreshed")
    assert read_plan(path).actions[0].rag == "Overdue"


def test_what_staff_typed_brings_a_run(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    run(path)
    replay(path, {"Actions!I5": "Complete"})

    assert run(path).outcome == "refreshed"
    assert read_plan(path).actions[0].rag == "Complete"


def test_no_publication_refuses_the_appendix_and_the_rest_is_done(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"publication": ""})

    made = run(path)

    assert made.outcome == "refreshed"
    assert "Actions!P5" in made.refused
    assert not (tmp_path / "plan-appendix.xlsx").exists()
    assert run(path).refused == made.refused


def test_an_appendix_that_somebody_worked_on_is_not_overwritten(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    run(path)
    (tmp_path / "plan-appendix.xlsx").write_bytes(b"the clerk's own")

    made = run(path)

    assert "plan-appendix.xlsx is there already" in made.refused
    assert (tmp_path / "plan-appendix.xlsx").read_bytes() == b"the clerk's own"


def test_a_plan_that_is_open_is_named_recorded_and_left(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"timescale_text": "June 2026"})
    owner = "Jo Tarrant"
    note = bytes([len(owner)]) + owner.encode().ljust(54) + bytes([len(owner), 0])
    (tmp_path / "~$plan.xlsx").write_bytes((note + owner.encode("utf-16-le")).ljust(165, b" "))
    before = path.read_bytes()

    with pytest.raises(WorkbookBusyError, match="Jo Tarrant"):
        run(path)

    assert path.read_bytes() == before
    assert [each["outcome"] for each in runs(tmp_path / ".actionbook" / "plan")] == ["failed"]


def test_a_plan_that_turns_to_nonsense_leaves_the_appendix(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    run(path)
    appendix = (tmp_path / "plan-appendix.xlsx").read_bytes()
    path.write_bytes(b"not a workbook")

    with pytest.raises(WorkbookUnreadableError, match=r"plan\.xlsx"):
        run(path)

    assert (tmp_path / "plan-appendix.xlsx").read_bytes() == appendix
    assert [each["outcome"] for each in runs(tmp_path / STATE)] == ["refreshed", "failed"]


def test_a_copy_beside_the_plan_is_refused_by_its_id(tmp_path: Path) -> None:
    run(planbook(tmp_path, {}))
    copy = planbook(tmp_path, {}, name="plan - Copy.xlsx")

    with pytest.raises(
        SettingsError, match=r"plan - Copy\.xlsx and plan\.xlsx have the same Plan id"
    ):
        run(copy)


def test_two_runs_at_once_are_one_and_a_word(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})

    with (
        alone(path),
        pytest.raises(AlreadyRunningError, match=r"Another run is at work on plan\.xlsx"),
    ):
        run(path)


def test_a_dead_owners_lock_is_free(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    code = (
        "import os, sys; from pathlib import Path; from actionbook.nightly.alone import alone\n"
        "alone(Path(sys.argv[1])).__enter__(); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)

    assert run(path).outcome == "refreshed"


def test_a_missing_folder_is_a_word(tmp_path: Path) -> None:
    with pytest.raises(WorkbookUnreadableError, match=r"The folder .* is not there"):
        run(tmp_path / "away" / "plan.xlsx")


def test_an_empty_plan_is_refreshed_without_an_appendix(tmp_path: Path) -> None:
    made = run(planbook(tmp_path))

    assert (made.outcome, made.refused, dict(made.outputs)) == ("refreshed", "", {})


def test_a_night_killed_before_its_record_knows_its_own_appendix(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"timescale_text": "15 December 2026"})
    run(path)
    (tmp_path / STATE / "last-run.json").unlink()

    later = run(path, date(2026, 12, 16))

    assert (later.refused, list(later.outputs)) == ("", ["plan-appendix.xlsx"])


def test_a_quiet_plan_is_stamped_every_31_days(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"timescale_text": "Ongoing"}, settings=SETTINGS)
    run(path)

    quiet, stamped = run(path, ON + timedelta(days=30)), run(path, ON + timedelta(days=31))

    assert (quiet.outcome, stamped.outcome) == ("unchanged", "refreshed")
    assert read_plan(path).settings.last_refreshed == ON + timedelta(days=31)


def test_the_next_change_sees_days_of_grace_that_are_not_written_yet(tmp_path: Path) -> None:
    settings = replace(SETTINGS, approved_on=date(2026, 11, 20))
    row = {"timescale_text": "Immediately", "status": "In progress"}

    plan = read_plan(planbook(tmp_path, row, settings=settings))

    assert plan.actions[0].next_due is None
    assert next_change(plan, after=date(2026, 11, 30)) == date(2026, 12, 19)


def test_the_next_change_is_never_too_late(tmp_path: Path) -> None:
    from actionbook.operations.check import check
    from actionbook.operations.show import plan_data

    rows = (
        {"timescale_text": "5 December 2026", "status": "Not started"},
        {"timescale_text": "From 2 January 2027", "status": "Not started"},
        {"timescale_text": "Sept 2026", "revised_due": date(2027, 1, 20), "approval": "Minute 1",
         "approved_on": date(2026, 12, 24)},
        {"status": "Complete", "completed_on": date(2026, 12, 1)},
    )  # fmt: skip
    plan = read_plan(planbook(tmp_path, *rows))

    def said(day: date) -> object:
        data = plan_data(plan, on=day)
        findings = [(f.code, str(f.cell), f.message) for f in check(plan, on=day).findings]
        return [(a["rag"], a["flags"]) for a in data["actions"]], findings

    day = ON
    for _ in range(120):
        coming = next_change(plan, after=day)
        following = day + timedelta(days=1)
        if coming is None or following < coming:
            assert said(following) == said(day)
        day = following
