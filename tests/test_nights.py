"""Thirty nights of the loop on a driven clock, staff at work in between, and all goes wrong."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import time_machine
from planbooks import planbook, replay

from actionbook.nightly.due import COUNCIL_TIME, Rota
from actionbook.nightly.heartbeat import beat, last_beat
from actionbook.nightly.job import Rung, ring
from actionbook.nightly.loop import Clock, run_nightly
from actionbook.nightly.outputs import Outputs
from actionbook.nightly.record import Run, runs
from actionbook.operations.roll_forward import roll
from actionbook.operations.show import plan_data
from actionbook.workbook.read import read_plan
from actionbook.workbook.write import apply

AT = time(1, 30)
"""An hour that the clock skips in March, and has twice in October."""
SPRING, AUTUMN = date(2026, 3, 17), date(2026, 10, 16)
"""The first days of two halves of fifteen nights: the clock changes on 29 March and 25 October."""
HALF = 15
HOUR, HALF_A_DAY, DAY = timedelta(hours=1), timedelta(hours=13), timedelta(days=1)
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


class Diary:
    """
    The days of a plan under the loop: what staff type at noon, and what came of each night.

    The loop runs through all of it, hour by hour. What goes wrong is undone at the next noon, and
    a machine that is off wakes at a noon, days later.
    """

    def __init__(self, path: Path, patch: pytest.MonkeyPatch, *, is_disturbed: bool) -> None:
        self.path = path
        self.rung: dict[str, list[Rung]] = {}
        self.papers: dict[str, dict[str, bytes]] = {}
        self._patch, self._is_disturbed = patch, is_disturbed
        self._days = [
            (due - HALF_A_DAY, night) for night, due in zip(NIGHTS, moments(), strict=True)
        ]
        self._restore: Callable[[], object] | None = None

    def live(self) -> None:
        self._last = self._days[0][0]
        with time_machine.travel(self._last - HOUR, tick=False) as clock, self._heard():
            self._clock = clock
            beat(self.path, Run(self.path.name, datetime.now(UTC), SPRING, "unchanged"))
            run_nightly(
                [self.path],
                rota=Rota(AT),
                clock=Clock(now=lambda: datetime.now(UTC), sleep=self._go_on),
                tell=lambda _: None,
                is_stopped=lambda: not self._days and datetime.now(UTC) > self._last,
            )
            self._close()

    @contextmanager
    def _heard(self) -> Iterator[None]:
        """What each ring comes to is written down; nothing else of it is changed."""

        def heard(*arguments: Any, **options: Any) -> Rung:
            rung = ring(*arguments, **options)
            self.rung[self._name].append(rung)
            return rung

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("actionbook.nightly.loop.ring", heard)
            yield

    def _go_on(self, _seconds: float) -> None:
        self._clock.shift(HOUR)
        if self._days and self._last < datetime.now(UTC) < self._days[0][0] - DAY:
            self._clock.move_to(self._days[0][0])  # off for half a year
        while self._days and self._days[0][0] <= datetime.now(UTC):
            self._close()
            self._open(*self._days.pop(0))

    def _open(self, noon: datetime, night: Night) -> None:
        self._name, self._last = night.name, noon + DAY
        self.rung[night.name] = []
        type_in(self.path, night.typed, noon.date())
        self._before = held(self.path.parent)
        if self._is_disturbed:
            self._restore = night.happens(self.path, self._patch)
            if night.outcome == "off":
                self._clock.move_to(self._days[0][0])

    def _close(self) -> None:
        if self._restore is not None:
            self._restore()
            self._restore = None
            self._looked_at(next(night for night in NIGHTS if night.name == self._name))

    def _looked_at(self, night: Night) -> None:
        """What holds after every night, however it went."""
        folder, rung = self.path.parent, self.rung[night.name]
        outcome = rung[0].run.outcome if rung else "off"
        assert outcome == (night.outcome or "failed"), (night.name, rung)
        self.papers[night.name] = held(folder)
        if night.outcome in ("failed", "", "off"):
            assert self.papers[night.name] == self._before, night.name
        if rung and night.outcome:
            assert last_beat(self.path).at == rung[-1].run.started.isoformat(), night.name
        notes = list(folder.glob("NOT REFRESHED*"))
        assert len(notes) == (night.outcome == "failed"), night.name
        assert not [each for each in folder.rglob("*") if each.suffix in LITTER]


def test_a_plan_ends_as_one_whose_nights_were_never_disturbed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    diaries = []
    for name in ("disturbed", "quiet"):
        (tmp_path / name).mkdir()
        path = planbook(
            tmp_path / name, {}, {"timescale_text": "October 2026"}, {}, Meetings=[AUDIT]
        )
        diaries.append(Diary(path, monkeypatch, is_disturbed=name == "disturbed"))
        diaries[-1].live()
    disturbed, quiet = diaries

    on = date(2026, 10, 31)
    ends = [plan_data(read_plan(each.path), on=on) for each in diaries]
    assert ends[0]["actions"] == ends[1]["actions"]
    assert len(ends[0]["history"]) == len(ends[1]["history"]) > 0
    assert len(ends[0]["date_changes"]) == len(ends[1]["date_changes"]) > 0
    assert {path.name for path in disturbed.path.parent.iterdir()} == {
        path.name for path in quiet.path.parent.iterdir()
    }
    # What is published stays, whatever staff type afterwards.
    assert disturbed.papers["the last"][PAPER] == disturbed.papers["there is room"][PAPER]
    # Once a night; where it was caught up by day the night has nothing to do; what waits is tried
    # again for four hours.
    assert {name: len(rung) for name, rung in disturbed.rung.items() if len(rung) != 1} == {
        "the plan is open": 4, "switched off": 0, "still off": 0, "caught up once": 2,
        "16 October, months later": 2, "open again, and typed in": 4,
    }  # fmt: skip
    assert {len(rung) for name, rung in quiet.rung.items() if "October, months" not in name} == {1}
    state = disturbed.path.parent / ".actionbook" / "saltmere"
    told = [(run["on"], run["outcome"]) for run in runs(state)]
    assert [outcome for (_, outcome), _ in groupby(told)] == [
        night.outcome for night in NIGHTS if night.outcome not in ("unchanged", "", "off")
    ]
