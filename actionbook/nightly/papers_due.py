"""When the papers of a night are due, and the day on which more of them become so."""

from datetime import date, timedelta

from actionbook.errors import SettingsError
from actionbook.plan.meetings import report_to_clerk_by
from actionbook.plan.model import Plan

__all__ = ["WITHIN", "papers_change"]

WITHIN = 14
"""Papers are due so many days before the clerk wants them, as for `actionbook appendix --due`."""


def papers_change(plan: Plan, *, after: date) -> date | None:
    """The first day after *after* on which the papers of a meeting become due; None for none."""
    days = []
    for meeting in plan.meetings:
        if meeting.meeting_date is None or meeting.meeting_date < after:
            continue
        try:
            by = report_to_clerk_by(meeting.meeting_date, plan.settings).by
        except SettingsError:
            continue
        days.append(by - timedelta(days=WITHIN))
    return min((day for day in days if day > after), default=None)
