from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from builders import ON, SETTINGS
from planbooks import planbook, replay, value_at

from actionbook.errors import (
    SettingsError,
    StaleChangeError,
    WorkbookBusyError,
    WorkbookUnreadableError,
)
from actionbook.nightly.changes import night_changes
from actionbook.nightly.record import Run, last_run, run_line, runs
from actionbook.nightly.refresh import refresh
from actionbook.nightly.rehearsal import rehearse
from actionbook.plan.next_change import next_change
from actionbook.workbook.read import read_plan

STARTED = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
STATE = Path(".actionbook") / "saltmere"


def run(path: Path, on: date = ON) -> Run:
    return refresh(path, on=on, started=STARTED, pause=lambda _: None)


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


def opened_by(owner: str, path: Path) -> Path:
    """The note that Excel leaves beside a workbook that *owner* has open."""
    note = bytes([len(owner)]) + owner.encode().ljust(54) + bytes([len(owner), 0])
    lock = path.with_name(f"~${path.name}")
    lock.write_bytes((note + owner.encode("utf-16-le")).ljust(165, b" "))
    return lock


def test_a_plan_that_is_open_is_read_as_last_saved_and_its_write_waits(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"timescale_text": "June 2026"})
    note = opened_by("Jo Tarrant", path)
    before = path.read_bytes()

    queued = run(path)
    stands = path.read_bytes() == before
    note.unlink()
    written = run(path)

    assert (queued.outcome, queued.open_by, stands) == ("waiting", "Jo Tarrant", True)
    assert "plan.xlsx is open (Jo Tarrant has it), so it was read as last saved" in queued.message
    assert list(queued.outputs) == ["plan-appendix.xlsx"]
    assert (written.outcome, read_plan(path).actions[0].rag) == ("refreshed", "Overdue")
    assert [each["outcome"] for each in runs(tmp_path / STATE)] == ["waiting", "refreshed"]


def test_a_plan_that_is_open_with_nothing_to_write_is_refreshed(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"timescale_text": "15 December 2026"})
    run(path)
    (tmp_path / "plan-appendix.xlsx").unlink()
    opened_by("Jo Tarrant", path)

    made = run(path)

    assert (made.outcome, made.open_by) == ("refreshed", "Jo Tarrant")
    assert (tmp_path / "plan-appendix.xlsx").exists()


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


AUDIT = {"committee": "Audit Committee", "meeting_date": date(2026, 12, 8)}
CABINET = {"committee": "The Cabinet", "meeting_date": date(2026, 12, 9)}


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("Draft", ["audit-committee-2026-12-08-appendix-public.xlsx"]),
        ("", ["audit-committee-2026-12-08-appendix-public.xlsx"]),
        ("With clerk", []),
        ("Published", []),
        ("with the clerk", []),
    ],
)
def test_each_meeting_whose_papers_are_due_has_an_appendix_while_it_is_a_draft(
    tmp_path: Path, state: str, names: list[str]
) -> None:
    far = {"committee": "Board", "meeting_date": date(2027, 9, 8), "state": "Draft"}
    path = planbook(tmp_path, {}, Meetings=[{**AUDIT, "state": state}, far])

    assert list(run(path).outputs) == names
    assert sorted(each.name for each in tmp_path.glob("*appendix*")) == names


def test_an_appendix_that_is_with_the_clerk_stays_as_it_is(tmp_path: Path) -> None:
    path = planbook(tmp_path, {}, Meetings=[{**AUDIT, "state": "Draft"}])
    (name,) = run(path).outputs
    sent = (tmp_path / name).read_bytes()
    replay(path, {"Actions!I5": "Complete", "Meetings!I5": "With clerk"})

    made = run(path)

    assert (made.outcome, dict(made.outputs)) == ("refreshed", {})
    assert (tmp_path / name).read_bytes() == sent


def test_the_day_on_which_papers_become_due_brings_a_run(tmp_path: Path) -> None:
    path = planbook(tmp_path, {}, Meetings=[{**AUDIT, "state": "Draft"}])

    early, quiet, due = (run(path, date(2026, 11, day)) for day in (2, 12, 13))

    # Seven working days before 8 December is 27 November; fourteen days before that, the 13th.
    assert (list(early.outputs), quiet.outcome) == ([], "unchanged")
    assert list(due.outputs) == ["audit-committee-2026-12-08-appendix-public.xlsx"]


def test_outputs_are_put_in_place_together_or_not_at_all(tmp_path: Path) -> None:
    path = planbook(tmp_path, {}, Meetings=[AUDIT, CABINET])
    names = list(run(path).outputs)
    replay(path, {"Actions!I5": "Complete"})
    before = {name: (tmp_path / name).read_bytes() for name in names}
    plan = path.read_bytes()
    opened_by("Kim Roe", tmp_path / names[1])

    with pytest.raises(WorkbookBusyError, match=r"Kim Roe"):
        run(path)

    assert {name: (tmp_path / name).read_bytes() for name in names} == before
    assert path.read_bytes() == plan


