"""
A table as it comes out on paper: row heights, page breaks, and cells that go over the page.

Excel allows a row no more than 409 points, and a merged cell that crosses a page loses what it
says. So a long cell is cut into several rows, and a cell that goes on over the page says so.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from actionbook.appendices.measure import WIDEST, line_count, pieces, shortened
from actionbook.appendices.paper import Sheet
from actionbook.appendices.values import ABOVE, Cell, Holds, Table

__all__ = ["BRIEFLY", "CONTINUED", "Printed", "Row", "paged", "spans"]

Row = tuple[Cell, ...]
"""A row as printed: `ABOVE` where the cell above goes on."""

PADDING = 5.0
"""White space in a row beyond its lines, in points."""
FITS_WHOLE = 0.4
"""A block is kept whole on the next page where it takes no more than this of one."""
LEAST = 0.12
"""No block begins at the foot of a page with less than this of one."""
CONTINUED = "(continued)"
BRIEFLY = "(cont.)"
FIRST_WORDS = 60
WORDED = (Holds.TEXT, Holds.STRONG, Holds.RAG)


class Printed(NamedTuple):
    """
    The rows of a table as printed, their heights in points, which of them begin a page.

    `cut` are the rows whose words go on in the row below.
    """

    rows: list[Row]
    heights: list[float]
    breaks: list[int]
    cut: frozenset[int]


class _Part(NamedTuple):
    """The rows of a block that go on one page; whether it ends there."""

    rows: list[Row]
    heights: list[float]
    whole: bool


NO_PART = _Part([], [], whole=False)


def paged(table: Table, sheet: Sheet, *, above: float) -> Printed:
    """
    The rows of *table* as they come out on paper.

    *above* is what the title takes on the first page, in points. A row of the table is one row
    or, where its words are long, several that `ABOVE` holds together.
    """
    return _Pages(table, sheet).printed(above)


def spans(rows: Sequence[Row], place: int) -> Iterator[tuple[int, int]]:
    """The first row and the last, from 0, of every cell of a column that is more than one row."""
    first = 0
    for number, row in enumerate(rows):
        if row[place] is not ABOVE:
            if number - 1 > first:
                yield first, number - 1
            first = number
    if len(rows) - 1 > first:
        yield first, len(rows) - 1


class _Pages:
    """The rows of a table cut to printable heights, and the lines each of their cells takes."""

    def __init__(self, table: Table, sheet: Sheet) -> None:
        self.sheet = sheet
        self.columns = table.columns
        self.worded = [
            (place, sheet.rooms[place])
            for place, column in enumerate(table.columns)
            if column.holds in WORDED
        ]
        self.most = int((sheet.tallest - PADDING) / sheet.leading)
        self.rows: list[Row] = []
        self.cut: list[int] = []
        self.lines: list[list[int]] = []
        for row in table.rows:
            self._add(row)
        self.merging = [
            place
            for place in range(len(table.columns))
            if any(row[place] is ABOVE for row in self.rows)
        ]
        self.own = self._own_heights()
        for number in self.cut:
            # Words that go on in the row below leave no white space beneath them.
            self.own[number] -= PADDING
        self.heads: list[Cell] = [None] * len(table.columns)

    def _lines(self, row: Row) -> list[int]:
        lines = [1] * len(row)
        for place, room in self.worded:
            cell = row[place]
            if isinstance(cell, str) and (len(cell) * WIDEST > room or "\n" in cell):
                lines[place] = line_count(cell, room)
        return lines

    def _add(self, row: Row) -> None:
        lines = self._lines(row)
        deepest = max(lines)
        if deepest <= self.most:
            self.rows.append(row)
            self.lines.append(lines)
            return
        cut = {
            place: pieces(cell, room, self.most)
            for place, room in self.worded
            if isinstance(cell := row[place], str) and lines[place] > self.most
        }
        count = max(map(len, cut.values()))
        self.cut.extend(range(len(self.rows), len(self.rows) + count - 1))
        for number in range(count):
            piece = tuple(_piece(cell, cut.get(place), number) for place, cell in enumerate(row))
            self.rows.append(piece)
            self.lines.append(self._lines(piece))

    def _own_heights(self) -> list[float]:
        """What each row needs for the cells that do not go on in the row below."""
        leading = self.sheet.leading
        if not self.merging:
            return [max(lines) * leading + PADDING for lines in self.lines]
        heights = []
        below: Row = (None,) * len(self.columns)
        for row, lines in zip(reversed(self.rows), reversed(self.lines), strict=True):
            own = (lines[place] for place, _ in self.worded if below[place] is not ABOVE)
            heights.append(max(own, default=1) * leading + PADDING)
            below = row
        return heights[::-1]

    def printed(self, above: float) -> Printed:
        """Every row, page by page."""
        return self._blocks(above) if self.merging else self._plain(above)

    def _plain(self, above: float) -> Printed:
        """Rows that each stand for themselves."""
        breaks = []
        left = self.sheet.page - above
        for number, height in enumerate(self.own):
            if height > left and number:
                breaks.append(number)
                left = self.sheet.page
            left -= height
        return Printed(self.rows, self.own, breaks, frozenset())

    def _blocks(self, above: float) -> Printed:
        made = Printed([], [], [], frozenset(self.cut))
        left = self.sheet.page - above
        start = 0
        while start < len(self.rows):
            fresh = not made.rows or made.breaks[-1:] == [len(made.rows)]
            part = self._part(start, left, fresh=fresh)
            made.rows.extend(part.rows)
            made.heights.extend(part.heights)
            self._remember(start, len(part.rows))
            start += len(part.rows)
            left -= sum(part.heights)
            if not part.whole and start < len(self.rows):
                made.breaks.append(len(made.rows))
                left = self.sheet.page
        return made

    def _part(self, start: int, left: float, *, fresh: bool) -> _Part:
        """As much of the block that begins at *start* as this page is to have, or none of it."""
        part = self._fitted(start, left)
        if part.whole or (fresh and part.rows):
            return part
        if fresh:
            return self._settled(start, 1, whole=not self._goes_on(start + 1))
        if sum(part.heights) < LEAST * self.sheet.page:
            return NO_PART
        whole_over_page = self._fitted(start, FITS_WHOLE * self.sheet.page).whole
        return NO_PART if whole_over_page else part

    def _fitted(self, start: int, space: float) -> _Part:
        count, whole = self._reach(start, space)
        while count:
            part = self._settled(start, count, whole=whole)
            if sum(part.heights) <= space:
                return part
            count, whole = count - 1, False
        return NO_PART

    def _reach(self, start: int, space: float) -> tuple[int, bool]:
        """How many rows of the block fit by their own heights, and whether that is all of it."""
        end = start
        while end == start or self._goes_on(end):
            space -= self.own[end]
            if space < 0:
                return end - start, False
            end += 1
        return end - start, True

    def _goes_on(self, number: int) -> bool:
        return number < len(self.rows) and ABOVE in self.rows[number]

    def _settled(self, start: int, count: int, *, whole: bool) -> _Part:
        """These rows as they stand on one page, high enough for the cells that span them."""
        rows = self.rows[start : start + count]
        heights = self.own[start : start + count]
        rows[0] = tuple(map(self._continued, range(len(self.columns)), rows[0]))
        for length, first, place in sorted(self._merged(rows)):
            spanned = slice(first, first + length)
            more = self._need(rows[first][place], place) - sum(heights[spanned])
            if more > 0:
                heights[spanned] = [height + more / length for height in heights[spanned]]
        return _Part(rows, heights, whole)

    def _merged(self, rows: Sequence[Row]) -> Iterator[tuple[int, int, int]]:
        """Length, first row and column of each cell that `own` does not answer for."""
        for place in self.merging:
            # Alone on this page, though it goes on overleaf or began there.
            if len(rows) == 1 or rows[1][place] is not ABOVE:
                yield 1, 0, place
            if rows[-1][place] is not ABOVE:
                yield 1, len(rows) - 1, place
            for first, last in spans(rows, place):
                yield last - first + 1, first, place

    def _need(self, cell: Cell, place: int) -> float:
        lines = line_count(cell, self.sheet.rooms[place]) if isinstance(cell, str) else 1
        return lines * self.sheet.leading + PADDING

    def _continued(self, place: int, cell: Cell) -> Cell:
        if cell is not ABOVE:
            return cell
        head = self.heads[place]
        if not isinstance(head, str):
            return head
        column = self.columns[place]
        if column.holds is Holds.STRONG:
            return f"{head} {BRIEFLY}"
        if not column.grows:
            return head
        room = self.sheet.rooms[place]
        mark = CONTINUED if line_count(CONTINUED, room) == 1 else BRIEFLY
        return f"{shortened(head, FIRST_WORDS)} {mark}"

    def _remember(self, start: int, count: int) -> None:
        for row in self.rows[start : start + count]:
            for place in self.merging:
                if row[place] is not ABOVE:
                    self.heads[place] = row[place]


def _piece(cell: Cell, cut: Sequence[str] | None, number: int) -> Cell:
    if cut is None:
        return ABOVE if number else cell
    return cut[number] if number < len(cut) else ABOVE
