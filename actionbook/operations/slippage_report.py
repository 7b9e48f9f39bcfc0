"""Which dates have slipped since a period: first due, now due, how often, why, and who agreed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from actionbook.plan.model import Plan
from actionbook.plan.periods import parse_period
from actionbook.plan.slippage import Slippage, Slipped, moved_since, slippages, slipped

__all__ = ["SlippageReport", "slippage", "slippage_data", "slipped_data"]


@dataclass(frozen=True, slots=True)
class SlippageReport:
    """
    The actions whose date was moved, or is asked to be, in workbook order, and what they come to.

    `since` is the name of the first period that counts, "" for all of them. Each row tells of the
    action from its first date on: `since` picks the actions, and cuts none of their past short.
    """

    since: str
    rows: tuple[Slippage, ...]
    sum: Slipped


def slippage(
    plan: Plan, *, on: date, since: str = "", refs: Collection[str] | None = None
) -> SlippageReport:
    """
    What has slipped on that day: by *since*, a period's name, in that period or later.

    What stands in the plan and not yet in its ledger counts too. A date that was put right, and
    one that was refused and stands no more, have not slipped. With *refs*, only those actions.

    Raises:
        ActionbookError: *since* is no period.
    """
    rows = slippages(plan, on=on)
    name = ""
    if since:
        period = parse_period(since, year_starts=plan.settings.financial_year_starts)
        name, rows = period.name, moved_since(rows, period, plan=plan)
    wanted = None if refs is None else {ref.casefold() for ref in refs}
    found = tuple(
        row
        for row in rows
        if (row.times or row.asked_for is not None)
        and (wanted is None or row.ref.casefold() in wanted)
    )
    return SlippageReport(name, found, slipped(found))


def slippage_data(report: SlippageReport) -> dict[str, Any]:
    """The report as one JSON object; days are whole days, negative where brought forward."""
    return {
        "since": report.since,
        "sum": slipped_data(report.sum),
        "actions": [_row(row) for row in report.rows],
    }


def slipped_data(each: Slipped) -> Mapping[str, Any]:
    """What the slippage of several actions comes to, as JSON has it."""
    return {
        "moved": each.moved,
        "times": each.times,
        "days": each.days,
        "average": round(each.average, 1),
        "longest": each.longest.ref if each.longest else None,
        "unapproved": each.unapproved,
        "over_cap": each.over_cap,
    }


def _row(row: Slippage) -> dict[str, Any]:
    return {
        "ref": row.ref,
        "first_due": _iso(row.first_due),
        "now_due": _iso(row.now_due),
        "asked_for": _iso(row.asked_for),
        "times": row.times,
        "days": row.days,
        "reason": row.reason,
        "agreed_by": row.agreed_by,
        "agreed_on": _iso(row.agreed_on),
        "minute": row.minute,
        "is_over_cap": row.is_over_cap,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
