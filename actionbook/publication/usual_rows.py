"""
Rows of a worksheet that are written as we and XlsxWriter write them, each taken apart in one step.

Such a row is made of its cells to the last byte, so that nothing stands between them, and it is
whole XML wherever its texts are. Thousands of rows have one shape and differ in their texts alone.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from actionbook.ooxml.addresses import column_number
from actionbook.ooxml.rows import RowSpan

__all__ = [
    "Form",
    "Shape",
    "ShapedCell",
    "Texts",
    "UsualRow",
    "UsualRows",
    "shape_cells",
    "taken_apart",
]

_TAG = re.compile(
    rb'<row r="[0-9]+"(?: spans="[0-9:]+")?(?: ht="([0-9]+(?:\.[0-9]+)?)" customHeight="1")?>'
)
_NUMBER = rb"[0-9]{1,9}(?:\.[0-9]{1,9})?"
_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})[0-9]+"(?: s="([0-9]+)")?'
    rb"(?:/>|(><v>)%b</v></c>"
    rb'| t="inlineStr"><is><t(?: xml:space="preserve")?>([^<]*)</t></is></c>)' % _NUMBER
)
_GROUPS = _CELL.groups + 1
_WRITTEN_NUMBER = re.compile(_NUMBER)
_OPENED, _CLOSED = b'<row r="', b"</row>"
_CONTENT = re.compile(rb">([^<]+)</")
_OWN, _SLOT = b"\0", b"\1"
"""Stand for a row's number and for its texts and numbers; no part that is whole XML holds them."""
_HAS_NO_HEIGHT = 1e9
_NO_TEXT = -1

Shape = tuple[Any, ...]
"""What a row is beside its numbers and texts: letters, styles, and which cells hold either."""
Texts = Sequence[bytes | None]
"""What the cells of a row say, as it is stored; None where one holds no text."""


class ShapedCell(NamedTuple):
    """
    A cell of a shape: its column, its style, and whether it holds text, a number, or neither.

    *is_said*: its text is not empty.
    """

    column: int
    style: int
    is_text: bool
    is_said: bool
    is_number: bool


class Form:
    """
    What rows have in common that differ in their number, their texts and numbers alone.

    *height* is in points, and large where a row does not say.
    """

    def __init__(self, height: float, shape: Shape) -> None:
        self.height = height
        self.shape = shape
        sorts = [cell.is_text for cell in shape_cells(shape) if cell.is_said or cell.is_number]
        self.count = len(sorts)
        places = [(2 * number + 1, is_text) for number, is_text in enumerate(sorts)]
        self.texts = _taker([place for place, is_text in places if is_text])
        self.numbers = _taker([place for place, is_text in places if not is_text])


UsualRow: TypeAlias = tuple[Form, Texts]
"""A row's form, and its texts that are not empty."""


class UsualRows:
    """The usual rows of one part, each taken apart; what rows have in common is looked at once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._forms: dict[bytes, Form | None] = {}
        self._numbers: set[bytes] = set()
        # Nothing is usual in what is no XML.
        self._is_marked = _OWN in data or _SLOT in data

    def each(self, start: int, end: int) -> Iterator[tuple[int, int, int, UsualRow]]:
        """
        Each usual row from one byte to another: its number, its first byte, its end, what it is.

        No comment or the like may stand there. What lies between the rows is looked at by others.
        """
        find, stop = self._data.find, start
        at = find(_OPENED, start, end)
        while at >= 0:
            # Each byte is passed once, however many rows have no end of their own.
            stop = find(_CLOSED, at, end) if stop < at else stop
            if stop < 0:
                return
            following = find(_OPENED, at + 1, end)
            if not at < following < stop:
                whole = self._data[at:stop]
                number = whole[len(_OPENED) : whole.find(b'"', len(_OPENED))]
                found = self._taken(whole, number) if number.isdigit() else None
                if found is not None:
                    yield int(number), at, stop + len(_CLOSED), found
            at = following

    def row(self, row: RowSpan) -> UsualRow | None:
        """What *row* is; None where it, or one of its cells, is unusual."""
        return self._taken(self._data[row.start : row.inner_end], b"%d" % row.number)

    def _taken(self, whole: bytes, number: bytes) -> UsualRow | None:
        """What a row is, from its tag to the end of its cells."""
        own = number + b'"'
        if self._is_marked or not whole.startswith(own, len(_OPENED)):
            return None
        parts = _CONTENT.split(whole[len(_OPENED) + len(own) :])
        # Each mark stands for one thing, so that only rows of one form come to the same.
        key = _SLOT.join(parts[::2]).replace(own + b" s=", _OWN + b" s=")
        if key not in self._forms:
            self._forms[key] = _form(whole, len(parts) // 2)
        form = self._forms[key]
        if form is None:
            return None
        numbers = form.numbers(parts)
        if not self._numbers.issuperset(numbers):
            if not all(map(_WRITTEN_NUMBER.fullmatch, numbers)):
                return None
            self._numbers.update(numbers)
        return form, form.texts(parts)


def _taker(places: Sequence[int]) -> Callable[[Sequence[bytes]], Sequence[bytes]]:
    """What takes those of the parts of a row that stand at *places*."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda parts: [parts[place] for place in places]


def _form(row: bytes, count: int) -> Form | None:
    """The form of the first of its rows, which has so many texts and numbers; None: unusual."""
    tag = _TAG.match(row)
    found = taken_apart(row[tag.end() :]) if tag is not None else None
    if tag is None or found is None:
        return None
    form = Form(float(tag[1]) if tag[1] else _HAS_NO_HEIGHT, found[0])
    return form if form.count == count else None


def taken_apart(cells: bytes) -> tuple[Shape, Texts] | None:
    """The shape and the texts of a row's *cells*; None where one of them is unusual."""
    parts = _CELL.split(cells)
    if any(parts[::_GROUPS]):
        return None
    texts = parts[4::_GROUPS]
    shape = (*parts[1::_GROUPS], *parts[2::_GROUPS], *parts[3::_GROUPS], *map(_sort, texts))
    return shape, texts


def _sort(text: bytes | None) -> int:
    return _NO_TEXT if text is None else bool(text)


def shape_cells(shape: Shape) -> Iterator[ShapedCell]:
    """The cells that a row of *shape* has."""
    count = len(shape) // 4
    columns = (shape[count * group : count * (group + 1)] for group in range(4))
    for letters, style, number, sort in zip(*columns, strict=True):
        column = column_number(letters.decode())
        yield ShapedCell(column, int(style or 0), sort != _NO_TEXT, sort == 1, number is not None)
