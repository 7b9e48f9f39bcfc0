"""
`check` beside `frictionless validate` on the same sheet, with a schema of the same columns.

    python benchmarks/validate.py 100000 PYTHON

PYTHON is that of an environment with `frictionless[excel]`, which is not one of ours: its
dependencies are many. Both read the sheet, judge every cell and print what they found. The schema
knows what a column's type says and no more: types, what must not be blank, the words a list
allows, and a ref that stands once. That is 8 of our rules; ours run all.

The second table is the cost of a row as rows grow, which is to stay what it is.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import plans
from speed import MAIN, ON, Cost, measured, told

SHEET, HEADINGS = "Actions", 4
LIMITS = {
    "Ref": {"constraints": {"required": True, "unique": True}},
    "Action": {"constraints": {"required": True}},
    "Timescale": {"type": "any"},
    "Start": {"type": "date"},
    "Next due": {"type": "date"},
    "Late after": {"type": "date"},
    "Due": {"type": "date"},
    "Revised due": {"type": "date"},
    "Completed on": {"type": "date"},
    "Approved on": {"type": "date"},
    "Added on": {"type": "date"},
    "% complete": {"type": "number"},
    "Status": {
        "constraints": {"enum": ["Not started", "In progress", "Complete", "On hold", "Withdrawn"]}
    },
    "Publication": {"constraints": {"enum": ["Public", "Internal", "Exempt"]}},
}
"""What the schema says of a column besides that it holds words."""

FRICTIONLESS = """
import json, sys
from frictionless import Checklist, Dialect, Resource, Schema, system
from frictionless.formats import ExcelControl
told = json.load(open(sys.argv[2], encoding="utf-8"))
dialect = Dialect(header_rows=[told["headings"]], controls=[ExcelControl(sheet=told["sheet"])])
with system.use_context(trusted=True):
    resource = Resource(
        path=sys.argv[1], dialect=dialect, schema=Schema.from_descriptor(told["schema"])
    )
    report = resource.validate(limit_errors=1_000_000)
for row in report.flatten(["rowNumber", "fieldNumber", "type", "message"]):
    print(*row)
assert report.tasks[0].stats["rows"] == told["rows"], report.to_summary()
"""


def schema(path: Path) -> dict[str, object]:
    """A schema of the columns of the Actions sheet, in their order."""
    sheet = openpyxl.load_workbook(path, read_only=True)[SHEET]
    cells = next(sheet.iter_rows(min_row=HEADINGS, max_row=HEADINGS, values_only=True))
    names = [str(name) for name in cells if name]
    return {"fields": [{"name": name, "type": "string", **LIMITS.get(name, {})} for name in names]}


def beside(python: str, count: int, folder: Path, *, is_ordinary: bool) -> None:
    """Print our check and the peer's of a plan of *count* actions."""
    path = made(count, folder / f"ordinary-{is_ordinary}", is_ordinary=is_ordinary)
    sayings = folder / "schema.json"
    about = {"schema": schema(path), "sheet": SHEET, "headings": HEADINGS, "rows": count}
    sayings.write_text(json.dumps(about), encoding="utf-8")
    kind = "ordinary health" if is_ordinary else "every kind of content"
    told(
        f"check, {count} rows, {kind}",
        "at least 4 x as fast as frictionless",
        measured(MAIN, "check", str(path), "--on", str(ON), rounds=3),
        elsewhere(python, lambda: measured(FRICTIONLESS, str(path), str(sayings), rounds=1)),
    )


def made(count: int, folder: Path, *, is_ordinary: bool) -> Path:
    """A plan in a folder of its own: beside another of one id it would be judged as that one."""
    folder.mkdir()
    plans.make(count, folder / "plan.xlsx", is_ordinary=is_ordinary)
    return folder / "plan.xlsx"


def elsewhere(python: str, measure: Callable[[], Cost]) -> Cost:
    """What *measure* finds with another Python."""
    own, path = sys.executable, os.environ.pop("PYTHONPATH", "")
    sys.executable = python
    try:
        return measure()
    finally:
        sys.executable = own
        os.environ["PYTHONPATH"] = path


def per_row(counts: tuple[int, ...], folder: Path) -> None:
    """Print what a row of a check costs in plans of several sizes."""
    for count in counts:
        path = made(count, folder / f"rows-{count}", is_ordinary=False)
        cost = measured(MAIN, "check", str(path), "--on", str(ON), rounds=3)
        each = cost.processor / count * 1e6
        print(f"check, {count} rows: {each:.0f} microseconds of processor a row", flush=True)


if __name__ == "__main__":
    size, peer = int(sys.argv[1]), sys.argv[2]
    if subprocess.run([peer, "-c", "import frictionless"], check=False).returncode:
        raise SystemExit(f"{peer} has no frictionless: pip install frictionless[excel] there")
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as name:
        for health in (True, False):
            beside(peer, size, Path(name), is_ordinary=health)
        per_row(tuple(sorted({2_000, 10_000, size})), Path(name))
