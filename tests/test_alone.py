"""One run at a time: the machine's lock, the note beside it, and both of them left by the dead."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from builders import ON
from planbooks import planbook

from actionbook.errors import AlreadyRunningError
from actionbook.nightly import alone as module
from actionbook.nightly.alone import alone, found_dead
from actionbook.nightly.owner import owner_in
from actionbook.nightly.process import born
from actionbook.nightly.record import Run, run_line, runs
from actionbook.nightly.refresh import refresh
from actionbook.workbook.state import owner_note, states_folder

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
STATE = Path(".actionbook") / "saltmere"


def run(path: Path) -> Run:
    return refresh(path, on=ON, started=NOW, pause=lambda _: None)


def noted(path: Path, **said: object) -> Path:
    """The note that another run has left over the plan *path*."""
    states_folder(path).mkdir(exist_ok=True)
    note = owner_note(path)
    mine = {"host": socket.gethostname(), "pid": os.getpid(), "born": born(os.getpid())}
    note.write_text(json.dumps({**mine, "since": NOW.isoformat(), **said}), encoding="utf-8")
    return note


@contextmanager
def a_process_that_ended() -> Iterator[int]:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    yield ended.pid


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system without locks: the note is all there is."""
    monkeypatch.setattr(module, "_locked", lambda _file: None)


def test_two_runs_at_once_are_one_and_a_word(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})

    with (
        alone(path, started=NOW),
        pytest.raises(AlreadyRunningError, match=r"Another run is at work on plan\.xlsx \(process"),
    ):
        run(path)

    assert runs(tmp_path / STATE) == ()


def test_a_process_is_told_from_a_later_one_of_its_number() -> None:
    with a_process_that_ended() as ended:
        assert born(ended) is None
    assert born(os.getpid())
    assert born(os.getpid()) == born(os.getpid())
    assert born(0) is None
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        assert born(other.pid) not in (None, "", born(os.getpid()))
        other.kill()


class Left(NamedTuple):
    """A note that was left, and whether the next run takes over, with the lock and without one."""

    name: str
    said: dict[str, object]
    with_lock: bool
    without: bool


OLD = (NOW - timedelta(hours=7)).isoformat()
LEFT = (
    Left("a living process", {}, with_lock=True, without=False),
    Left("a number given again", {"born": "long ago"}, with_lock=True, without=True),
    Left("no such process", {"pid": 2**22 + 1}, with_lock=True, without=True),
    Left("a nonsense number", {"pid": "x"}, with_lock=True, without=False),
    Left("another machine", {"host": "SVR-02"}, with_lock=False, without=False),
    Left("another machine, old", {"host": "SVR-02", "since": OLD}, with_lock=True, without=True),
    Left("another machine, no day", {"host": "SVR-02", "since": "?"}, with_lock=True, without=True),
)


@pytest.mark.parametrize("left", LEFT, ids=lambda left: left.name)
@pytest.mark.parametrize("has_locks", [True, False], ids=["locked", "no locks"])
def test_a_note_is_taken_over_only_where_its_owner_has_died(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: Left, *, has_locks: bool
) -> None:
    path = tmp_path / "plan.xlsx"
    note = noted(path, **left.said)
    before = note.read_text(encoding="utf-8")
    if not has_locks:
        monkeypatch.setattr(module, "_locked", lambda _file: None)

    if left.with_lock if has_locks else left.without:
        assert found_dead(path, now=NOW)
        assert note.read_text(encoding="utf-8") == before
        with alone(path, started=NOW) as told:
            assert owner_in(note).pid == os.getpid()
        assert re.fullmatch(
            r"It took over from a run that died: process [\d?]+ on [^,]+, since (\d\d/\d\d/\d{4} "
            r"\d\d:\d\d|\?)", told
        )  # fmt: skip
        assert not note.exists()
    else:
        for held in (lambda: found_dead(path, now=NOW), lambda: run(path)):
            with pytest.raises(AlreadyRunningError, match=r"plan\.xlsx\.owner"):
                held()
        assert note.read_text(encoding="utf-8") == before


@pytest.mark.usefixtures("no_locks")
def test_a_note_that_is_being_written_counts_and_an_empty_one_that_is_old_does_not(
    tmp_path: Path,
) -> None:
    path = tmp_path / "plan.xlsx"
    note = noted(path)
    note.write_bytes(b"")

    with pytest.raises(AlreadyRunningError), alone(path, started=NOW):
        pass
    os.utime(note, (time.time() - 90, time.time() - 90))
    with alone(path, started=NOW) as told:
        assert "died" in told


