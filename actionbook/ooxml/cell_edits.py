"""The edits that set cells of one sheet, worked out against what stands there; none made yet."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

from actionbook.errors import ContentLossError
from actionbook.ooxml.addresses import cell_name
from actionbook.ooxml.cells import Stored, cell_bytes, holds
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.markup import Edit, attributes, with_attributes
from actionbook.ooxml.reading import CellReader
from actionbook.ooxml.rows import Cell, CellSpan, RowSpan
from actionbook.ooxml.sheet import is_true
from actionbook.ooxml.values import Formatted, Formula, Value, encode

__all__ = ["CellEdits", "Change", "Content"]

Content: TypeAlias = Value | Formula | Formatted
DAY_FORMAT = "dd/mm/yyyy"
MOMENT_FORMAT = "dd/mm/yyyy hh:mm"


@dataclass(frozen=True)
class Change:
    """A cell that was set: what it held and what it holds now; row and column from 1."""

    sheet: str
    row: int
    column: int
    was: Value | Formula
    now: Value | Formula


@dataclass
class CellEdits:
    """
    What setting cells of *sheet* comes to.

    *styles* states the style of cells by address, where it is not to be the one they have;
    *row_tag* is a row whose look new rows take over.
    """

    contents: Contents
    sheet: str
    styles: Mapping[Cell, int] = field(default_factory=dict)
    row_tag: bytes = b""
    changes: list[Change] = field(default_factory=list)
    overwritten_formulas: list[Cell] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._part = self.contents.editable_sheet(self.sheet)
        self._reader = CellReader(self.contents, self._part)
        self._merges = self._part.merges
        self._arrays = self._part.arrays

    def edits(self, cells: Mapping[Cell, Content]) -> list[Edit]:
        """
        The edits of the part; empty where every cell holds already what it is to hold.

        Raises:
            ContentLossError: one of them would harm what the sheet holds.
        """
        found = self._part.rows.find(cells)
        edits: list[Edit] = []
        new: defaultdict[int, dict[int, bytes]] = defaultdict(dict)
        for cell, content in cells.items():
            span = found.get(cell)
            text = self._replacement(cell, content, span)
            if text is None:
                continue
            if span is None:
                new[cell[0]][cell[1]] = text
            else:
                edits.append(Edit(span.start, span.end, text))
        if self._part.is_empty and new:
            edits.append(self._first_rows(new))
        else:
            for row in sorted(new):
                edits += self._insertions(row, new[row], nearby=len(new) == 1)
        if new:
            placed = [(row, column) for row in new for column in new[row]]
            edits += self._part.growing_dimension(placed)
        return edits

    def _replacement(self, cell: Cell, content: Content, span: CellSpan | None) -> bytes | None:
        """The ``<c>`` that *cell* is to have; None where it is to stay as it is."""
        stored = self._reader.stored(cell, span)
        value = content.value if isinstance(content, Formatted) else content
        if span is None and value is None and cell not in self.styles:
            return None
        try:
            style = self._style(cell, content, stored, is_new=span is None)
            same_formula = isinstance(value, Formula) and value.text == stored.formula
            if self._is_same(value, stored, same_formula=same_formula):
                if style == stored.style:
                    return None
                kind = stored.kind if stored.kind != "n" else None
                inner = span.content if span else b""
            else:
                kind, inner = encode(value, self._part.prefix, date_1904=self.contents.date_1904)
                if same_formula:
                    inner = stored.source + inner.partition(b"</%bf>" % self._part.prefix)[2]
        except ValueError as error:
            raise self._refusal(cell, str(error)) from error
        self._refuse_harm(cell, stored, same_formula=same_formula)
        if stored.formula is not None and not isinstance(value, Formula):
            self.overwritten_formulas.append(cell)
        self.changes.append(Change(self.sheet, *cell, self._reader.public(stored), value))
        return cell_bytes(self._part.prefix, span, cell_name(*cell), kind, style, inner)

    def _is_same(self, value: Value | Formula, stored: Stored, *, same_formula: bool) -> bool:
        date_1904 = self.contents.date_1904
        if isinstance(value, Formula):
            if not same_formula:
                return False
            return value.value is None or holds(stored, value.value, date_1904=date_1904)
        return stored.formula is None and holds(stored, value, date_1904=date_1904)

    def _style(self, cell: Cell, content: Content, stored: Stored, *, is_new: bool) -> int:
        styles = self.contents.styles
        style = self.styles.get(cell, -1)
        if style < 0:
            style = self._inherited(cell) if is_new else stored.style
        if isinstance(content, Formatted):
            return styles.with_format(style, content.number_format)
        value = content.value if isinstance(content, Formula) else content
        if not isinstance(value, date) or styles.shows_a_day(style) or stored.kind == "d":
            return style
        if styles.shows_time(style) and holds(stored, value, date_1904=self.contents.date_1904):
            return style  # a time of day, given back as it was read
        code = MOMENT_FORMAT if isinstance(value, datetime) else DAY_FORMAT
        return styles.with_format(style, code)

    def _inherited(self, cell: Cell) -> int:
        """The style that the row, or else the column, lends to a cell that is not there."""
        row = self._part.rows.row(cell[0], nearby=True)
        if row is not None:
            stated = attributes(self._part.data[row.start : row.inner_start])
            if is_true(stated.get("customFormat")):
                return int(stated.get("s", "0"))
        return int(self._part.column_style(cell[1]) or 0)

    def _refuse_harm(self, cell: Cell, stored: Stored, *, same_formula: bool) -> None:
        for merge in self._merges:
            if merge.holds(*cell) and cell != merge[:2]:
                raise self._refusal(
                    cell, f"is hidden by the merged block {merge}: unmerge it first"
                )
        if same_formula:
            return
        sharing = stored.sharing or {}
        if sharing.get("t") == "shared" and "ref" in sharing:
            raise self._refusal(
                cell, f"holds the formula that {sharing['ref']} share: retype it in Excel first"
            )
        for area in self._arrays:
            if area.holds(*cell):
                raise self._refusal(
                    cell, f"is part of the array formula or data table {area}: clear it first"
                )

    def _refusal(self, cell: Cell, reason: str) -> ContentLossError:
        return ContentLossError(f"{self.contents.file}: {self.sheet}!{cell_name(*cell)} {reason}")

    def _insertions(self, number: int, new: Mapping[int, bytes], *, nearby: bool) -> Iterator[Edit]:
        rows, prefix = self._part.rows, self._part.prefix
        row = rows.row(number, nearby=nearby)
        joined = b"".join(new[column] for column in sorted(new))
        if row is None:
            at = rows.next_row_start(number)
            yield Edit(at, at, self._new_row(number, joined))
        elif row.is_empty:
            tag = self._spanned(row, new)[:-2].rstrip()
            yield Edit(row.start, row.end, b"%b>%b</%brow>" % (tag, joined, prefix))
        else:
            yield from self._into(row, new)
            tag = self._spanned(row, new)
            if tag != self._part.data[row.start : row.inner_start]:
                yield Edit(row.start, row.inner_start, tag)

    def _first_rows(self, new: Mapping[int, Mapping[int, bytes]]) -> Edit:
        """The rows of a sheet that has none, its ``<sheetData/>`` opened for them."""
        rows = b"".join(
            self._new_row(number, b"".join(new[number][column] for column in sorted(new[number])))
            for number in sorted(new)
        )
        start, prefix = self._part.data.rindex(b"<", 0, self._part.start), self._part.prefix
        tag = self._part.data[start : self._part.start - 2].rstrip()
        return Edit(start, self._part.start, b"%b>%b</%bsheetData>" % (tag, rows, prefix))

    def _new_row(self, number: int, joined: bytes) -> bytes:
        prefix = self._part.prefix
        tag = with_attributes(self.row_tag or b"<%brow>" % prefix, {"r": str(number)})
        return b"%b%b</%brow>" % (tag, joined, prefix)

    def _into(self, row: RowSpan, new: Mapping[int, bytes]) -> Iterator[Edit]:
        waiting = sorted(new)
        for column, span in self._part.rows.cells(row):
            while waiting and waiting[0] < column:
                yield Edit(span.start, span.start, new[waiting.pop(0)])
        for column in waiting:
            yield Edit(row.inner_end, row.inner_end, new[column])

    def _spanned(self, row: RowSpan, new: Mapping[int, bytes]) -> bytes:
        """The row's tag, its note of first and last column (an aid to Excel) kept true."""
        tag = self._part.data[row.start : row.inner_start]
        first, colon, last = attributes(tag).get("spans", "").partition(":")
        if not colon or not first.isdigit() or not last.isdigit():
            return tag
        spans = f"{min(int(first), *new)}:{max(int(last), *new)}"
        return tag if spans == f"{first}:{last}" else with_attributes(tag, {"spans": spans})
