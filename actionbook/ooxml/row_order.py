"""An order for rows of a sheet: where each goes, and what names them is to say then."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from actionbook.ooxml.addresses import Area
from actionbook.ooxml.references import RowReference, counts_cells, row_references, with_rows

__all__ = ["FixedRowError", "RowOrder"]


class FixedRowError(ValueError):
    """A formula points at a row by its place: the end of a sentence that names the formula."""


@dataclass(frozen=True)
class RowOrder:
    """
    Rows of *sheet* put in another order: *becomes* tells where each goes that does not stay.

    Every row that one goes to is one that goes.
    """

    sheet: str
    becomes: Mapping[int, int]

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The rows that go elsewhere, in order."""
        return tuple(sorted(self.becomes))

    @property
    def first(self) -> int:
        """The first of them."""
        return self.rows[0]

    @property
    def last(self) -> int:
        """The last of them."""
        return self.rows[-1]

    def of(self, row: int) -> int:
        """Where a row goes; itself where it stays."""
        return self.becomes.get(row, row)

    def moved(self, first: int, last: int) -> Iterator[int]:
        """Those of the rows from *first* to *last* that go elsewhere."""
        span = range(max(first, self.first), min(last, self.last) + 1)
        return (row for row in span if row in self.becomes)

    def keeps(self, first: int, last: int) -> bool:
        """Whether the rows from *first* to *last* are the same ones afterwards, in any order."""
        if first <= self.first and last >= self.last:
            return True
        return all(first <= self.becomes[row] <= last for row in self.moved(first, last))

    def areas(self, blocks: tuple[Area, ...]) -> tuple[Area, ...]:
        """The cells of *blocks* where they are afterwards; the very blocks where that is there."""
        if all(self.keeps(block.first_row, block.last_row) for block in blocks):
            return blocks
        runs: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for block in blocks:
            runs.setdefault((block.first_column, block.last_column), []).extend(self._runs(block))
        found = [
            Area(first, left, last, right)
            for (left, right), pieces in runs.items()
            for first, last in _joined(pieces)
        ]
        return tuple(sorted(found))

    def _runs(self, block: Area) -> Iterator[tuple[int, int]]:
        """The rows of *block* afterwards, in runs from first to last."""
        at = block.first_row
        for row in self.moved(block.first_row, block.last_row):
            if at < row:
                yield at, row - 1
            yield self.becomes[row], self.becomes[row]
            at = row + 1
        if at <= block.last_row:
            yield at, block.last_row

    def concerns(self, reference: RowReference, host: str) -> bool:
        """Whether *reference*, in a formula of the sheet *host*, names other rows afterwards."""
        named = reference.sheet or host
        is_ours = reference.is_several or named.casefold() == self.sheet.casefold()
        return is_ours and not self.keeps(reference.first_row, reference.last_row)

    def refuse(self, text: str, host: str) -> None:
        """
        Refuse a formula that is to stay as it is and names rows by their place.

        Raises:
            FixedRowError: it would speak of other rows.
        """
        for reference in row_references(text):
            if self.concerns(reference, host):
                raise _fixed(text, reference)

    def refuse_name(self, text: str) -> None:
        """
        Refuse a name's formula that speaks of rows by their place; its relative ones, from row 1.

        Raises:
            FixedRowError: it does.
        """
        for reference in row_references(text):
            if reference.sheet.casefold() != self.sheet.casefold():
                continue
            rows = (reference.first_row, reference.last_row)
            for row, is_fixed in zip(rows, reference.is_fixed, strict=True):
                if row != 1 and not is_fixed:
                    raise _fixed(text, reference)
            if all(reference.is_fixed) and self.concerns(reference, ""):
                raise _fixed(text, reference)

    def of_row(self, text: str, row: int) -> str:
        """
        The formula of a cell of *row*, or what is drawn in it, as it reads where the row goes.

        Raises:
            FixedRowError: it speaks of another of the rows, or finds cells by counting.
        """
        own: dict[RowReference, int] = {}
        for reference in row_references(text):
            if self.concerns(reference, self.sheet):
                if not reference.first_row == reference.last_row == row:
                    raise _fixed(text, reference)
                own[reference] = self.of(row)
        if counts_cells(text):
            raise FixedRowError("finds its cells by OFFSET or INDIRECT, which cannot be followed")
        return with_rows(text, own)

    def link(self, place: str, host: str) -> str:
        """A place that a link of the sheet *host* leads to, where that cell is afterwards."""
        rows = {
            reference: self.of(reference.first_row)
            for reference in row_references(place)
            if reference.first_row == reference.last_row and self.concerns(reference, host)
        }
        return with_rows(place, rows)

    def of_block(self, text: str, blocks: tuple[Area, ...]) -> str:
        """
        The formula of a format or a check of *blocks*, written for their first cell.

        Where the blocks stay the same, it speaks of each row from its own place, and stays.

        Raises:
            FixedRowError: it speaks of one of the rows by its place, or of a row from another.
        """
        after = self.areas(blocks)
        base = min(area.first_row for area in after)
        concerned = [
            reference
            for reference in row_references(text)
            if reference.sheet.casefold() in ("", self.sheet.casefold())
            and self._changes(text, reference, blocks, stays=after == blocks)
        ]
        return with_rows(text, dict.fromkeys(concerned, base))

    def _changes(
        self, text: str, reference: RowReference, blocks: tuple[Area, ...], *, stays: bool
    ) -> bool:
        """Whether *reference*, in a formula of *blocks*, is to name another row."""
        if all(reference.is_fixed):
            if not self.concerns(reference, self.sheet):
                return False
            if _single(blocks) != (reference.first_row, reference.last_row):
                raise _fixed(text, reference)
            return True
        first = min(block.first_row for block in blocks)
        if stays:
            if not any(reference.is_fixed):
                self._refuse_seen_from(text, reference, blocks, first)
            return False
        if not _is_own(reference, first) or _is_doubtful(reference, blocks):
            raise _fixed(text, reference)
        return True

    def _refuse_seen_from(
        self, text: str, reference: RowReference, blocks: Iterable[Area], first: int
    ) -> None:
        """Refuse what, from blocks that hold none of the rows, speaks of some of them."""
        if any(True for block in blocks for _ in self.moved(block.first_row, block.last_row)):
            return
        above, below = reference.first_row - first, reference.last_row - first
        for block in blocks:
            near = range(
                max(block.first_row, self.first - below), min(block.last_row, self.last - above) + 1
            )
            if not all(self.keeps(row + above, row + below) for row in near):
                raise _fixed(text, reference)


