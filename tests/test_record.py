from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from actionbook.errors import ActionbookError
from actionbook.nightly.record import (
    Run,
    fingerprint,
    is_unchanged,
    last_run,
    record_run,
    run_line,
    runs,
)

ON = date(2026, 11, 22)
STARTED = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


def recorded(folder: Path) -> Run:
    """A plan, its output and the record of a success over them."""
    (folder / "plan.xlsx").write_bytes(b"plan")
    (folder / "plan-appendix.xlsx").write_bytes(b"appendix")
    run = Run(
        "plan.xlsx",
        STARTED,
        ON,
        "refreshed",
        plan_id="p",
        after=fingerprint(folder / "plan.xlsx"),
        outputs={"plan-appendix.xlsx": fingerprint(folder / "plan-appendix.xlsx")},
        next_change=ON + timedelta(days=5),
    )
    record_run(folder / ".actionbook" / "p", run)
    return run


def is_quiet(folder: Path, on: date = ON) -> bool:
    path = folder / "plan.xlsx"
    last = last_run(path)
    assert last is not None
    return is_unchanged(path, last, on=on)


class Case(NamedTuple):
    name: str
    happens: Callable[[Path], object]
    on: date = ON
    is_quiet: bool = False


CASES = (
    Case("nothing", lambda _: None, is_quiet=True),
    Case("the last quiet day", lambda _: None, on=ON + timedelta(days=4), is_quiet=True),
    Case("the day that matters", lambda _: None, on=ON + timedelta(days=5)),
    Case("an earlier day", lambda _: None, on=ON - timedelta(days=1)),
    Case("the plan is edited", lambda folder: (folder / "plan.xlsx").write_bytes(b"new")),
    Case("the appendix is edited", lambda f: (f / "plan-appendix.xlsx").write_bytes(b"new")),
    Case("the appendix is gone", lambda folder: (folder / "plan-appendix.xlsx").unlink()),
    Case(
        "another version wrote it",
        lambda f: record_run(f / ".actionbook" / "p", recorded(f)._replace(version="0.0.1")),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_night_is_skipped_only_where_nothing_can_differ(tmp_path: Path, case: Case) -> None:
    recorded(tmp_path)

    case.happens(tmp_path)

    assert is_quiet(tmp_path, case.on) is case.is_quiet


def test_a_record_of_another_plan_is_not_taken_for_this_one(tmp_path: Path) -> None:
    recorded(tmp_path)

    assert last_run(tmp_path / "other.xlsx") is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": 99}'])
def test_a_broken_record_is_no_record(tmp_path: Path, text: str) -> None:
    recorded(tmp_path)
    (tmp_path / ".actionbook" / "p" / "last-run.json").write_text(text, encoding="utf-8")

    assert last_run(tmp_path / "plan.xlsx") is None


def test_failures_are_recorded_and_the_last_success_stays(tmp_path: Path) -> None:
    recorded(tmp_path)
    failed = Run("plan.xlsx", STARTED, ON, "failed", message="it is open in Excel")

    record_run(tmp_path / ".actionbook" / "p", failed)

    assert [run["outcome"] for run in runs(tmp_path / ".actionbook" / "p")] == [
        "refreshed",
        "failed",
    ]
    assert is_quiet(tmp_path)


def test_a_line_cut_short_is_left_out(tmp_path: Path) -> None:
    recorded(tmp_path)
    file = tmp_path / ".actionbook" / "p" / "runs.jsonl"
    file.write_text(file.read_text(encoding="utf-8") + '{"outcome": "ref', encoding="utf-8")

    assert len(runs(tmp_path / ".actionbook" / "p")) == 1


def test_a_run_is_told_in_a_line() -> None:
    made = Run(
        "p.xlsx", STARTED, ON, "refreshed", changes=3, findings={"AB201": 2}, outputs={"a": ""}
    )

    assert run_line(made) == "p.xlsx: refreshed for 22/11/2026: 3 changes, 2 findings, a made"
    assert run_line(Run("p.xlsx", STARTED, ON, "unchanged")) == (
        "p.xlsx: nothing has changed, nothing was written"
    )


def test_a_record_that_cannot_be_written_is_a_word_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / ".actionbook").write_bytes(b"a file stands where the folder should")

    with pytest.raises(ActionbookError, match=r"cannot be written .* Check the rights"):
        record_run(tmp_path / ".actionbook" / "p", Run("plan.xlsx", STARTED, ON, "failed"))


def test_the_record_goes_on_in_a_new_file_and_the_oldest_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = tmp_path / "p"
    monkeypatch.setattr(
        "actionbook.nightly.record._LONGEST", {"runs.jsonl": 2000, "refresh.log": 200}
    )
    for number in range(40):
        record_run(state, Run("plan.xlsx", STARTED, ON, "failed", message=f"night {number}"))

    kept = [int(run["message"].split()[1]) for run in runs(state)]

    assert kept == list(range(kept[0], 40))
    assert 8 < len(kept) < 40
    names = [
        f"{name}{age}" for name in ("refresh.log", "runs.jsonl") for age in ("", ".1", ".2", ".3")
    ]
    assert sorted(file.name for file in state.iterdir()) == names
    assert all(file.stat().st_size <= 2000 for file in state.iterdir())


def test_a_line_that_was_cut_short_does_not_swallow_the_next(tmp_path: Path) -> None:
    recorded(tmp_path)
    state = tmp_path / ".actionbook" / "p"
    with (state / "runs.jsonl").open("a", encoding="utf-8") as stream:
        stream.write('{"outcome": "ref')

    record_run(state, Run("plan.xlsx", STARTED, ON, "failed"))

    assert [run["outcome"] for run in runs(state)] == ["refreshed", "failed"]
