"""
A companion: what is done beside is done as it would be here, whatever becomes of the copy.

Each runs in a process of its own, as one with threads, such as this, has no companion.
"""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from builders import ON
from planbooks import planbook, replay

from actionbook.nightly.refresh import refresh
from actionbook.workbook.read import read_plan

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2,
    reason="a companion needs Linux and a second processor",
)

BEGIN = """
import os, signal, sys, threading, time
from pathlib import Path
from actionbook.nightly.companion import companion
own = os.getpid()
def who(): return "here" if os.getpid() == own else "beside"
def told(work, is_large=True):
    with companion(work, is_large=is_large) as result:
        time.sleep(0.1)
        return result()
"""


def ran(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", BEGIN + code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


class Case(NamedTuple):
    name: str
    code: str
    says: str


CASES = (
    Case("a copy does it", "print(told(who))", "beside"),
    Case("what is small is done here", "print(told(who, is_large=False))", "here"),
    Case(
        "a process with a second thread has none",
        "threading.Thread(target=time.sleep, args=(1,), daemon=True).start(); print(told(who))",
        "here",
    ),
    Case(
        "a machine with one processor to spare has none",
        "os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); print(told(who))",
        "here",
    ),
    Case(
        "a copy that is killed is made good here",
        "def work():\n    if who() == 'beside': os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return who()\nprint(told(work))",
        "here",
    ),
    Case(
        "what goes wrong in the copy is raised here",
        "def work(): raise ValueError(who())\n"
        "try: told(work)\nexcept ValueError as fault: print(fault)",
        "here",
    ),
    Case(
        "a result that cannot be told is made here",
        "print(told(lambda: [lambda: None, who()])[1])",
        "here",
    ),
    Case("a large result is told whole", "print(len(told(lambda: 'x' * 3_000_000)))", "3000000"),
    Case(
        "one that is not asked for has ended with the block",
        "with companion(lambda: 'x' * 3_000_000, is_large=True): pass\n"
        "try: os.waitpid(-1, os.WNOHANG)\nexcept ChildProcessError: print('ended')",
        "ended",
    ),
    Case(
        "no file is left open",
        "before = len(os.listdir('/proc/self/fd')); told(who)\n"
        "print(len(os.listdir('/proc/self/fd')) - before)",
        "0",
    ),
    Case(
        "what the process does at its end is done once",
        "import atexit; atexit.register(lambda: print('end')); print('begun'); told(who)",
        "begun\nend",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_companion(case: Case) -> None:
    done = ran(case.code)

    assert (done.stdout.strip(), done.stderr, done.returncode) == (case.says, "", 0)


def has_ended(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return True
    return state[0] in "ZX"


def waits_for(what: str, is_so: object) -> None:
    until = time.monotonic() + 20
    while not is_so():  # type: ignore[operator]
        assert time.monotonic() < until, what
        time.sleep(0.01)


def test_it_ends_with_the_process_that_it_is_a_copy_of(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    code = (
        "def work():\n    Path(sys.argv[1]).write_text(str(os.getpid()))\n    time.sleep(60)\n"
        "told(work)"
    )
    with subprocess.Popen([sys.executable, "-c", BEGIN + code, str(note)]) as process:
        waits_for("it begins", lambda: note.exists() and note.read_text(encoding="utf-8"))
        process.kill()
    copy = int(note.read_text(encoding="utf-8"))

    waits_for("it ends", lambda: has_ended(copy))


NIGHT = """
import actionbook.nightly.companion as c
class Noted(c._Copy):
    def __init__(self, work):
        print("beside", flush=True)
        super().__init__(work)
c._Copy = Noted
if sys.argv[2] == "alone":
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
from actionbook.cli import main
main(["refresh", sys.argv[1], "--on", sys.argv[3]])
"""


def large(folder: Path) -> Path:
    """A plan of as many rows as are looked at beside, refreshed, with a row changed since."""
    folder.mkdir()
    path = planbook(folder, *({"progress": f"Ward {number}"} for number in range(1_200)))
    refresh(path, on=ON, started=datetime(2026, 11, 12, 2, 0, tzinfo=UTC))
    replay(path, {"Actions!I5": "Complete"})
    return path


def visible(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


def test_a_large_night_is_the_same_with_a_companion_and_without(tmp_path: Path) -> None:
    path = large(tmp_path / "one")
    (other := tmp_path / "other").mkdir()
    subprocess.run(["cp", "-a", f"{path.parent}/.", str(other)], check=True)

    beside = ran(NIGHT, str(path), "beside", str(ON))
    alone = ran(NIGHT, str(other / path.name), "alone", str(ON))

    assert beside.stdout == "beside\n" + alone.stdout
    assert (beside.returncode, alone.returncode) == (0, 0)
    assert "plan-appendix.xlsx" in visible(other)
    assert visible(path.parent) == visible(other)


@pytest.mark.parametrize("wait", [0.0, 0.15, 0.4])
def test_a_large_night_that_is_killed_beside_its_companion_is_healed(
    tmp_path: Path, wait: float
) -> None:
    path = large(tmp_path / "plan")
    before = visible(path.parent)
    code = BEGIN + NIGHT
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path), "beside", str(ON)],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "beside\n"
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)

    left = visible(path.parent)
    made = refresh(path, on=ON, started=datetime(2026, 11, 22, 3, 0, tzinfo=UTC))

    assert before.keys() <= left.keys()
    assert made.outcome in ("refreshed", "unchanged")
    assert read_plan(path).actions[0].rag == "Complete"
    assert not [*path.parent.rglob("*.tmp"), *path.parent.rglob(".appendix-*")]
    assert not [*path.parent.rglob("staged")]
