"""Cells of one sheet as a caller knows them: dates as dates, shared formulas told in full."""

from actionbook.ooxml.cells import BLANK, Stored, read_cell
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.rows import Cell, CellSpan
from actionbook.ooxml.shared_formulas import SharedFormulas
from actionbook.ooxml.sheet import SheetPart
from actionbook.ooxml.values import Formula, Value

__all__ = ["CellReader"]


class CellReader:
    """Reads cells of *part*, one of the worksheets of *contents*."""

    def __init__(self, contents: Contents, part: SheetPart) -> None:
        self._contents = contents
        self._part = part
        self._shared = SharedFormulas(part)

    def value(self, cell: Cell) -> Value | Formula:
        """What *cell* holds; None where it is blank or not there."""
        return self.public(self.stored(cell, self._part.rows.find({cell}).get(cell)))

    def stored(self, cell: Cell, span: CellSpan | None) -> Stored:
        """What *cell* holds as stored, its formula told even where it is shared."""
        if span is None:
            return BLANK
        stored = read_cell(span, self._contents.strings)
        if stored.sharing and stored.sharing["t"] == "shared" and not stored.formula:
            text = self._shared.text(cell, stored.sharing.get("si", ""))
            return stored._replace(formula=text or "")
        return stored

    def public(self, stored: Stored) -> Value | Formula:
        """What *stored* is to a caller."""
        is_date = self._contents.styles.shows_time(stored.style)
        return stored.public(is_date=is_date, date_1904=self._contents.date_1904)
