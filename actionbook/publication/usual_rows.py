"""
Rows of a worksheet that are written as we and XlsxWriter write them, each taken apart in one step.

Such a row is made of its cells to the last byte, so that nothing stands between them, and it is
whole XML wherever its texts are. Thousands of rows have one shape and differ in their texts alone.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from actionbook.ooxml.addresses import column_number
from actionbook.ooxml.rows import RowSpan

__all__ = ["Shape", "ShapedCell", "Texts", "UsualRows", "shape_cells", "taken_apart"]

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


class UsualRow(NamedTuple):
    """What a usual row is: how many points high, many where it does not say, shape and texts."""

    height: float
    shape: Shape
    texts: Texts


class _Form(NamedTuple):
    """What rows have in common that differ in numbers and texts alone: where those stand, too."""

    height: float
    shape: Shape
    texts: Sequence[int]
    numbers: Sequence[int]


class UsualRows:
    """The usual rows of one part, each taken apart; what rows have in common is looked at once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._forms: dict[bytes, _Form | None] = {}
        self._numbers: set[bytes] = set()
        self._is_marked = _OWN in data or _SLOT in data

    def row(self, row: RowSpan) -> UsualRow | None:
        """What *row* is; None where it, or one of its cells, is unusual."""
        whole = self._data[row.start : row.inner_end]
        if self._is_marked:
            return _usual(whole)
        parts = _CONTENT.split(whole)
        # Each mark stands for one thing, so that only rows of one form come to the same.
        form = _SLOT.join(parts[::2]).replace(b'%d" s=' % row.number, _OWN + b" s=")
        form = form.replace(b'<row r="%d"' % row.number, b'<row r="' + _OWN, 1)
        if form not in self._forms:
            self._forms[form] = _form(whole, parts[1::2])
        known = self._forms[form]
        if known is None:
            return None
        numbers = [parts[place] for place in known.numbers]
        if not self._numbers.issuperset(numbers):
            if not all(map(_WRITTEN_NUMBER.fullmatch, numbers)):
                return None
            self._numbers.update(numbers)
        return UsualRow(known.height, known.shape, [parts[place] for place in known.texts])


def _usual(row: bytes) -> UsualRow | None:
    """What a row, from its tag to the end of its cells, is; None where it is unusual."""
    tag = _TAG.match(row)
    found = taken_apart(row[tag.end() :]) if tag is not None else None
    if tag is None or found is None:
        return None
    return UsualRow(float(tag[1]) if tag[1] else _HAS_NO_HEIGHT, *found)


def _form(row: bytes, contents: Sequence[bytes]) -> _Form | None:
    """The form of the first of its rows, whose *contents* stand between tags; None: unusual."""
    first = _usual(row)
    if first is None:
        return None
    sorts = [cell.is_text for cell in shape_cells(first.shape) if cell.is_said or cell.is_number]
    if len(sorts) != len(contents):
        return None
    places = [(2 * number + 1, is_text) for number, is_text in enumerate(sorts)]
    return _Form(
        first.height,
        first.shape,
        [place for place, is_text in places if is_text],
        [place for place, is_text in places if not is_text],
    )


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
