"""
Changes as values: what is to be done to a workbook, said before it is done.

Printing a ChangeSet is a dry run, comparing two is a test, appending one is an audit log.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple

from actionbook.plan.cells import CellRef, quoted
from actionbook.plan.model import Plan
from actionbook.plan.structure import Format

__all__ = [
    "AddRows",
    "AsText",
    "ChangeSet",
    "ColumnFormula",
    "Live",
    "OrderRows",
    "Plain",
    "RenameHeading",
    "ReplaceBody",
    "SetCell",
    "SetCheck",
    "SetFormats",
    "SetPage",
    "Unmerge",
    "plain",
]

Plain = str | float | date | None


class Live(NamedTuple):
    """A formula, without its equals sign, and the value it has on the day it is written."""

    formula: str
    value: Plain


class AsText(NamedTuple):
    """Words in a cell formatted as Text, where Excel takes them for nothing else."""

    value: str


_SHAPED = (Live, AsText)


class SetCell(NamedTuple):
    """Put *value* in the cell *at*, of field *name* of the row *ref*, which holds *was* now."""

    at: CellRef
    ref: str
    name: str
    was: Plain
    value: Plain | Live | AsText

    def __str__(self) -> str:
        live = " (live)" if isinstance(self.value, Live) else ""
        now = _shown(plain(self.value)) + live
        return f"{self.at}: {_shown(self.was)} becomes {now}"


def plain(value: Plain | Live | AsText) -> Plain:
    """The value that a cell shows, whether typed or worked out."""
    # Asked of each of many: a tuple is looked through in half of the time that a union takes.
    return value.value if isinstance(value, _SHAPED) else value


class AddRows(NamedTuple):
    """Append *rows*, each a value by field name, to a table: what it is, and its own name."""

    kind: str
    table: str
    rows: Sequence[Mapping[str, Plain]]

    def __str__(self) -> str:
        count = len(self.rows)
        return f"{self.table}: {count} row{'' if count == 1 else 's'} added"


class ReplaceBody(NamedTuple):
    """
    Make *rows* the whole body of a table of the tool's own, which is added where there is none.

    *table* is its own name, *links* the field whose text is the cell that it leads to.
    """

    kind: str
    table: str
    rows: Sequence[Mapping[str, Plain | Live]]
    links: str = ""

    def __str__(self) -> str:
        count = len(self.rows)
        return f"{self.table}: {count} row{'' if count == 1 else 's'} in the place of what it has"


class RenameHeading(NamedTuple):
    """Let the heading *was* of a table read *becomes*; the table's name is the workbook's own."""

    table: str
    was: str
    becomes: str

    def __str__(self) -> str:
        return f"{self.table}: heading {_shown(self.was)} becomes {_shown(self.becomes)}"


class Unmerge(NamedTuple):
    """Part the merged block *area* (`C5:C7`) of a sheet; its words stay in the first cell."""

    sheet: str
    area: str

    def __str__(self) -> str:
        return f"{quoted(self.sheet)}!{self.area}: merged becomes unmerged, words in the first cell"


class ColumnFormula(NamedTuple):
    """
    The formula that Excel fills down a column into rows added to the table; None for none.

    Table and heading are the workbook's own.
    """

    table: str
    heading: str
    formula: str | None

    def __str__(self) -> str:
        done = "filled down for new rows" if self.formula else "no longer filled down"
        return f"{self.table}, {self.heading}: {done}"


class SetName(NamedTuple):
    """Let a defined name of the workbook stand for *formula*; None takes it out."""

    name: str
    formula: str | None

    def __str__(self) -> str:
        done = "brought up to date" if self.formula else "taken out"
        return f"{self.name}: formula {done}"


class SetCheck(NamedTuple):
    """
    Let the cells *cells* of a sheet, under *heading*, offer a list or check what is typed.

    *kind* is ``list`` or ``custom``, *formula* its list or condition; *alert* is what another
    value meets (``none``: nothing). *instead* are the cells of checks of ours that it replaces.
    """

    sheet: str
    cells: str
    heading: str
    kind: Literal["list", "custom"]
    formula: str
    message: str
    error: str
    alert: Literal["warning", "none"]
    instead: tuple[str, ...] = ()

    def __str__(self) -> str:
        done = "a list to choose from" if self.kind == "list" else "an input check"
        return f"{quoted(self.sheet)}!{self.cells}: {done} on {_shown(self.heading)}"


class SetPage(NamedTuple):
    """Let a sheet print *area* on pages one wide, with the rows *titles* on top of each."""

    sheet: str
    area: str
    titles: str

    def __str__(self) -> str:
        return f"{quoted(self.sheet)}: prints {self.area}, one page wide, {self.titles} on top"


class OrderRows(NamedTuple):
    """
    Let the body of a table be its worksheet *rows* in that order, each with all that is in it.

    *table* is its own name, on *sheet*; *by* is what they are then in order of.
    """

    table: str
    sheet: str
    rows: tuple[int, ...]
    by: str

    @property
    def becomes(self) -> dict[int, int]:
        """Where each row goes."""
        return dict(zip(self.rows, range(min(self.rows), max(self.rows) + 1), strict=True))

    def __str__(self) -> str:
        moved = sum(row != to for row, to in self.becomes.items())
        return f"{self.table}: {len(self.rows)} rows in order of {self.by}, {moved} of them moved"


class SetFormats(NamedTuple):
    """Take out the formats *old* of a sheet and put in *new*; staff's own are left alone."""

    sheet: str
    old: tuple[Format, ...]
    new: tuple[Format, ...]

    def __str__(self) -> str:
        return f"{self.sheet}: {len(self.new)} formats put in, {len(self.old)} taken out"


