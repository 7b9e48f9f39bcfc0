"""What reading saw of the tables themselves, for the rules of structure to report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from actionbook.plan.cells import CellRef

__all__ = ["Fault", "FaultKind", "Structure"]


class FaultKind(StrEnum):
    """What is wrong with a table as a table."""

    TABLE_MISSING = "table missing"
    COLUMN_MISSING = "column missing"
    HEADING_TWICE = "heading twice"
    BLANK_ROW = "blank row"
    ROWS_BELOW = "rows below"
    FORMULA_ERROR = "formula error"
    REF_AS_NUMBER = "ref as number"
    VALUE_IN_TOOL_COLUMN = "value in tool column"


class Fault(NamedTuple):
    """
    One thing seen while reading: its kind, the cell to look at, and what stood there.

    *seen* is the heading, value or table name concerned; *near* is a heading or table of the
    book that may be the one meant ("" when there is none).
    """

    kind: FaultKind
    cell: CellRef
    seen: str
    near: str = ""
    ref: str = ""


@dataclass(frozen=True)
class Structure:
    """
    Every fault of structure, in reading order, and which rows nobody sees.

    `hidden_rows` are worksheet rows counted from 1, by sheet title; `headings` is the heading as
    it stands in the workbook, by table and then by field.
    """

    faults: tuple[Fault, ...] = ()
    hidden_rows: Mapping[str, frozenset[int]] = field(default_factory=dict)
    headings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, kind: FaultKind) -> tuple[Fault, ...]:
        """The faults of one kind, in reading order."""
        return tuple(fault for fault in self.faults if fault.kind is kind)
