"""A plan that a night has written is told from what was written, as reading it again would."""

import json
import shutil
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders import ON, plan
from planbooks import planbook, replay
from test_refresh import STATE, run

from actionbook.nightly import next_form
from actionbook.nightly.changes import night_changes
from actionbook.operations.changes import AddRows, ChangeSet, ReplaceBody
from actionbook.operations.check import check
from actionbook.operations.foreseen import is_foreseen
from actionbook.workbook import aside
from actionbook.workbook.read import open_plan, read_plan

LATER = date(2026, 12, 2)
ROWS = (
    {"timescale_text": "June 2026", "lead": ""},
    {"timescale_text": "31 March 2027"},
    {"timescale_text": "as above", "status": "Complete", "completed_on": date(2026, 10, 9)},
    {"timescale_text": "within 6 months", "revised_due": date(2027, 5, 1)},
)
EDITS: dict[str, dict[str, object]] = {
    "nothing": {},
    "another timescale": {"Actions!D6": "May 2026", "Actions!E6": None},
    "done": {"Actions!I5": "Complete"},
    "a lead that is not known": {"Actions!C6": "ZZ"},
    "a date typed over": {"Actions!E6": date(2027, 1, 9)},
    "words in a starred cell": {"Actions!G6": "fine"},
    "words where a date belongs": {"Actions!E6": "soon"},
    "a formula that gives nothing": {"Actions!J6": "=1/0", "Actions!D6": "May 2026"},
    "a formula in a starred cell": {"Actions!G6": "=1/0"},
    "a revised date": {"Actions!F6": date(2027, 6, 1)},
    "an action more": {"Actions!A9": "9", "Actions!B9": "Dredge the basin", "Actions!C9": "JT"},
    "no ref": {"Actions!A6": None},
}


def told(folder: Path) -> dict[str, Any]:
    data = json.loads((folder / STATE / "last-run.json").read_text(encoding="utf-8"))
    return {name: value for name, value in data.items() if name not in ("seconds", "steps")}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("on", [ON, LATER])
def test_a_night_does_what_it_would_if_it_read_the_plan_again(
    edit: str, on: date, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one").mkdir()
    path = planbook(tmp_path / "one", *ROWS)
    run(path)
    replay(path, EDITS[edit])
    other = Path(shutil.copytree(tmp_path / "one", tmp_path / "two")) / path.name

    run(path, on)
    monkeypatch.setattr(next_form, "is_foreseen", lambda *_: False)
    run(other, on)

    assert path.read_bytes() == other.read_bytes()
    assert told(path.parent) == told(other.parent)
    found = Counter(each.code for each in check(read_plan(path), on=on).findings)
    assert told(path.parent)["findings"] == found


def test_an_ordinary_night_reads_the_plan_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = planbook(tmp_path, *ROWS)
    run(path)
    replay(path, EDITS["another timescale"])

    def again(_: Path, **__: object) -> None:
        raise AssertionError("it was read again")

    monkeypatch.setattr(aside, "open_plan", again)

    assert run(path).outcome == "refreshed"


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ("another timescale", True),
        ("words where a date belongs", True),
        ("a formula that gives nothing", False),
    ],
)
def test_what_reading_alone_can_tell_is_not_foreseen(
    edit: str, *, expected: bool, tmp_path: Path
) -> None:
    path = planbook(tmp_path, *ROWS)
    run(path)
    replay(path, EDITS[edit])
    plan = open_plan(path).plan

    assert is_foreseen(plan, night_changes(plan, on=ON)) is expected


@pytest.mark.parametrize(
    "changes",
    [
        ChangeSet(bodies=(ReplaceBody("Checks", "Checks", [{"code": "AB201"}]),)),
        ChangeSet(rows=(AddRows("DateChanges", "DateChanges", [{"action": "1"}]),)),
        ChangeSet(rows=(AddRows("ActionHistory", "ActionHistory", [{"action": "1"}]),)),
    ],
)
def test_a_table_that_is_to_come_is_not_foreseen(changes: ChangeSet) -> None:
    assert not is_foreseen(plan({}), changes)
