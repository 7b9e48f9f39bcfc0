"""The written file, read back before it takes the place of the old one."""

from collections.abc import Callable, Collection, Mapping, Sequence

from actionbook.errors import ContentLossError
from actionbook.ooxml.addresses import cell_name, column_letters
from actionbook.ooxml.changes import Changes
from actionbook.ooxml.column_edits import known_by
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.plain_rows import PlainRow, plain_rows
from actionbook.ooxml.reading import CellReader
from actionbook.ooxml.row_block import RowBlock
from actionbook.ooxml.rows import MANY_CELLS, Cell, CellSpan
from actionbook.ooxml.text_rows import text_style
from actionbook.ooxml.values import Formatted, Formula, Value, canonical, encode
from actionbook.ooxml.wanted import Content, agrees

__all__ = ["Ahead", "verify"]

Ahead = Callable[[str], None]
"""What is told the fingerprint of a file that has been verified and is about to take its place."""

_NOTHING: Mapping[bytes, tuple[bytes, bytes]] = {}
_BLANK = (None, "")
_MOST_REMEMBERED = 50_000
_MANY = 2_000
"""From so many readings on, a text that stands as it is always written is not decoded."""


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
    for block in changes.blocks(sheet):
        if part.is_usual:
            other = readings.other_in(block, cells)
            if other is not None:
                return other
        else:
            cells = {**dict(block.values()), **cells}
    if part.is_usual and len(cells) > MANY_CELLS:
        return readings.other_in_columns(cells)
    for cell, span in part.rows.each(cells):
        look, content = (b"", b"") if span is None else (span.look, span.content)
        if not readings.agree(cell, look, content, cells[cell]):
            return cell
    return None


class _Readings:
    """Readings of the cells of one sheet that was written; what repeats is read once."""

    def __init__(self, written: Contents, sheet: str) -> None:
        self.part = written.sheet_part(sheet)
        self._prefix = self.part.prefix
        self._date_1904 = written.date_1904
        self._reader = CellReader(written, self.part)
        self._agreed: set[object] = set()
        self._numbers: set[object] = set()
        # Values come from a few objects, which live as long as what was asked for.
        self._told: dict[int, object] = {}

    def other_in(self, block: RowBlock, later: Collection[Cell]) -> Cell | None:
        """The first cell of *block* that holds something else, unless it was set *later*."""
        width = range(block.first_column, block.first_column + len(block.rows[0]))
        names = [column_letters(column) for column in width]
        agreed = {
            row.number
            for row in plain_rows(self.part, block.first_row, block.last_row)
            if self._is_as_asked(row, names, block.rows[row.number - block.first_row])
        }
        if len(agreed) == len(block.rows):
            return None
        letters = [name.encode() for name in names]
        first = next((row for (row, _), _ in block.values()), block.first_row)
        stored = self.part.rows.whole_rows(first)
        number, held = next(stored, (0, _NOTHING))
        for row, contents in enumerate(block.rows, block.first_row):
            if row in agreed:
                continue
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

    def _is_as_asked(self, row: PlainRow, names: list[str], contents: Sequence[Content]) -> bool:
        """Whether a row, read as a whole, is plainly what the columns *names* are to hold."""
        wanted = [each for each in zip(names, contents, strict=True) if each[1] not in _BLANK]
        held = [
            cell
            for cell in zip(row.letters, row.looks, row.texts, row.numbers, strict=True)
            if cell[2] or cell[3] is not None
        ]
        return (
            [name for name, _ in wanted] == [cell[0] for cell in held]
            and len(set(row.letters)) == len(row.letters)
            and all(
                text_style(look, True) is not None and text == content  # noqa: FBT003 - it is a key
                if text
                else self._is_number_asked((row.number, 0), look, number or "", content)
                for (_, content), (_, look, text, number) in zip(wanted, held, strict=True)
            )
        )

    def _is_number_asked(self, cell: Cell, look: str, number: str, content: Content) -> bool:
        # What was asked for lives as long as this does, so that no other has its identity.
        seen = (look, number, id(content))
        if seen not in self._numbers:
            now = content.value if isinstance(content, Formatted) else content
            if not self.agree(cell, look.encode(), b"<v>%b</v>" % number.encode(), now):
                return False
            self._numbers.add(seen)
        return True

    def other_in_columns(self, cells: Mapping[Cell, Value | Formula]) -> Cell | None:
        """The first of many *cells* that holds something else, by one pass over their columns."""
        absent: list[Cell] = []
        for cell, look, content, _ in self.part.rows.held(cells, absent):
            if not self.agree(cell, look, content, cells[cell]):
                return cell
        return next((cell for cell in absent if not self.agree(cell, b"", b"", cells[cell])), None)

    def agree(self, cell: Cell, look: bytes, content: bytes, now: Value | Formula) -> bool:
        """Whether *cell*, which states *look* of itself and holds *content*, holds *now*."""
        # Text that stands as it is always written is not decoded again and again.
        if len(self._agreed) >= _MANY and _is_text(look, content, now, self._prefix):
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


def _is_text(look: bytes, content: bytes, now: Value | Formula, prefix: bytes) -> bool:
    """Whether a cell is the very bytes that the text *now* is written in."""
    if now.__class__ is not str or b' t="inlineStr"' not in look:
        return False
    return content == encode(now, prefix, date_1904=False)[1]
