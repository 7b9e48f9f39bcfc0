"""A sheet of forms, labels beside what they ask for, as one table with a row for each form."""

from collections.abc import Iterator, Sequence

from actionbook.imports.cell_grid import CellGrid, MovedGrid
from actionbook.imports.recognition import FoundTable
from actionbook.imports.word_blocks import labelled
from actionbook.imports.word_tables import WordTable
from actionbook.imports.word_words import Beside

__all__ = ["forms_of"]

_PAIR = 2  # a label, and what it asks for
_MOST_ROWS = 3000  # of a sheet that somebody filled in form by form


class _Words(str):
    """What a cell of the sheet says, and the cell."""

    __slots__ = ("at",)

    at: tuple[int, int]

    @classmethod
    def of(cls, grid: CellGrid, row: int, column: int) -> "_Words":
        made = cls(grid.text(row, column))
        made.at = row, column
        return made


def forms_of(grid: CellGrid, tables: Sequence[FoundTable]) -> MovedGrid | None:
    """
    The forms of a sheet as rows under their labels; None where it has no form of a plan.

    *tables* are those that were found in it: of a form a line may pass for the headings of one.
    What stands round the forms comes first, a row for each of the sheet's.
    """
    if len(grid.rows) > _MOST_ROWS or _is_of_figures(grid):
        return None
    round_them: list[list[str]] = []
    forms: list[dict[str, str]] = []
    for block in _blocks(grid):
        if _is_table(block):
            found = []
        else:
            beside: list[list[Beside]] = [[] for _ in block]
            found = labelled(WordTable(block, [], {}, (), beside, [[] for _ in block]))
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
    return MovedGrid(grid.name, made, places=heads | places)


def _is_table(block: Sequence[Sequence[str]]) -> bool:
    """Whether the last cells of the rows of a block have no partner: then they are no pairs."""
    alone = sum(bool(cells[-2]) and len(cells) > _PAIR for cells in block if not cells[-1])
    return not any(cells[-1] for cells in block) and alone * 2 > len(block)


def _is_of_figures(grid: CellGrid) -> bool:
    """Whether a sheet holds more numbers than words, as one of costs or counts does."""
    cells = [value for row in grid.rows for value in row if value not in ("", None)]
    return sum(isinstance(value, int | float) for value in cells) * 2 > len(cells)


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
