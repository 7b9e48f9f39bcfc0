"""New cells put where they belong: into their row, or into a row that is made for them."""

from collections.abc import Iterator, Mapping

from actionbook.ooxml.markup import Edit, attributes, with_attributes
from actionbook.ooxml.rows import RowSpan
from actionbook.ooxml.sheet import SheetPart

__all__ = ["insertions"]


def insertions(
    part: SheetPart, new: Mapping[int, Mapping[int, bytes]], *, row_tag: bytes = b""
) -> Iterator[Edit]:
    """
    The edits that put *new* cells, by row and column, into a sheet that has none there.

    *row_tag* is the start tag that a row made for them takes over, but for its number.
    """
    if not new:
        return
    tag = row_tag or b"<%brow>" % part.prefix
    if part.is_empty:
        yield _first_rows(part, new, tag)
    else:
        is_alone = len(new) == 1
        for number in sorted(new):
            yield from _into_sheet(part, number, new[number], tag, nearby=is_alone)


def _into_sheet(
    part: SheetPart, number: int, new: Mapping[int, bytes], tag: bytes, *, nearby: bool
) -> Iterator[Edit]:
    row = part.rows.row(number, nearby=nearby)
    if row is None:
        at = part.rows.next_row_start(number)
        yield Edit(at, at, _new_row(part, number, new, tag))
    elif row.is_empty:
        tag = _spanned(part, row, new)[:-2].rstrip()
        yield Edit(row.start, row.end, b"%b>%b</%brow>" % (tag, _joined(new), part.prefix))
    else:
        tag = _spanned(part, row, new)
        if tag != part.data[row.start : row.inner_start]:
            yield Edit(row.start, row.inner_start, tag)
        yield from _into_row(part, row, new)


def _into_row(part: SheetPart, row: RowSpan, new: Mapping[int, bytes]) -> Iterator[Edit]:
    last = part.rows.last_column(row)
    if last is not None and last < min(new):
        yield Edit(row.inner_end, row.inner_end, _joined(new))
        return
    waiting = sorted(new, reverse=True)
    for column, span in part.rows.cells(row):
        while waiting and waiting[-1] < column:
            yield Edit(span.start, span.start, new[waiting.pop()])
    for column in reversed(waiting):
        yield Edit(row.inner_end, row.inner_end, new[column])


def _first_rows(part: SheetPart, new: Mapping[int, Mapping[int, bytes]], tag: bytes) -> Edit:
    """The rows of a sheet that has none, its ``<sheetData/>`` opened for them."""
    rows = b"".join(_new_row(part, number, new[number], tag) for number in sorted(new))
    start = part.data.rindex(b"<", 0, part.start)
    opened = part.data[start : part.start - 2].rstrip()
    return Edit(start, part.start, b"%b>%b</%bsheetData>" % (opened, rows, part.prefix))


def _new_row(part: SheetPart, number: int, new: Mapping[int, bytes], tag: bytes) -> bytes:
    tag = with_attributes(tag, {"r": str(number)})
    return b"%b%b</%brow>" % (tag, _joined(new), part.prefix)


def _joined(new: Mapping[int, bytes]) -> bytes:
    return b"".join(new[column] for column in sorted(new))


def _spanned(part: SheetPart, row: RowSpan, new: Mapping[int, bytes]) -> bytes:
    """The row's tag, its note of first and last column (an aid to Excel) kept true."""
    tag = part.data[row.start : row.inner_start]
    if b"spans" not in tag:
        return tag
    first, colon, last = attributes(tag).get("spans", "").partition(":")
    if not colon or not first.isdigit() or not last.isdigit():
        return tag
    spans = f"{min(int(first), *new)}:{max(int(last), *new)}"
    return tag if spans == f"{first}:{last}" else with_attributes(tag, {"spans": spans})
