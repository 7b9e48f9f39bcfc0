"""
Rows of a worksheet that are written as we and XlsxWriter write them, each taken apart in one step.

Such a row is made of its cells to the last byte, so that nothing stands between them, and it is
whole XML wherever its texts are. Thousands of rows have one shape and differ in their texts alone.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from actionbook.ooxml.addresses import column_number

__all__ = ["ShapedCell", "Texts", "row_height", "shape_cells", "taken_apart"]

_TAG = re.compile(
    rb'<row r="[0-9]+"(?: spans="[0-9:]+")?(?: ht="([0-9]+(?:\.[0-9]+)?)" customHeight="1")?>'
)
_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})[0-9]+"(?: s="([0-9]+)")?'
    rb"(?:/>|(><v>)[0-9]{1,9}(?:\.[0-9]{1,9})?</v></c>"
    rb'| t="inlineStr"><is><t(?: xml:space="preserve")?>([^<]*)</t></is></c>)'
)
_GROUPS = _CELL.groups + 1
_HAS_NO_HEIGHT = 1e9
_NO_TEXT = -1

Shape = tuple[Any, ...]
"""What a row is beside its numbers and texts: letters, styles, and which cells hold either."""
Texts = list[bytes | None]
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


def row_height(tag: bytes) -> float | None:
    """The points that a usual row is high, many where it does not say; None for an unusual one."""
    found = _TAG.fullmatch(tag)
    if found is None:
        return None
    return float(found[1]) if found[1] else _HAS_NO_HEIGHT


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
