"""
A roll, first and second, beside openpyxl's load and save of the same file.

    python benchmarks/roll.py 10000

The first roll closes a period with no history before it, the second has the first's history rows
to carry; each is a process of its own, and includes the reading of the plan.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import plans
from speed import ROUNDS, Cost, measured, middle, told

ROLL = (
    "import sys, actionbook\nfrom pathlib import Path\nfrom datetime import date\n"
    "plan = actionbook.read_plan(Path(sys.argv[1]))\n"
    "changes = actionbook.roll(plan, to=sys.argv[2], on=date.fromisoformat(sys.argv[3]), "
    "waive=tuple(actionbook.Waiver))\n"
    "assert actionbook.apply(changes)"
)
OPENPYXL = (
    "import sys, openpyxl\nbook = openpyxl.load_workbook(sys.argv[1])\n"
    "book.save(sys.argv[1] + '.openpyxl')"
)
PERIODS = (("2026-27 Q4", "2027-01-08"), ("2027-28 Q1", "2027-04-08"))


def on_copies(path: Path, code: str, *arguments: str) -> tuple[list[tuple[Cost, Cost]], Path]:
    """
    What *code* and openpyxl take in turns, each time on a new copy of the workbook at *path*, whose
    name comes before the *arguments*; and the last copy as *code* leaves it.
    """
    turns = []
    copy = path
    for turn in range(ROUNDS):
        folder = path.parent / f"{'-'.join(arguments).replace(' ', '-')}-{turn}"
        folder.mkdir()
        copy = folder / path.name
        shutil.copy(path, copy)
        peer = measured(OPENPYXL, str(copy))
        turns.append((measured(code, str(copy), *arguments), peer))
    return turns, copy


def main(count: int, folder: Path) -> None:
    """Roll a plan of *count* actions twice, in turns with openpyxl, and print the medians."""
    path = folder / "plan.xlsx"
    plans.make(count, path)
    for number, (to, on) in enumerate(PERIODS, start=1):
        turns, path = on_copies(path, ROLL, to, on)
        told(f"roll {number}, {count} actions", "at least 5 x as fast", *middle(turns))


if __name__ == "__main__":
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    with tempfile.TemporaryDirectory() as folder_name:
        main(int(sys.argv[1]), Path(folder_name))
