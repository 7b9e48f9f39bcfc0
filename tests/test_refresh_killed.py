"""A refresh that is killed, really and at any step: old or new whole, and the next one heals it."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from builders import ON
from planbooks import planbook, replay

from actionbook.nightly.refresh import refresh

KILLS = int(os.environ.get("ACTIONBOOK_KILLS", "8"))
"""How many are killed, over all steps alike; more by hand."""
ROOT = Path(__file__).parents[1]
# A child dies just before the n-th of the calls that change a disk; the next run must do the rest.
KILLED = """
import hashlib
import os
import shutil
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import actionbook.nightly.night
from actionbook.nightly.heartbeat import last_beat
from actionbook.nightly.refresh import refresh

MOMENT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
CALLS = ("replace", "rename", "unlink", "mkdir", "rmdir", "fsync", "open")
home, children = Path(sys.argv[1]), int(sys.argv[2])

def run(folder):
    return refresh(folder / "plan.xlsx", on=MOMENT.date(), started=MOMENT, pause=lambda _: None)

def prints(folder):
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.is_file()
    }

def copied(name):
    return Path(shutil.copytree(home / "before", home / name))

def child(folder, steps):
    left = steps
    def dying(call):
        def wrapped(*args, **kwargs):
            nonlocal left
            if left == 0:
                os._exit(9)
            left -= 1
            return call(*args, **kwargs)
        return wrapped
    for name in CALLS:
        setattr(os, name, dying(getattr(os, name)))
    try:
        run(folder)
    finally:
        os._exit(0)

old = prints(home / "before")
whole = copied("whole")
run(whole)
new = prints(whole)
counted = copied("counted")
number = 0
def counting(call):
    def wrapped(*args, **kwargs):
        global number
        number += 1
        return call(*args, **kwargs)
    return wrapped
real = {name: getattr(os, name) for name in CALLS}
for name in CALLS:
    setattr(os, name, counting(real[name]))
run(counted)
for name in CALLS:
    setattr(os, name, real[name])
print("steps", number)
for turn in range(children):
    folder = copied(str(turn))
    pid = os.fork()
    if pid == 0:
        child(folder, number * turn // children)
    died = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    seen = prints(folder)
    for name, held in seen.items():
        if held not in (old.get(name), new.get(name)) and not name.endswith(".tmp"):
            print(turn, "torn", name)
    run(folder)
    healed = prints(folder)
    if healed != new:
        print(turn, "not healed", sorted(healed.items() ^ new.items()))
    litter = [
        path.name for path in folder.rglob("*")
        if path.suffix == ".tmp" or path.name.startswith((".appendix-", "staged"))
    ]
    if litter:
        print(turn, "litter", litter)
    if last_beat(folder / "plan.xlsx").outcome not in ("refreshed", "unchanged"):
        print(turn, "beat", last_beat(folder / "plan.xlsx"))
    print("died" if died == 9 else "lived")
    shutil.rmtree(folder)
"""


def test_a_refresh_killed_at_any_step_leaves_old_or_new_and_the_next_heals_it(
    tmp_path: Path,
) -> None:
    before = tmp_path / "before"
    before.mkdir()
    path = planbook(before, {}, {"timescale_text": "June 2026"})
    refresh(path, on=ON, started=datetime(2026, 11, 12, 2, 0, tzinfo=UTC))
    replay(path, {"Actions!I5": "Complete"})

    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), str(KILLS)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = killed.stdout.splitlines()

    assert killed.stderr == ""
    assert lines[1:] == ["died"] * KILLS
