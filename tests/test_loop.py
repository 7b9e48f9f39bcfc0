from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
import time_machine
from planbooks import planbook

from actionbook.nightly.due import due_on
from actionbook.nightly.loop import Clock, run_nightly

TWO = time(2, 0)


class Case(NamedTuple):
    name: str
    now: datetime
    last: date | None
    due: date | None


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


CASES = (
    Case("before its time", utc(2026, 11, 22, 1, 59), None, None),
    Case("at its time", utc(2026, 11, 22, 2, 0), None, date(2026, 11, 22)),
    Case("once a day", utc(2026, 11, 22, 9, 0), date(2026, 11, 22), None),
    Case("a missed night", utc(2026, 11, 25, 9, 0), date(2026, 11, 22), date(2026, 11, 25)),
    Case("summer time", utc(2026, 7, 1, 1, 0), date(2026, 6, 30), date(2026, 7, 1)),
    Case("summer time, before", utc(2026, 7, 1, 0, 59), date(2026, 6, 30), None),
    Case("the hour that is skipped", utc(2026, 3, 29, 1, 0), date(2026, 3, 28), date(2026, 3, 29)),
    Case("the hour that comes twice", utc(2026, 10, 25, 2, 0), date(2026, 10, 25), None),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_when_a_night_is_due(case: Case) -> None:
    assert due_on(case.now, at=TWO, last=case.last) == case.due


def run(start: datetime, hours: int, *plans: Path) -> list[str]:
    """What the loop tells in so many driven hours; `schedule` too takes the time from the test."""
    told: list[str] = []
    with time_machine.travel(start, tick=False) as clock:
        run_nightly(
            plans,
            at=TWO,
            clock=Clock(now=lambda: datetime.now(UTC), sleep=lambda _: clock.shift(3600)),
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


def test_a_stop_finishes_the_plan_in_hand_and_begins_no_other(tmp_path: Path) -> None:
    plans = [planbook(tmp_path, {}, name=f"{name}.xlsx") for name in "ab"]
    told: list[str] = []

    run_nightly(
        plans,
        at=TWO,
        clock=Clock(now=lambda: utc(2026, 11, 22, 12), sleep=lambda _: None),
        tell=told.append,
        is_stopped=lambda: bool(told),
    )

    assert [line.split(":")[0] for line in told] == ["a.xlsx"]
