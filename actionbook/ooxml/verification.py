"""The written file, read back before it takes the place of the old one."""

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import chain

from actionbook.errors import ContentLossError
from actionbook.ooxml.addresses import cell_name, column_letters
from actionbook.ooxml.block_reading import all_hold, unlike
from actionbook.ooxml.cells import plain_text
from actionbook.ooxml.changes import Changes
from actionbook.ooxml.column_edits import known_by
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.reading import CellReader
from actionbook.ooxml.row_block import RowBlock
from actionbook.ooxml.rows import MANY_CELLS, Cell, CellSpan
from actionbook.ooxml.text_rows import text_style
from actionbook.ooxml.values import Formatted, Formula, Value, canonical
from actionbook.ooxml.wanted import Content, agrees

__all__ = ["Ahead", "verify"]

Ahead = Callable[[str], None]
"""What is told the fingerprint of a file that has been verified and is about to take its place."""

_NOTHING: Mapping[bytes, tuple[bytes, bytes]] = {}
_MOST_REMEMBERED = 50_000


def verify(written: Contents, asked: Contents, changes: Changes) -> None:
    """
    Make sure that *written* holds the very bytes that *asked* was edited to, and the changed cells.

    Every one of them is found again at its address and read.

    Raises:
        ContentLossError: it does not.
    """
    for sheet in changes.sheets:
        part = written.sheet_part(sheet)
        if part.data != asked.package.read(asked.sheet(sheet).part):
            raise ContentLossError(f"{asked.file}: sheet {sheet} was not written as it should be")
        cell = _other(written, sheet, changes)
        if cell is not None:
            name = cell_name(*cell)
            raise ContentLossError(f"{asked.file}: {sheet}!{name} would not hold its new value")


def _other(written: Contents, sheet: str, changes: Changes) -> Cell | None:
    """The first cell found that does not hold what it is to hold; None where all do."""
    readings = _Readings(written, sheet)
    part, cells = readings.part, changes.now(sheet)
    stretches = (readings.unlike(block) for block in changes.blocks(sheet))
    for stretch in chain.from_iterable(stretches):
        if part.is_usual:
            other = readings.other_in(stretch, cells)
            if other is not None:
                return other
        else:
            cells = {**dict(stretch.values()), **cells}
    return readings.other_of(cells)


class _Readings:
    """Readings of the cells of one sheet that was written; what repeats is read once."""

    def __init__(self, written: Contents, sheet: str) -> None:
        self.part = written.sheet_part(sheet)
        self._date_1904 = written.date_1904
        self._reader = CellReader(written, self.part)
        self._agreed: set[object] = set()
        # Values come from a few objects, which live as long as what was asked for.
        self._told: dict[int, object] = {}

    def unlike(self, block: RowBlock) -> Iterator[RowBlock]:
        """What of *block* is not found at one glance, and may stand there yet."""
        return unlike(self.part, block, self._is_asked)

    def other_of(self, cells: Mapping[Cell, Value | Formula]) -> Cell | None:
        """The first of *cells* that holds something else."""
        part = self.part
        if len(cells) > MANY_CELLS and not part.hides:
            if all_hold(part, cells, self._is_asked):
                return None
            other, absent = self._other_in_columns(cells)
            if not absent or part.is_usual:
                return other
        for cell, span in part.rows.each(cells):
            look, content = (b"", b"") if span is None else (span.look, span.content)
            if not self.agree(cell, look, content, cells[cell]):
                return cell
        return None

    def other_in(self, block: RowBlock, later: Collection[Cell]) -> Cell | None:
        """The first cell of *block* that holds something else, unless it was set *later*."""
        width = range(block.first_column, block.first_column + len(block.rows[0]))
        letters = [column_letters(column).encode() for column in width]
        first = next((row for (row, _), _ in block.values()), block.first_row)
        stored = self.part.rows.whole_rows(first)
        number, held = next(stored, (0, _NOTHING))
        for row, contents in enumerate(block.rows, block.first_row):
            digits = b"%d" % row
            while number < row and number:
                number, held = next(stored, (0, _NOTHING))
            cells = held if number == row else _NOTHING
            for place, content in enumerate(contents):
                now = content.value if isinstance(content, Formatted) else content
                look, inner = cells.get(letters[place] + digits, (b"", b""))
                cell = (row, block.first_column + place)
                if cell not in later and not self.agree(cell, look, inner, now):
                    return cell
        return None

    def _is_asked(self, look: str, inner: str, content: Content) -> bool:
        now = content.value if isinstance(content, Formatted) else content
        number = inner[3:-4] if inner.startswith("<v>") else ""
        if text_style(look, False) is not None and number.isdecimal():  # noqa: FBT003 - it is a key
            wanted = canonical(now, date_1904=self._date_1904)
            if wanted == (None, "number", float(number)):
                return True
        return self.agree((0, 0), look.encode(), inner.encode(), now)

    def _other_in_columns(
        self, cells: Mapping[Cell, Value | Formula]
    ) -> tuple[Cell | None, list[Cell]]:
        """The first of many *cells* that holds something else, and those that are not found."""
        absent: list[Cell] = []
        for cell, look, content, _ in self.part.rows.held(cells, absent):
            if not self.agree(cell, look, content, cells[cell]):
                return cell, absent
        lacking = (cell for cell in absent if not self.agree(cell, b"", b"", cells[cell]))
        return next(lacking, None), absent

    def agree(self, cell: Cell, look: bytes, content: bytes, now: Value | Formula) -> bool:
        """Whether *cell*, which states *look* of itself and holds *content*, holds *now*."""
        # Texts are many, and seldom the same.
        if now.__class__ is str and now and self._says(look, content) == now:
            return True
        told = self._told.get(id(now))
        if told is None:
            told = self._told[id(now)] = known_by(now)
        seen = (look, content, told)
        if seen in self._agreed:
            return True
        held = self._reader.held(cell, CellSpan(0, 0, b"", look, content))
        if not agrees(held, now, canonical(now, date_1904=self._date_1904)):
            return False
        if held.stored.sharing is None:
            if len(self._agreed) > _MOST_REMEMBERED:
                self._agreed.clear()
            self._agreed.add(seen)
        return True

    def _says(self, look: bytes, content: bytes) -> str | None:
        """The text of a cell where it stands as it is nearly always written; None for any other."""
        is_text = text_style(look.decode(), True) is not None  # noqa: FBT003 - it is a key
        return plain_text(content) if is_text else None
