"""
What a column and a table of a plan workbook are.

Columns are found by heading: case, spacing and punctuation do not count, and neither does
order. A starred column is the tool's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import NamedTuple

__all__ = ["Column", "Holds", "TableSpec", "heading_key"]


class Holds(Enum):
    """What the cells of a column hold."""

    TEXT = "text"
    WORDS = "words"  # text that Excel would like to make a number or a date of: formatted as Text
    DATE = "date"
    PERCENT = "percent"
    NUMBER = "number"
    ANY = "any"


class Column(NamedTuple):
    """
    One column: the field it fills, its heading, what it holds, its width in characters.

    `starred` columns are worked out by the tool; `grouped` ones stand in the collapsed group;
    `hint` is the input message that Excel shows when the cell is chosen.
    """

    field: str
    heading: str
    holds: Holds = Holds.TEXT
    width: float = 14
    starred: bool = False
    grouped: bool = False
    synonyms: tuple[str, ...] = ()
    hint: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableSpec:
    """
    A table of the plan: its name, the sheet it stands on in the template, its columns.

    `says` is the sentence under the sheet's title. A `starred` table is the tool's own; an
    `optional` one stands in a workbook only on request, or where there is something to put in it.
    """

    name: str
    sheet: str
    columns: tuple[Column, ...]
    says: str = ""
    starred: bool = False
    required: bool = False
    optional: bool = False

    @cached_property
    def by_key(self) -> Mapping[str, Column]:
        """The column that each heading or synonym means, by `heading_key`."""
        found: dict[str, Column] = {}
        for column in self.columns:
            for name in (column.heading, *column.synonyms):
                found.setdefault(heading_key(name), column)
        return found

    @cached_property
    def by_field(self) -> Mapping[str, Column]:
        """The column of each field."""
        return {column.field: column for column in self.columns}


def heading_key(heading: str) -> str:
    """
    A heading as it is compared: letters, digits and % only, without case or a closing star.

    One that has none of them but a # is that: it stands over numbers.
    """
    folded = heading.casefold()
    if "%" not in folded:  # as few have, and this is asked of every heading there is
        return "".join(filter(str.isalnum, folded)) or ("#" if "#" in heading else "")
    return "".join(mark for mark in folded if mark.isalnum() or mark == "%")
