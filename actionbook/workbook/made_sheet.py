"""Worksheets being made with XlsxWriter: one whose rows grow, one whose rows are markup."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, repeat
from typing import Any

import xlsxwriter.worksheet
from xlsxwriter.utility import xl_range

from actionbook.ooxml import Formula, Value, column_letters
from actionbook.ooxml.values import encode, encoded_texts
from actionbook.workbook.made_columns import Cells

__all__ = ["FittedSheet", "MadeSheet", "put_table"]

_LOOKED_UP = (str, Formula, type(None))

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
        self._body = b""

    def put_rows(self, first: int, heights: Sequence[float], columns: Sequence[Cells]) -> None:
        """
        Put rows from *first*, counted from 0, beneath all others, given column by column.

        XlsxWriter takes many times as long for it.

        Raises:
            ValueError: a cell cannot hold what it is given.
        """
        numbers = range(first + 1, first + 1 + len(heights))
        opened = map(b'<row r="%d" ht="%.16g">'.__mod__, zip(numbers, heights, strict=True))
        rows = zip(opened, *_markup(numbers, columns), repeat(b"</row>"), strict=False)
        self._body += b"".join(chain.from_iterable(rows))
        self._check_dimensions(first + len(heights) - 1, len(columns) - 1)

    def _write_rows(self) -> None:
        super()._write_rows()
        self.fh.write(self._body.decode())
        self._body = b""


def _markup(numbers: range, columns: Sequence[Cells]) -> Iterator[Iterable[bytes]]:
    """The cells of columns from the first on as markup, row by row; of blank columns together."""
    blanks = b""
    for at, cells in enumerate(columns, 1):
        letters = column_letters(at).encode()
        if cells.values.count(None) == len(cells.values):  # as most are
            blanks += b'<c r="%b%%d" s="%d"></c>' % (letters, cells.look)
            continue
        if blanks:
            yield _same(numbers, blanks)
        blanks = b""
        opened = b'<c r="%b%%d" s="%%b' % letters
        yield map(opened.__mod__, zip(numbers, _told(cells), strict=True))
    if blanks:
        yield _same(numbers, blanks)


def _same(numbers: range, blanks: bytes) -> Iterable[bytes]:
    return map(blanks.__mod__, zip(*repeat(numbers, blanks.count(b"%d")), strict=True))


def _told(cells: Cells) -> Iterable[bytes]:
    """What follows in the markup of each cell where its look is to be named."""
    values, look, _ = cells
    # Most hold words, and many the same: the words of a column are escaped in one go.
    texts = encoded_texts([value for value in values if isinstance(value, str)], b"")
    told: dict[Value | Formula, bytes] = {None: b'%d"></c>' % look}
    for text, content in texts.items():
        told[text] = b'%d" t="inlineStr">%b</c>' % (look, content)
    unlike = set(values)
    for value in unlike - told.keys():
        if isinstance(value, Formula) and isinstance(value.value, str):
            told[value] = _typed(value, look)
    if unlike <= told.keys():
        return map(told.__getitem__, values)
    # A number is equal to another of another kind, and is not looked up.
    return (
        told[value]
        if isinstance(value, _LOOKED_UP) and value in told
        else _typed(value, cells.dated if isinstance(value, date) else look)
        for value in values
    )


def _typed(value: Value | Formula, look: int) -> bytes:
    kind, content = encode(value, b"", date_1904=False)
    return b'%d"%b>%b</c>' % (look, b' t="%b"' % kind.encode() if kind else b"", content)


def _fitted(attributes: Attributes) -> Attributes:
    """The attributes of a row whose height is a fitted one, which typing may change."""
    return [each for each in attributes if each[0] != "customHeight"]
