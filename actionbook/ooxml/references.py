"""
The rows that the text of a formula names.

Source: ECMA-376 part 1, 18.17 (formulas). References by a table's column or by a defined name
have no rows of their own, and are passed over.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from actionbook.ooxml.addresses import LAST_ROW

__all__ = ["RowReference", "counts_cells", "row_references", "with_rows"]

_WORD = r"[^\W\d][\w.\\?]*"
_CELL = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
# Text and what stands in brackets are passed over; so are functions (LOG10() and names (RATE_A1).
_TOKEN = re.compile(
    rf"(?P<kept>\"(?:[^\"]|\"\")*\")"
    rf"|(?P<sheet>(?:'(?:[^']|'')*'|(?<![\w.\\?$\]])(?:\[[0-9]+\])?{_WORD}(?::{_WORD})?)!)?"
    rf"(?<![\w.\\?$])(?P<area>{_CELL}(?::{_CELL})?|\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}}"
    r"|\$?[0-9]{1,7}:\$?[0-9]{1,7})(?![\w.\\?(!])"
    r"|(?P<bracketed>\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\])"
)
_ROW = re.compile(r"(?<![A-Za-z0-9$])(\$?)[0-9]+|(?<=[A-Za-z])(\$?)[0-9]+")
_RELATIVE_COLUMN = re.compile(r"(?<![A-Za-z$])[A-Za-z]{1,3}(?=[$0-9:]|$)")
_COUNTS = re.compile(r"\b(?:OFFSET|INDIRECT)\s*\(", re.IGNORECASE)
_TEXT = re.compile(r'"(?:[^"]|"")*"')


class RowReference(NamedTuple):
    """
    One reference: where it stands in the text, and the rows it names, corners included.

    *sheet* is the sheet it names, "" where it names none; *is_several* where it runs over sheets.
    *is_fixed* tells of each corner whether its row has a dollar sign; whole columns are fixed.
    """

    start: int
    end: int
    sheet: str
    is_several: bool
    first_row: int
    last_row: int
    is_fixed: tuple[bool, bool]
    has_relative_column: bool


def row_references(text: str) -> Iterator[RowReference]:
    """The references of a formula to rows of this workbook, in order."""
    for match in _TOKEN.finditer(text):
        area, stated = match["area"], (match["sheet"] or "")[:-1]
        if area is None or "[" in stated:  # another workbook
            continue
        if stated.startswith("'"):
            stated = stated[1:-1].replace("''", "'")
        rows = [(int(row[0].lstrip("$")), "$" in row[0]) for row in _ROW.finditer(area)]
        first, last = (rows[0], rows[-1]) if rows else ((1, True), (LAST_ROW, True))
        if first[0] > last[0]:
            first, last = last, first
        yield RowReference(
            *match.span("area"),
            sheet=stated,
            is_several=":" in stated,
            first_row=first[0],
            last_row=last[0],
            is_fixed=(first[1], last[1]),
            has_relative_column=_RELATIVE_COLUMN.search(area) is not None,
        )


def with_rows(text: str, rows: dict[RowReference, int]) -> str:
    """*text* with each of those references, which name one row, naming another."""
    for reference in sorted(rows, reverse=True):
        area = text[reference.start : reference.end]
        number = str(rows[reference])
        renamed = _ROW.sub(lambda row, to=number: (row[1] or row[2] or "") + to, area)  # type: ignore[misc]
        text = text[: reference.start] + renamed + text[reference.end :]
    return text


def counts_cells(text: str) -> bool:
    """Whether a formula finds cells by counting or by a text, which no reading can follow."""
    return _COUNTS.search(_TEXT.sub('""', text)) is not None
