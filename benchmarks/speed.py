"""
Start-up, check, highlight and set_cells, each beside a named peer in the same run.

    python benchmarks/speed.py small
    python benchmarks/speed.py large 100000

Every figure is of a process of its own: wall time (the best of several where it is short), and
the most memory it held.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import plans

CHECK = "import sys; from actionbook.cli import main; main(['check', sys.argv[1], '--on', '{on}'])"
HIGHLIGHT = (
    "import sys; from pathlib import Path; from datetime import date; import actionbook\n"
    "plan = actionbook.read_plan(Path(sys.argv[1]))\n"
    "actionbook.apply(actionbook.highlight(plan, on=date.fromisoformat('{on}')))"
)
CLEAR = (
    "import sys; from pathlib import Path; import actionbook\n"
    "actionbook.apply(actionbook.clear_highlights(actionbook.read_plan(Path(sys.argv[1]))))"
)
CALAMINE = (
    "import sys, python_calamine as c\n"
    "c.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_name('Actions').to_python()"
)
OPENPYXL = (
    "import sys, openpyxl\nbook = openpyxl.load_workbook(sys.argv[1])\n"
    "book['Actions']['J9'] = 'One cell'\nbook.save(sys.argv[1] + '.openpyxl')"
)
REFRESH = (
    "import sys; from actionbook.cli import main\n"
    f"main(['refresh', sys.argv[1], '--on', '{plans.ON}'])"
)
EDIT = (
    "import sys, actionbook\n"
    "actionbook.set_cells(sys.argv[1], {'Actions!D9': 'May 2026', 'Actions!E9': None})"
)
SET_CELL = "import sys, actionbook; actionbook.set_cells(sys.argv[1], {'Actions!J9': 'One cell'})"


def measured(code: str, *arguments: str, rounds: int = 1) -> tuple[float, float]:
    """Seconds of the best round, and the most megabytes held, of a process that runs *code*."""
    best, most = float("inf"), 0.0
    meter = (
        "import subprocess, sys, time, resource\nbegun = time.perf_counter()\n"
        "subprocess.run([sys.executable, '-c', *sys.argv[1:]], stdout=subprocess.DEVNULL)\n"
        "took = time.perf_counter() - begun\n"
        "print(took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
    )
    for _ in range(rounds):
        shown = subprocess.run(
            [sys.executable, "-c", meter, code, *arguments],
            capture_output=True,
            text=True,
            check=True,
        )
        took, held = map(float, shown.stdout.split())
        best, most = min(best, took), max(most, held)
    return best, most


def told(name: str, ours: tuple[float, float], peer: tuple[float, float], budget: str) -> None:
    """Three lines of the table."""
    ratio, memory = ours[0] / peer[0], ours[1] / peer[1]
    print(f"{name} ({budget})")
    print(f"    ours {ours[0]:7.2f} s {ours[1]:6.0f} MB   peer {peer[0]:7.2f} s {peer[1]:6.0f} MB")
    print(f"    ratio {ratio:.2f}, {1 / ratio:.1f} times as fast, memory {memory:.2f}")


def small(folder: Path) -> None:
    """Start-up and a small plan."""
    command = "import sys; from actionbook.cli import main; main([sys.argv[1]])"
    click = measured("import click", rounds=15)
    for option in ("--version", "--help"):
        told(option, measured(command, option, rounds=15), click, "at most 2 x import click")
    path = folder / "small.xlsx"
    plans.make(200, path)
    checked = measured(CHECK.format(on=plans.ON), str(path), rounds=9)
    told("check, 200 rows", checked, measured("import pandas", rounds=9), "at most 0.5 x pandas")
    measured(REFRESH, str(path))
    version = measured(command, "--version", rounds=9)
    again = measured(REFRESH, str(path), rounds=9)
    told("refresh, nothing changed", again, version, "at most 1.5 x --version")


def large(folder: Path, count: int) -> None:
    """A plan of *count* actions."""
    path = folder / "large.xlsx"
    plans.make(count, path)
    book = str(path)
    told(
        f"check, {count} rows",
        measured(CHECK.format(on=plans.ON), book),
        measured(CALAMINE, book),
        "at most 4 x calamine's bare read, 3 x its memory",
    )
    openpyxl = measured(OPENPYXL, book)
    one_day = HIGHLIGHT.format(on=plans.ON)
    measured(EDIT, book)
    told("highlight, one row changed", measured(one_day, book), openpyxl, "at least 8 x as fast")
    measured(CLEAR, book)
    told("highlight, all rows changed", measured(one_day, book), openpyxl, "at least 5 x as fast")
    told("set_cells, one cell", measured(SET_CELL, book), openpyxl, "at least 20 x as fast")


if __name__ == "__main__":
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    with tempfile.TemporaryDirectory() as folder_name:
        if sys.argv[1:2] == ["small"]:
            small(Path(folder_name))
        else:
            large(Path(folder_name), int(sys.argv[2]))
