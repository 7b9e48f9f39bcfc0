"""
A plan put together from the workbook that was opened for it.

Values come from python-calamine; what it does not tell (formulas, number formats, errors,
hidden rows) comes from the same file's sheets beside it. Reading never raises for a cell:
what cannot be read is kept with its place, and a rule reports it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from actionbook.ooxml import BookView, Facts
from actionbook.operations.formats import MARK
from actionbook.plan.cells import CellRef
from actionbook.plan.model import (
    DateChange,
    ExemptRow,
    HistoryRow,
    Issue,
    LayoutRow,
    Meeting,
    Person,
    Plan,
    Resource,
    Risk,
    Suppression,
    Term,
)
from actionbook.plan.settings import Settings
from actionbook.plan.structure import Fault, Format, Structure
from actionbook.plan.timescales import make_ready
from actionbook.workbook.action_rows import read_actions
from actionbook.workbook.beside import join
from actionbook.workbook.formats import plan_format
from actionbook.workbook.house_file import House, read_house
from actionbook.workbook.locate import Located, locate
from actionbook.workbook.memory import Memory
from actionbook.workbook.rows import Columns, Row, table_columns
from actionbook.workbook.seen import past_of
from actionbook.workbook.settings_table import read_settings, setting_name
from actionbook.workbook.sheet_faults import (
    colours_alone,
    formula_faults,
    rows_apart,
    sheet_faults,
    single_colours,
)
from actionbook.workbook.state import state_folder
from actionbook.workbook.typed import as_text
from actionbook.workbook.values import Values

__all__ = ["Found", "PlanBook", "opened", "plan_of"]

Kept = TypeVar("Kept")

_ACTIONS = ("Actions", "ActionsBeside")
_ONLY_WRITTEN = frozenset({"Checks"})
"""Tables that the tool makes anew and never reads: of thousands of findings nothing is a plan's."""


@dataclass(frozen=True)
class PlanBook:
    """A plan, and the workbook it was read from."""

    plan: Plan
    book: BookView
    located: Mapping[str, Located]

    @property
    def path(self) -> Path:
        """The workbook."""
        return self.book.path

    @cached_property
    def state(self) -> Path:
        """The folder that holds the plan's state, beside the workbook."""
        return state_folder(self.path, self.plan.settings.plan_id)

    @cached_property
    def memory(self) -> Memory:
        """What the tool wrote last in the starred cells."""
        return Memory(self.state)


class Found(NamedTuple):
    """
    What a plan is put together from: its tables and their columns by name, and what their sheets
    tell beside by title; what the folder's settings say; and what was seen of the book itself.
    """

    located: dict[str, Located]
    columns: dict[str, Columns]
    facts: dict[str, Facts]
    house: House
    faults: Sequence[Fault] = ()
    formats: Sequence[Format] = ()
    names: Mapping[str, str] = MappingProxyType({})
    coloured: frozenset[int] = frozenset()
    fingerprint: str = ""


def opened(book: BookView, values: Values, path: Path) -> PlanBook:
    """
    The plan that *book* holds, as it stands or will stand at *path*; *values* are the book's.

    Raises:
        WorkbookUnreadableError: it holds no action plan, or cannot be read.
        SettingsError: a setting holds what it cannot.
    """
    located, faults = locate(book)
    values.want({found.table.sheet for found in _read(located).values()})
    if located["Actions"].rows is not None:
        located["Actions"] = located["Actions"].to_its_rows(
            values.of(located["Actions"].table.sheet)
        )
    read, plan_sheet = _read(located), located["Actions"].table.sheet
    # The sheet of actions last: what is asked of it next finds it still inflated.
    facts = {
        found.table.sheet: book.facts(found.table.sheet, dates_in=_typed_dates(found))
        for found in sorted(read.values(), key=lambda found: found.table.sheet == plan_sheet)
    }
    formats = book.conditional_formats(located.get("ActionsBeside", located["Actions"]).table.sheet)
    coloured = single_colours(book, located["Actions"])
    book.let_go()
    faults += sheet_faults(book, located, facts)
    make_ready()  # the values of a large plan are still being read
    columns: dict[str, Columns] = {}
    for name, found in read.items():
        sheet = found.table.sheet
        columns[name], more = table_columns(found, values.of(sheet), facts[sheet])
        faults += more
        faults += formula_faults(found, values.of(sheet), facts[sheet])
    if located["Actions"].rows is None:
        faults += rows_apart(located["Actions"], values.of(plan_sheet), book.tables)
    faults += _joined(located, columns, facts)
    stands = Found(
        located,
        columns,
        facts,
        read_house(path),
        faults,
        [plan_format(form) for form in formats if MARK in form.formula],
        book.names(),
        coloured,
        book.fingerprint,
    )
    return PlanBook(plan_of(stands, path), book, located)


