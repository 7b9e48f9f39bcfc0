from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

import pytest

from actionbook.nightly.due import Days, Rota

TWO = time(2, 0)


class Case(NamedTuple):
    name: str
    now: datetime
    last: datetime
    coming: datetime
    rota: Rota = Rota(TWO)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


WEEKDAYS = Rota(TWO, Days.WEEKDAYS)
WORKING = Rota(TWO, Days.WORKING)
HALF_PAST_ONE = Rota(time(1, 30))
CASES = (
    Case("before its time", utc(2026, 11, 22, 1, 59), utc(2026, 11, 21, 2), utc(2026, 11, 22, 2)),
    Case("at its time", utc(2026, 11, 22, 2), utc(2026, 11, 22, 2), utc(2026, 11, 23, 2)),
    Case("summer time", utc(2026, 7, 1, 1), utc(2026, 7, 1, 1), utc(2026, 7, 2, 1)),
    Case("summer time, before", utc(2026, 7, 1, 0, 59), utc(2026, 6, 30, 1), utc(2026, 7, 1, 1)),
    Case(
        "the hour that is skipped, before it",
        utc(2026, 3, 29, 0, 59),
        utc(2026, 3, 28, 1, 30),
        utc(2026, 3, 29, 1, 30),
        HALF_PAST_ONE,
    ),
    Case(
        "the hour that is skipped, after it",
        utc(2026, 3, 29, 1, 30),
        utc(2026, 3, 29, 1, 30),
        utc(2026, 3, 30, 0, 30),
        HALF_PAST_ONE,
    ),
    Case(
        "the hour that comes twice, the first time",
        utc(2026, 10, 25, 0, 30),
        utc(2026, 10, 25, 0, 30),
        utc(2026, 10, 26, 1, 30),
        HALF_PAST_ONE,
    ),
    Case(
        "the hour that comes twice, the second time",
        utc(2026, 10, 25, 1, 30),
        utc(2026, 10, 25, 0, 30),
        utc(2026, 10, 26, 1, 30),
        HALF_PAST_ONE,
    ),
    Case(
        "a Sunday on weekdays",
        utc(2026, 11, 22, 9),
        utc(2026, 11, 20, 2),
        utc(2026, 11, 23, 2),
        WEEKDAYS,
    ),
    Case(
        "Christmas on working days",
        utc(2026, 12, 25, 9),
        utc(2026, 12, 24, 2),
        utc(2026, 12, 29, 2),
        WORKING,
    ),
    Case(
        "St Andrew's day in Scotland",
        utc(2026, 11, 30, 9),
        utc(2026, 11, 27, 2),
        utc(2026, 12, 1, 2),
        Rota(TWO, Days.WORKING, "Scotland"),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_when_a_run_was_due_and_when_the_next_is(case: Case) -> None:
    assert (case.rota.last_due(case.now), case.rota.next_due(case.now)) == (case.last, case.coming)


@pytest.mark.parametrize("start", [utc(2026, 3, 27, 12), utc(2026, 10, 23, 12)])
@pytest.mark.parametrize("at", [time(0, 30), time(1, 0), time(1, 30), time(2, 0), time(23, 30)])
def test_each_night_round_a_change_of_the_clock_is_due_once(start: datetime, at: time) -> None:
    rota, nights = Rota(at), 4
    quarters = [start + timedelta(minutes=15 * number) for number in range(4 * 24 * nights)]

    moments = sorted({rota.last_due(moment) for moment in quarters} - {rota.last_due(start)})

    assert len(moments) == nights
    assert rota.missed(start, quarters[-1]) == nights


def test_a_weekday_night_is_not_missed_on_a_monday_before_its_time() -> None:
    friday, monday = utc(2026, 11, 20, 2, 5), utc(2026, 11, 23, 1, 55)

    assert WEEKDAYS.missed(friday, monday) == 0
    assert WEEKDAYS.missed(friday, monday + timedelta(minutes=10)) == 1
