"""
The rows of a table as the markup of a worksheet.

XlsxWriter writes a formatted cell in a dozen microseconds and a merged one in fifty, which makes
an appendix of thousands of rows twice as slow as the same cells bare. A table's body is so plain
that it is written here in one go; everything round it stays XlsxWriter's.
Source: ECMA-376 Part 1, 18.3.1.4 (c), 18.3.1.73 (row), 22.9.2.19 (escapes in text).
"""

import re
from collections.abc import Sequence
from datetime import date

from actionbook.appendices.values import ABOVE, LEFT, Cell
from actionbook.appendices.words import day_words
from actionbook.plan.cells import letters

__all__ = ["row_markup"]

FIRST_SERIAL = date(1900, 3, 1)
"""Excel counts a 29 February 1900, so that no two programs agree on the days before this."""
SERIAL_ZERO = date(1899, 12, 30).toordinal()

MOST_COLUMNS = 256

_SPECIAL = re.compile("[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
# A set of letters alone is sought several times as fast as one of several patterns.
_SUSPECT = re.compile("[&<>_\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_OPENINGS = tuple(f'<c r="{letters(place)}' for place in range(1, MOST_COLUMNS + 1))
# A carriage return as XML says it: readers that know XML and not Excel's escapes have it too.
_WORDS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}


def row_markup(number: int, height: float, cells: Sequence[Cell], styles: Sequence[int]) -> str:
    """
    The `<row>` of worksheet row *number*, counted from 1 and *height* points high.

    Text is inline text whatever it begins with; *styles* are the indexes of the cells' formats.
    """
    made = [f'<row r="{number}" ht="{height:g}" customHeight="1">']
    for cell, style, opening in zip(cells, styles, _OPENINGS, strict=False):
        at = f'{opening}{number}" s="{style}"'
        if isinstance(cell, str) and cell:
            made.append(_text(at, cell))
        elif cell is None or cell is ABOVE or cell is LEFT or cell == "":
            made.append(f"{at}/>")
        elif not isinstance(cell, date):
            made.append(f"{at}><v>{cell!r}</v></c>")
        elif cell < FIRST_SERIAL:
            made.append(_text(at, day_words(cell)))
        else:
            made.append(f"{at}><v>{cell.toordinal() - SERIAL_ZERO}</v></c>")
    made.append("</row>")
    return "".join(made)


def _text(at: str, words: str) -> str:
    space = ' xml:space="preserve"' if words[0].isspace() or words[-1].isspace() else ""
    if _SUSPECT.search(words):
        words = _SPECIAL.sub(_escaped, words)
    return f'{at} t="inlineStr"><is><t{space}>{words}</t></is></c>'


def _escaped(found: re.Match[str]) -> str:
    mark = found[0]
    if len(mark) > 1:
        return f"_x005F{mark}"
    if "\ud800" <= mark <= "\udfff":
        return "\ufffd"
    return _WORDS.get(mark) or f"_x{ord(mark):04X}_"
