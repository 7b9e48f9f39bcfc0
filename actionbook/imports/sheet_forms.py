"""A sheet of forms, labels beside what they ask for, as one table with a row for each form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.recognition import FoundTable
from actionbook.imports.row_kinds import RowKind
from actionbook.imports.word_blocks import labelled
from actionbook.imports.word_tables import WordTable
from actionbook.ooxml import cell_name

__all__ = ["FormGrid", "forms_of"]

_MOST_ROWS = 3000  # of a sheet that somebody filled in form by form
_LINES = 3  # of a form under one that passes for headings


@dataclass(frozen=True)
class FormGrid(CellGrid):
    """A grid whose cells are named by the cells of the sheet on which the forms stand."""

    places: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def address(self, row: int, column: int) -> str:
        """The cell of the sheet in which the words of this one stand; else the sheet."""
        place = self.places.get((row, column))
        return self.name if place is None else f"{self.name}!{cell_name(*place)}"


class _Words(str):
    """What a cell of the sheet says, and the cell."""

    __slots__ = ("at",)

    at: tuple[int, int]

    @classmethod
    def of(cls, grid: CellGrid, row: int, column: int) -> "_Words":
        made = cls(grid.text(row, column))
        made.at = row, column
        return made


def forms_of(grid: CellGrid, tables: Sequence[FoundTable]) -> FormGrid | None:
    """
    The forms of a sheet as rows under their labels; None where it has no form of a plan.

    *tables* are those that were found in it: of a form a line may pass for the headings of one.
    What stands round the forms comes first, a row for each of the sheet's.
    """
    rows = max((len(table.of_kind(RowKind.ACTION)) for table in tables), default=0)
    if len(grid.rows) > _MOST_ROWS or rows > _LINES:
        return None
    round_them: list[list[str]] = []
    forms: list[dict[str, str]] = []
    for block in _blocks(grid):
        found = labelled(WordTable(block, [], {}, (), [[] for _ in block], [[] for _ in block]))
        forms += found
        round_them += [] if found else block
    labels = list(dict.fromkeys(label for form in forms for label in form))
    if not forms or any(len(table.fields) >= len(labels) for table in tables):
        return None
    body = [[form.get(label, "") for label in labels] for form in forms]
    made = [*round_them, labels, *body]
    places = {
        (row, column): words.at
        for row, cells in enumerate(made, start=1)
        for column, words in enumerate(cells, start=1)
        if isinstance(words, _Words)
    }
    # A label is named by the first cell that it asks for.
    heads = {(len(round_them) + 1, column): at for (_, column), at in reversed(places.items())}
    return FormGrid(grid.name, made, places=heads | places)


def _blocks(grid: CellGrid) -> Iterator[list[list[str]]]:
    """The rows of a sheet between blank ones, in pairs of cells from the first that is filled."""
    block: list[int] = []
    for row in range(1, len(grid.rows) + 2):
        if grid.filled(row):
            block.append(row)
        elif block:
            yield _cells(grid, block)
            block = []


def _cells(grid: CellGrid, rows: Sequence[int]) -> list[list[str]]:
    columns = sorted(set().union(*(grid.filled(row) for row in rows)))
    made: list[list[str]] = [[_Words.of(grid, row, column) for column in columns] for row in rows]
    return [[*cells, *[""] * (len(columns) % 2)] for cells in made]
