"""A save that is killed, or whose disk fills, really: in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest
from zips import PARTS, SHEET, workbook

from actionbook.ooxml.package import Package

OTHER = PARTS[SHEET].replace(b"<v>1</v>", b"<v>2</v>")
ROOT = Path(__file__).parents[1]
SAVE = """
import os
import sys
from pathlib import Path

from actionbook.ooxml.package import Package

def save(path):
    package = Package.open(path)
    package.replace(sys.argv[2], package.read(sys.argv[2]).replace(b"<v>1</v>", b"<v>2</v>"))
    package.save(keep=path.with_name("state") / "plan-1.xlsx")

"""
# One process a step: it dies just before the n-th call when the step is 2n, just after it when
# the step is 2n + 1.
KILLED = (
    SAVE
    + """
def dying(call):
    def wrapped(*args, **kwargs):
        global left
        if left == 0 and not after:
            os._exit(9)
        answer = call(*args, **kwargs)
        if left == 0:
            os._exit(9)
        left -= 1
        return answer
    return wrapped

CALLS = ("open", "fdopen", "fsync", "close", "fchown", "chmod", "utime", "mkdir", "replace",
         "unlink", "stat", "fstat", "access", "listxattr")

for step in range(500):
    path = Path(sys.argv[1]) / str(step) / "plan.xlsx"
    path.parent.mkdir()
    path.write_bytes((Path(sys.argv[1]) / "plan.xlsx").read_bytes())
    child = os.fork()
    if child == 0:
        left, after = divmod(step, 2)
        for name in CALLS:
            if hasattr(os, name):
                setattr(os, name, dying(getattr(os, name)))
        save(path)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(status)
    if status != 9:
        break
"""
)
FULL = (
    SAVE
    + """
import resource

from actionbook.errors import ActionbookError

room = int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
try:
    save(Path(sys.argv[1]))
except ActionbookError as error:
    print(type(error).__name__, error)
    sys.exit(2)
"""
)


def run(script: str, path: Path, number: int = 0) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", script, str(path), SHEET, str(number)],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )


def listed(folder: Path) -> set[str]:
    return {str(found.relative_to(folder)) for found in folder.rglob("*")}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows copies no process")
def test_killed_at_any_call_the_file_is_old_or_new_and_the_next_save_clears_up(
    tmp_path: Path,
) -> None:
    old = workbook(tmp_path / "plan.xlsx").read_bytes()

    done = run(KILLED, tmp_path)

    statuses = done.stdout.split()
    seen = set()
    for step, status in enumerate(statuses):
        path = tmp_path / str(step) / "plan.xlsx"
        kept = path.with_name("state") / "plan-1.xlsx"
        is_new = path.read_bytes() != old
        assert Package.open(path).read(SHEET) == (OTHER if is_new else PARTS[SHEET])
        assert kept.read_bytes() == old if is_new or kept.exists() else True
        seen.add((status, is_new, any(".tmp" in name for name in listed(path.parent))))
        package = Package.open(path)
        package.replace(SHEET, OTHER)
        package.save(keep=kept)
        assert Package.open(path).read(SHEET) == OTHER
        assert listed(path.parent) - {"state", "state/plan-1.xlsx"} == {"plan.xlsx"}
    assert (done.stderr, statuses[-1]) == ("", "0")
    assert seen >= {("9", False, False), ("9", False, True), ("9", True, False), ("0", True, False)}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file's size")
@pytest.mark.parametrize("room", [0, 1, 100, 700])
def test_with_no_room_on_the_disk_nothing_changes(tmp_path: Path, room: int) -> None:
    path = workbook(tmp_path / "plan.xlsx")
    old = path.read_bytes()

    done = run(FULL, path, room)

    assert done.stdout.startswith("ActionbookError plan.xlsx was not saved: there is no room left")
    assert (done.returncode, done.stderr) == (2, "")
    assert path.read_bytes() == old
    assert listed(tmp_path) == {"plan.xlsx"}
