"""The written file, read back before it takes the place of the old one."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from actionbook.errors import ContentLossError
from actionbook.ooxml.addresses import cell_name
from actionbook.ooxml.cell_edits import Change
from actionbook.ooxml.column_edits import known_by
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.reading import CellReader
from actionbook.ooxml.rows import Cell, CellSpan
from actionbook.ooxml.values import Formula, Value, canonical, encode
from actionbook.ooxml.wanted import agrees

__all__ = ["Ahead", "verify"]

Ahead = Callable[[str], None]
"""What is told the fingerprint of a file that has been verified and is about to take its place."""

_MOST_REMEMBERED = 50_000
_MANY = 2_000
"""From so many readings on, a text that stands as it is always written is not decoded."""


def verify(written: Contents, asked: Contents, changes: Iterable[Change]) -> None:
    """
    Make sure that *written* holds the very bytes that *asked* was edited to, and the changed cells.

    Every one of them is found again at its address and read.

    Raises:
        ContentLossError: it does not.
    """
    last: defaultdict[str, dict[Cell, Value | Formula]] = defaultdict(dict)
    for change in changes:
        last[change.sheet][change.row, change.column] = change.now
    for sheet, cells in last.items():
        part = written.sheet_part(sheet)
        if part.data != asked.package.read(asked.sheet(sheet).part):
            raise ContentLossError(f"{asked.file}: sheet {sheet} was not written as it should be")
        cell = _other(written, sheet, cells)
        if cell is not None:
            name = cell_name(*cell)
            raise ContentLossError(f"{asked.file}: {sheet}!{name} would not hold its new value")


def _other(written: Contents, sheet: str, cells: Mapping[Cell, Value | Formula]) -> Cell | None:
    """The first cell that does not hold what it is to hold; None where all do."""
    part = written.sheet_part(sheet)
    reader = CellReader(written, part)
    agreed: set[object] = set()
    told: dict[int, object] = {}
    for cell, span in part.rows.each(cells):
        now = cells[cell]
        key = told.get(id(now))
        if key is None:
            key = told[id(now)] = known_by(now)
        look = None if span is None else (span.look, span.content, key)
        if look in agreed:
            continue
        if span is not None and len(agreed) >= _MANY and _is_text(span, now, part.prefix):
            continue
        held = reader.held(cell, span)
        if not agrees(held, now, canonical(now, date_1904=written.date_1904)):
            return cell
        if look is not None and held.stored.sharing is None:
            if len(agreed) > _MOST_REMEMBERED:
                agreed.clear()
            agreed.add(look)
    return None


def _is_text(span: CellSpan, now: Value | Formula, prefix: bytes) -> bool:
    """Whether the cell is the very bytes that the text *now* is written in."""
    if now.__class__ is not str or b' t="inlineStr"' not in span.look:
        return False
    return span.content == encode(now, prefix, date_1904=False)[1]
