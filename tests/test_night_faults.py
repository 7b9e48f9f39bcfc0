"""Whatever stops a night reaches its record, its heartbeat and the screen, and is no traceback."""

import errno
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from builders import ON
from click.testing import CliRunner, Result
from planbooks import planbook, replay

from actionbook.cli import main
from actionbook.errors import ActionbookError
from actionbook.nightly.heartbeat import last_beat
from actionbook.nightly.job import nightly_once, ring
from actionbook.nightly.record import runs
from actionbook.nightly.refresh import refresh
from actionbook.operations.check import check

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
STATE = Path(".actionbook") / "saltmere"


def cli(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


class Fault(NamedTuple):
    """What is raised in the middle of a night, the exit status it is, and what is said of it."""

    raised: Exception
    status: int
    said: str


FAULTS = (
    Fault(OSError(errno.ENOSPC, "No space left on device", "x.tmp"), 2, "there is no room left on"),
    Fault(OSError(errno.EDQUOT, "Disk quota exceeded"), 2, "there is no room left on the disk"),
    Fault(PermissionError(errno.EACCES, "Permission denied", "x"), 2, "x may not be read or writ"),
    Fault(OSError(errno.EROFS, "Read-only file system", "x"), 2, "x may not be read or written"),
    Fault(OSError(errno.EIO, "Input/output error", "x"), 4, "x: Input/output error. Check the dri"),
    Fault(FileNotFoundError(errno.ENOENT, "No such file", "x"), 4, "x: No such file. Check the dr"),
    Fault(KeyError("lead"), 2, "a fault in actionbook itself (KeyError: 'lead')"),
    Fault(
        RecursionError("too\ndeep"), 2, "a fault in actionbook itself (RecursionError: too deep)"
    ),
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: repr(fault.raised))
def test_any_fault_is_recorded_and_told_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    path, other = planbook(tmp_path, {}), tmp_path / "other"
    other.mkdir()
    good = planbook(other, {}, name="good.xlsx")
    cli("refresh", path, "--on", "2026-11-20")
    replay(path, {"Actions!I5": "Complete"})
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir() if each.is_file()}

    def failing(plan: object, **asked: object) -> object:
        if getattr(plan, "path", None) == path:
            raise fault.raised
        return check(plan, **asked)  # type: ignore[arg-type]

    monkeypatch.setattr("actionbook.nightly.next_form.check", failing)

    told = cli("refresh", path, good, "--on", "2026-11-22")

    assert told.exit_code == fault.status
    assert fault.said in told.stderr
    assert "Traceback" not in told.output
    assert "good.xlsx: refreshed for" in told.stdout
    last = runs(tmp_path / STATE)[-1]
    assert (last["outcome"], fault.said in last["message"]) == ("failed", True)
    assert "Traceback" in last["trace"] if "itself" in fault.said else last["trace"] == ""
    beat = last_beat(path)
    assert (beat.outcome, beat.failing_since, beat.good_on) == (
        "failed",
        "2026-11-22",
        "2026-11-20",
    )
    assert fault.said in beat.message
    note = tmp_path / "NOT REFRESHED since 20 Nov.txt"
    assert fault.said in note.read_text(encoding="utf-8-sig")
    note.unlink()
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir() if each.is_file()} == before
    log = (tmp_path / STATE / "refresh.log").read_text(encoding="utf-8")
    assert ("Traceback" in log) is ("itself" in fault.said)


def test_a_fault_of_our_own_is_raised_when_the_other_plans_are_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = []
    for name in "ab":
        (tmp_path / name).mkdir()
        paths.append(planbook(tmp_path / name, {}, name=f"{name}.xlsx"))

    def failing(plan: object, **asked: object) -> object:
        if getattr(plan, "path", None) == paths[0]:
            raise KeyError("lead")
        return check(plan, **asked)  # type: ignore[arg-type]

    monkeypatch.setattr("actionbook.nightly.next_form.check", failing)
    rung = []

    with pytest.raises(KeyError):
        rung += [*nightly_once(paths, now=lambda: NOW)]
    for each in nightly_once(paths[1:], now=lambda: NOW):
        rung.append(each)

    assert ring(paths[0], NOW).status == 2
    assert [(each.run.outcome, each.status) for each in rung] == [("unchanged", 0)]


def test_a_plan_that_may_not_be_read_is_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = planbook(tmp_path, {})
    cli("refresh", path, "--on", "2026-11-22")
    replay(path, {"Actions!J5": "Typed since."})
    read_bytes = Path.read_bytes

    def forbidden(file: Path) -> bytes:
        if file == path:
            raise PermissionError(errno.EACCES, "Permission denied", str(file))
        return read_bytes(file)

    monkeypatch.setattr(Path, "read_bytes", forbidden)

    with pytest.raises(ActionbookError, match=r"plan\.xlsx may not be read or written"):
        refresh(path, on=ON, started=NOW, pause=lambda _: None)

    assert last_beat(path).outcome == "failed"


def test_a_record_on_a_full_disk_does_not_hide_what_happened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = planbook(tmp_path, {})
    path.write_bytes(b"nonsense")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("actionbook.nightly.refresh.record_run", full)

    with pytest.raises(ActionbookError, match=r"plan\.xlsx .*workbook"):
        refresh(path, on=ON, started=NOW, pause=lambda _: None)

    assert last_beat(path).outcome == "failed"
