"""Rows that were put in another order, read back: each is to be found whole where it went."""

from collections.abc import Iterator

from actionbook.ooxml.addresses import cell_name
from actionbook.ooxml.cells import FORMULA, read_cell
from actionbook.ooxml.markup import attributes
from actionbook.ooxml.references import row_references
from actionbook.ooxml.row_order import RowOrder
from actionbook.ooxml.row_pieces import row_pieces
from actionbook.ooxml.sheet import SheetPart

__all__ = ["misplaced"]


def misplaced(old: SheetPart, new: SheetPart, order: RowOrder) -> str | None:
    """
    The first row of *old* that *new* does not hold where *order* puts it (``A7``); None: all are.

    A row is its tag, and of each cell what it states of itself, its content, and its formula with
    its own row left open.
    """
    numbers = {row.number for row in old.rows.all_rows()}
    if {row.number for row in new.rows.all_rows()} != {order.of(number) for number in numbers}:
        return "the number of rows"
    for number in sorted(numbers):
        if number in order.becomes:
            if _is_plainly_there(old, new, number, order.of(number)):
                continue
            was, now = _told(old, number, order), _told(new, order.of(number), order)
        else:
            was, now = _bytes(old, number), _bytes(new, number)
        if list(was) != list(now):
            return cell_name(number, 1)
    return None


def _is_plainly_there(old: SheetPart, new: SheetPart, number: int, to: int) -> bool:
    """Whether the row is the same to the byte but for its number, with no formula to be read."""
    (was,), (now,) = _bytes(old, number), _bytes(new, to)
    pieces = row_pieces(was, number)
    return pieces is not None and pieces == row_pieces(now, to)


def _bytes(part: SheetPart, number: int) -> Iterator[bytes]:
    row = part.rows.row(number)
    if row is not None:
        yield part.data[row.start : row.end]


def _told(part: SheetPart, number: int, order: RowOrder) -> Iterator[object]:
    row = part.rows.row(number)
    if row is None:
        return
    tag = attributes(part.data[row.start : row.inner_start])
    yield {name: value for name, value in tag.items() if name != "r"}
    for column, span in part.rows.cells(row):
        stored = read_cell(span, str)
        content = FORMULA.sub(b"", span.content) if stored.formula is not None else span.content
        look = {n: v for n, v in attributes(b"<c" + span.look + b">").items() if n != "r"}
        yield column, look, content, _open(stored.formula or "", number, order.sheet)


def _open(text: str, row: int, sheet: str) -> str:
    """A formula with the number of its own row left open."""
    for reference in sorted(row_references(text), reverse=True):
        is_own = reference.sheet.casefold() in ("", sheet.casefold())
        if is_own and reference.first_row == reference.last_row == row:
            area = text[reference.start : reference.end].replace(str(row), "#")
            text = text[: reference.start] + area + text[reference.end :]
    return text
