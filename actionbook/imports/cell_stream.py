"""
A table of which a text has one cell to a line: a tab begins a cell, blank lines part paragraphs.

Some converters write a printed table so. Its headings are known as any others are, once they are
put side by side; a row begins at a cell that holds a number, and what stands alone between two
rows is the heading of a section.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from actionbook.imports.frame import Frame, Part
from actionbook.imports.headings import column_fields
from actionbook.imports.markup import bullet_of, plain
from actionbook.imports.printed_refs import is_ref, ref_of

__all__ = ["Cell", "Stream", "StreamRow", "has_stream", "read_stream"]

_FEWEST = 2  # columns of a table
_MOST = 10
_LONGEST_HEADING = 60  # characters of the heading of a column
_LONGEST_BAND = 100  # characters of the heading of a section


@dataclass
class Cell:
    """
    A cell: the lines of each of its paragraphs, with their numbers in the text.

    `parted` says that a blank line stands before it.
    """

    paragraphs: list[list[tuple[int, str]]] = field(default_factory=list)
    number: int = 0
    parted: bool = False

    @property
    def lines(self) -> list[int]:
        """The numbers of the cell's lines."""
        return [
            self.number,
            *(number for paragraph in self.paragraphs for number, _ in paragraph),
        ]

    @property
    def texts(self) -> list[str]:
        """The paragraphs, each on one line."""
        return [plain(" ".join(text for _, text in paragraph)) for paragraph in self.paragraphs]

    @property
    def text(self) -> str:
        """All of the cell on one line."""
        return " ".join(self.texts)

    @property
    def is_list(self) -> bool:
        """Whether the cell begins with a bullet."""
        return bool(self.paragraphs) and bullet_of(self.paragraphs[0][0][1]) is not None


class StreamRow(NamedTuple):
    """
    A row: its number as printed ("" where it is lost), its section, its cells by field.

    `lines` are those of the number, and of the heading of the section where it begins here.
    """

    ref: str
    section: str
    cells: dict[str, Cell]
    lines: tuple[int, ...]


@dataclass
class Stream:
    """The frame of a document, and the rows of its table in printed order."""

    frame: Frame
    rows: list[StreamRow] = field(default_factory=list)


def has_stream(lines: Sequence[str]) -> bool:
    """Whether a text has the headings of a table one below the other, each in a cell."""
    cells = _cells(lines, Frame())
    return any(_heading_at(cells, at) is not None for at in range(len(cells)))


def read_stream(lines: Sequence[str]) -> Stream:
    """The table of a text that has one cell to a line, and what is round it."""
    stream = Stream(Frame())
    cells = _cells(lines, stream.frame)
    columns: tuple[str, ...] = ()
    bands: list[Cell] = []
    at = 0
    while at < len(cells):
        heading = _heading_at(cells, at)
        if heading is not None:
            taken = len(heading)
            columns = tuple(name for name in heading if name != "ref")
            _leave(stream.frame, cells[at : at + taken], "table heading")
        elif not columns:
            taken = 1
            _leave(stream.frame, cells[at : at + 1], "text before the plan")
        elif _is_band(cells, at, len(columns), columns):
            taken = 1
            bands.append(cells[at])
        elif cells[at].text:
            taken = _take_row(stream, cells, at, columns, bands)
        else:
            taken = 1
        at += taken
    return stream


def _cells(lines: Sequence[str], frame: Frame) -> list[Cell]:
    """The cells of a text; lines that stand in none are the frame's."""
    cells: list[Cell] = []
    parted = True
    for number, line in enumerate(lines, start=1):
        if line.lstrip(" \u00a0").startswith("\t"):
            frame.part = Part.BODY
            cells += [
                Cell([[(number, text)]] if plain(text) else [], number, parted)
                for text in line.strip(" \u00a0").removeprefix("\t").split("\t")
            ]
            parted = False
        elif not plain(line):
            parted = True
        elif not cells:
            if not frame.read(number, line):
                frame.leave(number, line, "text before the plan")
        elif frame.is_page_mark(plain(line)):
            frame.leave(number, line, "page title or number")
        else:
            _go_on(cells[-1], number, line, parted=parted)
            parted = False
    return cells


