"""
The tables of a Word document as grids of cells: one for each, or for several that are one plan.

A table that a page or a heading parts is one with the table before it where both have the same
headings. What heads each of several such tables, in a paragraph above it or a row across its top,
becomes a row across the grid, as a band between the rows of a sheet.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.headings import recommendation
from actionbook.imports.word_blocks import ISSUE, labelled
from actionbook.imports.word_heads import has_own_headings, with_words
from actionbook.imports.word_source import Said, WordDocument
from actionbook.imports.word_tables import WordTable
from actionbook.imports.word_words import Beside
from actionbook.ooxml import Area

__all__ = ["WordGrid", "WordSheet", "sheets_of"]

_LONGEST_BAND = 120  # words of a row across the table


class Place(NamedTuple):
    """Where a row of a grid stands: the number of its table, and its row in it; 0 for neither."""

    table: int
    row: int


@dataclass(frozen=True)
class WordGrid(CellGrid):
    """A grid whose cells are named by the table and row of the document in which they stand."""

    places: Sequence[Place] = ()

    def address(self, row: int, column: int) -> str:
        """The cell as a reader of the document counts it: Table 2, row 5, column 3."""
        place = self.places[row - 1] if 0 < row <= len(self.places) else Place(0, 0)
        said = f"Table {place.table}" if place.table else self.name
        return f"{said}, row {place.row}, column {column}" if place.row else said

    def column_name(self, column: int) -> str:
        """The column as a reader of the document counts it."""
        return str(column)


@dataclass
class WordSheet:
    """
    A grid, the paragraphs that stand before and between its tables, and what is told of its cells.
    `heading_row` is the row of its first headings where somebody says which they are, else 0.
    """

    before: Sequence[Said]
    between: Sequence[Said]
    grid: WordGrid
    fills: Mapping[tuple[int, int], str]
    beside: Sequence[Sequence[Beside]]
    heading_row: int = 0


@dataclass
class _Part:
    """One table of a group: what stands before it, its heading rows, and its bands."""

    before: list[Said]
    table: WordTable
    number: int
    headings: tuple[int, ...]
    block: list[dict[str, str]] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, ...]:
        """The words of its headings, as they are compared."""
        rows = self.headings or (1,)
        return tuple(
            " ".join(text.split()).casefold() for row in rows for text in self.table.rows[row - 1]
        )

    @property
    def head(self) -> Said | None:
        """The last heading that stands above it."""
        return next((said for said in reversed(self.before) if said.heading), None)

    @property
    def above(self) -> list[int]:
        """The rows across it that stand above its headings."""
        first = self.headings[0] if self.headings else 1
        return [row for row in range(1, first) if _is_across(self.table, row)]


def sheets_of(
    document: WordDocument, *, heading_row: int = 0
) -> tuple[list[WordSheet], list[Said]]:
    """
    The grids of *document* from top to bottom, and the paragraphs after the last of them.

    *heading_row* is the row of the headings in each table where somebody says so.
    """
    made: list[WordSheet] = []
    group: list[_Part] = []
    waiting: list[Said] = []
    number = 0
    for piece in document.pieces:
        if isinstance(piece, Said):
            waiting.append(piece)
            continue
        for head, table in _with_heads(piece):
            number += 1
            waiting += [head] if head is not None else []
            if not table.rows:
                continue
            part = _part(with_words(waiting), table, number, heading_row)
            waiting = []
            if group and not _goes_on(group, part):
                made.append(_sheet(group, heading_row))
                group = []
            group.append(part)
    if group:
        made.append(_sheet(group, heading_row))
    return made, waiting


def _with_heads(table: WordTable) -> Iterator[tuple[Said | None, WordTable]]:
    """A table and those in its cells, each with what its row says beside it, as its heading."""
    yield None, table
    for row, nested in zip(table.rows, table.nested, strict=True):
        said = " ".join(" ".join(row).split())
        for each in nested:
            is_head = bool(said) and not table.headings and len(said.split()) <= _LONGEST_BAND
            yield Said(said, (), "beside") if is_head else None, each
            for _, inner in list(_with_heads(each))[1:]:
                yield None, inner


def _part(before: list[Said], table: WordTable, number: int, heading_row: int) -> _Part:
    if heading_row:
        headings = (heading_row,) if heading_row <= len(table.rows) else ()
        return _Part(before, table, number, headings)
    return _Part(before, table, number, table.headings, labelled(table))


def _goes_on(group: Sequence[_Part], part: _Part) -> bool:
    """Whether a table is one with those of *group*."""
    first = group[0]
    if first.block or part.block:
        return bool(first.block and part.block)
    if first.table.width != part.table.width:
        return False
    if part.key == first.key and sum(map(bool, part.key)) > 1:
        return True
    is_parted = any(said.text for said in part.before) or has_own_headings(part.table)
    return bool(first.headings) and not part.headings and not is_parted


def _is_across(table: WordTable, row: int) -> bool:
    """Whether one cell goes across a row of a table, or is all that it says."""
    words = [text for text in table.rows[row - 1] if text]
    is_one = len(words) == 1 and len(words[0].split()) <= _LONGEST_BAND
    return is_one and CellGrid("", table.rows, merges=table.merges).is_across(row, 1)


def _sheet(group: list[_Part], heading_row: int) -> WordSheet:
    return _of_blocks(group) if group[0].block else _of_tables(group, heading_row)


class _Rows:
    """The rows of a grid as they are put together."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.rows: list[list[object]] = []
        self.merges: list[Area] = []
        self.fills: dict[tuple[int, int], str] = {}
        self.beside: list[Sequence[Beside]] = []
        self.places: list[Place] = []

    def put(self, cells: Sequence[object], place: Place, beside: Sequence[Beside] = ()) -> None:
        self.rows.append([*cells, *[""] * (self.width - len(cells))])
        self.places.append(place)
        self.beside.append(beside)

    def put_band(self, text: str, place: Place, beside: Sequence[Beside] = ()) -> None:
        self.put([text], place, beside)
        self.merges.append(Area(len(self.rows), 1, len(self.rows), self.width))

    def put_table(self, part: _Part, numbers: Sequence[int]) -> None:
        """The rows *numbers* of a table, with their merges as far as those rows stay together."""
        at = {}
        for number in numbers:
            beside = part.table.beside[number - 1]
            self.put(part.table.rows[number - 1], Place(part.number, number), beside)
            at[number] = len(self.rows)
        for area in part.table.merges:
            held = [at[row] for row in range(area.first_row, area.last_row + 1) if row in at]
            if held:
                self.merges.append(area._replace(first_row=held[0], last_row=held[-1]))
        self.fills.update(
            {(at[row], column): fill for (row, column), fill in part.table.fills.items()
             if row in at}
        )  # fmt: skip

    def sheet(
        self, group: Sequence[_Part], heads: Collection[Said] = (), heading_row: int = 0
    ) -> WordSheet:
        name = f"Table {group[0].number}"
        grid = WordGrid(name, self.rows, merges=self.merges, places=tuple(self.places))
        before, *rest = ([said for said in part.before if said not in heads] for part in group)
        between = [said for part in rest for said in part]
        return WordSheet(before, between, grid, self.fills, self.beside, heading_row)


