"""
One sheet of a finished workbook, looked through once.

A pass over the cells keeps what the checks ask for and no cell itself, so that a sheet of a
million cells takes little more room than its bytes.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from actionbook.ooxml.cells import read_cell
from actionbook.ooxml.characters import text_of
from actionbook.ooxml.markup import Element, attributes
from actionbook.ooxml.rows import Cell, CellSpan, RowSpan
from actionbook.ooxml.sheet import SheetPart, is_true
from actionbook.publication.colours import Colour
from actionbook.publication.decoded import comments_in, refuse_broken, said_in
from actionbook.publication.sheets import Seen, SheetSeen
from actionbook.publication.strings import Text, read_text
from actionbook.publication.usual_rows import (
    Form,
    Shape,
    Texts,
    UsualRow,
    UsualRows,
    shape_cells,
    taken_apart,
)

__all__ = ["inline_texts", "look_through", "unusual_in"]

_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^>]*)?>([^<]*)<")
_INLINE = re.compile(rb"<((?:[\w.-]+:)?)is(?:\s[^>]*)?(?<!/)>(.*?)</\1is\s*>", re.DOTALL)
_LOOK = re.compile(rb'(?: s="([0-9]+)")?(?: t="([a-zA-Z]+)")?\s*')
_INLINE_KINDS = ("inlineStr", "str")
_LEAST_HEIGHT, _LEAST_WIDTH = 2.0, 0.4
"""A row in points, a column in characters: less than this cannot be read."""
_HEAD = 2
"""The rows that hold a sheet's title and its sentence."""

_LONG_NUMBER = re.compile(rb"[0-9]{10}(?:\.0*)?")


def look_through(
    part: SheetPart,
    *,
    name: str,
    path: str,
    state: str,
    strings: Sequence[Text],
    theme: Sequence[Colour],
) -> SheetSeen:
    """
    What the sheet held by *part* has.

    Raises:
        WorkbookUnreadableError: it is broken XML.
    """
    seen = SheetSeen(name, path, state, part.frame, is_odd=part.unsafe or "")
    pass_over = _Pass(seen, UsualRows(part.data), strings, theme)
    seen.hidden_columns.extend(_hidden_columns(part.frame))
    usual = part.frame.find("sheetFormatPr")
    if usual is not None and is_true(usual.attributes.get("zeroHeight")):
        seen.hidden_rows.append(0)
    pass_over.note_rows(part)
    pass_over.close(part)
    return seen


def unusual_in(part: SheetPart, seen: SheetSeen) -> bytes:
    """What stands between the rows' beginning and end beside usual rows, a tag in their place."""
    return b"<t/>".join(part.data[start:end] for start, end in seen.unusual)


def inline_texts(part: SheetPart) -> Iterator[tuple[Cell, str]]:
    """Each cell that keeps its text itself, and what it says, in the order of the part."""
    for cell, span in part.rows.every_cell():
        kind = _style_and_kind(span.look)[1]
        if span.content and kind in _INLINE_KINDS:
            text = _read_inline(span, kind, ())
            if text.said:
                yield cell, text.said


