"""Cells of one sheet as a caller knows them: dates as dates, shared formulas told in full."""

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from actionbook.ooxml.cells import BLANK, Stored, read_cell
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.rows import Cell, CellSpan
from actionbook.ooxml.sheet import SheetPart
from actionbook.ooxml.values import Canonical, Formula, Value

if TYPE_CHECKING:
    from actionbook.ooxml.shared_formulas import SharedFormulas

__all__ = ["CellReader", "Held"]

_MOST_REMEMBERED = 50_000


class Held(NamedTuple):
    """
    What a cell holds: as stored, fit to be compared, and as a caller knows it.

    *look* is what the cell states of itself but for its address.
    """

    look: bytes
    stored: Stored
    canonical: Canonical
    public: Value | Formula


class CellReader:
    """Reads cells of *part*, one of the worksheets of *contents*; what repeats is read once."""

    def __init__(self, contents: Contents, part: SheetPart) -> None:
        self._contents = contents
        self._part = part
        self._remembered: dict[tuple[bytes, bytes], Held] = {}

    @cached_property
    def _shared(self) -> "SharedFormulas":
        # Few workbooks share formulas, and a small check is to be a blink.
        from actionbook.ooxml.shared_formulas import SharedFormulas

        return SharedFormulas(self._part)

    def value(self, cell: Cell) -> Value | Formula:
        """What *cell* holds; None where it is blank or not there."""
        return self.held(cell, self._part.rows.find({cell}).get(cell)).public

    def held(self, cell: Cell, span: CellSpan | None) -> Held:
        """What *cell* holds, its formula told even where it is shared."""
        if span is None:
            return self._held(b"", BLANK)
        look = span.look
        key = (look, span.content)
        known = self._remembered.get(key)
        if known is not None:
            return known
        stored = read_cell(span, self._contents.strings)
        if stored.sharing and stored.sharing["t"] == "shared" and not stored.formula:
            text = self._shared.text(cell, stored.sharing.get("si", ""))
            return self._held(look, stored._replace(formula=text or ""))
        if len(self._remembered) > _MOST_REMEMBERED:
            self._remembered.clear()
        held = self._remembered[key] = self._held(look, stored)
        return held

    def _held(self, look: bytes, stored: Stored) -> Held:
        is_date = self._contents.styles.shows_time(stored.style)
        public = stored.public(is_date=is_date, date_1904=self._contents.date_1904)
        return Held(look, stored, stored.canonical, public)
