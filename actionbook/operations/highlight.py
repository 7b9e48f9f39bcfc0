"""Derived columns, live formulas and colours brought up to date, or taken out again."""

from collections.abc import Iterator, Sequence
from datetime import date

from actionbook.operations.changes import ChangeSet, ColumnFormula, Format, Live, SetCell, SetFormats
from actionbook.operations.formats import house_formats
from actionbook.operations.formulas import LIVE_FIELDS, live_formulas
from actionbook.plan.derive import DATE_FIELDS, Derived, derive
from actionbook.plan.model import Action, Place, Plan
from actionbook.plan.status import effective_due, flags, is_approved, rag

__all__ = ["clear_highlights", "highlight"]

Value = str | date | None


def highlight(
    plan: Plan,
    *,
    on: date,
    formats: Sequence[Format] = (),
    filled_down: dict[str, str] | None = None,
) -> ChangeSet:
    """
    What brings the worked-out columns and colours of *plan* up to date on that day.

    A starred cell is written only where it is blank or still holds what the tool wrote last.
    *formats* are the tool's formats that the sheet has now, *filled_down* the formulas that
    Excel fills down, by field. Empty when everything is as it should be.
    """
    table = plan.structure.tables.get("Actions")
    if table is None or not plan.actions:
        return ChangeSet()
    formulas = live_formulas(
        plan.settings,
        table=table.name,
        headings=table.headings,
        ledger=_ledger(plan),
    )
    cells = tuple(_cells(plan, on, formulas))
    filled = filled_down or {}
    columns = tuple(
        ColumnFormula("Actions", name, formula)
        for name, formula in formulas.items()
        if filled.get(name) != formula
    )
    wanted = house_formats(table.place, first=table.first_row, last=table.last_row)
    return ChangeSet(
        cells=cells, formulas=columns, formats=_formats(table.place, formats, wanted)
    )


def _ledger(plan: Plan) -> dict[str, str] | None:
    ledger = plan.structure.tables.get("DateChanges")
    return dict(ledger.headings) if ledger else None


def _formats(
    place: Place, standing: Sequence[Format], wanted: Sequence[Format]
) -> tuple[SetFormats, ...]:
    if set(standing) == set(wanted):
        return ()
    keep = set(wanted) & set(standing)
    old = tuple(form for form in standing if form not in keep)
    new = tuple(form for form in wanted if form not in keep)
    return (SetFormats(place.sheet, old, new),)


def _cells(plan: Plan, on: date, formulas: dict[str, str]) -> Iterator[SetCell]:
    derived = derive(plan, on=on)
    for action, dates in zip(plan.actions, derived, strict=True):
        yield from _date_cells(action, dates)
        yield from _live_cells(plan, action, dates, on, formulas)


def _date_cells(action: Action, dates: Derived) -> Iterator[SetCell]:
    for name in DATE_FIELDS:
        was, value = getattr(action, name), getattr(dates, name)
        if was != value and name in action.place.columns and name not in action.owned:
            yield SetCell(action.cell(name), action.ref, name, was, value)


def _live_cells(
    plan: Plan, action: Action, dates: Derived, on: date, formulas: dict[str, str]
) -> Iterator[SetCell]:
    settled = dates.applied_to(action)
    values = live_values(plan, settled, on)
    for name, formula in formulas.items():
        if name in action.owned:
            continue
        was = getattr(action, name)
        value = values[name]
        if was != value or name not in action.live:
            yield SetCell(action.cell(name), action.ref, name, was, Live(formula, value))


def live_values(plan: Plan, action: Action, on: date) -> dict[str, Value]:
    """What the live formulas of *action* say on that day, by field."""
    agreed = ""
    if action.approval or action.approved_on or "approved_on" in action.unread:
        changes = plan.changes_by_ref.get(action.ref.casefold(), ())
        agreed = "Yes" if is_approved(action, changes, on) else "No"
    return {
        "rag": str(rag(plan, action, on)),
        "flags": ", ".join(flags(plan, action, on)),
        "agreed": agreed,
        "late_after": effective_due(plan, action, on),
    }


def clear_highlights(plan: Plan, *, formats: Sequence[Format] = ()) -> ChangeSet:
    """
    What takes out exactly what `highlight` put in: its formulas, its dates, its formats.

    A date that the timescale's words no longer give is a record, and stays.
    """
    table = plan.structure.tables.get("Actions")
    if table is None:
        return ChangeSet()
    cells: list[SetCell] = []
    for action, dates in zip(plan.actions, derive(plan, on=None), strict=True):
        for name in LIVE_FIELDS:
            if name in action.live or (name not in action.owned and getattr(action, name)):
                cells.append(
                    SetCell(action.cell(name), action.ref, name, getattr(action, name), None)
                )
        for name in DATE_FIELDS:
            was = getattr(action, name)
            if was is not None and was == getattr(dates, name) and name not in action.owned:
                cells.append(SetCell(action.cell(name), action.ref, name, was, None))
    columns = tuple(
        ColumnFormula("Actions", name, None) for name in LIVE_FIELDS if name in table.headings
    )
    taken = (SetFormats(table.place.sheet, tuple(formats), ()),) if formats else ()
    return ChangeSet(cells=tuple(cells), formulas=columns, formats=taken)