def _of_tables(group: list[_Part], heading_row: int) -> WordSheet:
    made = _Rows(group[0].table.width)
    heads = _heads(group)
    told = 0
    for part in group:
        head = heads.get(part.number)
        above = part.above if _has_bands(group) else []
        numbers = range(1, len(part.table.rows) + 1)
        top = [row for row in numbers if part.headings and row <= part.headings[-1]]
        made.put_table(part, [row for row in top if row not in above])
        if not told and heading_row and part.headings:
            told = len(made.rows)
        if head is not None:
            made.put_band(head.text, Place(0, 0), head.beside)
        for row in above:
            text = next(text for text in part.table.rows[row - 1] if text)
            made.put_band(text, Place(part.number, row), part.table.beside[row - 1])
        made.put_table(part, [row for row in numbers if row not in top])
    return made.sheet(group, list(heads.values()), told)


def _heads(group: Sequence[_Part]) -> dict[int, Said]:
    """The paragraph that heads each table, where several have one of the same kind."""
    kinds: dict[str, list[_Part]] = {}
    for part in group:
        if part.head is not None:
            kinds.setdefault(part.head.heading, []).append(part)
    return {
        part.number: part.head
        for parts in kinds.values()
        if len(parts) > 1 or parts[0] is not group[0] or _is_numbered(parts[0].head)
        for part in parts
        if part.head is not None
    }


def _is_numbered(said: Said | None) -> bool:
    return said is not None and recommendation(said.text) is not None


def _has_bands(group: Sequence[_Part]) -> bool:
    """Whether the rows above the headings say what each of several tables is about."""
    said = {tuple(part.table.rows[row - 1]) for part in group for row in part.above}
    return len(said) > 1 or any(recommendation(next(filter(None, row), "")) for row in said)


def _of_blocks(group: list[_Part]) -> WordSheet:
    """Blocks that follow one another as one table: their labels are its headings."""
    rows = list(_block_rows(group))
    labels = list(dict.fromkeys(label for _, row in rows for label in row))
    made = _Rows(len(labels))
    made.put(labels, Place(group[0].number, 0))
    seen: set[int] = set()
    for part, row in rows:
        beside = [one for each in part.table.beside for one in each]
        made.put([row.get(label, "") for label in labels], Place(part.number, 0),
                 () if part.number in seen else beside)  # fmt: skip
        seen.add(part.number)
    return made.sheet(group)


def _block_rows(group: Sequence[_Part]) -> Iterator[tuple[_Part, dict[str, str]]]:
    """Each row of each block; the number and words of a heading above it where it lacks them."""
    for part in group:
        opens = recommendation(part.head.text) if part.head is not None else None
        for row in part.block:
            if opens is not None and "Ref" not in row:
                more = {"Ref": opens["ref"]}
                if opens["rest"] and ISSUE not in row:
                    more[ISSUE] = opens["rest"]
                yield part, {**more, **row}
            else:
                yield part, row
