"""
The rows of a table as the markup of a worksheet.

XlsxWriter writes a formatted cell in a dozen microseconds and a merged one in fifty, which makes
an appendix of thousands of rows twice as slow as the same cells bare. A table's body is so plain
that it is written here in one go; everything round it stays XlsxWriter's.
Source: ECMA-376 Part 1, 18.3.1.4 (c), 18.3.1.73 (row), 22.9.2.19 (escapes in text).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import count, repeat

from actionbook.appendices.values import ABOVE, LEFT, Cell
from actionbook.appendices.words import day_words
from actionbook.plan.cells import letters

__all__ = ["ROWS_AT_ONCE", "rows_markup"]

FIRST_SERIAL = date(1900, 3, 1)
"""Excel counts a 29 February 1900, so that no two programs agree on the days before this."""
SERIAL_ZERO = date(1899, 12, 30).toordinal()

ROWS_AT_ONCE = 2_000
"""So many rows are made together: many share what is done once, few take little room."""

_SPECIAL = re.compile("[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_PRINTED = ("&", "<", ">", "_x")
# A carriage return as XML says it: readers that know XML and not Excel's escapes have it too.
_WORDS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}


def rows_markup(
    first: int,
    heights: Sequence[float],
    columns: Sequence[Sequence[Cell]],
    styles: Sequence[Iterable[int]],
) -> Iterator[str]:
    """
    The `<row>`s from worksheet row *first* on, counted from 1; *heights* are in points.

    Of each column its cells and the indexes of their formats. Text is inline text whatever it
    begins with.
    """
    heads = {height: f'" ht="{height:g}" customHeight="1"><c r="A' for height in set(heights)}
    openings = [f'<c r="{letters(place)}' for place in range(2, len(columns) + 1)]
    tails = map(_tails, columns, styles, (*openings, "</row>"))
    # A row's number stands in its tag and in each of its cells: it is what joins their pieces.
    pieces = zip(repeat('<row r="'), map(heads.__getitem__, heights), *tails, strict=False)
    return map(str.join, map(str, count(first)), pieces)


def _tails(cells: Sequence[Cell], styles: Iterable[int], after: str) -> Iterable[str]:
    """The cells of a column from behind their row's number, each with what comes *after* it."""
    pairs = list(zip(cells, styles, strict=False))
    if any(issubclass(kind, int | float) for kind in set(map(type, cells))):
        # 1 is 1.0 and is not written like it.
        return [_tail(cell, style, after) for cell, style in pairs]
    unlike = set(pairs)
    is_plain = _is_plain("".join([cell for cell, _ in unlike if isinstance(cell, str)]))
    made = {pair: _tail(*pair, after, is_plain=is_plain) for pair in unlike}
    return map(made.__getitem__, pairs)


def _tail(cell: Cell, style: int, after: str, *, is_plain: bool = False) -> str:
    if isinstance(cell, str) and cell:
        return _text(cell, style, after, is_plain=is_plain)
    if cell is None or cell is ABOVE or cell is LEFT or cell == "":
        return f'" s="{style}"/>{after}'
    if not isinstance(cell, date):
        return f'" s="{style}"><v>{cell!r}</v></c>{after}'
    if cell < FIRST_SERIAL:
        return _text(day_words(cell), style, after)
    return f'" s="{style}"><v>{cell.toordinal() - SERIAL_ZERO}</v></c>{after}'


def _is_plain(words: str) -> bool:
    """Whether nothing in *words* is special: told so faster than by a search, of many in one go."""
    # What can be printed holds nothing special but these.
    return words.isprintable() and not any(map(words.__contains__, _PRINTED))


def _text(words: str, style: int, after: str, *, is_plain: bool = False) -> str:
    space = ' xml:space="preserve"' if words[0].isspace() or words[-1].isspace() else ""
    if not is_plain and not _is_plain(words):
        words = _SPECIAL.sub(_escaped, words)
    return f'" s="{style}" t="inlineStr"><is><t{space}>{words}</t></is></c>{after}'


def _escaped(found: re.Match[str]) -> str:
    mark = found[0]
    if len(mark) > 1:
        return f"_x005F{mark}"
    if "\ud800" <= mark <= "\udfff":
        return "\ufffd"
    return _WORDS.get(mark) or f"_x{ord(mark):04X}_"
