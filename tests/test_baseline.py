"""A baseline: what was known is left out, wherever its row has gone; what is new is told."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from builders import ON, plan
from click.testing import CliRunner, Result
from planbooks import planbook, replay

from actionbook.cli import main
from actionbook.errors import SettingsError
from actionbook.operations.baseline import known_of, since_baseline
from actionbook.operations.check import check
from actionbook.workbook.baseline_file import read_baseline

LATE = {"timescale_text": "31 May 2026"}
QUAY = {"ref": "5a", "action": "Mend the quay", "lead": "MG", **LATE}
BUOY = {"ref": "5b", "action": "Paint the buoys", "lead": "MG", **LATE}
ROWS = (QUAY, BUOY)


class Case(NamedTuple):
    name: str
    rows: tuple[Mapping[str, Any], ...]
    new: tuple[str, ...] = ()
    mended: int = 0


CASES = (
    Case("nothing has changed", ROWS),
    Case("rows were moved and others put between", ({}, BUOY, {}, QUAY)),
    Case("one is mended", (QUAY, {**BUOY, "timescale_text": "May 2027"}), mended=1),
    Case("a ref was changed", ({**QUAY, "ref": "6a"}, BUOY)),
    Case("an action was worded anew", ({**QUAY, "action": "Rebuild the quay"}, BUOY)),
    Case("capitals and spaces", ({**QUAY, "ref": "5A", "action": "mend\nthe QUAY"}, BUOY)),
    Case("another action is late", (*ROWS, {"ref": "7", "action": "Dredge", **LATE}), ("7",)),
    Case("the same words twice, late once before", (*ROWS, {**BUOY, "ref": "5c"}), ("5c",)),
    Case(
        "one was mended, another came with another ref and words",
        (QUAY, {"ref": "9", "action": "Dredge", **LATE}),
        ("9",),
        mended=1,
    ),
    Case("another fault of a known action", ({**QUAY, "lead": ""}, BUOY), ("5a",)),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_known_is_left_out_and_what_is_new_is_told(case: Case) -> None:
    known = known_of(check(plan(*ROWS), on=ON))

    report = since_baseline(check(plan(*case.rows), on=ON), known)

    assert tuple(finding.ref for finding in report.findings) == case.new
    assert report.mended == case.mended
    assert report.known == len(known) - case.mended


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(each) for each in (*arguments, "--on", f"{ON}")])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_a_messy_plan_begins_green_and_fails_on_what_is_new(tmp_path: Path) -> None:
    path, kept = planbook(tmp_path, *ROWS), tmp_path / "known.json"

    first = run("check", path, "--baseline", kept)
    second = run("check", path, "--baseline", kept)
    replay(path, {"Actions!C5": None})
    third = run("check", path, "--baseline", kept, "--format", "text")

    assert (first.exit_code, second.exit_code, third.exit_code) == (0, 0, 1)
    assert "known.json: made, of 4 findings" in first.stderr
    assert second.stdout == "plan.xlsx: nothing new in 2 actions. 4 known from the baseline.\n"
    assert [line.split(" ")[:2] for line in third.stdout.splitlines()] == [["Actions!C5:", "AB201"]]


def test_a_baseline_is_the_same_bytes_for_the_same_findings_and_knows_plans_apart(
    tmp_path: Path,
) -> None:
    plans = [planbook(tmp_path, QUAY, name="a.xlsx"), planbook(tmp_path, BUOY, name="b.xlsx")]
    kept = tmp_path / "known.json"

    run("check", *plans, "--baseline", kept)
    first = kept.read_bytes()
    run("check", *reversed(plans), "--baseline", kept, "--update-baseline")

    assert kept.read_bytes() == first
    assert sorted(json.loads(first)["plans"]) == ["a.xlsx", "b.xlsx"]
    known = read_baseline(kept)
    assert known is not None
    assert [each.ref for each in known.of(plans[0])] == ["5a", "5a"]
    assert known.of(tmp_path / "c.xlsx") == ()


def test_a_baseline_is_made_of_all_plans_or_none_and_not_on_a_dry_run(tmp_path: Path) -> None:
    path, kept, bad = planbook(tmp_path, QUAY), tmp_path / "known.json", tmp_path / "bad.xlsx"
    bad.write_bytes(b"")

    dry = run("check", path, "--baseline", kept, "--dry-run")
    partly = run("check", path, bad, "--baseline", kept)

    assert (dry.exit_code, partly.exit_code) == (0, 4)
    assert "would be made, of 2 findings" in dry.stderr
    assert "not made" in partly.stderr
    assert not kept.exists()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": 2, "plans": {}}', '{"schema": 1}'])
def test_what_is_no_baseline_is_neither_read_nor_overwritten(tmp_path: Path, text: str) -> None:
    path, kept = planbook(tmp_path, QUAY), tmp_path / "known.json"
    kept.write_text(text, encoding="utf-8")

    result = run("check", path, "--baseline", kept, "--update-baseline")

    assert result.exit_code == 2
    assert "known.json" in result.output
    assert kept.read_text(encoding="utf-8") == text
    with pytest.raises(SettingsError):
        read_baseline(kept)


def test_updating_goes_with_a_baseline(tmp_path: Path) -> None:
    assert run("check", planbook(tmp_path, QUAY), "--update-baseline").exit_code == 2
