"""Whole rows put beneath everything else of a sheet, as one piece of its bytes."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import TypeAlias

from actionbook.ooxml.addresses import column_letters
from actionbook.ooxml.cells import cell_tail
from actionbook.ooxml.column_edits import each_known_by
from actionbook.ooxml.row_block import RowBlock
from actionbook.ooxml.rows import Cell
from actionbook.ooxml.sheet import SheetPart
from actionbook.ooxml.values import Formatted, Formula, encoded_texts
from actionbook.ooxml.wanted import Content

__all__ = ["NewCell", "has_room", "written_rows"]

NewCell: TypeAlias = Callable[[Cell, Content, int | None], bytes | None]
"""
The ``<c>`` behind its address of a cell that is not there; None where it stays away.

It is given the style that the cell is to have; None: the one that its place lends it.
"""

_ROW = b"\0"
"""What stands for a row's number until it is put in: no part holds it."""


def has_room(part: SheetPart, row: int) -> bool:
    """Whether a sheet has rows, and nothing at all from *row* on: no row, merge or array."""
    areas = (*part.merges, *part.arrays)
    is_free = next(part.rows.all_rows(after=row - 1), None) is None
    return not part.is_empty and is_free and all(area.last_row < row for area in areas)


def written_rows(part: SheetPart, block: RowBlock, new_cell: NewCell) -> tuple[bytes, list[Cell]]:
    """
    The rows of *block*, which the sheet has room for, and the corners of the cells they have.

    They are made column by column, and what is put in one again and again is worked out once.

    Raises:
        ContentLossError: a value cannot stand in a cell.
    """
    columns = [
        _Column(part, block, number, contents)
        for number, contents in enumerate(zip(*block.rows, strict=True), block.first_column)
    ]
    # From the top down, as a style that is new gets its number when it is first met.
    for row, number, content in sorted(chain.from_iterable(each.others for each in columns)):
        columns[number - block.first_column].put(row, content, new_cell)
    written = [column.cells() for column in columns]
    look = block.row_tag.partition(b'r="0"')[2] or b">"
    head, end = b'<%brow r="%b"%b' % (part.prefix, _ROW, look), b"</%brow>" % part.prefix
    pieces: list[bytes] = []
    filled: list[int] = []
    for row, cells in enumerate(zip(*written, strict=True), block.first_row):
        inner = b"".join(cells)
        if inner:
            pieces.append((head + inner + end).replace(_ROW, b"%d" % row))
            filled.append(row)
    if not filled:
        return b"", []
    across = [number for number, cells in enumerate(written, block.first_column) if any(cells)]
    return b"".join(pieces), [(filled[0], across[0]), (filled[-1], across[-1])]


class _Column:
    """
    What the cells of one column are written as, each with `_ROW` for the number of its row.

    *others* are the first cells of what is not made of itself as a text is: row, column, content.
    """

    def __init__(
        self, part: SheetPart, block: RowBlock, number: int, contents: Sequence[Content]
    ) -> None:
        self._number = number
        self._style = block.styles.get(number)
        self._opening = b'<%bc r="%b%b"' % (part.prefix, column_letters(number).encode(), _ROW)
        lent = part.column_style(number) if self._style is None else self._style
        around = self._opening + cell_tail(part.prefix, b"", "inlineStr", lent, b"\1")
        # Of one kind each is told from all others by itself.
        kinds = set(map(type, contents)) - {type(None)}
        self._is_alike = len(kinds) == 1 and kinds.isdisjoint((Formula, Formatted))
        self._keys = self._known(contents)
        before, after = around.split(b"\1")
        texts = encoded_texts((key for key in self._keys if isinstance(key, str)), part.prefix)
        self._made: dict[object, bytes] = {
            key: before + text + after for key, text in texts.items()
        }
        self.others: list[tuple[int, int, Content]] = []
        if not self._made.keys() >= set(self._keys):
            firsts = dict(zip(reversed(self._keys), reversed(range(len(contents))), strict=True))
            self.others = [
                (block.first_row + place, number, contents[place])
                for key, place in firsts.items()
                if key not in self._made
            ]

    def _known(self, contents: Sequence[Content]) -> list[object]:
        """By what each of *contents* is told from the others of the column."""
        if self._is_alike:
            return list(contents)
        known = zip(contents, each_known_by(contents), strict=True)
        return [each if each.__class__ is str else key for each, key in known]

    def put(self, row: int, content: Content, new_cell: NewCell) -> None:
        """Let *new_cell* say what *content*, which is first met in *row*, is written as."""
        tail = new_cell((row, self._number), content, self._style)
        (key,) = self._known([content])
        self._made[key] = b"" if tail is None else self._opening + tail

    def cells(self) -> list[bytes]:
        """The cells, from the top down; empty where there is to be none."""
        return list(map(self._made.__getitem__, self._keys))