def _go_on(cell: Cell, number: int, line: str, *, parted: bool) -> None:
    """Put a line behind a cell: it begins a paragraph after a blank line, and at a bullet."""
    if parted or not cell.paragraphs or bullet_of(line) is not None:
        cell.paragraphs.append([])
    cell.paragraphs[-1].append((number, line))


def _heading_at(cells: Sequence[Cell], at: int) -> tuple[str, ...] | None:
    """The fields of the headings that begin at a cell, as many as there are; None for none."""
    run: list[Cell] = []
    for cell in cells[at : at + _MOST]:
        if len(cell.paragraphs) != 1 or is_ref(cell.text) or len(cell.text) > _LONGEST_HEADING:
            break
        run.append(cell)
    for count in range(len(run), _FEWEST - 1, -1):
        fields = column_fields([cell.text for cell in run[:count]])
        if fields is None or len(set(fields)) < count or not _all_known(fields[:1]):
            continue
        if _all_known(fields) or _stand_apart(cells, at, count):
            return fields
    return None


def _all_known(fields: Sequence[str]) -> bool:
    return not any(name.startswith("?") for name in fields)


def _stand_apart(cells: Sequence[Cell], at: int, count: int) -> bool:
    """Whether so many cells stand straight below each other, and a blank line after them."""
    first, last = cells[at].number, cells[at + count - 1].number
    after = cells[at + count].number if len(cells) > at + count else last + _FEWEST
    return last - first == count - 1 and after > last + 1


def _is_band(cells: Sequence[Cell], at: int, width: int, columns: Sequence[str]) -> bool:
    """Whether a cell between two rows is the heading of a section: a row begins after it."""
    cell = cells[at]
    if not cell.text or len(cell.text) > _LONGEST_BAND or is_ref(cell.text) or cell.is_list:
        return False
    after = next((place for place in range(at + 1, len(cells)) if cells[place].text), None)
    if after is None:
        return True
    if is_ref(cells[after].text) or _heading_at(cells, after) is not None:
        return True
    action = columns.index("action") if "action" in columns else -1
    here, there = at + action, at + 1 + action
    return (
        len(cells) > there + width - action - 1 and cells[there].is_list and not cells[here].is_list
    )


def _is_band_in_row(cells: Sequence[Cell], start: int, at: int, columns: Sequence[str]) -> bool:
    """Whether a row ends early, and a cell is the heading of the next section and no lead."""
    if (
        at <= start + 1
        or not cells[at].parted
        or any(cell.parted for cell in cells[start + 1 : at])
    ):
        return False
    return _is_band(cells, at, len(columns), columns)


def _take_row(
    stream: Stream, cells: Sequence[Cell], at: int, columns: Sequence[str], bands: list[Cell]
) -> int:
    """Read the row that begins at a cell; how many cells it has."""
    ref = ref_of(cells[at].text) if is_ref(cells[at].text) else ""
    start = at + 1 if ref else at
    end = start
    while (
        end < len(cells)
        and end - start < len(columns)
        and not (end > start and is_ref(cells[end].text))
        and _heading_at(cells, end) is None
        and not _is_band_in_row(cells, start, end, columns)
    ):
        end += 1
    row = dict(zip(columns, cells[start:end], strict=False))
    new = [band for band in bands if not stream.rows or band.number > stream.rows[-1].lines[0]]
    own = cells[at:start] or cells[at : at + 1]
    lines = [line for cell in (*own, *new) for line in cell.lines]
    section = bands[-1].text if bands else ""
    stream.rows.append(StreamRow(ref, section, row, tuple(sorted(set(lines)))))
    return end - at


def _leave(frame: Frame, cells: Sequence[Cell], reason: str) -> None:
    for cell in cells:
        for number, text in (line for paragraph in cell.paragraphs for line in paragraph):
            frame.leave(number, text, reason)
