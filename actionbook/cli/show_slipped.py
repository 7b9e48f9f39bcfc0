"""What `actionbook show --slipped` prints."""

from datetime import date

from actionbook import Plan, SlippageReport
from actionbook.cli.table import laid_out

__all__ = ["slipped_table"]

HEADINGS = ("Ref", "First due", "Due now", "Days", "Times", "Reason", "Agreed by", "Asked for")
CAPS = (8, 10, 10, 5, 5, 0, 40, 10)


def slipped_table(plan: Plan, report: SlippageReport) -> str:
    """One line an action, and last what they come to."""
    since = f" since {report.since}" if report.since else ""
    if not report.rows:
        return f"No date has moved{since}: none of {len(plan.actions)} actions"
    rows = (
        (
            row.ref,
            _day(row.first_due),
            _day(row.now_due),
            f"{row.days:+d}" if row.times else "",
            str(row.times),
            row.reason,
            _agreed(row.agreed_by, row.minute, row.agreed_on),
            _day(row.asked_for),
        )
        for row in report.rows
    )
    return f"{laid_out(HEADINGS, CAPS, rows)}\n\n{_sum(report, since)}"


def _agreed(body: str, minute: str, day: date | None) -> str:
    """Who agreed it, by the minute where that names them, and the day."""
    words = minute if body.casefold() in minute.casefold() else f"{body}, {minute}".strip(", ")
    return f"{words} ({day:%d/%m/%Y})" if day else words


def _sum(report: SlippageReport, since: str) -> str:
    each = report.sum
    longest = f", the longest {each.longest.ref} ({each.longest.days})" if each.longest else ""
    moves = "1 move" if each.times == 1 else f"{each.times} moves"
    return (
        f"{len(report.rows)} actions{since}: {each.moved} moved by {each.days} days in {moves}, "
        f"{each.average:.0f} on average{longest}; {each.unapproved} asked for and not agreed, "
        f"{each.over_cap} over the cap"
    )


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
