"""Rows as a table of text, fitted to the terminal."""

import shutil
from collections.abc import Iterable, Sequence
from datetime import date

import actionbook
from actionbook import Action, Plan

__all__ = ["as_table", "laid_out"]

HEADINGS = ("Ref", "Action", "Lead", "Timescale", "Due", "RAG", "Flags")
CAPS = (8, 0, 16, 22, 10, 13, 30)
"""Widest each column may be; the action takes what is left."""

NARROWEST = 24


def as_table(plan: Plan, actions: Sequence[Action], *, on: date) -> str:
    """One line an action, and a last line that counts them."""
    counted = f"{len(actions)} of {len(plan.actions)} actions"
    if not actions:
        return f"Nothing to show: none of {len(plan.actions)} actions"
    return (
        f"{laid_out(HEADINGS, CAPS, (_row(plan, action, on) for action in actions))}\n\n{counted}"
    )


def laid_out(headings: Sequence[str], caps: Sequence[int], rows: Iterable[Sequence[str]]) -> str:
    """
    One line a row under *headings*; each column at most as wide as its cap.

    The column whose cap is 0 takes what is left of the terminal.
    """
    lines = [tuple(" ".join(cell.split()) for cell in row) for row in rows]
    widths = _widths(headings, caps, lines)
    ruled = [tuple(headings), tuple("-" * width for width in widths), *lines]
    return "\n".join(
        "  ".join(_fit(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in ruled
    )


def _row(plan: Plan, action: Action, on: date) -> tuple[str, ...]:
    due = actionbook.effective_due(plan, action, on)
    return (
        action.ref,
        action.action,
        "/".join(lead.name for lead in action.leads) or "(nobody)",
        action.timescale_text,
        f"{due:%d/%m/%Y}" if due else "",
        str(actionbook.rag(plan, action, on)),
        ", ".join(actionbook.flags(plan, action, on)),
    )


def _widths(
    headings: Sequence[str], caps: Sequence[int], rows: Sequence[Sequence[str]]
) -> list[int]:
    widest = [max(map(len, column)) for column in zip(headings, *rows, strict=True)]
    widths = [min(width, cap) if cap else width for width, cap in zip(widest, caps, strict=True)]
    total = shutil.get_terminal_size((120, 24)).columns
    grows = list(caps).index(0)
    others = sum(widths) - widths[grows] + 2 * (len(widths) - 1)
    widths[grows] = min(widths[grows], max(NARROWEST, total - others))
    return widths


def _fit(text: str, width: int) -> str:
    return text.ljust(width) if len(text) <= width else text[: width - 3] + "..."