def _read(located: Mapping[str, Located]) -> dict[str, Located]:
    return {name: found for name, found in located.items() if name not in _ONLY_WRITTEN}


def plan_of(found: Found, path: Path) -> Plan:
    """
    The plan that stands in *path*, of what was *found* there.

    Raises:
        SettingsError: a setting holds what it cannot.
    """
    located, columns, facts, house = found[:4]
    rows = {name: read.rows() for name, read in columns.items() if name not in _ACTIONS}
    settings = _settings(rows, located, path, house)
    people = tuple(_each(Person, rows.get("People", []), located.get("People")))
    state = state_folder(path, settings.plan_id)
    memory = Memory(state)
    ledgers: Mapping[str, Any] = {
        "glossary": tuple(_each(Term, rows.get("Glossary", []), located.get("Glossary"))),
        "history": tuple(
            _each(HistoryRow, rows.get("ActionHistory", []), located.get("ActionHistory"))
        ),
        "date_changes": tuple(
            DateChange(**_fields(row, DateChange)) for row in rows.get("DateChanges", [])
        ),
    }
    actions, more = read_actions(
        columns["Actions"],
        located,
        settings,
        people,
        facts=facts,
        memory=memory,
    )
    more += colours_alone(actions, found.coloured)
    structure = Structure(
        faults=(*found.faults, *more),
        tables={name: each.seen for name, each in located.items()},
        formats=tuple(found.formats),
        names=found.names,
        setting_cells=_setting_cells(rows, located),
        words=located["Actions"].words,
        hidden_rows={title: told.hidden_rows for title, told in facts.items()},
    )
    return Plan(
        actions,
        settings=settings,
        issues=tuple(_each(Issue, rows.get("Issues", []), located.get("Issues"))),
        people=people,
        meetings=tuple(_each(Meeting, rows.get("Meetings", []), located.get("Meetings"))),
        layouts=tuple(_each(LayoutRow, rows.get("Layouts", []), located.get("Layouts"))),
        exempt=tuple(_each(ExemptRow, rows.get("Exempt", []), located.get("Exempt"))),
        resources=tuple(_each(Resource, rows.get("Resources", []), located.get("Resources"))),
        risks=tuple(_each(Risk, rows.get("Risks", []), located.get("Risks"))),
        suppressions=(
            *_each(Suppression, rows.get("Suppressions", []), located.get("Suppressions")),
            *house.suppressions,
        ),
        structure=structure,
        path=path,
        fingerprint=found.fingerprint,
        past=past_of(state),
        **ledgers,
    )


def _joined(
    located: Mapping[str, Located], columns: dict[str, Columns], facts: Mapping[str, Facts]
) -> list[Fault]:
    """Put the columns of a sheet beside staff's own with those of the actions."""
    actions, beside = map(located.get, _ACTIONS)
    if actions is None or beside is None:
        return []
    formulas = facts[beside.table.sheet].formulas
    read, there = map(columns.__getitem__, _ACTIONS)
    columns["Actions"], faults = join(actions, beside, read, there, formulas)
    return faults


def _typed_dates(found: Located) -> tuple[int, ...]:
    """The columns whose number formats matter: a month typed as a timescale is stored as a day."""
    column = found.seen.place.columns.get("timescale_text")
    return () if column is None else (column,)


def _settings(
    rows: Mapping[str, list[Row]], located: Mapping[str, Located], path: Path, house: House
) -> Settings:
    found = located.get("Settings")
    if found is None:
        return Settings(**house.settings)
    cells: dict[CellRef, tuple[object, object]] = {
        found.seen.place.cell("value", row.number): (
            row.values.get("setting"),
            row.raw.get("value"),
        )
        for row in rows["Settings"]
    }
    return read_settings(cells, book=path.name, house=house.settings)


def _setting_cells(
    rows: Mapping[str, list[Row]], located: Mapping[str, Located]
) -> dict[str, CellRef]:
    found = located.get("Settings")
    if found is None:
        return {}
    return {
        name: found.seen.place.cell("value", row.number)
        for row in rows["Settings"]
        if (name := setting_name(row.values.get("setting")))
    }


def _fields(row: Row, kind: type) -> dict[str, Any]:
    wanted = kind._fields  # type: ignore[attr-defined]
    found = {name: value for name, value in row.values.items() if name in wanted}
    if kind is HistoryRow:  # What was recorded then may be a word that no list has, or nothing.
        found["status"] = found.get("status") or as_text(row.unread.get("status", ""))
    return {**found, "unread": row.unread} if "unread" in wanted and row.unread else found


def _each(kind: type[Kept], rows: list[Row], found: Located | None) -> list[Kept]:
    if found is None:
        return []
    return [
        kind(row=row.number, place=found.seen.place, **_fields(row, kind))  # type: ignore[call-arg]
        for row in rows
    ]
