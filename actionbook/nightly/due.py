"""When the nightly refresh is due, at the council's own clock."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

__all__ = ["COUNCIL_TIME", "due_on"]

COUNCIL_TIME = ZoneInfo("Europe/London")


def due_on(now: datetime, *, at: time, last: date | None) -> date | None:
    """
    The day whose refresh is due *now*; None when none is.

    *now* is aware. A day is due from the council's clock time *at* on, once: *last* is the day
    of the last refresh that was rung. A night missed in sleep is caught up by the next ring.
    """
    local = now.astimezone(COUNCIL_TIME)
    if local.time() < at or (last is not None and last >= local.date()):
        return None
    return local.date()
