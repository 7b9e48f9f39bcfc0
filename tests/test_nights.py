"""A fortnight of nights with staff at work in between, and everything that can go wrong."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from planbooks import planbook, replay

from actionbook.nightly.heartbeat import last_beat
from actionbook.nightly.job import ring
from actionbook.nightly.outputs import Outputs
from actionbook.nightly.record import runs
from actionbook.operations.show import plan_data
from actionbook.workbook.read import read_plan

FIRST = datetime(2026, 10, 19, 1, 0, tzinfo=UTC)
"""A Monday, six nights before the clocks go back."""


class Night(NamedTuple):
    """What staff type in the day, what goes wrong in the night, and how that night ends."""

    name: str
    typed: dict[str, object]
    happens: Callable[[Path, pytest.MonkeyPatch], Callable[[], object]]
    outcome: str = "refreshed"


def nothing(_path: Path, _patch: pytest.MonkeyPatch) -> Callable[[], object]:
    return lambda: None


def is_open(path: Path, _patch: pytest.MonkeyPatch) -> Callable[[], object]:
    note = path.with_name(f"~${path.name}")
    note.write_bytes(b"\x02Jo".ljust(165, b" "))
    return note.unlink


def broken(data: bytes) -> Callable[[Path, pytest.MonkeyPatch], Callable[[], object]]:
    def happens(path: Path, _patch: pytest.MonkeyPatch) -> Callable[[], object]:
        whole = path.read_bytes()
        path.write_bytes(data or whole[: len(whole) // 2])
        return lambda: path.write_bytes(whole)

    return happens


def copied(path: Path, _patch: pytest.MonkeyPatch) -> Callable[[], object]:
    copy = path.with_name(f"{path.stem}-DESKTOP-4F2K1.xlsx")
    copy.write_bytes(b"the other save")
    return copy.unlink


def away(path: Path, _patch: pytest.MonkeyPatch) -> Callable[[], object]:
    aside = path.parent.with_name("away")
    path.parent.rename(aside)
    return lambda: aside.rename(path.parent)


def full(_path: Path, patch: pytest.MonkeyPatch) -> Callable[[], object]:
    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    patch.setattr(Outputs, "_keep", no_room)
    return patch.undo


NIGHTS = (
    Night("the first", {}, nothing),
    Night("nobody did anything", {}, nothing, "unchanged"),
    Night("the plan is open", {"Actions!I5": "Complete"}, is_open, "waiting"),
    Night("it is closed", {}, nothing),
    Night("cut off", {"Actions!J6": "Tenders are in."}, broken(b""), "failed"),
    Night("nonsense", {}, broken(b"nonsense"), "failed"),
    Night("the clocks go back, all is well", {}, nothing),
    Night("a conflict copy", {"Actions!J6": "Tenders are read."}, copied),
    Night("the drive is away", {"Actions!C6": "MG"}, away, ""),
    Night("the drive is back", {}, nothing),
    Night("the disk is full", {"Actions!J5": "Handed over."}, full, "failed"),
    Night("there is room", {}, nothing),
)


def test_a_plan_ends_as_one_whose_nights_were_never_disturbed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [tmp_path / name for name in ("disturbed", "quiet")]
    for folder in folders:
        folder.mkdir()
        planbook(folder, {}, {"timescale_text": "October 2026"})
    disturbed, quiet = (folder / "plan.xlsx" for folder in folders)

    for number, night in enumerate(NIGHTS):
        now = FIRST + timedelta(days=number, hours=number > 5)
        for path in (disturbed, quiet) if night.typed else ():
            replay(path, night.typed)
        appendix = disturbed.with_name("plan-appendix.xlsx")
        before = appendix.read_bytes() if appendix.exists() else b""
        restore = night.happens(disturbed, monkeypatch)

        rung = ring(disturbed, now, pause=lambda _: None)

        restore()
        assert last_beat(disturbed).outcome == (night.outcome or "refreshed"), night.name
        if night.outcome in ("failed", ""):
            assert rung.run.outcome == "failed", night.name
            assert appendix.read_bytes() == before, night.name
            good = last_beat(disturbed).good_on
            assert (good < now.date().isoformat()) is True, night.name
        assert len(list(disturbed.parent.glob("NOT REFRESHED*"))) == (night.outcome == "failed")
        assert not list(disturbed.parent.rglob("*.tmp")), night.name
        ring(quiet, now, pause=lambda _: None)

    on = (FIRST + timedelta(days=len(NIGHTS))).date()
    ends = [plan_data(read_plan(path), on=on) for path in (disturbed, quiet)]
    assert ends[0]["actions"] == ends[1]["actions"]
    assert {path.name for path in disturbed.parent.iterdir()} == {
        path.name for path in quiet.parent.iterdir()
    }
    assert [run["outcome"] for run in runs(disturbed.parent / ".actionbook" / "saltmere")] == [
        night.outcome for night in NIGHTS if night.outcome not in ("unchanged", "")
    ]
