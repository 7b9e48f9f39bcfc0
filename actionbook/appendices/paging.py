"""
A table as it comes out on paper: which rows begin a page, and cells that go over the page.

A merged cell that crosses a page loses what it says. So one that goes on over the page says so,
a block that does says which it is, and no heading is left at the foot of a page.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from actionbook.appendices.cutting import OPENING_SPACE, PADDING, CutRows, Row
from actionbook.appendices.measure import line_count, shortened
from actionbook.appendices.paper import Sheet
from actionbook.appendices.values import ABOVE, LEFT, Cell, Holds, RowKind, Table

__all__ = ["BRIEFLY", "CONTINUED", "Printed", "paged", "spans", "widths"]

FITS_WHOLE = 0.4
"""A block is kept whole on the next page where it takes no more than this of one."""
LEAST = 0.12
"""No block begins at the foot of a page with less than this of one."""
CONTINUED = "(continued)"
BRIEFLY = "(cont.)"
FIRST_WORDS = 60
OVER_A_PAGE = (RowKind.BAND, RowKind.TITLE)
"""The rows that say what goes on over the page, the wider first."""


class Printed(NamedTuple):
    """
    The rows of a table as printed, their heights in points, which of them begin a page.

    `cut` are the rows whose words go on in the row below, `kinds` those that are no action.
    """

    rows: list[Row]
    heights: list[float]
    breaks: list[int]
    cut: set[int]
    kinds: dict[int, RowKind]


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
    cut = CutRows(table, sheet)
    if cut.merging or cut.kinds:
        return _Pages(cut).printed(above)
    return _plain(cut, above)


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


def widths(row: Row) -> Iterator[tuple[int, int]]:
    """The first column and the last, from 0, of every cell of a row that is more than one."""
    first = 0
    for place, cell in enumerate(row):
        if cell is not LEFT:
            if place - 1 > first:
                yield first, place - 1
            first = place
    if len(row) - 1 > first:
        yield first, len(row) - 1


def _plain(cut: CutRows, above: float) -> Printed:
    """Rows that each stand for themselves."""
    breaks = []
    left = cut.sheet.page - above
    for number, height in enumerate(cut.own):
        if height > left and number:
            breaks.append(number)
            left = cut.sheet.page
        left -= height
    return Printed(cut.rows, cut.own, breaks, cut.cut, {})


class _Pages:
    """Blocks of rows laid on pages, one after the other."""

    def __init__(self, cut: CutRows) -> None:
        self.table = cut
        self.sheet = cut.sheet
        self.rows = cut.rows
        self.own = cut.own
        self.heads: list[Cell] = [None] * len(cut.columns)
        self.over: dict[RowKind, str] = {}
        self.made = Printed([], [], [], set(), {})

    def printed(self, above: float) -> Printed:
        """Every row, page by page."""
        left = self.sheet.page - above
        start = 0
        fresh = True
        while start < len(self.rows):
            part = self._part(start, left, fresh=fresh)
            self._put(start, part)
            start += len(part.rows)
            left -= sum(part.heights)
            fresh = False
            if not part.whole and start < len(self.rows):
                left = self.sheet.page - self._over_the_page(start)
                fresh = True
        return self.made

    def _put(self, start: int, part: _Part) -> None:
        first = len(self.made.rows)
        self.made.rows.extend(part.rows)
        self.made.heights.extend(part.heights)
        if self.table.cut:
            inside = range(start, start + len(part.rows))
            self.made.cut.update(first + n - start for n in inside if n in self.table.cut)
        if self.table.kinds:
            for number in range(start, start + len(part.rows)):
                self._remember_kind(first + number - start, number)
        self._remember(start, len(part.rows))

    def _remember_kind(self, place: int, number: int) -> None:
        kind = self.table.kinds.get(number)
        if kind is None:
            return
        self.made.kinds[place] = kind
        if kind in OVER_A_PAGE:
            if kind is RowKind.BAND:
                self.over.clear()
            self.over[kind] = str(self.rows[number][0])

    def _over_the_page(self, start: int) -> float:
        """Begin a page; where a block goes on there, say which. What that takes, in points."""
        self.made.breaks.append(len(self.made.rows))
        kind = RowKind.TITLE if RowKind.TITLE in self.over else RowKind.BAND
        if self.table.kinds.get(start) in OVER_A_PAGE or kind not in self.over:
            return 0.0
        words = f"{shortened(self.over[kind], FIRST_WORDS)} {CONTINUED}"
        height = self.sheet.leading + PADDING + OPENING_SPACE[kind]
        self.made.kinds[len(self.made.rows)] = kind
        self.made.rows.append((words, *[LEFT] * (len(self.table.columns) - 1)))
        self.made.heights.append(height)
        return height

    def _part(self, start: int, left: float, *, fresh: bool) -> _Part:
        """As much of the block that begins at *start* as this page is to have, or none of it."""
        part = self._fitted(start, left, alone=fresh)
        if part.whole or (fresh and part.rows):
            return part
        if fresh:
            return self._settled(start, 1, whole=not self.table.goes_on(start + 1))
        if sum(part.heights) < LEAST * self.sheet.page:
            return NO_PART
        whole_over_page = self._fitted(start, FITS_WHOLE * self.sheet.page, alone=True).whole
        return NO_PART if whole_over_page else part

    def _fitted(self, start: int, space: float, *, alone: bool) -> _Part:
        """What fits of a block; nothing that ends on a heading, but for one *alone* on a page."""
        count, whole = self._reach(start, space)
        while count:
            if not whole and not alone and self.table.keeps_with_next(start + count - 1):
                count -= 1
                continue
            part = self._settled(start, count, whole=whole)
            if sum(part.heights) <= space:
                return part
            count, whole = count - 1, False
        return NO_PART

    def _reach(self, start: int, space: float) -> tuple[int, bool]:
        """How many rows of the block fit by their own heights, and whether that is all of it."""
        end = start
        while end == start or self.table.goes_on(end):
            space -= self.own[end]
            if space < 0:
                return end - start, False
            end += 1
        return end - start, True

    def _settled(self, start: int, count: int, *, whole: bool) -> _Part:
        """These rows as they stand on one page, high enough for the cells that span them."""
        rows = self.rows[start : start + count]
        heights = self.own[start : start + count]
        rows[0] = tuple(map(self._continued, range(len(self.table.columns)), rows[0]))
        for length, first, place in sorted(self._merged(rows)):
            if start + first in self.table.kinds:
                continue
            spanned = slice(first, first + length)
            more = self._need(rows[first][place], place) - sum(heights[spanned])
            if more > 0:
                heights[spanned] = [height + more / length for height in heights[spanned]]
        return _Part(rows, heights, whole)

    def _merged(self, rows: Sequence[Row]) -> Iterator[tuple[int, int, int]]:
        """Length, first row and column of each cell that `own` does not answer for."""
        for place in self.table.merging:
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
        column = self.table.columns[place]
        if column.holds is Holds.STRONG:
            return f"{head} {BRIEFLY}"
        if not column.grows:
            return head
        room = self.sheet.rooms[place]
        mark = CONTINUED if line_count(CONTINUED, room) == 1 else BRIEFLY
        return f"{shortened(head, FIRST_WORDS)} {mark}"

    def _remember(self, start: int, count: int) -> None:
        for row in self.rows[start : start + count]:
            for place in self.table.merging:
                if row[place] is not ABOVE:
                    self.heads[place] = row[place]
