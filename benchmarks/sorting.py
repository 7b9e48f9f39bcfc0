"""
The former macros that move or number rows, beside openpyxl's load and save of the same file.

    python benchmarks/sorting.py 10000

Each is a process of its own on a copy of its own, and includes the reading of the plan. The plan's
rows stand in no order of lead or date, so that nearly every row goes elsewhere.
"""

import os
import sys
import tempfile
from pathlib import Path

import plans
from roll import on_copies
from speed import middle, told

DOORS = ("sort_by_lead", "sort_by_due", "number_actions")
RUN = (
    "import sys\nfrom importlib import import_module\nfrom pathlib import Path\n"
    "from datetime import date\n"
    "door = import_module('macros_replacement.' + sys.argv[2])\n"
    "done = door.run(Path(sys.argv[1]), on=date(2026, 11, 20))\n"
    "assert done or sys.argv[2] == 'number_actions', 'the rows stood in order already'"
)


def main(count: int, folder: Path) -> None:
    """Run each of *DOORS* on a plan of *count* actions, in turns with openpyxl; the medians."""
    path = folder / "plan.xlsx"
    plans.make(count, path)
    for door in DOORS:
        turns, _ = on_copies(path, RUN, door)
        told(f"{door.replace('_', ' ')}, {count} actions", "faster", *middle(turns))


if __name__ == "__main__":
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    with tempfile.TemporaryDirectory() as folder:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, Path(folder))
