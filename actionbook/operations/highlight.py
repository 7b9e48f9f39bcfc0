"""Derived columns, live formulas and colours brought up to date, or taken out again."""

from collections.abc import Iterator, Sequence
from datetime import date
from operator import attrgetter

from actionbook.operations.changes import (
    ChangeSet,
    ColumnFormula,
    Live,
    SetCell,
    SetFormats,
    SetName,
)
from actionbook.operations.formats import house_formats
from actionbook.operations.formulas import BESIDE_NAMES, LIVE_NAMES, is_ours, live_formulas
from actionbook.plan.bulk import without_collecting
from actionbook.plan.cells import CellRef
from actionbook.plan.derive import DATE_FIELDS, derive
from actionbook.plan.model import Action, Plan
from actionbook.plan.status import standing
from actionbook.plan.structure import Format, Place, TableSeen

__all__ = ["clear_highlights", "highlight", "live_values"]

Value = str | date | None

_NAMES = {**LIVE_NAMES, **BESIDE_NAMES}


def highlight(plan: Plan, *, on: date) -> ChangeSet:
    """
    What brings the worked-out columns and colours of *plan* up to date on that day.

    A starred cell is written only where it is blank or still holds what the tool wrote last.
    Empty when everything is as it should be.
    """
    table, holder = plan.structure.tables.get("Actions"), plan.structure.live_table
    if table is None or holder is None:
        return ChangeSet.of(plan)
    wanted = _wanted_formats(table)
    formulas = live_formulas(
        plan.settings,
        table.place,
        ledger=plan.structure.tables.get("DateChanges"),
        words=plan.structure.words,
    )
    with without_collecting():
        cells = (*_found_again(plan, table.place), *_cells(plan, on, table.place))
    return ChangeSet.of(
        plan,
        on=on,
        cells=cells,
        formulas=tuple(
            ColumnFormula(holder.name, holder.headings[name], _NAMES[name])
            for name in formulas
            if holder.is_table
            and name in holder.headings
            and holder.filled_down.get(name) != _NAMES[name]
        ),
        names=tuple(
            SetName(_NAMES[name], formula)
            for name, formula in formulas.items()
            if plan.structure.names.get(_NAMES[name]) != formula
        ),
        formats=_formats(holder.place.sheet, plan.structure.formats, wanted),
    )


def _wanted_formats(table: TableSeen) -> tuple[Format, ...]:
    beside = table.place.beside
    if beside is None:
        first, last, is_adopted = table.first_row, table.last_row, table.is_adopted
        return house_formats(table.place, first=first, last=last, is_adopted=is_adopted)
    place = Place(beside.sheet, beside.columns)
    last = max(beside.body[1], *beside.rows.values()) if beside.rows else beside.body[1]
    return house_formats(place, first=beside.body[0], last=last)


def _formats(
    sheet: str, standing: Sequence[Format], wanted: Sequence[Format]
) -> tuple[SetFormats, ...]:
    there, needed = {form.key for form in standing}, {form.key for form in wanted}
    if there == needed and len(standing) == len(wanted):
        return ()
    # All of ours are put in afresh: their order says which wins.
    return (SetFormats(sheet, tuple(standing), tuple(wanted)),)


def _found_again(plan: Plan, place: Place) -> Iterator[SetCell]:
    """What tells whose a row on the sheet beside is, where somebody has taken or typed it out."""
    beside = place.beside
    if beside is None or not beside.astray:
        return
    refs = {action.row: action.ref for action in plan.actions}
    for name, own in beside.astray:
        cell = CellRef(beside.sheet, beside.rows[own.row], beside.columns[name])
        value = own.row if name == "at_row" else own.action
        yield SetCell(cell, refs[own.row], name, None, Live(BESIDE_NAMES[name], value))


def _cells(plan: Plan, on: date, place: Place) -> Iterator[SetCell]:
    dated = list(filter(place.has, DATE_FIELDS))
    live = list(filter(place.has, LIVE_NAMES))
    all_dates, all_live = attrgetter(*DATE_FIELDS), attrgetter(*LIVE_NAMES)
    every = frozenset(live)
    # The same few values stand in thousands of rows.
    formulas: dict[tuple[str, Value], Live] = {}
    for action, dates in zip(plan.actions, derive(plan, on=on), strict=True):
        owned = action.owned
        # Most rows stand as they should, which is told at one look.
        for name in dated if all_dates(action) != dates else ():
            was, value = getattr(action, name), getattr(dates, name)
            if was != value and name not in owned and place.has_cell(name, action.row):
                yield SetCell(action.cell(name), action.ref, name, was, value)
        values = live_values(plan, dates.applied_to(action), on)
        if all_live(action) == values and action.live >= every:
            continue
        for name, value in zip(LIVE_NAMES, values, strict=True):
            was = getattr(action, name)
            if (
                name in every
                and (was != value or name not in action.live)
                and name not in owned
                and place.has_cell(name, action.row)
            ):
                formula = formulas.get((name, value))
                if formula is None:
                    formula = formulas[name, value] = Live(LIVE_NAMES[name], value)
                yield SetCell(action.cell(name), action.ref, name, was, formula)


def live_values(plan: Plan, action: Action, on: date) -> tuple[Value, ...]:
    """What the live formulas of *action* say on that day, in the order of `LIVE_NAMES`."""
    stands = standing(plan, action, on)
    agreed = ""
    if action.approval or action.approved_on or "approved_on" in action.unread:
        agreed = "Yes" if stands.is_agreed else "No"
    return str(stands.rag), ", ".join(stands.flags), agreed, stands.late_after


def clear_highlights(plan: Plan) -> ChangeSet:
    """
    What takes out exactly what `highlight` put in: its formulas, its dates, its formats.

    A date that the timescale's words no longer give is a record of the plan, and stays.
    """
    holder = plan.structure.live_table
    if holder is None:
        return ChangeSet.of(plan)
    cells: list[SetCell] = []
    for action, dates in zip(plan.actions, derive(plan, on=None), strict=True):
        names = [name for name in LIVE_NAMES if name in action.live]
        names += [
            name
            for name in DATE_FIELDS
            if name not in action.owned
            and getattr(action, name) is not None
            and getattr(action, name) == getattr(dates, name)
        ]
        cells += [
            SetCell(action.cell(name), action.ref, name, getattr(action, name), None)
            for name in names
        ]
    standing = plan.structure.formats
    return ChangeSet.of(
        plan,
        cells=tuple(cells),
        formulas=tuple(
            ColumnFormula(holder.name, holder.headings[name], None)
            for name, formula in holder.filled_down.items()
            if is_ours(formula)
        ),
        names=tuple(
            SetName(name, None) for name in LIVE_NAMES.values() if name in plan.structure.names
        ),
        formats=(SetFormats(holder.place.sheet, standing, ()),) if standing else (),
    )
