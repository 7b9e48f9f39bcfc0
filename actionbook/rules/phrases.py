"""How a finding says things: days, what stands in a cell, headings, which action."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from actionbook.plan.cells import CellRef
from actionbook.plan.model import Action, Plan
from actionbook.rules.written_dates import MONTHS

__all__ = [
    "brief",
    "cell_of",
    "day",
    "heading",
    "lacks",
    "listed",
    "opening",
    "quoted",
    "the_action",
]

_HEADINGS: Mapping[str, str] = {
    "timescale_text": "Timescale",
    "rag": "RAG",
    "percent": "% complete",
    "progress": "Progress this period",
}
_LETTERS = 40
_WORDS = 5


@lru_cache(maxsize=4096)
def day(on: date) -> str:
    """A day in full, the same on every machine: 31 March 2027."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


# Statuses, leads and timescales are said of thousands of rows, and in few ways.
@lru_cache(maxsize=4096, typed=True)
def quoted(value: object) -> str:
    """What stands in a cell, in quotation marks, cut to a few words on one line."""
    if isinstance(value, date):
        return day(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return f'"{brief(str(value))}"'


def brief(text: str) -> str:
    """The first few words of *text* on one line, with a mark for what no screen can show."""
    if len(text) <= _LETTERS and " " not in text and text.isprintable():
        return text
    words = text.split()
    short = " ".join(words[:_WORDS])
    cut = "..." if len(words) > _WORDS or len(short) > _LETTERS else ""
    short = short[:_LETTERS].rstrip()
    if not short.isprintable():
        short = "".join(mark if mark.isprintable() else "?" for mark in short)
    return short + cut


def listed(values: Sequence[str]) -> str:
    """The first two values in quotation marks, and how many more there are."""
    if len(values) > 2:  # noqa: PLR2004 - two names are what a sentence carries
        return f"{quoted(values[0])} and {len(values) - 1} more"
    return " and ".join(quoted(value) for value in values)


def heading(plan: Plan, name: str) -> str:
    """The heading that field *name* of the Actions table has in this workbook."""
    table = plan.structure.tables.get("Actions")
    seen = table.headings.get(name) if table else None
    return seen or _HEADINGS.get(name) or name.replace("_", " ").capitalize()


def the_action(action: Action) -> str:
    """The action as a sentence calls it: by its ref, where it has one."""
    return f"action {brief(action.ref)}" if action.ref else "this action"


def opening(action: Action) -> str:
    """The action as it opens a sentence."""
    return f"Action {brief(action.ref)}" if action.ref else "This action"


def lacks(action: Action, name: str) -> bool:
    """Whether the workbook has no column for field *name*: AB102 says so, once."""
    return bool(action.place.columns) and not action.place.has(name)


def cell_of(action: Action, names: Iterable[str]) -> CellRef:
    """The cell of the first of these fields that has a column; the row's first cell if none."""
    place = action.place
    return action.cell(
        next((name for name in names if place.has(name) or not place.columns), "ref")
    )