def _shown(value: Plain) -> str:
    if value is None or value == "":
        return "blank"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    text = str(value)
    return f"'{text[:57]}...'" if len(text) > 60 else f"'{text}'"  # noqa: PLR2004 - a line's worth


_GROUPS = (
    "cells", "rows", "bodies", "formulas", "names", "formats", "headings", "unmerged", "orders",
    "checks", "pages",
)  # fmt: skip
"""The kinds of changes, in the order in which they are told."""


@dataclass(frozen=True)
class ChangeSet:
    """
    Everything that one operation would do to one workbook; empty when there is nothing.

    `path` and `fingerprint` are those of the workbook it was worked out from: applied to any
    other bytes, it is stale and nothing is written. `plan` is that plan and `on` the day it was
    worked out for, to be remembered once the changes are written; `closes` names the period that
    they close, whose workbook is kept as it stood. Cells are told by where they stand before
    `orders` are made.
    """

    path: Path | None = None
    fingerprint: str = ""
    plan_id: str = ""
    cells: tuple[SetCell, ...] = ()
    rows: tuple[AddRows, ...] = ()
    formulas: tuple[ColumnFormula, ...] = ()
    names: tuple[SetName, ...] = ()
    formats: tuple[SetFormats, ...] = ()
    bodies: tuple[ReplaceBody, ...] = ()
    headings: tuple[RenameHeading, ...] = ()
    unmerged: tuple[Unmerge, ...] = ()
    orders: tuple[OrderRows, ...] = ()
    checks: tuple[SetCheck, ...] = ()
    pages: tuple[SetPage, ...] = ()
    closes: str = ""
    plan: Plan | None = field(default=None, compare=False, repr=False)
    on: date | None = field(default=None, compare=False)

    @classmethod
    def of(cls, plan: Plan, **changes: Any) -> "ChangeSet":
        """The changes to the workbook that *plan* was read from."""
        plan_id = plan.settings.plan_id
        return cls(
            path=plan.path, fingerprint=plan.fingerprint, plan_id=plan_id, plan=plan, **changes
        )

    def __bool__(self) -> bool:
        return any(self._groups())

    def _groups(self) -> Iterator[Sequence[object]]:
        return (getattr(self, name) for name in _GROUPS)

    def __add__(self, other: "ChangeSet") -> "ChangeSet":
        both: dict[str, Any] = {
            name: getattr(self, name) + getattr(other, name) for name in _GROUPS
        }
        return replace(self, **both)

    @property
    def count(self) -> int:
        """How many changes there are: as many as lines that tell them."""
        return sum(map(len, self._groups()))

    def lines(self) -> list[str]:
        """One line per change, cells first, as a dry run prints them."""
        return [str(change) for group in self._groups() for change in group]
