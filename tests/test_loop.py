from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
import time_machine
from planbooks import planbook, replay

from actionbook.nightly.due import Days, Rota
from actionbook.nightly.heartbeat import last_beat
from actionbook.nightly.loop import Clock, run_nightly

ROTA = Rota(time(2, 0))


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def run(
    start: datetime, hours: float, *plans: Path, step: int = 3600, rota: Rota = ROTA
) -> list[str]:
    """What the loop tells in so many driven hours; `schedule` too takes the time from the test."""
    told: list[str] = []
    with time_machine.travel(start, tick=False) as clock:
        run_nightly(
            plans,
            rota=rota,
            clock=Clock(now=lambda: datetime.now(UTC), sleep=lambda _: clock.shift(step)),
            tell=told.append,
            is_stopped=lambda: datetime.now(UTC) >= start + timedelta(hours=hours),
        )
    return told


def test_three_days_ring_three_times_and_a_failing_plan_stops_nothing(tmp_path: Path) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"nonsense")
    good = planbook(tmp_path, {}, name="good.xlsx")

    told = run(utc(2026, 11, 22, 12), 60, bad, good)

    assert [line.split(":")[0] for line in told] == ["bad.xlsx", "good.xlsx"] * 3
    assert all("NOT refreshed" in line for line in told[::2])
    assert "refreshed for 22/11/2026" in told[1]
    assert told[3] == "good.xlsx: nothing has changed, nothing was written"


def test_a_day_of_ticks_rings_a_failing_plan_once(tmp_path: Path) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"nonsense")

    told = run(utc(2026, 11, 22, 3), 22, bad, step=20)

    assert len(told) == 1


def test_a_plan_whose_drive_is_away_rings_once_a_night(tmp_path: Path) -> None:
    told = run(utc(2026, 11, 22, 3), 46, tmp_path / "away" / "plan.xlsx")

    assert len(told) == 2
    assert all("The folder" in line for line in told)


def test_missed_nights_are_caught_up_once_and_from_the_record(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    run(utc(2026, 11, 18, 3), 1, path)

    asleep = run(utc(2026, 11, 22, 9), 1, path)
    restarted = run(utc(2026, 11, 22, 11), 1, path)

    assert (len(asleep), restarted) == (1, [])
    assert last_beat(path).good_on == "2026-11-22"


def test_a_weekday_rota_lets_the_weekend_pass(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    run(utc(2026, 11, 20, 3), 1, path)

    weekend = run(utc(2026, 11, 21, 0), 48, path, rota=Rota(time(2), Days.WEEKDAYS))
    monday = run(utc(2026, 11, 23, 0), 4, path, rota=Rota(time(2), Days.WEEKDAYS))

    assert (weekend, len(monday)) == ([], 1)


@pytest.mark.parametrize("change", [utc(2026, 3, 28, 3), utc(2026, 10, 24, 3)])
def test_a_change_of_the_clock_neither_skips_nor_doubles_a_night(
    tmp_path: Path, change: datetime
) -> None:
    path = planbook(tmp_path, {})
    run(change, 1, path)

    assert len(run(change + timedelta(hours=1), 48, path, step=600, rota=Rota(time(1, 30)))) == 2


def test_a_plan_that_is_open_is_looked_at_again_until_the_morning(tmp_path: Path) -> None:
    path = planbook(tmp_path, {})
    note = tmp_path / "~$plan.xlsx"
    note.write_bytes(b"\x02Jo".ljust(165, b" "))

    early = run(utc(2026, 11, 22, 2), 0.5, path, step=60)
    late = run(utc(2026, 11, 22, 5, 50), 5, path, step=60)
    note.unlink()
    replay(path, {"Actions!J5": "Done on the way"})
    later = run(utc(2026, 11, 23, 2), 1, path)

    # At 02:00, then every quarter of an hour, but no more once four hours have passed.
    assert (len(early), len(late)) == (2, 1)
    assert all("waits" in line for line in (*early, *late))
    assert "refreshed for 23/11/2026" in later[0]


def test_a_stop_finishes_the_plan_in_hand_and_begins_no_other(tmp_path: Path) -> None:
    plans = [planbook(tmp_path, {}, name=f"{name}.xlsx") for name in "ab"]
    told: list[str] = []

    run_nightly(
        plans,
        rota=ROTA,
        clock=Clock(now=lambda: utc(2026, 11, 22, 12), sleep=lambda _: None),
        tell=told.append,
        is_stopped=lambda: bool(told),
    )

    assert [line.split(":")[0] for line in told] == ["a.xlsx"]
