"""A process that is killed, for tests: run the script that does it, and see what it left."""

import re
import subprocess
import sys
from pathlib import Path

__all__ = ["killed", "left_behind"]


def killed(script: str, first: Path) -> list[str]:
    """The status of each process that *script* let die at its next step; the last one lived."""
    done = subprocess.run(
        [sys.executable, "-c", script, str(first)],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[1],
    )
    statuses = done.stdout.split()
    assert (done.stderr, statuses[-1]) == ("", "0")
    return statuses


def left_behind(folder: Path) -> frozenset[tuple[str, bytes]]:
    """Every file that a kill left: of two that left the same, one is gone on from."""
    files = (found for found in folder.rglob("*") if found.is_file())
    return frozenset(
        (re.sub(r"[0-9a-f]{8,}", "", found.name), found.read_bytes()) for found in files
    )
