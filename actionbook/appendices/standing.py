"""The standing tables: what members ask for before they read the plan itself."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from actionbook.appendices.values import Cell, Column, Holds, Line, Table
from actionbook.appendices.words import day_words
from actionbook.plan.model import LeadState, Plan
from actionbook.plan.periods import Period
from actionbook.plan.status import Flag, Rag, flags, is_soon

__all__ = ["Standing", "standing_tables"]

REF = Column("Ref", 8, Holds.STRONG)
ACTION = Column("Action", 40, grows=True)
LEAD = Column("Lead", 20)
PROGRESS = Column("Progress", 40, grows=True)
DUE = Column("Due", 13, Holds.DATE)
RAG = Column("RAG", 14, Holds.RAG)


class Standing(NamedTuple):
    """A standing table, its name on the cover, how many actions it lists, and of which."""

    label: str
    length: int
    of: str
    table: Table


def standing_tables(
    plan: Plan, lines: Sequence[Line], period: Period | None, on: date
) -> dict[str, Standing]:
    """The standing tables of *lines* by the name of their sheet, in the order of the papers."""
    soon = plan.settings.due_soon_days
    made = (
        _completed([line for line in lines if _is_news(plan, line, period)], period),
        _extensions(plan, [line for line in lines if line.is_open and line.action.revised_due]),
        _overdue([line for line in lines if line.rag is Rag.OVERDUE], on),
        _due_soon([line for line in lines if _is_due_soon(plan, line, on)], on, soon),
        _unassigned([line for line in lines if _has_nobody(line)]),
    )
    return {each.table.sheet: each for each in made}


def _is_news(plan: Plan, line: Line, period: Period | None) -> bool:
    """
    Whether it was completed since the last report.

    What a closed period recorded decides, where there is one; else the day it was completed.
    """
    action = line.action
    if line.rag not in (Rag.COMPLETE, Rag.TO_VERIFY):
        return False
    told = plan.history_by_ref.get(action.ref.casefold())
    if told:
        return not told[-1].status.startswith("Complete")
    return period is None or action.completed_on is None or action.completed_on >= period.start


def _is_due_soon(plan: Plan, line: Line, on: date) -> bool:
    # The flag decides; most actions need not be asked.
    if not line.is_open or line.due is None or line.due < on or not is_soon(plan, on, line.due):
        return False
    return Flag.DUE_SOON in flags(plan, line.action, on)


def _has_nobody(line: Line) -> bool:
    return line.is_open and line.action.lead_state is LeadState.UNASSIGNED


def _due(line: Line) -> date:
    return line.due or date.max


def _completed(lines: Sequence[Line], period: Period | None) -> Standing:
    since = f" (since {day_words(period.start)})" if period else ""
    return _table(
        "Completed",
        "Completed since the last report",
        f"Actions completed since the last report{since}, the earliest first.",
        {
            REF: lambda line: line.action.ref,
            ACTION: lambda line: line.action.action,
            LEAD: lambda line: line.lead,
            Column("Completed on", 13, Holds.DATE): lambda line: (
                line.action.completed_on or "Not recorded"
            ),
            Column("Progress / Outcome", 40, grows=True): lambda line: (
                line.action.outcome or line.action.progress or None
            ),
            RAG: lambda line: line.rag,
        },
        sorted(lines, key=lambda line: line.action.completed_on or date.max),
    )


def _extensions(plan: Plan, lines: Sequence[Line]) -> Standing:
    return _table(
        "Extensions",
        "Date extensions requested",
        "Open actions whose date has been moved, or is asked to be: the first date and the new.",
        {
            REF: lambda line: line.action.ref,
            ACTION: lambda line: line.action.action,
            LEAD: lambda line: line.lead,
            Column("Original date", 13, Holds.DATE): lambda line: line.action.due or "No date",
            Column("Revised date", 13, Holds.DATE): lambda line: line.action.revised_due,
            Column("Times moved", 8, Holds.NUMBER): lambda line: _times_moved(plan, line),
            Column("Days", 8, Holds.NUMBER): _days_moved,
            Column("Reason", 30, grows=True): lambda line: (
                line.action.change_reason or "No reason given"
            ),
            Column("Approval", 24): _approval_words,
        },
        sorted(lines, key=lambda line: line.action.revised_due or date.max),
    )


def _is_agreed(line: Line) -> bool:
    return line.due is not None and line.due == line.action.revised_due


def _times_moved(plan: Plan, line: Line) -> int:
    """How often the date was moved with approval; the ledger may not have the last time yet."""
    told = plan.changes_by_ref.get(line.action.ref.casefold(), ())
    agreed = [change for change in told if change.event.casefold() == "agreed"]
    is_told = any(change.to_date == line.action.revised_due for change in agreed)
    return len(agreed) + (_is_agreed(line) and not is_told)


def _days_moved(line: Line) -> Cell:
    first, revised = line.action.due, line.action.revised_due
    return (revised - first).days if first and revised else "Not known"


def _approval_words(line: Line) -> str:
    said, day = line.action.approval, line.action.approved_on
    if _is_agreed(line):
        return f"{said}, {day_words(day)}" if day else said
    return f"Not agreed yet ({said})" if said else "Not agreed yet"


def _overdue(lines: Sequence[Line], on: date) -> Standing:
    return _table(
        "Overdue",
        "Overdue",
        f"Actions past their date on {day_words(on)}, the longest overdue first.",
        {
            REF: lambda line: line.action.ref,
            ACTION: lambda line: line.action.action,
            LEAD: lambda line: line.lead,
            DUE: lambda line: line.due,
            Column("Days overdue", 10, Holds.NUMBER): lambda line: (on - _due(line)).days,
            PROGRESS: lambda line: line.action.progress or "No progress recorded",
        },
        sorted(lines, key=_due),
    )


def _due_soon(lines: Sequence[Line], on: date, soon: int) -> Standing:
    return _table(
        "Due soon",
        "Due before the next report",
        f"Open actions due within {soon} days of {day_words(on)}, the next to fall due first.",
        {
            REF: lambda line: line.action.ref,
            ACTION: lambda line: line.action.action,
            LEAD: lambda line: line.lead,
            DUE: lambda line: line.due,
            Column("Days left", 10, Holds.NUMBER): lambda line: (_due(line) - on).days,
            PROGRESS: lambda line: line.action.progress or "No progress recorded",
            RAG: lambda line: line.rag,
        },
        sorted(lines, key=_due),
    )


def _unassigned(lines: Sequence[Line]) -> Standing:
    return _table(
        "Unassigned",
        "Unassigned",
        "Open actions that nobody leads.",
        {
            REF: lambda line: line.action.ref,
            ACTION: lambda line: line.action.action,
            Column("Timescale", 20): lambda line: line.action.timescale_text or "No date",
            DUE: lambda line: line.due or "No date",
            PROGRESS: lambda line: line.action.progress or "No progress recorded",
            RAG: lambda line: line.rag,
        },
        lines,
    )


def _table(
    sheet: str,
    title: str,
    sentence: str,
    fields: dict[Column, Callable[[Line], Cell]],
    lines: Sequence[Line],
) -> Standing:
    rows = tuple(tuple(cell(line) for cell in fields.values()) for line in lines)
    table = Table(sheet, title, sentence, tuple(fields), rows)
    return Standing(title, len(rows), "all" if sheet == "Completed" else "open", table)
