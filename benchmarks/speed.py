"""
Start-up, check, highlight, roll, refresh and set_cells, each beside a named peer in the same run.

    python benchmarks/speed.py small
    python benchmarks/speed.py large 100000
    python benchmarks/speed.py edits 100000
    python benchmarks/speed.py periods 10000

Every figure is of a process of its own: wall time and processor time (the best of several rounds
where it is short; of a check and a refresh the median of rounds in which it and its peer take
turns), and the most memory it held. A ratio is told of both times: on a machine that
others use the one of processor time is the one to trust, on one with processors to spare the other.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

import plans

ON = plans.ON
MAIN = "import sys; from actionbook.cli import main; main(sys.argv[1:])"
HIGHLIGHT = (
    "import sys; from pathlib import Path; from datetime import date; import actionbook\n"
    "plan = actionbook.read_plan(Path(sys.argv[1]))\n"
    f"actionbook.apply(actionbook.highlight(plan, on=date.fromisoformat('{ON}')))"
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
EDIT = (
    "import sys, actionbook\n"
    "actionbook.set_cells(sys.argv[1], {'Actions!D9': sys.argv[2], 'Actions!E9': None})"
)
SET_CELL = "import sys, actionbook; actionbook.set_cells(sys.argv[1], {'Actions!J9': 'One cell'})"
GRID_CELL = "import sys, actionbook; actionbook.set_cells(sys.argv[1], {'Grid!C9': 'One cell'})"
REPACK = (
    "import sys, zipfile, zlib\n"
    "data = zipfile.ZipFile(sys.argv[1]).read('xl/worksheets/sheet1.xml')\n"
    "packer = zlib.compressobj(6, zlib.DEFLATED, -15)\n"
    "packer.compress(data); packer.flush()"
)
FIVE_COLUMNS = """
import sys
from datetime import date, timedelta
from pathlib import Path
from actionbook.ooxml import Book, Formatted, Formula
RAGS, FLAGS = ("Overdue", "On track", "At risk"), ("Overdue, Silent", "", "Due soon")
book = Book.open(Path(sys.argv[1]))
table = book.table("Actions")
place = {name: table.first_column + number for number, name in enumerate(table.columns)}
cells = {}
for row in range(table.body_first_row, table.body_last_row + 1):
    day = date(2027, 1, 1) + timedelta(days=row % 700)
    cells[row, place["Due"]] = cells[row, place["Start"]] = day
    cells[row, place["RAG"]] = Formula("actionbook_RAG", RAGS[row % 3])
    cells[row, place["Flags"]] = Formula("actionbook_Flags", FLAGS[row % 3])
    cells[row, place["Late after"]] = Formatted(Formula("actionbook_Late_after", day), "dd/mm/yyyy")
book.set_cells("Actions", cells)
book.save()
"""
GRID = """
import sys, xlsxwriter
with xlsxwriter.Workbook(sys.argv[1], {"constant_memory": True}) as book:
    sheet = book.add_worksheet("Grid")
    for row in range(int(sys.argv[2])):
        for column in range(12):
            sheet.write(row, column, row * column if column % 3 else f"Text {row} of {column}")
