"""Thirty nights on a driven clock, with staff at work in between, and all that can go wrong."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from planbooks import planbook, replay

from actionbook.nightly.due import COUNCIL_TIME, Rota
from actionbook.nightly.heartbeat import last_beat
from actionbook.nightly.job import ring
from actionbook.nightly.outputs import Outputs
from actionbook.nightly.record import runs
from actionbook.operations.roll_forward import roll
from actionbook.operations.show import plan_data
from actionbook.workbook.read import read_plan
from actionbook.workbook.write import apply

AT = time(1, 30)
"""An hour that the clock skips in March, and has twice in October."""
SPRING, AUTUMN = date(2026, 3, 17), date(2026, 10, 16)
"""The first days of two halves of fifteen nights: the clock changes on 29 March and 25 October."""
HALF = 15
Happening = Callable[[Path, pytest.MonkeyPatch], Callable[[], object]]


class Night(NamedTuple):
    """What staff type in the day, what goes wrong in the night, and how that night ends."""

    name: str
    typed: dict[str, object]
    happens: Happening
    outcome: str = "refreshed"


def nothing(_path: Path, _patch: pytest.MonkeyPatch) -> Callable[[], object]:
    return lambda: None


def is_open(path: Path, _patch: pytest.MonkeyPatch) -> Callable[[], object]:
    note = path.with_name(f"~${path.name}")
    note.write_bytes(b"\x02Jo".ljust(165, b" "))
    return note.unlink


def broken(data: bytes) -> Happening:
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


ROLLED = "rolled"
"""What stands for a roll among what is typed: staff close the period."""
NIGHTS = (
    Night("17 March, the first", {}, nothing),
    Night("nobody did anything", {}, nothing, "unchanged"),
    Night("the plan is open", {"Actions!I5": "Complete"}, is_open, "waiting"),
    Night("it is closed", {}, nothing),
    Night("cut off", {"Actions!J6": "Tenders are in."}, broken(b""), "failed"),
    Night("nonsense", {}, broken(b"nonsense"), "failed"),
    Night("all is well", {}, nothing),
    Night("a date is asked for", {"Actions!F7": date(2026, 12, 1), "Actions!L7": "Tide"}, nothing),
    Night("and approved", {"Actions!M7": "Minute 12", "Actions!N7": date(2026, 3, 24)}, nothing),
    Night("switched off", {"Actions!J5": "Handed over."}, nothing, "off"),
    Night("still off", {}, nothing, "off"),
    Night("caught up once", {}, nothing),
    Night("29 March, the hour is skipped", {"Actions!J6": "Tenders are read."}, nothing),
    Night("a conflict copy", {"Actions!C6": "MG"}, copied),
    Night("the last of March", {}, nothing, "unchanged"),
    Night("16 October, months later", {}, nothing),
    Night("the period is closed", {ROLLED: "2026-27 Q4"}, nothing),
    Night("first words of the new one", {"Actions!J7": "Piles are driven."}, nothing),
    Night("the drive is away", {"Actions!J6": "A contractor is named."}, away, ""),
    Night("the drive is back", {}, nothing),
    Night("the disk is full", {"Actions!J5": "All is signed off."}, full, "failed"),
    Night("there is room", {}, nothing),
    Night("the paper is published", {"Meetings!I5": "Published"}, nothing),
    Night("and left as it is", {"Actions!J7": "Half of them."}, nothing),
    Night("25 October, the hour comes twice", {"Actions!J7": "Most of them."}, nothing),
    Night("once was enough", {}, nothing, "unchanged"),
    Night("open again, and typed in", {"Actions!J6": "Work has begun."}, is_open, "waiting"),
    Night("read at last", {}, nothing),
    Night("open, nothing to write", {}, is_open, "unchanged"),
    Night("the last", {"Actions!I7": "Complete"}, nothing),
)
AUDIT = {"committee": "Audit Committee", "meeting_date": date(2026, 11, 4), "state": "Draft"}
LITTER = {".tmp", ".owner"}
PAPER = "audit-committee-2026-11-04-appendix-public.xlsx"


def type_in(path: Path, typed: dict[str, object], day: date) -> None:
    if ROLLED in typed:
        apply(roll(read_plan(path), to=str(typed[ROLLED]), on=day))
    elif typed:
        replay(path, typed)


def moments() -> Iterator[datetime]:
    """When each night is due: fifteen in spring, and fifteen in autumn."""
    for first in (SPRING, AUTUMN):
        moment = datetime.combine(first, time(), tzinfo=COUNCIL_TIME)
        for _ in range(HALF):
            moment = Rota(AT).next_due(moment)
            yield moment


def held(folder: Path) -> dict[str, bytes]:
    """The appendices in *folder*."""
    return {each.name: each.read_bytes() for each in folder.glob("*appendix*")}


def test_a_plan_ends_as_one_whose_nights_were_never_disturbed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [tmp_path / name for name in ("disturbed", "quiet")]
    for folder in folders:
        folder.mkdir()
        planbook(folder, {}, {"timescale_text": "October 2026"}, {}, Meetings=[AUDIT])
    disturbed, quiet = (folder / "plan.xlsx" for folder in folders)
    seen = {}

    for night, now in zip(NIGHTS, moments(), strict=True):
        for path in (disturbed, quiet):
            type_in(path, night.typed, (now - timedelta(hours=12)).date())
        papers = held(disturbed.parent)
        restore = night.happens(disturbed, monkeypatch)

        run = ring(disturbed, now, pause=lambda _: None).run if night.outcome != "off" else None

        restore()
        ring(quiet, now, pause=lambda _: None)
        assert (run.outcome if run else "off") == (night.outcome or "failed"), (night.name, run)
        seen[night.name] = held(disturbed.parent)
        if night.outcome in ("failed", "", "off"):
            assert seen[night.name] == papers, night.name
        if run and night.outcome:
            assert last_beat(disturbed).at == now.isoformat(), night.name
        notes = list(disturbed.parent.glob("NOT REFRESHED*"))
        assert len(notes) == (night.outcome == "failed"), night.name
        assert not [each for each in disturbed.parent.rglob("*") if each.suffix in LITTER]

    on = date(2026, 10, 31)
    ends = [plan_data(read_plan(path), on=on) for path in (disturbed, quiet)]
    assert ends[0]["actions"] == ends[1]["actions"]
    assert len(ends[0]["history"]) == len(ends[1]["history"]) > 0
    assert len(ends[0]["date_changes"]) == len(ends[1]["date_changes"]) > 0
    assert {path.name for path in disturbed.parent.iterdir()} == {
        path.name for path in quiet.parent.iterdir()
    }
    # What is published stays, whatever staff type afterwards.
    assert seen["the last"][PAPER] == seen["there is room"][PAPER]
    state = disturbed.parent / ".actionbook" / "saltmere"
    assert [run["outcome"] for run in runs(state)] == [
        night.outcome for night in NIGHTS if night.outcome not in ("unchanged", "", "off")
    ]
