"""A sheet, or a table of a document, as cells: what each says, and which are merged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from actionbook.imports.markup import is_plain, plain
from actionbook.ooxml import Area, cell_name, column_letters

__all__ = ["LONGEST", "CellGrid", "MovedGrid", "SheetTold", "as_words"]

LONGEST = 50_000
"""Rows of a sheet that are looked at: a plan has fewer."""
_BETWEEN = "¦"  # which few texts hold
_ACROSS = 3  # columns: a cell over two of them is no band


@dataclass
class SheetTold:
    """
    What a sheet tells beside its values; cells are (row, column), counted from 1, in rows that say
    something.
    """

    merges: list[Area] = field(default_factory=list)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    months: set[tuple[int, int]] = field(default_factory=set)
    errors: set[tuple[int, int]] = field(default_factory=set)
    colours: dict[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True)
class CellGrid:
    """
    The cells of one sheet or table; rows and columns count from 1.

    `rows` hold text, numbers, dates, yes or no, and "" or None for blank. `formulas` are
    the cells that work themselves out, `months` those that hold a day and show a month, `errors`
    those that show #N/A and its like. `struck` are the words that were struck through in cells that
    say more, which `rows` are without; "" where all that a cell says is struck. With `date_1904`
    its days count from 1904, as on old Macs.
    """

    name: str
    rows: Sequence[Sequence[object]]
    merges: Sequence[Area] = ()
    formulas: frozenset[tuple[int, int]] = frozenset()
    months: frozenset[tuple[int, int]] = frozenset()
    errors: frozenset[tuple[int, int]] = frozenset()
    date_1904: bool = False
    struck: Mapping[tuple[int, int], str] = field(default_factory=dict)

    @cached_property
    def width(self) -> int:
        """The number of columns that hold anything."""
        return max((len(row) for row in self.rows), default=0)

    def value(self, row: int, column: int) -> object:
        """What stands in a cell; "" where it is blank or beyond the grid."""
        if not 0 < row <= len(self.rows):
            return ""
        cells = self.rows[row - 1]
        found = cells[column - 1] if 0 < column <= len(cells) else ""
        return "" if found is None else found

    def text(self, row: int, column: int) -> str:
        """What a cell says, a day in words; a month where the cell shows no day."""
        if not 0 < row <= len(self.rows):
            return ""
        texts = self._texts[row - 1]
        return texts[column - 1] if 0 < column <= len(texts) else ""

    @cached_property
    def _texts(self) -> Sequence[Sequence[str]]:
        """What every cell says: it is asked for a dozen times of each."""
        return [
            [
                cell.strip()
                if isinstance(cell, str)
                else as_words(cell, shows_day=(row, column) not in self.months)
                for column, cell in enumerate(cells, 1)
            ]
            for row, cells in enumerate(self.rows, 1)
        ]

    def texts(self, row: int) -> list[str]:
        """What each cell of a row says, from the first column on."""
        texts = self._texts[row - 1] if 0 < row <= len(self.rows) else ()
        return [*texts, *[""] * (self.width - len(texts))]

    def said(self, row: int) -> list[str]:
        """What the cells of a row say that say anything, from the left."""
        return list(filter(None, self._texts[row - 1])) if 0 < row <= len(self.rows) else []

    def filled(self, row: int) -> set[int]:
        """The columns in which a row says anything."""
        if not 0 < row <= len(self.rows):
            return set()
        return {column for column, text in enumerate(self._texts[row - 1], 1) if text}

    def worded(self, row: int) -> Mapping[int, str]:
        """What the cells of a row say that hold a letter or figure, each merged area once."""
        if not 0 < row <= len(self.rows):
            return {}
        if row not in self._worded:
            said = enumerate(self._texts[row - 1], 1)
            self._worded[row] = {
                at: text
                for at, text in said
                if text and (text[0].isalnum() or any(map(str.isalnum, text)))
            }
        return self._worded[row]

    @cached_property
    def _worded(self) -> dict[int, Mapping[int, str]]:
        return {}

    def folded(self, row: int) -> Mapping[int, str]:
        """The words of a row without case and marks, by column; of the cells that have any."""
        if not 0 < row <= len(self.rows):
            return {}
        if row not in self._folded:
            said = enumerate(_folded(self._texts[row - 1]), 1)
            self._folded[row] = {column: text for column, text in said if text}
        return self._folded[row]

    @cached_property
    def _folded(self) -> dict[int, Mapping[int, str]]:
        return {}

    def address(self, row: int, column: int) -> str:
        """The cell as an officer names it: Plan!B7."""
        return f"{self.name}!{cell_name(row, column)}"

    def column_name(self, column: int) -> str:
        """The column as an officer names it: B."""
        return column_letters(column)

    @cached_property
    def _held(self) -> Mapping[tuple[int, int], Area]:
        return {
            (row, column): area
            for area in self.merges
            if area.first_row > 0 and (area.last_row - area.first_row) < len(self.rows) + 1
            for row in range(area.first_row, min(area.last_row, len(self.rows)) + 1)
            for column in range(area.first_column, min(area.last_column, self.width) + 1)
        }

    def merged(self, row: int, column: int) -> Area | None:
        """The merged area that a cell is part of; None where it is a cell of its own."""
        return self._held.get((row, column))

    def has_merged(self, row: int) -> bool:
        """Whether a cell of a row is part of a merged area."""
        return bool(self._held) and any(
            (row, column) in self._held for column in range(1, self.width + 1)
        )

    def is_below(self, row: int, column: int) -> bool:
        """Whether a cell is merged with one above it."""
        area = self._held.get((row, column))
        return area is not None and row > area.first_row

    def is_beside(self, row: int, column: int) -> bool:
        """Whether a cell is merged with one to the left of it."""
        area = self._held.get((row, column))
        return area is not None and column > area.first_column

    def is_across(self, row: int, column: int) -> bool:
        """Whether a cell is part of one that goes across the row, or all but a column of it."""
        area = self._held.get((row, column))
        wide = 0 if area is None else area.last_column - area.first_column + 1
        return wide >= max(_ACROSS, self.width - 1)

    def spread(self, row: int, column: int) -> str:
        """What a cell says, or the merged area that it is part of."""
        area = self._held.get((row, column)) if self._held else None
        return self.text(*(area[:2] if area else (row, column)))


@dataclass(frozen=True)
class MovedGrid(CellGrid):
    """A grid of cells that stand elsewhere on their sheet: `places` says where."""

    places: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def address(self, row: int, column: int) -> str:
        """The cell of the sheet in which the words of this one stand; else the sheet."""
        place = self.places.get((row, column))
        return self.name if place is None else f"{self.name}!{cell_name(*place)}"


def _folded(texts: Sequence[str]) -> Sequence[str]:
    """Each of the stripped *texts* in one line, without case and marks; most in one go."""
    whole = _BETWEEN.join(texts)
    # What can be printed has no white space but spaces.
    if whole.isprintable() and "  " not in whole and is_plain(whole):
        folded = whole.casefold().split(_BETWEEN)
        if len(folded) == len(texts):
            return folded
    return [plain(text).casefold() for text in texts]


def as_words(value: object, *, shows_day: bool = True) -> str:
    """A value as an officer would type it: a day as 3 March 2027, a whole number bare."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}" if shows_day else f"{value:%B %Y}"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