@pytest.mark.usefixtures("no_locks")
def test_a_note_of_somebody_who_took_us_for_dead_stays(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"

    with alone(path, started=NOW):
        theirs = noted(path, host="SVR-02")

    assert owner_in(theirs).host == "SVR-02"


RACE = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from actionbook.errors import AlreadyRunningError
from actionbook.nightly import alone
if sys.argv[2] == "no locks":
    alone._locked = lambda _file: None
path, now = Path(sys.argv[1]), datetime.now(UTC)
print("ready", flush=True)
sys.stdin.readline()
try:
    with alone.alone(path, started=now):
        print("alone", flush=True)
        sys.stdin.readline()
except AlreadyRunningError:
    print("taken", flush=True)
    sys.stdin.readline()
"""


@pytest.mark.parametrize("locks", ["locks", "no locks"])
@pytest.mark.parametrize("is_left", [False, True], ids=["free", "left by the dead"])
def test_of_four_real_processes_that_race_one_gets_the_lock(
    tmp_path: Path, locks: str, *, is_left: bool
) -> None:
    path = tmp_path / "plan.xlsx"
    if is_left:
        noted(path, born="long ago")
    with ExitStack() as stack:
        racing = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", RACE, str(path), locks],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for _ in range(4)
        ]
        said = []
        for _ in range(2):
            heard = []
            for each in racing:
                assert each.stdin is not None
                assert each.stdout is not None
                heard.append(each.stdout.readline().strip())
            said.append(heard)
            for each in racing:
                assert each.stdin is not None
                each.stdin.write("\n")
                each.stdin.flush()

    assert said == [["ready"] * 4, said[1]]
    assert sorted(said[1]) == ["alone", "taken", "taken", "taken"]
    assert not owner_note(path).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows stops no process for a while")
def test_of_two_real_refreshes_one_works_and_one_says_75(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    command = [sys.executable, "-m", "actionbook", "refresh", str(path), "--on", "2026-11-22"]

    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as first:
        while not (owner_note(path).exists() and owner_note(path).stat().st_size):
            time.sleep(0.001)
        first.send_signal(signal.SIGSTOP)
        second = subprocess.run(command, capture_output=True, text=True, check=False)
        first.send_signal(signal.SIGCONT)
        told, _ = first.communicate(timeout=60)

    assert (second.returncode, second.stdout) == (75, "")
    assert f"Another run is at work on plan.xlsx (process {first.pid} on " in second.stderr
    assert (first.returncode, "plan.xlsx: refreshed for" in told) == (0, True)


def test_a_dead_run_s_lock_is_free_and_told(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    code = (
        "import os, sys; from pathlib import Path; from datetime import *\n"
        "from actionbook.nightly.alone import alone\n"
        "held = alone(Path(sys.argv[1]), started=datetime.now(UTC)); held.__enter__(); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)

    made = run(path)

    assert made.outcome == "refreshed"
    assert "It took over from a run that died: process " in run_line(made)
    assert not owner_note(path).exists()


def test_what_a_run_that_died_had_begun_beside_it_is_waited_for(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    with a_process_that_ended() as number:
        noted(path, pid=number, born="")
    code = (
        "import sys, time; from filelock import FileLock\n"
        "lock = FileLock(sys.argv[1]); lock.acquire(); print('held', flush=True); time.sleep(0.7)"
    )
    lock = states_folder(path) / f"{path.name}.lock"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(lock)], stdout=subprocess.PIPE
    ) as beside:
        assert beside.stdout is not None
        assert beside.stdout.readline().strip() == b"held"

        made = run(path)

    assert made.outcome == "refreshed"
    assert f"It took over from a run that died: process {number} " in run_line(made)


def test_what_a_run_that_died_after_its_record_left_is_cleared_by_one_with_nothing_to_do(
    tmp_path: Path,
) -> None:
    path = planbook(tmp_path, {})
    run(path)
    state = tmp_path / STATE
    noted(path, pid=2**22 + 1)
    left = [state / "staged", state.parent / "plan.xlsx.heartbeat.json.tmp", state / "x.json.tmp"]
    left[0].mkdir()
    for half in left[1:]:
        half.write_bytes(b"{")

    cleared, again = run(path), run(path)

    assert (cleared.outcome, again.outcome) == ("unchanged", "unchanged")
    assert "It took over from a run that died: process 4194305 on " in run_line(cleared)
    assert again.told == ()
    assert [half for half in (*left, owner_note(path)) if half.exists()] == []
    assert [each["outcome"] for each in runs(state)] == ["refreshed", "unchanged"]
