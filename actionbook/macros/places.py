"""Where a thing that floats over a sheet lies, in cells; and whose macro a call means."""

import re

from actionbook.ooxml.addresses import LAST_COLUMN, LAST_ROW, cell_name

__all__ = ["anchored", "macro_name", "on_sheet"]

_PLAIN = re.compile(r"[^\W\d]\w*")


def anchored(row: int, column: int, last_row: int, last_column: int) -> str:
    """The block between two corners that are counted from 0, as ``M2:N3``; "" off the sheet."""
    if max(row, last_row) >= LAST_ROW or max(column, last_column) >= LAST_COLUMN:
        return ""
    first, last = cell_name(row + 1, column + 1), cell_name(last_row + 1, last_column + 1)
    return first if first == last else f"{first}:{last}"


def on_sheet(sheet: str, place: str) -> str:
    """A place with its sheet, as a formula writes it: ``'Our plan'!B2``."""
    named = sheet if _PLAIN.fullmatch(sheet) else "'" + sheet.replace("'", "''") + "'"
    return f"{named}!{place}" if place else named


def macro_name(called: str) -> str:
    """
    The procedure that a call means, without workbook and module: ``HighlightOverdue``.

    ``[0]!Module1.Foo``, ``plan.xlsm!Foo``, ``'plan.xlsm'!Foo`` and ``'Foo "x"'`` all mean Foo.
    """
    named = called.strip().rpartition("!")[2].strip().strip("'").strip()
    head = named.split(maxsplit=1)[0] if named else ""
    return head.partition("(")[0].rpartition(".")[2]