def _fixed(text: str, reference: RowReference) -> FixedRowError:
    return FixedRowError(
        f"points at {text[reference.start : reference.end]} by its place: let it name the whole "
        "column, or take it out first"
    )


def _single(blocks: tuple[Area, ...]) -> tuple[int, int]:
    """The one row that *blocks* are of, twice; none where they are of several."""
    rows = {row for block in blocks for row in (block.first_row, block.last_row)}
    return (rows.pop(),) * 2 if len(rows) == 1 else (0, 0)


def _is_own(reference: RowReference, first: int) -> bool:
    is_relative = not any(reference.is_fixed)
    return is_relative and reference.first_row == reference.last_row == first


def _is_doubtful(reference: RowReference, blocks: tuple[Area, ...]) -> bool:
    """Whether programs differ on which cell of several blocks *reference* is written for."""
    first = min(block.first_row for block in blocks)
    columns = {(block.first_column, block.last_column) for block in blocks}
    return blocks[0].first_row != first or (reference.has_relative_column and len(columns) > 1)


def _joined(pieces: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Runs of rows in order, those that meet as one."""
    start = end = 0
    for first, last in sorted(pieces):
        if start and first <= end + 1:
            end = max(end, last)
            continue
        if start:
            yield start, end
        start, end = first, last
    if start:
        yield start, end
