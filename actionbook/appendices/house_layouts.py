"""A house's own layouts: the rows of its plan's Layouts table, column by column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from actionbook.appendices.fields import FIELDS, PRIVATE, Field, Where, field_key
from actionbook.appendices.layouts import LAYOUTS, Layout
from actionbook.appendices.posts import Naming
from actionbook.appendices.values import Holds, Paper
from actionbook.appendices.words import timescale_words
from actionbook.errors import SettingsError
from actionbook.plan.model import LayoutRow, Plan

__all__ = ["known_layouts", "layout_named"]

NARROWEST, WIDEST = 4.0, 120.0
"""A column is never narrower than a date or a number needs, nor wider than paper."""
_PRIVATE = {field_key(field.name) for field in PRIVATE}
_SPLIT = re.compile(r"[;,\n]")
_OF_ISSUE = (Where.MERGED, Where.BAND, Where.BLOCK)
_PLACES = {"": Where.COLUMN, **{str(where): where for where in Where}}


def known_layouts(plan: Plan) -> tuple[str, ...]:
    """The names of every layout that the plan's appendix may have: the tool's, then its own."""
    own = dict.fromkeys(" ".join(row.layout.split()) for row in plan.layouts if row.layout)
    return (*LAYOUTS, *own)


def layout_named(plan: Plan, name: str) -> Layout | None:
    """
    The layout of that name, the plan's own before the tool's; None where there is none.

    Raises:
        SettingsError: a row of the Layouts table names no column that may be published, or puts
            it where there is no place; the cell is named.
    """
    key = _key(name)
    rows = [row for row in plan.layouts if _key(row.layout) == key]
    return _own(plan, rows) if rows else LAYOUTS.get(key)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _own(plan: Plan, rows: Sequence[LayoutRow]) -> Layout:
    fields = tuple(_said_once(plan, rows))
    if not any(field.name == "Action" for field in fields):
        what = f"the layout '{rows[0].layout}' does not show the actions"
        raise _wrong(plan, rows[0], "column", what, "Add a row for the column Action.")
    paper = next((row.paper for row in rows if row.paper), "A4").strip().upper()
    leads = next((row.leads for row in rows if row.leads), "posts").strip().casefold()
    if paper not in Paper.__members__:
        raise _wrong(plan, rows[0], "paper", f"'{paper}' is no paper", "Choose A4 or A3.")
    return Layout(
        " ".join(rows[0].layout.split()),
        Paper(paper),
        Naming.INITIALS if leads == "initials" else Naming.POSTS,
        fields,
        block=_block(fields),
    )


def _block(fields: Sequence[Field]) -> str:
    """What the house calls an issue."""
    return next((field.column.heading for field in fields if field.name == "Issue"), "Issue")


def _said_once(plan: Plan, rows: Sequence[LayoutRow]) -> Iterator[Field]:
    """The columns of the rows; a heading that is there already has its number after it."""
    # In front of each action stands its ref, but where the house shows that by itself.
    shows_ref = any(field_key(row.column) == "ref" for row in rows)
    for number, row in enumerate(rows):
        field = _field(plan, row)
        heading = field.column.heading
        before = sum(_key(_heading(other)) == _key(heading) for other in rows[:number])
        column = replace(field.column, heading=f"{heading} ({before + 1})" if before else heading)
        yield replace(field, column=column, printed=None if shows_ref else field.printed)


def _heading(row: LayoutRow) -> str:
    found = FIELDS.get(field_key(row.column))
    return row.heading.strip() or (found.column.heading if found else row.column)


def _field(plan: Plan, row: LayoutRow) -> Field:
    key = field_key(row.column)
    found = FIELDS.get(key)
    if found is None or (key in _PRIVATE and key not in _allowed(plan)):
        told = "is not a public column" if found else "is no column that an appendix can have"
        remedy = (
            "Leave the row out, or name it under 'Other columns published' on the Settings sheet."
            if found
            else f"Choose one of: {', '.join(_offered())}."
        )
        raise _wrong(plan, row, "column", f"'{row.column}' {told}", remedy)
    where = _place(plan, row, found)
    width = min(max(row.width or found.column.width, NARROWEST), WIDEST)
    laid = found.laid(_heading(row), width, where=where)
    if found.column.holds is Holds.DATE:
        laid = replace(laid, column=replace(laid.column, width=max(width, found.column.width)))
    if found.name == "Timescale":
        laid = replace(laid, cell=timescale_words)
    return laid


def _place(plan: Plan, row: LayoutRow, field: Field) -> Where:
    where = _PLACES.get(_key(row.grouping))
    if where is None:
        what = f"'{row.grouping}' is no place for a column"
        raise _wrong(plan, row, "grouping", what, f"Choose {', '.join(Where)}, or leave it blank.")
    if where in _OF_ISSUE and not field.is_of_issue:
        what = f"'{row.column}' differs from action to action, so it cannot be '{where}'"
        raise _wrong(plan, row, "grouping", what, "Leave it blank, or choose below.")
    if where is Where.BELOW and (field.is_of_issue or field.name == "Action"):
        what = f"'{row.column}' cannot stand below the actions"
        raise _wrong(plan, row, "grouping", what, "Choose another Grouping, or leave it blank.")
    return where


def _offered() -> list[str]:
    return list(dict.fromkeys(field.name for field in FIELDS.values() if field not in PRIVATE))


def _allowed(plan: Plan) -> set[str]:
    return {field_key(name) for name in _SPLIT.split(plan.settings.other_columns_published)}


def _wrong(plan: Plan, row: LayoutRow, name: str, what: str, remedy: str) -> SettingsError:
    return SettingsError(f"{plan.name}, {row.cell(name)}: {what}. {remedy}")
