"""The plan as flat tables, each column of one kind: what a data tool can take as it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from actionbook.plan.derive import as_it_stands
from actionbook.plan.model import Action, Plan
from actionbook.plan.records import (
    DateChange,
    ExemptRow,
    HistoryRow,
    Issue,
    LayoutRow,
    Meeting,
    Person,
    Resource,
    Risk,
    Suppression,
    Term,
)
from actionbook.plan.settings import LABELS, Settings
from actionbook.plan.slippage import slippages
from actionbook.plan.status import effective_due, flags, is_open, is_overdue, rag

__all__ = ["DataColumn", "DataTable", "Held", "data_tables"]


class Held(StrEnum):
    """What every cell of a column holds, where it is not blank."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    WHOLE = "whole number"
    YES_NO = "yes or no"


class DataColumn(NamedTuple):
    """A column's name, which is that of the JSON contract where it has one, and what it holds."""

    name: str
    held: Held


class DataTable(NamedTuple):
    """One table: a row for each row of the plan's, in workbook order; a blank is None."""

    name: str
    columns: tuple[DataColumn, ...]
    rows: tuple[tuple[Any, ...], ...]


_HELD: Mapping[object, Held] = {
    str: Held.TEXT,
    date | None: Held.DAY,
    float | None: Held.NUMBER,
    int: Held.WHOLE,
    bool: Held.YES_NO,
}
_PLACED = frozenset({"row", "place", "unread", "told_in"})
_WORKED_OUT = (
    DataColumn("leads", Held.TEXT),
    DataColumn("lead_state", Held.TEXT),
    DataColumn("timescale_kind", Held.TEXT),
    DataColumn("is_open", Held.YES_NO),
    DataColumn("is_overdue", Held.YES_NO),
    DataColumn("unread", Held.TEXT),
    DataColumn("cell", Held.TEXT),
)
_NOT_DATA = frozenset({"timescale", "leads", "lead_state", "owned", "live", "agreed"})


def data_tables(plan: Plan, *, on: date | None = None) -> tuple[DataTable, ...]:
    """
    Every table of the plan, the blank ones too, and one of each action's leads.

    With *on*, dates, RAG and flags are worked out for that day, and a table tells of slippage;
    without, they are what stands in the workbook, and what only a day can tell is blank. What
    could not be read as what its column holds stands in `unread`.
    """
    if on is not None:
        plan = as_it_stands(plan, on=on)
    tables = (
        _settings(plan.settings),
        _records("issues", Issue, plan.issues),
        _actions(plan, on),
        _leads(plan),
        _records("history", HistoryRow, plan.history),
        _records("date_changes", DateChange, plan.date_changes),
        _records("people", Person, plan.people),
        _records("glossary", Term, plan.glossary),
        _records("meetings", Meeting, plan.meetings),
        _records("resources", Resource, plan.resources),
        _records("risks", Risk, plan.risks),
        _records("exempt", ExemptRow, plan.exempt),
        _records("suppressions", Suppression, plan.suppressions),
        _records("layouts", LayoutRow, plan.layouts),
    )
    return tables if on is None else (*tables, _slippage(plan, on))


def _records(name: str, kind: type, rows: Iterable[Any]) -> DataTable:
    """A table of the plan's own, with the columns that its record has."""
    columns = [
        DataColumn(name, _HELD[held])
        for name, held in kind.__annotations__.items()
        if name not in _PLACED
    ]
    has_unread = "unread" in kind.__annotations__
    made = [
        [_cell(getattr(row, column.name)) for column in columns]
        + ([_unread(row.unread)] if has_unread else [])
        for row in rows
    ]
    if has_unread:
        columns.append(DataColumn("unread", Held.TEXT))
    return DataTable(name, tuple(columns), tuple(map(tuple, made)))


def _settings(settings: Settings) -> DataTable:
    columns = tuple(DataColumn(name, Held.TEXT) for name in ("name", "label", "value"))
    rows = tuple(
        (name, label, _said(getattr(settings, name)) or None) for name, label in LABELS.items()
    )
    return DataTable("settings", columns, rows)


def _said(value: object) -> str:
    if isinstance(value, tuple):
        parted = "; " if value and isinstance(value[0], date) else "-"
        return parted.join(_said(part) for part in value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _actions(plan: Plan, on: date | None) -> DataTable:
    names = [name for name in Action._fields if name not in _PLACED | _NOT_DATA]
    held = {name: _HELD.get(kind, Held.TEXT) for name, kind in Action.__annotations__.items()}
    said = {"timescale_text": "timescale"}
    columns = (*(DataColumn(said.get(n, n), held[n]) for n in names), *_WORKED_OUT)
    return DataTable("actions", columns, tuple(_action_rows(plan, names, on)))


def _action_rows(plan: Plan, names: Sequence[str], on: date | None) -> Iterator[tuple[Any, ...]]:
    for action in plan.actions:
        values = {name: _cell(getattr(action, name)) for name in names}
        standing: tuple[bool | None, bool | None] = (None, None)
        if on is not None:
            values["rag"] = str(rag(plan, action, on))
            values["flags"] = ", ".join(flags(plan, action, on)) or None
            values["late_after"] = effective_due(plan, action, on)
            standing = is_open(plan, action, on), is_overdue(plan, action, on)
        yield (
            *values.values(),
            "/".join(lead.name for lead in action.leads) or None,
            str(action.lead_state),
            str(action.timescale.kind),
            *standing,
            _unread(action.unread),
            str(action.cell("ref")),
        )


def _leads(plan: Plan) -> DataTable:
    columns = (
        DataColumn("action", Held.TEXT),
        DataColumn("place", Held.WHOLE),
        DataColumn("name", Held.TEXT),
        DataColumn("kind", Held.TEXT),
        DataColumn("known", Held.YES_NO),
    )
    rows = tuple(
        (action.ref or None, place, lead.name, str(lead.kind), lead.known)
        for action in plan.actions
        for place, lead in enumerate(action.leads, start=1)
    )
    return DataTable("leads", columns, rows)


def _slippage(plan: Plan, on: date) -> DataTable:
    held = {
        "ref": Held.TEXT,
        "first_due": Held.DAY,
        "now_due": Held.DAY,
        "asked_for": Held.DAY,
        "times": Held.WHOLE,
        "days": Held.WHOLE,
        "reason": Held.TEXT,
        "agreed_by": Held.TEXT,
        "agreed_on": Held.DAY,
        "minute": Held.TEXT,
        "is_over_cap": Held.YES_NO,
    }
    rows = tuple(
        tuple(_cell(getattr(row, name)) for name in held) for row in slippages(plan, on=on)
    )
    return DataTable("slippage", tuple(DataColumn(*item) for item in held.items()), rows)


def _cell(value: Any) -> Any:
    """A blank text is no value; a word of a list is the word."""
    if isinstance(value, str):
        return str(value) or None
    return value


def _unread(unread: Mapping[str, object]) -> str | None:
    return "; ".join(f"{name}: {value}" for name, value in unread.items()) or None
