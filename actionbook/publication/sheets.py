"""
One sheet of a finished workbook, looked through once: what it shows, hides and works out.

A pass over the cells keeps what the checks ask for and no cell itself, so that a sheet of a
million cells takes little more room than its bytes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from actionbook.ooxml.addresses import cell_name
from actionbook.ooxml.cells import read_cell
from actionbook.ooxml.characters import text_of
from actionbook.ooxml.markup import Element, attributes
from actionbook.ooxml.rows import Cell, CellSpan
from actionbook.ooxml.sheet import SheetPart, is_true
from actionbook.publication.colours import Colour
from actionbook.publication.strings import Text, read_text

__all__ = ["Seen", "SheetSeen", "look_through"]

_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^>]*)?>([^<]*)<")
_INLINE = re.compile(rb"<((?:[\w.-]+:)?)is(?:\s[^>]*)?(?<!/)>(.*?)</\1is\s*>", re.DOTALL)
_LOOK = re.compile(rb'(?: s="([0-9]+)")?(?: t="([a-zA-Z]+)")?\s*')
_LEAST_HEIGHT, _LEAST_WIDTH = 2.0, 0.4
"""A row in points, a column in characters: less than this cannot be read."""
_HEAD = 2
"""The rows that hold a sheet's title and its sentence."""

_LONG_NUMBER = re.compile(rb"[0-9]{10}(?:\.0*)?")


class Seen(NamedTuple):
    """A cell with text: its place, its style, what it says."""

    cell: Cell
    style: int
    text: Text


@dataclass
class SheetSeen:
    """
    What a sheet has; cells are (row, column), counted from 1, and the first of each sort is kept.

    *strings* are the shared strings it uses and where first; *looks* the styles of cells that hold
    something, *texts* of those with text, *body* of those with text below the second row;
    *dressed* each string that has runs of its own, with each style it is met in.
    *filled* is a number for each row with a bit for each column that holds something.
    """

    name: str
    part: str
    state: str
    frame: Element
    is_odd: str = ""
    formulas: list[Cell] = field(default_factory=list)
    strings: dict[int, Cell] = field(default_factory=dict)
    inline: list[Seen] = field(default_factory=list)
    run: list[Cell] = field(default_factory=list)
    looks: dict[int, Cell] = field(default_factory=dict)
    texts: dict[int, Cell] = field(default_factory=dict)
    body: dict[int, Cell] = field(default_factory=dict)
    dressed: dict[tuple[int, int], Cell] = field(default_factory=dict)
    coloured_blank: dict[int, Cell] = field(default_factory=dict)
    numbers: list[tuple[Cell, int]] = field(default_factory=list)
    filled: dict[int, int] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    def at(self, cell: Cell) -> str:
        """A cell as a message names it: `'Action plan'!C7`."""
        return f"{self.called}!{cell_name(*cell)}"

    @property
    def called(self) -> str:
        """The sheet's name as a reference writes it."""
        return self.name if self.name.isalnum() else "'" + self.name.replace("'", "''") + "'"

    def child(self, local: str) -> Element | None:
        """The element of that name in the sheet, outside its cells."""
        return self.frame.find(local)

    @property
    def width(self) -> int:
        """The last column that holds something; 0 for none."""
        return max((bits.bit_length() for bits in self.filled.values()), default=1) - 1


def look_through(
    part: SheetPart,
    *,
    name: str,
    path: str,
    state: str,
    strings: Sequence[Text],
    theme: Sequence[Colour],
) -> SheetSeen:
    """What the sheet held by *part* has."""
    seen = SheetSeen(name, path, state, part.frame, is_odd=part.unsafe or "")
    pass_over = _Pass(seen, strings, theme)
    seen.hidden_columns.extend(_hidden_columns(part.frame))
    usual = part.frame.find("sheetFormatPr")
    if usual is not None and is_true(usual.attributes.get("zeroHeight")):
        seen.hidden_rows.append(0)
    data = part.data
    for row in part.rows.spans():
        tag = data[row.start : row.inner_start]
        if b"idden" in tag or b" ht=" in tag:
            stated = attributes(tag)
            height = _measure(stated.get("ht", ""))
            if is_true(stated.get("hidden")) or height < _LEAST_HEIGHT:
                seen.hidden_rows.append(row.number)
        for column, span in part.rows.cells(row):
            pass_over.note((row.number, column), span)
    return seen


class _Pass:
    """The pass over the cells of one sheet."""

    def __init__(self, seen: SheetSeen, strings: Sequence[Text], theme: Sequence[Colour]) -> None:
        self._seen = seen
        self._strings = strings
        self._theme = theme

    def note(self, cell: Cell, span: CellSpan) -> None:
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
        if kind in ("inlineStr", "str"):
            text = self._text(span, kind, content)
            if text.said:
                seen.inline.append(Seen(cell, style, text))
                self._note_text(cell, style)
                if kind == "str" and text.said[0] in "=+-@\t\r" and cell not in seen.formulas[-1:]:
                    seen.run.append(cell)
        elif not self._note_number(cell, kind, content):
            return
        self._note_filled(cell, style)

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

    def _text(self, span: CellSpan, kind: str, content: bytes) -> Text:
        if kind == "inlineStr":
            found = _INLINE.search(content)
            return read_text(found[2], self._theme) if found else Text("")
        value = read_cell(span, str).value
        return Text("" if value is None else str(value))

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
