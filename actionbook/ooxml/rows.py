"""
Where each row and cell of a worksheet stands in its bytes.

Nothing is built for what is not asked for: one row is found by a search for its number, a whole
column by one pass of a compiled pattern. A self-closed ``<c/>`` ends with its own tag; taking its
end from anywhere else eats the neighbour. Rows and cells may leave out their address: then they
follow the one before.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cached_property
from operator import lt
from typing import NamedTuple, TypeAlias

from actionbook.ooxml.addresses import cell_name, column_letters, parse_cell
from actionbook.ooxml.markup import BrokenPartError
from actionbook.ooxml.row_index import RowIndex, RowSpan

__all__ = ["MANY_CELLS", "Cell", "CellSpan", "RowSpan", "Rows", "out_of_order"]

Cell: TypeAlias = tuple[int, int]

_FEW_ROWS = 8
MANY_CELLS = 2_000
"""From here on cells are looked for in one pass over their columns."""
_ADDRESS = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,3}[0-9]{1,7})[\"']")
_NUMBER = re.compile(rb"\sr\s*=\s*[\"']([0-9]{1,7})[\"']")


class CellSpan(NamedTuple):
    """
    One ``<c>``: where it stands, and how its tag and content read.

    *look* are its attributes but for an address that stands first, as Excel's does; *address* is
    that (``B2``), and empty where it stands elsewhere or is left out.
    """

    start: int
    end: int
    address: bytes
    look: bytes
    content: bytes


class Rows:
    """
    The rows of one sheet: *data* from *start* to *end*, each tag with *prefix*.

    *scan* is the data with whatever may hide a tag blanked out, where there is any such.
    """

    def __init__(
        self, data: bytes, start: int, end: int, prefix: bytes, *, scan: bytes | None = None
    ) -> None:
        self.data = data
        self.start = start
        self.end = end
        self.prefix = prefix
        self._scan = data if scan is None else scan
        p = re.escape(prefix)
        self._row_tag = re.compile(rb"<%brow(?=[\s/>])([^>]*?)(/?)>" % p)
        self._cell = re.compile(
            rb"<%bc(?=[\s/>])([^>]*?)(?:/>|>(.*?)</%bc\s*>)" % (p, p), re.DOTALL
        )
        self._row_end = b"</%brow" % prefix
        self._index: RowIndex | None = None

    @cached_property
    def is_plain(self) -> bool:
        """Whether every cell states its address first, as Excel writes it."""
        odd = re.compile(rb'<%bc(?! r="[A-Z]++[1-9])' % re.escape(self.prefix))
        return odd.search(self._scan, self.start, self.end) is None

    @cached_property
    def is_ascending(self) -> bool:
        """Whether every row states its number first, as Excel writes it, and they ascend."""
        rows = self._scan[self.start : self.end]
        numbers = list(map(int, re.findall(rb'<%brow r="([0-9]+)"' % re.escape(self.prefix), rows)))
        # A tag such as <rows> would be counted too, and then the question is answered No.
        is_stated = rows.count(b"<%brow" % self.prefix) == len(numbers)
        return is_stated and all(map(lt, numbers, numbers[1:]))

    def find(self, cells: Collection[Cell]) -> dict[Cell, CellSpan]:
        """The places of those of *cells* that the sheet holds; raises as `each` does."""
        return {cell: span for cell, span in self.each(cells) if span is not None}

    def each(self, cells: Collection[Cell]) -> Iterator[tuple[Cell, CellSpan | None]]:
        """
        Each of *cells* with its place: those that the sheet holds in its order, then the others.

        Raises:
            BrokenPartError: one of them stands in the sheet twice, or out of order.
        """
        found: list[Cell] = []
        is_many = len(cells) > MANY_CELLS and self.is_plain
        last = (0, 0)
        for cell, span in self._by_columns(cells) if is_many else self._by_rows(cells):
            if cell <= last:
                raise out_of_order(cell)
            last = cell
            found.append(cell)
            yield cell, span
        if len(found) < len(cells):
            for cell in sorted(set(cells).difference(found)):
                yield cell, None

    def _by_rows(self, cells: Collection[Cell]) -> Iterator[tuple[Cell, CellSpan]]:
        columns: defaultdict[int, set[int]] = defaultdict(set)
        for row, column in cells:
            columns[row].add(column)
        for number in sorted(columns):
            row_span = self.row(number, nearby=len(columns) <= _FEW_ROWS)
            for column, span in self.cells(row_span) if row_span else ():
                if column in columns[number]:
                    yield (number, column), span

    def _by_columns(self, cells: Collection[Cell]) -> Iterator[tuple[Cell, CellSpan]]:
        """The same by one pass over the columns that they stand in."""
        for cell, look, content, match in self.held(cells):
            yield cell, CellSpan(*match.span(), match[1], look, content)

    def held(
        self, cells: Collection[Cell], absent: list[Cell] | None = None
    ) -> Iterator[tuple[Cell, bytes, bytes, re.Match[bytes]]]:
        """
        Those of many *cells* that are written as Excel does, by one pass over their columns.

        Of each what its tag states behind the address, its content, and a match that ends where it
        does, and whose first group is its address. The others are put in *absent*: a sheet that
        `is_plain` does not hold them.

        Raises:
            BrokenPartError: one of them stands in the sheet twice, or out of order.
        """
        letters = {column: column_letters(column).encode() for column in {c for _, c in cells}}
        places = {b"%b%d" % (letters[column], row): (row, column) for row, column in cells}
        p = re.escape(self.prefix)
        pattern = re.compile(
            rb'<%bc r="((?:%b)[0-9]++)"([^>/]*+(?:/(?!>)[^>/]*+)*+)'
            rb"(?:/>|>([^<]*+(?:<(?!/%bc[\s>])[^<]*+)*+)</%bc\s*>)"
            % (p, b"|".join(sorted(letters.values(), reverse=True)), p, p)
        )
        is_masked = self.data is not self._scan
        found: list[Cell] = []
        last = (0, 0)
        for match in pattern.finditer(self._scan, self.start, self.end):
            address, look, content = match.groups()
            cell = places.get(address)
            if cell is None:
                continue
            if cell <= last:
                raise out_of_order(cell)
            last = cell
            found.append(cell)
            if is_masked and content:
                content = self.data[match.start(3) : match.end(3)]
            yield cell, look, content or b"", match
        if absent is not None and len(found) < len(cells):
            absent += sorted(set(cells).difference(found))

    def row(self, number: int, *, nearby: bool = False) -> RowSpan | None:
        """
        The row of that number; None where the sheet has none.

        *nearby* looks for it alone; without it all rows are noted, for many questions.
        """
        if nearby and self._index is None:
            at = self._scan.find(b'<%brow r="%d"' % (self.prefix, number), self.start, self.end)
            if at >= 0:
                match = self._row_tag.match(self._scan, at)
                if match is not None:
                    return self._row_span(number, match)
        return self._indexed().row(number)

    def next_row_start(self, number: int) -> int:
        """Where a new row of that number is to stand: before the first with a higher one."""
        return self._indexed().start_after(number, self.end)

    def all_rows(self, *, after: int = 0) -> Iterator[RowSpan]:
        """Every row with a number above *after*, in order."""
        if self._index is None and self.is_ascending:
            at = self._scan.rfind(b"<%brow " % self.prefix, self.start, self.end)
            match = self._row_tag.match(self._scan, at) if at >= 0 else None
            if match is None or self._row_span(0, match).number <= after:
                return iter(())
        return self._indexed().rows(after)

    def cells(self, row: RowSpan) -> Iterator[tuple[int, CellSpan]]:
        """The column and place of each cell of *row*, in order."""
        column = 0
        data = self.data
        for match in self._cell.finditer(self._scan, row.inner_start, row.inner_end):
            stated, content = match.groups()
            found = _ADDRESS.search(stated)
            column = parse_cell(found[1].decode())[1] if found else column + 1
            if content and data is not self._scan:
                content = data[match.start(2) : match.end(2)]
            start, end = match.span()
            address = b""
            if stated.startswith(b' r="'):
                _, address, stated = stated.split(b'"', 2)
            yield column, CellSpan(start, end, address, stated, content or b"")

    def whole_rows(self, first: int) -> Iterator[tuple[int, dict[bytes, tuple[bytes, bytes]]]]:
        """
        The rows from *first* on, of a sheet that `is_plain` and has such a row, by number.

        What each holds: by address (``B2``), what a cell states of itself beside, and its content.
        """
        p = re.escape(self.prefix)
        row = re.compile(rb'<%brow r="([0-9]+)"[^>]*>(.*?)</%brow>' % (p, p), re.DOTALL)
        cell = re.compile(
            rb'<%bc r="([A-Z]+[0-9]+)"([^>]*?)(?:/>|>([^<]*(?:<(?!/%bc[\s>])[^<]*)*)</%bc\s*>)'
            % (p, p, p)
        )
        at = self.data.find(b'<%brow r="%d"' % (self.prefix, first), self.start, self.end)
        for match in row.finditer(self.data, at if at >= 0 else self.end, self.end):
            held = {name: (look, inner) for name, look, inner in cell.findall(match[2])}
            yield int(match[1]), held

    def last_column(self, row: RowSpan) -> int | None:
        """The column of the last cell of *row*; None where there is none, or it does not say."""
        at = self._scan.rfind(b"<%bc" % self.prefix, row.inner_start, row.inner_end)
        match = self._cell.match(self._scan, at) if at >= 0 else None
        found = _ADDRESS.search(match[1]) if match else None
        return parse_cell(found[1].decode())[1] if found else None

    def every_cell(self) -> Iterator[tuple[Cell, CellSpan]]:
        """Every cell of every row, in the order of the part."""
        for row in self.spans():
            for column, span in self.cells(row):
                yield (row.number, column), span

    def spans(
        self, start: int | None = None, end: int | None = None, *, after: int = 0
    ) -> Iterator[RowSpan]:
        """
        Every row, as the part has them, whatever their order.

        Or those alone that stand between two bytes, of which the first follows the row *after*.
        """
        number, opening, scan = after, b"<%brow" % self.prefix, self._scan
        last = self.end if end is None else end
        at = scan.find(opening, self.start if start is None else start, last)
        while at >= 0:
            match = self._row_tag.match(scan, at, self.end)
            if match is not None:
                span = self._row_span(number + 1, match)
                number = span.number
                yield span
            at = scan.find(opening, match.end() if match else at + 1, last)

    def _indexed(self) -> RowIndex:
        if self._index is None:
            index, number = RowIndex(), 0
            for span in self.spans():
                if span.number <= number:
                    raise BrokenPartError(
                        f"holds a sheet whose rows are out of order at row {span.number}: "
                        "open it in Excel, let it be repaired, and save"
                    )
                number = span.number
                index.add(span)
            self._index = index
        return self._index

    def _row_span(self, number: int, match: re.Match[bytes]) -> RowSpan:
        stated = _NUMBER.match(match[1]) or _NUMBER.search(match[1])
        start, inner_start = match.span()
        if match[2]:
            number = int(stated[1]) if stated else number
            return RowSpan(number, start, inner_start, inner_start, inner_start, is_empty=True)
        inner_end = self._scan.find(self._row_end, inner_start, self.end)
        if inner_end < 0:
            raise BrokenPartError("holds a sheet with a row that has no end")
        if stated:
            number = int(stated[1])
        else:
            number = self._stated_by_cell(inner_start, inner_end) or number
        end = self._scan.index(b">", inner_end) + 1
        return RowSpan(number, start, inner_start, inner_end, end, is_empty=False)

    def _stated_by_cell(self, start: int, end: int) -> int | None:
        first = self._cell.search(self._scan, start, end)
        address = _ADDRESS.search(first[1]) if first else None
        return parse_cell(address[1].decode())[0] if address else None


def out_of_order(cell: Cell) -> BrokenPartError:
    """The error for a sheet whose cells do not stand in order."""
    return BrokenPartError(
        f"holds {cell_name(*cell)} of one sheet twice or out of order: "
        "open it in Excel, let it be repaired, and save"
    )