"""


ROUNDS = 5
"""How often each of two has its turn, where a median is told."""


class Cost(NamedTuple):
    """What a process took: seconds by the clock, seconds of the processor, megabytes."""

    wall: float
    processor: float
    memory: float


METER = (
    "import subprocess, sys, time, resource\nbegun = time.perf_counter()\n"
    "done = subprocess.run([sys.executable, '-c', *sys.argv[1:]], stdout=subprocess.DEVNULL)\n"
    "took = time.perf_counter() - begun\n"
    "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
    "print(took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, done.returncode)"
)


def measured(code: str, *arguments: str, rounds: int = 1) -> Cost:
    """The best of each over *rounds* of a process that runs *code*; the most memory."""
    costs = []
    for _ in range(rounds):
        shown = subprocess.run(
            [sys.executable, "-c", METER, code, *arguments],
            capture_output=True,
            text=True,
            check=True,
        )
        *figures, status = shown.stdout.split()
        # A check with findings ends with 1; so does a peer that is not installed.
        if status not in ("0", "1" if code is MAIN else "0"):
            raise SystemExit(f"it failed with status {status}:\n{code}\n{shown.stderr}")
        costs.append(Cost(*map(float, figures)))
    wall, processor, memory = zip(*costs, strict=True)
    return Cost(min(wall), min(processor), max(memory))


def in_turns(ours: tuple[str, ...], peer: tuple[str, ...], rounds: int) -> tuple[Cost, Cost]:
    """The medians of ours and of the peer over *rounds* in which each has its turn, as `middle`."""
    return middle([(measured(*ours), measured(*peer)) for _ in range(rounds)])


def middle(turns: Sequence[tuple[Cost, Cost]]) -> tuple[Cost, Cost]:
    """
    The medians of what ours and the peer took in each of their *turns*; the most memory.

    What slows a machine down for half a minute then slows both, and is left out of both.
    """
    mine, others = zip(*turns, strict=True)
    return _middle(mine), _middle(others)


def _middle(costs: tuple[Cost, ...]) -> Cost:
    wall, processor, memory = zip(*costs, strict=True)
    return Cost(median(wall), median(processor), max(memory))


def told(name: str, budget: str, ours: Cost, peer: Cost) -> None:
    """Three lines of the table."""
    wall, processor, memory = (own / other for own, other in zip(ours, peer, strict=True))
    print(f"{name} ({budget})")
    for who, cost in (("ours", ours), ("peer", peer)):
        print(
            f"    {who} {cost.wall:7.2f} s wall {cost.processor:7.2f} s processor "
            f"{cost.memory:6.0f} MB"
        )
    print(
        f"    ratio {wall:.2f} wall, {processor:.2f} processor; "
        f"{1 / wall:.1f}, {1 / processor:.1f} times as fast; memory {memory:.2f}",
        flush=True,
    )


def small(folder: Path) -> None:
    """Start-up and a small plan."""
    click = measured("import click", rounds=15)
    version = measured(MAIN, "--version", rounds=15)
    told("--version", "at most 2 x import click", version, click)
    told("--help", "at most 2 x import click", measured(MAIN, "--help", rounds=15), click)
    book = str(folder / "small.xlsx")
    plans.make(200, Path(book))
    told(
        "check, 200 rows",
        "at most 0.5 x pandas",
        *in_turns((MAIN, "check", book, "--on", str(ON)), ("import pandas",), 3 * ROUNDS),
    )
    measured(MAIN, "refresh", book, "--on", str(ON))
    again = measured(MAIN, "refresh", book, "--on", str(ON), rounds=15)
    told("refresh, nothing changed", "at most 1.5 x --version", again, version)


def large(folder: Path, count: int) -> None:
    """Check and highlight of a plan of *count* actions."""
    book = str(folder / "large.xlsx")
    plans.make(count, Path(book))
    told(
        f"check, {count} rows",
        "at most 4 x calamine's bare read, 3 x its memory",
        *in_turns((MAIN, "check", book, "--on", str(ON)), (CALAMINE, book), ROUNDS),
    )
    openpyxl = measured(OPENPYXL, book)
    measured(EDIT, book, "May 2026")
    told("highlight, one row changed", "at least 8 x as fast", measured(HIGHLIGHT, book), openpyxl)
    measured(CLEAR, book)
    told("highlight, all changed", "at least 5 x as fast", measured(HIGHLIGHT, book), openpyxl)
    told("set_cells, one cell", "at least 20 x as fast", measured(SET_CELL, book), openpyxl)
    told("five columns", "at least 6 x as fast", measured(FIVE_COLUMNS, book), openpyxl)


def edits(folder: Path, count: int) -> None:
    """One cell of a sheet of *count* rows and 12 columns."""
    book = str(folder / "grid.xlsx")
    measured(GRID, book, str(count))
    bare = measured("pass").memory
    set_cell = measured(GRID_CELL, book, rounds=3)
    told(
        f"set_cells, one cell of {count} x 12",
        f"at most 1.5 x; 150 MB more than the bare interpreter's {bare:.0f}",
        set_cell,
        measured(REPACK, book, rounds=3),
    )


def periods(folder: Path, count: int) -> None:
    """A refresh with one row changed or none, and a roll after it, of plans of *count* actions."""
    for kind, is_ordinary in (("in ordinary health", True), ("with every kind of content", False)):
        # Two plans of one id do not stand in one folder.
        (folder / kind).mkdir()
        path = folder / kind / "plan.xlsx"
        plans.make(count, path, is_ordinary=is_ordinary)
        nights(path, count, kind)
        rolled = measured(MAIN, "roll", str(path), "--to", "2026-27 Q4", "--on", str(ON))
        peer = measured(OPENPYXL, str(path))
        told(f"roll of the same, {count} actions", "at least 5 x as fast", rolled, peer)


def nights(path: Path, count: int, kind: str) -> None:
    """A refresh of a plan of *count* actions with one row changed, in turns, and with none."""
    book = str(path)
    refresh = (MAIN, "refresh", book, "--on", str(ON))
    measured(*refresh)
    turns = []
    for number in range(ROUNDS):
        measured(EDIT, book, f"May {2026 + number}")
        turns.append((measured(*refresh), measured(OPENPYXL, book)))
    budget = "at least 5 x as fast"
    told(f"refresh, one row of {count} changed, {kind}", budget, *middle(turns))
    again, version = in_turns(refresh, (MAIN, "--version"), 3 * ROUNDS)
    told(f"refresh, nothing changed in {count}", "at most 1.5 x --version", again, version)


RUNS: dict[str, Callable[[Path, int], None]] = {
    "large": large,
    "edits": edits,
    "periods": periods,
}


def main() -> None:
    """Print one of the tables."""
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    # What is compiled once is not compiled in every run, as in any installation.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        if sys.argv[1:2] == ["small"]:
            small(Path(folder))
        else:
            RUNS[sys.argv[1]](Path(folder), int(sys.argv[2]))


if __name__ == "__main__":
    main()
