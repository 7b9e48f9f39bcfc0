"""
A night that is killed, really and at any step: old or new whole, and the next one heals it.

Five hundred kills and more: see `night_killer.py`, which also fills the disk at every step.
"""

import os
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from builders import ON
from night_killer import STEPS
from planbooks import planbook, replay

from actionbook.nightly.refresh import refresh

KILLS = int(os.environ.get("ACTIONBOOK_KILLS", "500"))
"""How many are killed, over all steps by their share of the calls; more by hand."""
KILLER = Path(__file__).with_name("night_killer.py")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows copies no process")


def stopped(home: Path, how: str, count: int) -> list[tuple[str, str]]:
    """How each of so many nights ended, with the step in which it was stopped."""
    (home / "before").mkdir()
    path = planbook(home / "before", {}, {"timescale_text": "June 2026"})
    refresh(path, on=ON, started=datetime(2026, 11, 12, 2, 0, tzinfo=UTC))
    replay(path, {"Actions!I5": "Complete"})
    told = subprocess.run(
        [sys.executable, str(KILLER), str(home), how, str(count), "22"],
        capture_output=True,
        text=True,
        check=False,
        cwd=KILLER.parents[1],
    )
    assert (told.returncode, told.stderr) == (0, "")
    lines = [line.split(" : ") for line in told.stdout.splitlines()]
    return [(step, end) for step, end in lines]


def test_five_hundred_kills_leave_old_or_new_and_the_next_night_heals_each(tmp_path: Path) -> None:
    ends = stopped(tmp_path, "kill", KILLS)

    assert [each for each in ends if each[1] not in ("killed", "lived")] == []
    assert Counter(end for _, end in ends)["killed"] >= KILLS
    assert {step for step, end in ends if end == "killed"} == set(STEPS)


def test_a_disk_that_is_full_from_any_call_on_shows_nothing_of_the_night(tmp_path: Path) -> None:
    ends = stopped(tmp_path, "full", 150)

    assert [each for each in ends if each[1] not in ("refused", "lived")] == []
    refused = {step for step, end in ends if end == "refused"}
    assert refused >= {"start", "appendices", "write", "put in place", "record"}
