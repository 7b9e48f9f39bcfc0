"""When a night is due, at the council's own clock, on the days that it is asked for."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from actionbook.plan.bank_holidays import nation_code, why_closed

__all__ = ["COUNCIL_TIME", "Days", "Rota"]

COUNCIL_TIME = ZoneInfo("Europe/London")

_DAY = timedelta(days=1)
_FARTHEST = 31
"""Days in a row on which nothing is ever due: more than any run of weekends and holidays."""


class Days(StrEnum):
    """The days on which a night is asked for."""

    DAILY = "daily"
    WEEKDAYS = "weekdays"
    WORKING = "working"
    """Weekdays that are no bank holiday."""


@dataclass(frozen=True)
class Rota:
    """
    The nights that are asked for: *at* which hour of the council's clock, on which *days*.

    *nation* is whose bank holidays are left out. All moments are aware. An hour that the clock
    skips in spring counts as the hour after it; one that comes twice in autumn, as the first.
    """

    at: time = time(2, 0)
    days: Days = Days.DAILY
    nation: str = "England"

    def last_due(self, now: datetime) -> datetime:
        """The last moment up to *now* at which a run was due."""
        today = now.astimezone(COUNCIL_TIME).date()
        for back in range(_FARTHEST):
            moment = self._moment(today - back * _DAY)
            if moment <= now and self._is_on(today - back * _DAY):
                return moment
        raise AssertionError("no rota leaves out so many days")

    def next_due(self, now: datetime) -> datetime:
        """The first moment after *now* at which a run is due."""
        today = now.astimezone(COUNCIL_TIME).date()
        for ahead in range(_FARTHEST):
            moment = self._moment(today + ahead * _DAY)
            if moment > now and self._is_on(today + ahead * _DAY):
                return moment
        raise AssertionError("no rota leaves out so many days")

    def missed(self, since: datetime, now: datetime) -> int:
        """How many runs were due after *since*, up to *now*."""
        count, moment = 0, self.next_due(since)
        while moment <= now:
            count, moment = count + 1, self.next_due(moment)
        return count

    def _is_on(self, day: date) -> bool:
        if self.days is Days.DAILY:
            return True
        if self.days is Days.WEEKDAYS:
            return day.isoweekday() <= 5  # noqa: PLR2004 - Friday
        return not why_closed(day, code=nation_code(self.nation))

    def _moment(self, day: date) -> datetime:
        return datetime.combine(day, self.at, tzinfo=COUNCIL_TIME).astimezone(UTC)