def test_the_previous_outputs_are_kept_as_last_good(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    run(path)
    before = (tmp_path / "plan-appendix.xlsx").read_bytes()
    replay(path, {"Actions!I5": "Complete"})
    run(path)

    assert (tmp_path / "plan-appendix.xlsx").read_bytes() != before
    assert (tmp_path / STATE / "last-good" / "plan-appendix.xlsx").read_bytes() == before
    assert not (tmp_path / STATE / "staged").exists()


def test_a_night_that_may_only_read_puts_its_findings_beside_the_plan(tmp_path: Path) -> None:
    settings = replace(SETTINGS, nightly_writes="outputs only")
    path = planbook(tmp_path, {"timescale_text": "June 2026"}, settings=settings)
    before = path.read_bytes()

    made, again = run(path), run(path)

    assert path.read_bytes() == before
    assert list(made.outputs) == ["plan-appendix.xlsx", "plan-checks.xlsx"]
    assert value_at(tmp_path / "plan-checks.xlsx", "Checks!G4") == "AB318"
    assert again.outcome == "unchanged"
    assert not night_changes(read_plan(path), on=ON)


def test_the_checks_sheet_is_brought_up_to_date(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"timescale_text": "June 2026"})

    made = run(path)

    assert "AB318" in made.findings
    assert value_at(path, "Checks!B5") in made.findings


class Saved(NamedTuple):
    name: str
    broken: bytes | None


@pytest.mark.parametrize(
    "saved", [Saved("half-saved", b"PK\x03\x04 half"), Saved("away", None)], ids=lambda s: s.name
)
def test_a_plan_that_is_half_saved_or_away_for_a_moment_is_waited_for(
    tmp_path: Path, saved: Saved
) -> None:
    path = planbook(tmp_path, {})
    run(path)
    replay(path, {"Actions!I5": "Complete"})
    whole = path.read_bytes()
    if saved.broken is None:
        path.unlink()
    else:
        path.write_bytes(saved.broken)

    def pause(_seconds: float) -> None:
        path.write_bytes(whole)

    made = refresh(path, on=ON, started=STARTED, pause=pause)

    assert made.outcome == "refreshed"
    assert read_plan(path).actions[0].rag == "Complete"


@pytest.mark.parametrize(("saves", "done"), [(2, True), (3, False)])
def test_a_plan_that_is_saved_while_we_work_is_begun_again_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, saves: int, *, done: bool
) -> None:
    from actionbook.nightly import papers

    path = planbook(tmp_path, {})
    left = [f"Step {number}" for number in range(saves)]
    make = papers.make_papers

    def meanwhile(*args: Any, **kwargs: Any) -> Any:
        made = make(*args, **kwargs)
        if left:
            replay(path, {"Actions!J5": left.pop()})
        return made

    monkeypatch.setattr(papers, "make_papers", meanwhile)

    if done:
        assert run(path).outcome == "refreshed"
        assert read_plan(path).actions[0].progress == "Step 0"
    else:
        with pytest.raises(StaleChangeError, match="while we worked"):
            run(path)


def test_a_copy_that_a_sync_left_is_reported(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    (tmp_path / "plan-DESKTOP-4F2K1.xlsx").write_bytes(b"the other save")

    made = run(path)

    assert made.conflicts == ("plan-DESKTOP-4F2K1.xlsx",)
    assert "two people saved at once" in run_line(made)


def test_the_record_has_all_that_a_night_did(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"timescale_text": "June 2026"})
    made = run(path)

    (line,) = runs(tmp_path / STATE)

    assert set(line["steps"]) == {"read", "check", "appendices", "write", "put in place"}
    assert line["before"] != line["after"] == made.after
    assert line["outputs"].keys() == {"plan-appendix.xlsx"}
    assert "2026-11-22 02:00:00+0000 plan.xlsx: refreshed" in (
        tmp_path / STATE / "refresh.log"
    ).read_text(encoding="utf-8")


def test_staff_are_told_while_nights_fail_and_no_longer(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    run(path, date(2026, 11, 12))
    whole = path.read_bytes()
    path.write_bytes(b"nonsense")
    for day in (13, 14):
        with pytest.raises(WorkbookUnreadableError):
            run(path, date(2026, 11, day))
    notes = [each.name for each in tmp_path.glob("*.txt")]
    text = (tmp_path / notes[0]).read_text(encoding="utf-8-sig")
    path.write_bytes(whole)

    run(path, date(2026, 11, 15))

    assert notes == ["NOT REFRESHED since 12 Nov.txt"]
    assert text.startswith("plan.xlsx: last refreshed for 12/11/2026. plan.xlsx")
    assert list(tmp_path.glob("*.txt")) == []


def test_what_the_house_settles_brings_a_run(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"timescale_text": "15 January 2027", "status": "Not started"})
    run(path)
    (tmp_path / "actionbook.toml").write_text('ignore = ["AB403"]\n', encoding="utf-8")

    assert run(path).outcome == "refreshed"


def test_a_rehearsal_lists_changes_findings_and_files_and_writes_nothing(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"timescale_text": "June 2026"}, Meetings=[AUDIT, CABINET])
    (tmp_path / "the-cabinet-2026-12-09-appendix-public.xlsx").write_bytes(b"the clerk's own")
    before = everything(tmp_path)

    told = rehearse(path, on=ON)

    assert everything(tmp_path) == before
    made = run(path)
    assert len(told.changes) == made.changes
    assert len(told.checks) == sum(made.findings.values())
    assert told.outputs == tuple(made.outputs)
    assert " ".join(told.refused) == made.refused
    assert any("AB318 Action 1 is overdue" in row for row in told.checks)
    assert f"{told.outputs[0]}: would be made" in told.lines()
    assert rehearse(path, on=ON).lines() == []


def test_a_copy_that_a_sync_left_is_reported_on_a_quiet_night_too(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    run(path)
    (tmp_path / "plan (1).xlsx").write_bytes(b"the other save")

    quiet = run(path)

    assert (quiet.outcome, quiet.conflicts) == ("unchanged", ("plan (1).xlsx",))
    assert "Look at plan (1).xlsx: two people saved at once" in run_line(quiet)
