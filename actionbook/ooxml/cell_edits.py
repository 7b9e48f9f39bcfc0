"""The edits that set cells of one sheet, worked out against what stands there; none made yet."""

import gc
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple, TypeAlias

from actionbook.errors import ContentLossError
from actionbook.ooxml.addresses import cell_name
from actionbook.ooxml.cells import BLANK, Stored, cell_tail
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.insertion import insertions
from actionbook.ooxml.markup import Edit, attributes
from actionbook.ooxml.reading import CellReader, Held
from actionbook.ooxml.rows import Cell, CellSpan
from actionbook.ooxml.sheet import is_true
from actionbook.ooxml.values import Canonical, Formatted, Formula, Value, canonical, encode

__all__ = ["CellEdits", "Change", "Content", "agrees"]

Content: TypeAlias = Value | Formula | Formatted
DAY_FORMAT = "dd/mm/yyyy"
MOMENT_FORMAT = "dd/mm/yyyy hh:mm"
_FEW_ROWS = 8
_MOST_REMEMBERED = 50_000


class Change(NamedTuple):
    """A cell that was set: what it held and what it holds now; row and column from 1."""

    sheet: str
    row: int
    column: int
    was: Value | Formula
    now: Value | Formula


class _Wanted(NamedTuple):
    """A value as a cell stores it: type, content, what to compare, the format that shows it."""

    value: Value | Formula
    kind: str | None
    content: bytes
    canonical: Canonical
    number_format: str | None


