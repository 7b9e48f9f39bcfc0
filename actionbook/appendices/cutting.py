"""
The rows of a table cut to heights that Excel can show, and what height each needs.

Excel allows a row no more than 409 points, so words too long for one are cut into several rows.
"""

from collections.abc import Sequence
from itertools import accumulate

from actionbook.appendices.measure import WIDEST, line_count, pieces
from actionbook.appendices.paper import BOLD, Sheet
from actionbook.appendices.values import ABOVE, LEFT, Cell, Holds, RowKind, Table

__all__ = ["PADDING", "CutRows", "Row"]

Row = tuple[Cell, ...]
"""A row as printed: `ABOVE` where the cell above goes on, `LEFT` where that to the left does."""

PADDING = 5.0
"""White space in a row beyond its lines, in points."""
WORDED = (Holds.TEXT, Holds.STRONG, Holds.RAG)
BOLD_KINDS = (RowKind.BAND, RowKind.TITLE, RowKind.LABEL)
OPENING_SPACE = {RowKind.BAND: 5.0, RowKind.TITLE: 3.0, RowKind.LABEL: 1.0}
"""More white space in such a row, in points."""


class CutRows:
    """
    The rows of a table cut to printable heights, each with its kind and the height it needs.

    `own` is what each needs for the cells that do not go on in the row below; `cut` are the
    rows whose words go on in the next; `merging` the columns in which cells do.
    """

    def __init__(self, table: Table, sheet: Sheet) -> None:
        self.sheet = sheet
        self.columns = table.columns
        self.worded = [
            (place, sheet.rooms[place])
            for place, column in enumerate(table.columns)
            if column.holds in WORDED
        ]
        # A cell that goes on to the right has what its columns have between them.
        self.room_from = list(accumulate(reversed(sheet.rooms)))[::-1]
        self.most = int((sheet.tallest - PADDING) / sheet.leading)
        self.rows: list[Row] = []
        self.lines: list[list[int]] = []
        self.kinds: dict[int, RowKind] = {}
        self.cut: set[int] = set()
        for number, row in enumerate(table.rows):
            self._add(row, table.kinds.get(number))
        self.merging = [
            place
            for place in range(len(table.columns))
            if any(row[place] is ABOVE for row in self.rows)
        ]
        self.own = self._own_heights()

    def room(self, row: Row, place: int, kind: RowKind | None) -> int:
        """What a line of a cell holds, in thousandths of the font's size."""
        if kind is None:
            return self.sheet.rooms[place]
        wide = place + 1 < len(row) and row[place + 1] is LEFT
        room = self.room_from[place] if wide else self.sheet.rooms[place]
        is_bold = kind in BOLD_KINDS or (kind is RowKind.REPORT and place == 0)
        return int(room / BOLD) if is_bold else room

    def _add(self, row: Row, kind: RowKind | None) -> None:
        lines = self._lines(row, kind)
        if kind is not None:
            self.kinds[len(self.rows)] = kind
        if max(lines) <= self.most:
            self.rows.append(row)
            self.lines.append(lines)
            return
        places = [place for place, _ in self.worded] if kind is None else range(len(row))
        cut = {
            place: pieces(cell, self.room(row, place, kind), self.most)
            for place in places
            if isinstance(cell := row[place], str) and lines[place] > self.most
        }
        count = max(map(len, cut.values()))
        self.cut.update(range(len(self.rows), len(self.rows) + count - 1))
        for number in range(count):
            piece = tuple(
                _piece(cell, cut.get(place), number, kind) for place, cell in enumerate(row)
            )
            if kind is not None:
                self.kinds[len(self.rows)] = kind
            self.rows.append(piece)
            self.lines.append(self._lines(piece, kind))

    def _lines(self, row: Row, kind: RowKind | None) -> list[int]:
        lines = [1] * len(row)
        if kind is not None:
            for place, cell in enumerate(row):
                if isinstance(cell, str):
                    lines[place] = line_count(cell, self.room(row, place, kind))
            return lines
        for place, room in self.worded:
            cell = row[place]
            if isinstance(cell, str) and (len(cell) * WIDEST > room or "\n" in cell):
                lines[place] = line_count(cell, room)
        return lines

    def _own_heights(self) -> list[float]:
        leading = self.sheet.leading
        if self.merging:
            heights = self._heights_but_for_merged()
        else:
            heights = [max(lines) * leading + PADDING for lines in self.lines]
        for number, kind in self.kinds.items():
            heights[number] = (
                max(self.lines[number]) * leading + PADDING + OPENING_SPACE.get(kind, 0.0)
            )
        for number in self.cut:
            # Words that go on in the row below leave no white space beneath them.
            heights[number] -= PADDING
        return heights

    def _heights_but_for_merged(self) -> list[float]:
        heights = []
        below: Row = (None,) * len(self.columns)
        for row, lines in zip(reversed(self.rows), reversed(self.lines), strict=True):
            own = (lines[place] for place, _ in self.worded if below[place] is not ABOVE)
            heights.append(max(own, default=1) * self.sheet.leading + PADDING)
            below = row
        return heights[::-1]

    def keeps_with_next(self, number: int) -> bool:
        """Whether a row says nothing at the foot of a page without the one after it."""
        kind = self.kinds.get(number)
        return kind is not None and kind.keeps_with_next

    def goes_on(self, number: int) -> bool:
        """Whether a row is of one block with the row before it."""
        if not 0 < number < len(self.rows):
            return False
        return ABOVE in self.rows[number] or (bool(self.kinds) and self.keeps_with_next(number - 1))


def _piece(cell: Cell, cut: Sequence[str] | None, number: int, kind: RowKind | None) -> Cell:
    if cell is LEFT:
        return LEFT
    goes_on = ABOVE if kind is None else None
    if cut is None:
        return goes_on if number else cell
    return cut[number] if number < len(cut) else goes_on
