"""Whole rows put beneath everything else of a sheet, as one piece of its bytes."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from actionbook.ooxml.addresses import column_letters
from actionbook.ooxml.cells import cell_tail
from actionbook.ooxml.column_edits import known_by
from actionbook.ooxml.row_block import RowBlock
from actionbook.ooxml.rows import Cell
from actionbook.ooxml.sheet import SheetPart
from actionbook.ooxml.values import encode
from actionbook.ooxml.wanted import Content

__all__ = ["NewCell", "has_room", "written_rows"]

NewCell: TypeAlias = Callable[[Cell, Content, int | None], bytes | None]
"""
The ``<c>`` behind its address of a cell that is not there; None where it stays away.

It is given the style that the cell is to have; None: the one that its place lends it.
"""

_MOST_REMEMBERED = 50_000


def has_room(part: SheetPart, row: int) -> bool:
    """Whether a sheet has rows, and nothing at all from *row* on: no row, merge or array."""
    areas = (*part.merges, *part.arrays)
    is_free = next(part.rows.all_rows(after=row - 1), None) is None
    return not part.is_empty and is_free and all(area.last_row < row for area in areas)


class _Column:
    """What the cells of one column have in common, and what was put in them before."""

    def __init__(self, part: SheetPart, number: int, style: int | None) -> None:
        self.number = number
        self.style = style
        self.opening = b'<%bc r="%b' % (part.prefix, column_letters(number).encode())
        lent = part.column_style(number) if style is None else style
        around = cell_tail(part.prefix, b"", "inlineStr", lent, b"\0")
        self.text_opening, _, self.closing = around.partition(b"\0")
        self.remembered: dict[object, bytes | None] = {}

    def is_filled(self, contents: Sequence[Content]) -> bool:
        """Whether one of *contents* makes a cell here."""
        has_look = bool(self.style)
        return any(has_look if content is None else content != "" for content in contents)


def written_rows(part: SheetPart, block: RowBlock, new_cell: NewCell) -> tuple[bytes, list[Cell]]:
    """
    The rows of *block*, which the sheet has room for, and the corners of the cells they have.

    What is put in a column again and again is worked out once, by *new_cell*.

    Raises:
        ContentLossError: a value cannot stand in a cell.
    """
    numbers = range(block.first_column, block.first_column + len(block.rows[0]))
    columns = [_Column(part, number, block.styles.get(number)) for number in numbers]
    look = block.row_tag.partition(b'r="0"')[2] or b">"
    head, end = b'<%brow r="' % part.prefix, b"</%brow>" % part.prefix
    pieces: list[bytes] = []
    filled: list[int] = []
    for row, contents in enumerate(block.rows, block.first_row):
        digits = b'%d"' % row
        cells = [
            b"%b%b%b" % (column.opening, digits, tail)
            for column, content in zip(columns, contents, strict=True)
            if (tail := _tail(part, column, row, content, new_cell)) is not None
        ]
        if cells:
            pieces += (head, digits, look, *cells, end)
            filled.append(row)
    if not filled:
        return b"", []
    across = [
        column.number
        for column, contents in zip(columns, zip(*block.rows, strict=True), strict=True)
        if column.is_filled(contents)
    ]
    return b"".join(pieces), [(filled[0], across[0]), (filled[-1], across[-1])]


def _tail(
    part: SheetPart, column: _Column, row: int, content: Content, new_cell: NewCell
) -> bytes | None:
    """The ``<c>`` of a cell of *column* from behind its address; None where there is to be none."""
    if content.__class__ is str and content:
        # Texts are many, and seldom the same.
        try:
            text = encode(content, part.prefix, date_1904=False)[1]
        except ValueError:
            return new_cell((row, column.number), content, column.style)  # which says why
        return column.text_opening + text + column.closing
    key = known_by(content)
    tail = column.remembered.get(key, b"?")
    if tail == b"?":
        tail = new_cell((row, column.number), content, column.style)
        if len(column.remembered) > _MOST_REMEMBERED:
            column.remembered.clear()
        column.remembered[key] = tail
    return tail
