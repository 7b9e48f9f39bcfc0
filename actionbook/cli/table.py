"""Actions as a table of text, fitted to the terminal."""

import shutil
from collections.abc import Sequence
from datetime import date

import actionbook
from actionbook import Action, Plan

__all__ = ["as_table"]

HEADINGS = ("Ref", "Action", "Lead", "Timescale", "Due", "RAG", "Flags")
CAPS = (8, 0, 16, 22, 10, 13, 30)
"""Widest each column may be; the action takes what is left."""

NARROWEST = 24


def as_table(plan: Plan, actions: Sequence[Action], *, on: date) -> str:
    """One line an action, and a last line that counts them."""
    rows = [_row(plan, action, on) for action in actions]
    counted = f"{len(actions)} of {len(plan.actions)} actions"
    if not rows:
        return f"Nothing to show: none of {len(plan.actions)} actions"
    widths = _widths(rows)
    lines = [HEADINGS, tuple("-" * width for width in widths), *rows]
    shown = [
        "  ".join(_fit(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    return "\n".join([*shown, "", counted])


def _row(plan: Plan, action: Action, on: date) -> tuple[str, ...]:
    due = actionbook.effective_due(plan, action, on)
    return (
        action.ref,
        " ".join(action.action.split()),
        "/".join(lead.name for lead in action.leads) or "(nobody)",
        " ".join(action.timescale_text.split()),
        f"{due:%d/%m/%Y}" if due else "",
        str(actionbook.rag(plan, action, on)),
        ", ".join(actionbook.flags(plan, action, on)),
    )


def _widths(rows: Sequence[tuple[str, ...]]) -> list[int]:
    widest = [max(len(row[number]) for row in (HEADINGS, *rows)) for number in range(len(HEADINGS))]
    widths = [min(width, cap) if cap else width for width, cap in zip(widest, CAPS, strict=True)]
    total = shutil.get_terminal_size((120, 24)).columns
    others = sum(widths) - widths[1] + 2 * (len(widths) - 1)
    widths[1] = min(widths[1], max(NARROWEST, total - others))
    return widths


def _fit(text: str, width: int) -> str:
    return text.ljust(width) if len(text) <= width else text[: width - 3] + "..."
