"""Worksheets being made with XlsxWriter: one whose rows grow, one whose rows are markup."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import xlsxwriter.worksheet
from xlsxwriter.utility import xl_range

from actionbook.ooxml import Formula, Value, column_letters
from actionbook.ooxml.values import encode, encoded_texts

__all__ = ["FittedSheet", "MadeSheet", "put_table"]

Cell = tuple[Value | Formula, int]
"""What a cell holds, and the index of its look."""

Attributes = Sequence[tuple[str, object]]


def put_table(
    sheet: Any, first: int, last: int, last_column: int, look: Mapping[str, object]
) -> None:
    """
    Put a table in these rows of an XlsxWriter sheet, counted from 0, in all columns to the last.

    XlsxWriter notes every cell of a table, to find tables that meet; here a sheet has one. So it is
    told of the headings and one row, and then how far the table goes.
    """
    if sheet.add_table(first, 0, min(first + 1, last), last_column, dict(look)) == 0:
        made, whole = sheet.tables[-1], xl_range(first, 0, last, last_column)
        made.update(range=whole, a_range=whole)
        if "autofilter" in made:
            made["autofilter"] = whole


class FittedSheet(xlsxwriter.worksheet.Worksheet):  # type: ignore[misc]  # it has no types
    """A worksheet whose rows are as high as they are told, and still grow as staff type."""

    def _xml_start_tag_unencoded(self, tag: str, attributes: Attributes = ()) -> None:
        super()._xml_start_tag_unencoded(tag, _fitted(attributes))

    def _xml_empty_tag_unencoded(self, tag: str, attributes: Attributes = ()) -> None:
        super()._xml_empty_tag_unencoded(tag, _fitted(attributes))


class MadeSheet(FittedSheet):
    """A worksheet of a new plan: its title and headings XlsxWriter's, the rows below markup."""

    def __init__(self) -> None:
        super().__init__()
        self._body: list[bytes] = []

    def put_rows(
        self, first: int, heights: Sequence[float], columns: Sequence[Sequence[Cell]]
    ) -> None:
        """
        Put rows from *first*, counted from 0, beneath all others, given column by column.

        XlsxWriter takes many times as long for it.

        Raises:
            ValueError: a cell cannot hold what it is given.
        """
        held = [_markup(at, first + 1, cells) for at, cells in enumerate(columns, 1)]
        for number, (height, *cells) in enumerate(zip(heights, *held, strict=True), first + 1):
            self._body += (b'<row r="%d" ht="%b">' % (number, b"%.16g" % height), *cells, b"</row>")
        self._check_dimensions(first + len(heights) - 1, len(columns) - 1)

    def _write_rows(self) -> None:
        super()._write_rows()
        self.fh.write(b"".join(self._body).decode())
        self._body = []


def _markup(column: int, first: int, cells: Sequence[Cell]) -> Iterable[bytes]:
    """The cells of a column as markup, from the row *first*, counted from 1."""
    letters = column_letters(column).encode()
    value, look = cells[0]
    if value is None and cells.count(cells[0]) == len(cells):  # as most are, and made at once
        blank = b'<c r="%b%%d" s="%d"></c>' % (letters, look)
        return map(blank.__mod__, range(first, first + len(cells)))
    return _each(letters, first, cells)


def _each(letters: bytes, first: int, cells: Sequence[Cell]) -> Iterator[bytes]:
    blank = b'<c r="%b%%d" s="%%d"></c>' % letters
    # Most hold words, and many the same: the words of a column are escaped in one go.
    known = encoded_texts((value for value, _ in cells if isinstance(value, str)), b"")
    stored: dict[Formula, tuple[str | None, bytes]] = {}
    for row, (value, look) in enumerate(cells, first):
        if value is None:
            yield blank % (row, look)
            continue
        kind: str | None = None
        content = b""
        if isinstance(value, str) and value in known:
            kind, content = "inlineStr", known[value]
        elif isinstance(value, Formula) and isinstance(value.value, str):
            if value not in stored:
                stored[value] = encode(value, b"", date_1904=False)
            kind, content = stored[value]
        else:
            kind, content = encode(value, b"", date_1904=False)
        typed = b' t="%b"' % kind.encode() if kind else b""
        yield b'<c r="%b%d" s="%d"%b>%b</c>' % (letters, row, look, typed, content)


def _fitted(attributes: Attributes) -> Attributes:
    """The attributes of a row whose height is a fitted one, which typing may change."""
    return [each for each in attributes if each[0] != "customHeight"]
