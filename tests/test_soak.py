"""Two hundred nights in a row in one process: no more files, handles or objects than at sixty."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from builders import SETTINGS
from planbooks import planbook

NIGHTS = 200
SETTLED = 60
"""From here on the backups are as many as are kept, and all is loaded."""
SOAK = """
import gc, json, os, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from actionbook.nightly.refresh import refresh
from actionbook.workbook.cells import set_cells

path, nights, settled = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
now = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
seen = []
for number in range(nights):
    set_cells(path, {"Actions!J5": f"Step {number % 7}: the quays are surveyed."})
    made = refresh(path, on=now.date(), started=now + timedelta(seconds=number))
    assert made.outcome == "refreshed", made
    if number in (settled, nights - 1):
        gc.collect()
        files = sorted(str(each) for each in path.parent.rglob("*") if each.is_file())
        logs = sum(Path(each).stat().st_size for each in files if each.endswith((".log", "jsonl")))
        size = sum(Path(each).stat().st_size for each in files) - logs
        seen.append({
            "handles": len(os.listdir("/dev/fd")),
            "files": [Path(each).name.split("-")[0] for each in files],
            "bytes": size,
            "objects": len(gc.get_objects()),
        })
print(json.dumps(seen))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no list of handles to read")
def test_two_hundred_nights_leak_no_file_handle_or_memory(tmp_path: Path) -> None:
    path = planbook(tmp_path, {}, {"timescale_text": "June 2026"}, settings=SETTINGS)

    done = subprocess.run(
        [sys.executable, "-c", SOAK, str(path), str(NIGHTS), str(SETTLED)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[1],
    )

    assert done.stderr == ""
    early, late = json.loads(done.stdout)
    assert late["handles"] == early["handles"]
    assert late["files"] == early["files"]
    assert late["bytes"] < early["bytes"] * 1.1
    assert late["objects"] < early["objects"] * 1.01
