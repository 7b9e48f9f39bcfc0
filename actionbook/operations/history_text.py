"""The closed periods and one action's story, as text for a person and data for a machine."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from actionbook.operations.history import PeriodClosed, Story

__all__ = ["history_data", "history_text", "story_data", "story_text"]


def history_text(plan: str, closed: Sequence[PeriodClosed], *, current: str) -> str:
    """One line a closed period, and a last line that says where the plan stands."""
    lines = [
        f"{each.period}: closed {_day(each.recorded_on)}; {each.actions} actions, "
        f"{each.open} open, {each.complete} complete, {each.overdue} overdue; "
        + (f"{each.copy.file} {each.copy.fingerprint[:12]}" if each.copy else "no snapshot")
        for each in closed
    ]
    stands = f"{plan}: {len(closed)} closed, stands at {current or 'no period'}"
    return "\n".join([*lines, stands])


def history_data(plan: str, closed: Sequence[PeriodClosed], *, current: str) -> dict[str, Any]:
    """The closed periods as one JSON object."""
    return {
        "schema": 1,
        "plan": plan,
        "current_period": current,
        "periods": [
            {
                "period": each.period,
                "recorded_on": _iso(each.recorded_on),
                "actions": each.actions,
                "open": each.open,
                "complete": each.complete,
                "overdue": each.overdue,
                "snapshot": each.copy.file if each.copy else None,
                "fingerprint": each.copy.fingerprint if each.copy else None,
            }
            for each in closed
        ],
    }


def story_text(told: Story) -> str:
    """The action as it stands, then a line a moment."""
    action, moved = told.action, told.slippage
    leads = "/".join(lead.name for lead in action.leads) or "nobody"
    lines = [f"{action.ref} {' '.join(action.action.split())}"]
    lines.append(f"Lead {leads}; {told.rag}{', closed' if told.is_closed else ''}")
    if moved is not None:
        asked = f"; {_day(moved.asked_for)} asked for, not agreed" if moved.asked_for else ""
        lines.append(
            f"First due {_day(moved.first_due)}, now {_day(moved.now_due)}: "
            f"{moved.days} days, moved {_times(moved.times)}{asked}"
        )
    lines += [
        f"{_day(moment.day)} {f'[{moment.period}] ' if moment.period else ''}"
        f"{moment.what}: {moment.words}"
        for moment in told.moments
    ]
    return "\n".join(lines)


def story_data(told: Story) -> dict[str, Any]:
    """The story as one JSON object."""
    moved = told.slippage
    return {
        "schema": 1,
        "ref": told.action.ref,
        "action": told.action.action,
        "leads": [lead.name for lead in told.action.leads],
        "rag": str(told.rag),
        "closed": told.is_closed,
        "first_due": _iso(moved.first_due if moved else told.action.due),
        "now_due": _iso(moved.now_due if moved else told.action.due),
        "days": moved.days if moved else 0,
        "times": moved.times if moved else 0,
        "moments": [
            {
                "day": _iso(moment.day),
                "period": moment.period,
                "what": moment.what,
                "words": moment.words,
            }
            for moment in told.moments
        ],
        "copies": [copy._asdict() for copy in told.copies],
    }


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "no date"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _times(number: int) -> str:
    return "1 time" if number == 1 else f"{number} times"