class _Known(NamedTuple):
    """What setting *wanted* where there was *held* comes to: no *tail* where it is no change."""

    held: Held
    wanted: _Wanted
    tail: bytes | None


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
        self._few = True
        self._row_styles: dict[int, int | None] = {}
        self._is_guarded = bool(self._merges or self._arrays)
        self._known: dict[object, _Wanted] = {}
        self._pairs: dict[tuple[int, int], _Known] = {}
        self._nothing = self._reader.held((0, 0), None)

    def edits(self, cells: Mapping[Cell, Content]) -> list[Edit]:
        """
        The edits of the part; empty where every cell holds already what it is to hold.

        Raises:
            ContentLossError: one of them would harm what the sheet holds.
        """
        self._few = len(cells) <= _FEW_ROWS
        with _without_pauses():
            return list(self._edits(cells))

    def _edits(self, cells: Mapping[Cell, Content]) -> Iterator[Edit]:
        opening = b"<%bc" % self._part.prefix
        new: defaultdict[int, dict[int, bytes]] = defaultdict(dict)
        for cell, span in self._part.rows.each(cells):
            if span is None:
                tail = self._new_tail(cell, cells[cell])
                if tail is not None:
                    address = b' r="%b"' % cell_name(*cell).encode()
                    new[cell[0]][cell[1]] = opening + address + tail
                continue
            held = self._reader.held(cell, span)
            tail = self._tail(cell, cells[cell], held, span)
            if tail is not None:
                stated = span.attributes
                address = stated[: len(stated) - len(held.look)]
                yield Edit(span.start, span.end, opening + address + tail)
        yield from insertions(self._part, new, row_tag=self.row_tag)

    def _new_tail(self, cell: Cell, content: Content) -> bytes | None:
        """The ``<c>`` behind its address of a cell that is not there; None: it stays away."""
        forced = self.styles.get(cell)
        if content is None:
            return cell_tail(self._part.prefix, b"", None, forced, b"") if forced else None
        style = self._inherited(cell) if forced is None else forced
        held = self._nothing._replace(stored=BLANK._replace(style=style))
        wanted = self._wanted(cell, content)
        tail = self._worked_out(content, held, wanted, b"")
        if tail is not None:
            self._note(cell, held, wanted)
        return tail

    def _tail(self, cell: Cell, content: Content, held: Held, span: CellSpan) -> bytes | None:
        """
        The ``<c>`` behind its address that is to stand in the place of *span*; None: it stays.

        In a column the same is often done to the same: what it came to is remembered.
        """
        wanted = self._wanted(cell, content)
        if cell in self.styles:
            return self._forced_tail(cell, content, held, span)
        pair = (id(held), id(wanted))
        known = self._pairs.get(pair)
        if known is None or known.held is not held or known.wanted is not wanted:
            tail = self._worked_out(content, held, wanted, span.content)
            if len(self._pairs) > _MOST_REMEMBERED:
                self._pairs.clear()
            known = self._pairs[pair] = _Known(held, wanted, tail)
        if known.tail is not None:
            self._note(cell, held, wanted)
        return known.tail

    def _forced_tail(
        self, cell: Cell, content: Content, held: Held, span: CellSpan
    ) -> bytes | None:
        """The same where the cell is given another style, whatever it holds."""
        forced, old = self.styles[cell], held.stored.style
        wanted = self._wanted(cell, content)
        held = held._replace(stored=held.stored._replace(style=forced))
        tail = self._worked_out(content, held, wanted, span.content)
        if tail is not None:
            self._note(cell, held, wanted)
        elif forced != old:
            tail = cell_tail(self._part.prefix, held.look, held.stored.kind, forced, span.content)
        return tail

    def _worked_out(
        self, content: Content, held: Held, wanted: _Wanted, old: bytes
    ) -> bytes | None:
        stored = held.stored
        is_same = agrees(held, wanted.value, wanted.canonical)
        style = self._style(content, stored, wanted, is_same=is_same)
        prefix = self._part.prefix
        if is_same:
            if style == stored.style:
                return None
            return cell_tail(prefix, held.look, stored.kind, style, old)
        inner = wanted.content
        if _is_same_formula(stored, wanted):
            inner = stored.source + inner.partition(b"</%bf>" % prefix)[2]
        return cell_tail(prefix, held.look, wanted.kind, style, inner, old)

    def _note(self, cell: Cell, held: Held, wanted: _Wanted) -> None:
        """
        Note the change of *cell*.

        Raises:
            ContentLossError: it would harm what the sheet holds.
        """
        stored = held.stored
        if self._is_guarded or stored.sharing:
            self._refuse_harm(cell, stored, same_formula=_is_same_formula(stored, wanted))
        if stored.formula is not None and wanted.canonical[0] is None:
            self.overwritten_formulas.append(cell)
        self.changes.append(Change(self.sheet, *cell, held.public, wanted.value))

    def _wanted(self, cell: Cell, content: Content) -> _Wanted:
        """*content* as a cell stores it; what is asked for many cells is worked out once."""
        inner = content.value if isinstance(content, Formula) else None
        key = (content.__class__, content, inner.__class__)
        known = self._known.get(key)
        if known is None:
            known = self._stored_as(cell, content)
            if len(self._known) > _MOST_REMEMBERED:
                self._known.clear()
            if not isinstance(content, Formatted):
                self._known[key] = known
        return known

    def _stored_as(self, cell: Cell, content: Content) -> _Wanted:
        number_format = None
        if isinstance(content, Formatted):
            content, number_format = content
        plain = content.value if isinstance(content, Formula) else content
        if isinstance(plain, date) and number_format is None:
            number_format = MOMENT_FORMAT if isinstance(plain, datetime) else DAY_FORMAT
        date_1904 = self.contents.date_1904
        try:
            kind, text = encode(content, self._part.prefix, date_1904=date_1904)
            compared = canonical(content, date_1904=date_1904)
        except ValueError as error:
            raise self._refusal(cell, str(error)) from error
        return _Wanted(content, kind, text, compared, number_format)

    def _style(self, content: Content, stored: Stored, wanted: _Wanted, *, is_same: bool) -> int:
        """The style that shows *wanted*: the one there is, unless the format has to differ."""
        styles, style = self.contents.styles, stored.style
        if wanted.number_format is None:
            return style
        if not isinstance(content, Formatted):
            if (stored.kind == "d" and is_same) or styles.shows_a_day(style):
                return style
            if is_same and styles.shows_time(style):
                return style  # a time of day, given back as it was read
        return styles.with_format(style, wanted.number_format)

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


def _is_same_formula(stored: Stored, wanted: _Wanted) -> bool:
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


def agrees(held: Held, value: Value | Formula, wanted: Canonical) -> bool:
    """
    Whether a cell holds *value*, of which *wanted* is what to compare.

    A date is the same to the millisecond, as it is read; a formula without a result is the same
    whatever result is stored.
    """
    if held.canonical == wanted:
        return True
    if held.canonical[0] != wanted[0]:
        return False
    if isinstance(value, Formula):
        if value.value is None:
            return True
        value = value.value
    public = held.public.value if isinstance(held.public, Formula) else held.public
    return isinstance(value, date) and type(public) is type(value) and public == value
