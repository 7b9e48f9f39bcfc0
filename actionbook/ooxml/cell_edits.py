"""The edits that set cells of one sheet, worked out against what stands there; none made yet."""

import gc
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from actionbook.errors import ContentLossError
from actionbook.ooxml.addresses import cell_name
from actionbook.ooxml.cells import BLANK, Stored, cell_tail
from actionbook.ooxml.changes import Body
from actionbook.ooxml.column_edits import Outcome, column_edits
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.insertion import insertions
from actionbook.ooxml.markup import Edit, attributes
from actionbook.ooxml.new_rows import written_rows
from actionbook.ooxml.reading import CellReader, Held
from actionbook.ooxml.row_block import RowBlock
from actionbook.ooxml.rows import MANY_CELLS, Cell, CellSpan
from actionbook.ooxml.sheet import is_true
from actionbook.ooxml.text_rows import row_edits
from actionbook.ooxml.values import Formatted, Formula
from actionbook.ooxml.wanted import Content, Wanted, Wants, agrees

__all__ = ["CellEdits"]

_FEW_ROWS = 8


@dataclass
class CellEdits:
    """
    What setting cells of *sheet* comes to.

    *styles* states the style of cells by address, where it is not to be the one they have;
    *row_tag* is a row whose look new rows take over. *computes*: a formula without a result was
    put in. *changed* is what each cell that was set came to, *body* the rows that were.
    """

    contents: Contents
    sheet: str
    styles: Mapping[Cell, int] = field(default_factory=dict)
    row_tag: bytes = b""
    computes: bool = False
    changed: dict[Cell, Outcome] = field(default_factory=dict)
    body: Body | None = None
    overwritten_formulas: list[Cell] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._part = self.contents.editable_sheet(self.sheet)
        self._reader = CellReader(self.contents, self._part)
        self._merges = self._part.merges
        self._arrays = self._part.arrays
        self._few = True
        self._row_styles: dict[int, int | None] = {}
        self._is_guarded = bool(self._merges or self._arrays)
        # Where what a cell comes to is a matter of its address.
        self._is_tied = self._is_guarded or bool(self.styles)
        self._wants = Wants(self._part.prefix, date_1904=self.contents.date_1904)
        self._nothing = self._reader.held((0, 0), None)

    def edits(
        self,
        cells: Mapping[Cell, Content],
        below: RowBlock | None = None,
        body: RowBlock | None = None,
    ) -> list[Edit]:
        """
        The edits of the part; empty where every cell holds already what it is to hold.

        The rows *below* go beneath all others, where there is room for them; those of *body* in
        the place of the rows of their numbers.

        Raises:
            ContentLossError: one of them would harm what the sheet holds.
        """
        with _without_pauses():
            edits, others = self._body_edits(body) if body and body.rows else ([], {})
            cells = {**others, **cells}
            self._few = len(cells) <= _FEW_ROWS
            return [*edits, *self._edits(cells, below)]

    def _body_edits(self, body: RowBlock) -> tuple[list[Edit], dict[Cell, Content]]:
        """The edits of the rows of *body* that are set as rows, and what is to be set otherwise."""
        edits, held = ([], {}) if self._is_tied else row_edits(self._part, body)
        self.body = Body(body, held)
        return edits, body.cells(without=held)

    def _edits(self, cells: Mapping[Cell, Content], below: RowBlock | None) -> Iterator[Edit]:
        missing: list[Cell] = []
        yield from self._where_held(cells, missing)
        prefix = self._part.prefix
        new: defaultdict[int, dict[int, bytes]] = defaultdict(dict)
        for cell in missing:
            outcome = self._new(cell, cells[cell], self.styles.get(cell))
            if outcome.tail is not None:
                if cells[cell] is not None:
                    self._note(cell, outcome)
                address = b' r="%b"' % cell_name(*cell).encode()
                new[cell[0]][cell[1]] = b"<%bc" % prefix + address + outcome.tail
        yield from insertions(self._part, new, row_tag=self.row_tag)
        fresh = [(row, column) for row, columns in new.items() for column in columns]
        if below is not None:
            block, corners = written_rows(self._part, below, lambda *cell: self._new(*cell).tail)
            yield Edit(self._part.end, self._part.end, block)
            fresh += corners
        if fresh:
            yield from self._part.growing_dimension(fresh)

    def _where_held(self, cells: Mapping[Cell, Content], missing: list[Cell]) -> Iterator[Edit]:
        """The edits of those of *cells* that the sheet holds; the others are put in *missing*."""
        rows = self._part.rows
        if len(cells) > MANY_CELLS and not self._is_tied:
            edits, changed, absent = column_edits(rows, cells, self._outcome)
            # Asked last, as the whole sheet has to be looked through for the answer.
            if not absent or rows.is_plain:
                missing += absent
                self.changed.update(changed)
                self.overwritten_formulas += [
                    cell for cell, outcome in changed.items() if outcome.loses_formula
                ]
                yield from edits
                return
        for cell, span in rows.each(cells):
            if span is None:
                missing.append(cell)
            elif (edit := self._edit(cell, cells[cell], span)) is not None:
                yield edit

    def _edit(self, cell: Cell, content: Content, span: CellSpan) -> Edit | None:
        """The edit of one cell; None where it is to stay."""
        outcome = self._outcome(cell, content, span)
        tail = outcome.tail
        if tail is not None:
            self._note(cell, outcome)
        else:
            held, forced = self._reader.held(cell, span), self.styles.get(cell)
            if forced is None or forced == held.stored.style:
                return None
            tail = cell_tail(self._part.prefix, span.look, held.stored.kind, forced, span.content)
        address = b' r="%b"' % span.address if span.address else b""
        return Edit(span.start, span.end, b"<%bc" % self._part.prefix + address + tail)

    def _outcome(self, cell: Cell, content: Content, span: CellSpan) -> Outcome:
        held = self._reader.held(cell, span)
        forced = self.styles.get(cell) if self.styles else None
        if forced is not None and forced != held.stored.style:
            held = held._replace(stored=held.stored._replace(style=forced))
        return self._put(cell, content, held, span.content)

    def _new(self, cell: Cell, content: Content, forced: int | None) -> Outcome:
        """What putting *content* in a cell that is not there comes to; no tail: it stays away."""
        if content is None:
            prefix = self._part.prefix
            tail = cell_tail(prefix, b"", None, forced, b"") if forced else None
            return Outcome(tail, None, None)
        style = self._inherited(cell) if forced is None else forced
        return self._put(
            cell, content, self._nothing._replace(stored=BLANK._replace(style=style)), b""
        )

    def _put(self, cell: Cell, content: Content, held: Held, old: bytes) -> Outcome:
        """
        What putting *content* in place of *held*, whose content is *old*, comes to.

        Raises:
            ContentLossError: it would harm what the sheet holds.
        """
        wanted, stored = self._wanted(cell, content), held.stored
        is_same = held.canonical == wanted.canonical
        if not is_same and wanted.is_loose:
            is_same = agrees(held, wanted.value, wanted.canonical)
        style = stored.style
        if wanted.number_format is not None:
            style = self._style(content, stored, wanted.number_format, is_same=is_same)
        is_common = stored.sharing is None
        if is_same and style == stored.style:
            return Outcome(None, held.public, wanted.value, is_common=is_common)
        if self._is_guarded or stored.sharing:
            self._refuse_harm(cell, stored, same_formula=_is_same_formula(stored, wanted))
        loses_formula = stored.formula is not None and wanted.canonical[0] is None
        if isinstance(wanted.value, Formula) and wanted.value.value is None:
            self.computes = True
        prefix, kind, inner = self._part.prefix, wanted.kind, wanted.content
        if is_same:
            tail = cell_tail(prefix, held.look, stored.kind, style, old)
        else:
            if _is_same_formula(stored, wanted):
                inner = stored.source + inner.partition(b"</%bf>" % prefix)[2]
            tail = cell_tail(prefix, held.look, kind, style, inner, old)
        return Outcome(tail, held.public, wanted.value, loses_formula, is_common)

    def _note(self, cell: Cell, outcome: Outcome) -> None:
        """Note the change of *cell*."""
        if outcome.loses_formula:
            self.overwritten_formulas.append(cell)
        self.changed[cell] = outcome

    def _wanted(self, cell: Cell, content: Content) -> Wanted:
        """*content* as a cell stores it; what is asked for many cells is worked out once."""
        try:
            return self._wants(content)
        except ValueError as error:
            raise self._refusal(cell, str(error)) from error

    def _style(self, content: Content, stored: Stored, number_format: str, *, is_same: bool) -> int:
        """The style that shows *content*: the one there is, unless the format has to differ."""
        styles, style = self.contents.styles, stored.style
        if not isinstance(content, Formatted):
            if (stored.kind == "d" and is_same) or styles.shows_a_day(style):
                return style
            if is_same and styles.shows_time(style):
                return style  # a time of day, given back as it was read
        return styles.with_format(style, number_format)

    def _inherited(self, cell: Cell) -> int:
        """The style that the row, or else the column, lends to a cell that is not there."""
        number, column = cell
        if number not in self._row_styles:
            self._row_styles[number] = None
            row = self._part.rows.row(number, nearby=self._few)
            stated = attributes(self._part.data[row.start : row.inner_start]) if row else {}
            if is_true(stated.get("customFormat")):
                self._row_styles[number] = int(stated.get("s", "0"))
        style = self._row_styles[number]
        return self._part.column_style(column) if style is None else style

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


def _is_same_formula(stored: Stored, wanted: Wanted) -> bool:
    return wanted.canonical[0] is not None and wanted.canonical[0] == stored.formula


@contextmanager
def _without_pauses() -> Iterator[None]:
    """Let Python's collector rest: half a million small values are made here, and no cycle."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
