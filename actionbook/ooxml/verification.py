"""The written file, read back before it takes the place of the old one."""

from collections import defaultdict
from collections.abc import Iterable

from actionbook.errors import ContentLossError
from actionbook.ooxml.addresses import cell_name
from actionbook.ooxml.cell_edits import Change
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.reading import CellReader
from actionbook.ooxml.rows import Cell
from actionbook.ooxml.values import Formula, Value, canonical
from actionbook.ooxml.wanted import agrees

__all__ = ["verify"]

_MOST_COMPARED = 2_000


def verify(written: Contents, asked: Contents, changes: Iterable[Change]) -> None:
    """
    Make sure that *written* holds the very bytes that *asked* was edited to, and the changed cells.

    Of more than 2,000 changed cells of a sheet so many are read again, spread over all.
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
        step = -(-len(cells) // _MOST_COMPARED)
        reader = CellReader(written, part)
        for cell, span in part.rows.each(list(cells)[::step]):
            now, held = cells[cell], reader.held(cell, span)
            if not agrees(held, now, canonical(now, date_1904=written.date_1904)):
                name = cell_name(*cell)
                raise ContentLossError(f"{asked.file}: {sheet}!{name} would not hold its new value")