class _Pass:
    """The pass over the cells of one sheet."""

    def __init__(
        self,
        seen: SheetSeen,
        usual: UsualRows,
        strings: Sequence[Text],
        theme: Sequence[Colour],
    ) -> None:
        self._seen = seen
        self._usual = usual
        self._strings = strings
        self._theme = theme
        self._stored: set[bytes | None] = set()
        self._said: set[str] = set()
        self._bits: dict[Form | Shape, int] = {}
        self._usual_to = 0

    def note_rows(self, part: SheetPart) -> None:
        """Keep what each row tells."""
        if part.hides:
            for row in part.rows.spans():
                found = self._usual.row(row)
                if found is None:
                    self._note_unusual(part, row)
                else:
                    self._note_usual(part, row.number, row.start, row.end, found)
            return
        at, last = part.start, 0
        for number, start, end, usual in self._usual.each(part.start, part.end):
            if start > at:
                self._note_between(part, at, start, last)
            self._note_usual(part, number, start, end, usual)
            at, last = end, number
        self._note_between(part, at, part.end, last)

    def _note_between(self, part: SheetPart, start: int, end: int, last: int) -> None:
        """Keep what rows tell that are not usual, between usual ones or before or after them."""
        for row in part.rows.spans(start, end, after=last):
            self._note_unusual(part, row)

    def _note_usual(
        self, part: SheetPart, number: int, start: int, end: int, found: UsualRow
    ) -> None:
        form, texts = found
        if form.height < _LEAST_HEIGHT:
            self._seen.hidden_rows.append(number)
        self._note_cells(number, form, form.shape, texts)
        self._end_stretch(part, start)
        self._usual_to = end

    def _note_unusual(self, part: SheetPart, row: RowSpan) -> None:
        tag = part.data[row.start : row.inner_start]
        stated = attributes(tag) if b"idden" in tag or b" ht=" in tag else {}
        if is_true(stated.get("hidden")) or _measure(stated.get("ht", "")) < _LEAST_HEIGHT:
            self._seen.hidden_rows.append(row.number)
        found = taken_apart(part.data[row.inner_start : row.inner_end])
        if found is not None:
            shape, texts = found
            self._note_cells(row.number, shape, shape, texts)
        else:
            for column, span in part.rows.cells(row):
                self._note((row.number, column), span)

    def _end_stretch(self, part: SheetPart, at: int) -> None:
        start = self._usual_to or part.start
        if at > start:
            self._seen.unusual.append((start, at))

    def close(self, part: SheetPart) -> None:
        """Keep what all rows told together."""
        seen = self._seen
        self._end_stretch(part, part.end)
        stored = [text for text in self._stored if text]
        # A usual row is whole XML wherever its texts are.
        refuse_broken(b"<x>%b\n%b</x>" % (unusual_in(part, seen), b"\n".join(stored)), seen.part)
        self._said.update(said_in(stored))
        seen.inline = self._said
        seen.comments = tuple(comments_in(part.data)) if part.hides else ()

    def _note_cells(self, row: int, form: Form | Shape, shape: Shape, texts: Texts) -> None:
        self._stored.update(texts)
        bits = self._bits.get(form)
        if bits is None:
            bits = self._note_shape(row, shape)
            if row > _HEAD:
                self._bits[form] = bits
        if bits:
            self._seen.filled[row] = self._seen.filled.get(row, 0) | bits

    def _note_shape(self, row: int, shape: Shape) -> int:
        """Keep what the first row of a shape tells; the bits of the columns that hold something."""
        bits = 0
        for column, style, is_text, is_said, is_number in shape_cells(shape):
            if not (is_text or is_number):
                self._seen.coloured_blank.setdefault(style, (row, column))
                continue
            if is_said:
                self._note_text((row, column), style)
            self._seen.looks.setdefault(style, (row, column))
            bits |= 1 << column
        return bits

    def _note(self, cell: Cell, span: CellSpan) -> None:
        """Keep what one cell tells."""
        seen, content = self._seen, span.content
        style, kind = _style_and_kind(span.look)
        if not content:
            seen.coloured_blank.setdefault(style, cell)
            return
        if b"f" in content and _FORMULA.search(content):
            seen.formulas.append(cell)
        if kind == "s":
            self._note_shared(cell, style, content)
            return
        if kind in _INLINE_KINDS:
            self._note_inline(cell, style, span, kind)
        elif not self._note_number(cell, kind, content):
            return
        self._note_filled(cell, style)

    def _note_inline(self, cell: Cell, style: int, span: CellSpan, kind: str) -> None:
        seen, text = self._seen, _read_inline(span, kind, self._theme)
        if text.said:
            self._said.add(text.said)
            if text.runs:
                seen.runs.append(Seen(cell, style, text))
            self._note_text(cell, style)
            if kind == "str" and text.said[0] in "=+-@\t\r" and cell not in seen.formulas[-1:]:
                seen.run.append(cell)

    def _note_shared(self, cell: Cell, style: int, content: bytes) -> None:
        found = _VALUE.search(content)
        number = found[1].strip() if found else b""
        if not number.isdigit() or int(number) >= len(self._strings):
            return
        place = int(number)
        text = self._strings[place]
        self._seen.strings.setdefault(place, cell)
        if text.runs:
            self._seen.dressed.setdefault((place, style), cell)
        if text.said.strip():
            self._note_text(cell, style)
            self._note_filled(cell, style)

    def _note_number(self, cell: Cell, kind: str, content: bytes) -> bool:
        """Whether the cell holds a number, a yes-or-no or an error."""
        found = _VALUE.search(content)
        if found is None or not found[1].strip():
            return False
        written = found[1].strip()
        if kind == "n":
            if _LONG_NUMBER.fullmatch(written):
                self._seen.numbers.append((cell, int(written.partition(b".")[0])))
            elif not _is_number(written):
                self._seen.run.append(cell)
        return True

    def _note_text(self, cell: Cell, style: int) -> None:
        self._seen.texts.setdefault(style, cell)
        if cell[0] > _HEAD:
            self._seen.body.setdefault(style, cell)

    def _note_filled(self, cell: Cell, style: int) -> None:
        self._seen.looks.setdefault(style, cell)
        row, column = cell
        self._seen.filled[row] = self._seen.filled.get(row, 0) | 1 << column


def _read_inline(span: CellSpan, kind: str, theme: Sequence[Colour]) -> Text:
    if kind == "inlineStr":
        found = _INLINE.search(span.content)
        return read_text(found[2], theme) if found else Text("")
    value = read_cell(span, str).value
    return Text("" if value is None else str(value))


def _is_number(written: bytes) -> bool:
    try:
        float(text_of(written))
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)
def _style_and_kind(look: bytes) -> tuple[int, str]:
    usual = _LOOK.fullmatch(look)
    if usual is not None:
        return int(usual[1] or 0), (usual[2] or b"n").decode()
    stated = attributes(b"<c" + look + b">")
    style = stated.get("s", "0")
    return int(style) if style.isdecimal() else 0, stated.get("t", "n")


def _hidden_columns(frame: Element) -> Iterator[tuple[int, int]]:
    """The first and last column of each block that is hidden, or too narrow to be read."""
    holder = frame.find("cols")
    for element in holder.all("col") if holder else ():
        stated = element.attributes
        narrow = _measure(stated.get("width", "")) < _LEAST_WIDTH
        if is_true(stated.get("hidden")) or narrow:
            yield int(stated.get("min", "1")), int(stated.get("max", "1"))


def _measure(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return _LEAST_HEIGHT + _LEAST_WIDTH
