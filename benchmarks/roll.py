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
from speed import Cost, measured, told

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
ROUNDS = 3
TURNS = (("2026-27 Q4", "2027-01-08"), ("2027-28 Q1", "2027-04-08"))


def best(costs: list[Cost]) -> Cost:
    """The least time and the most memory of several rounds."""
    return Cost(
        min(cost.wall for cost in costs),
        min(cost.processor for cost in costs),
        max(cost.memory for cost in costs),
    )


def main(count: int, folder: Path) -> None:
    """Roll a plan of *count* actions twice, *ROUNDS* times, and print the best of each."""
    path = folder / "plan.xlsx"
    plans.make(count, path)
    for number, (to, on) in enumerate(TURNS, start=1):
        peer = measured(OPENPYXL, str(path), rounds=ROUNDS)
        ours = []
        for turn in range(ROUNDS):
            copy = folder / f"{number}-{turn}"
            copy.mkdir()
            book = copy / path.name
            shutil.copy(path, book)
            ours.append(measured(ROLL, str(book), to, on))
        told(f"roll {number}, {count} actions", "at least 5 x as fast", best(ours), peer)
        path = book


if __name__ == "__main__":
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    with tempfile.TemporaryDirectory() as folder_name:
        main(int(sys.argv[1]), Path(folder_name))
