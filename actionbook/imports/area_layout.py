"""
The layout `area`: a block for each area, with who leads it, its aim, and a table of actions.

Labels and values stand in cells, in lines, or run together; where two labels stand together and
their values too, these are parted by what the plan says elsewhere.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from actionbook.imports.area_labels import BOLD, Said, heading_fields, names_area, said_in
from actionbook.imports.frame import Frame, Part, heading_text
from actionbook.imports.headings import BLOCK_WORDS, opens_unnumbered, recommendation
from actionbook.imports.markup import plain, visible
from actionbook.plan.late import late

__all__ = ["Area", "Areas", "TableLine", "is_in_areas", "read_areas"]

_LEADS = frozenset({"lead_member", "lead_directorate"})
_HEADING_END = late(rf"(?:{BLOCK_WORDS})[\s*]*(?:no\W*|number\W*|ref\W*)?:?", re.IGNORECASE)
_OPENING = 400  # characters of a line in which a block is seen to open
_LOOKED_AT = 20_000  # characters of a line that are looked at for labels
_TABLE = frozenset({"action", "outcome", "timescale", "lead", "progress", "status"})


@dataclass
class TableLine:
    """One line of an area's table: its cells, the fields of its columns; none if run together."""

    number: int
    cells: list[str]
    columns: tuple[str, ...]


@dataclass
class Area:
    """
    An area as printed; `values` are what its labels say, line by line, its own words as "issue".

    `together` are labels that stand together, with the words that stand together behind them.
    """

    ref: str
    lines: list[int]
    values: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    together: list[tuple[int, tuple[str, ...], str]] = field(default_factory=list)
    table: list[TableLine] = field(default_factory=list)


@dataclass
class Areas:
    """The frame of a document, and its areas in printed order."""

    frame: Frame
    areas: list[Area] = field(default_factory=list)


def is_in_areas(lines: Sequence[str]) -> bool:
    """Whether a text has blocks, and most of them say who leads them or what they aim at."""
    blocks = named = 0
    is_named = True
    for line in lines:
        if _opens(line):
            blocks += 1
            is_named = False
        if blocks and not is_named and names_area(line[:_LOOKED_AT]):
            named += 1
            is_named = True
    return blocks > 0 and 2 * named > blocks


def read_areas(lines: Sequence[str]) -> Areas:
    """The areas of a document; what stands round them goes to its frame."""
    found = Areas(Frame())
    reader = _Reader(found)
    for number, line in enumerate(lines, start=1):
        reader.read(number, visible(line))
    return found


def _opens(line: str) -> bool:
    start = line[:_OPENING]
    first = next((plain(cell) for cell in start.split("\t") if plain(cell)), "")
    return bool(first) and (recommendation(plain(start)) is not None or opens_unnumbered(first))


class _Reader:
    """Goes down a document; knows which labels still wait for what they are to say."""

    def __init__(self, found: Areas) -> None:
        self._found = found
        self._frame = found.frame
        self._area: Area | None = None
        self._waiting: list[str] = []
        self._passed: list[str] = []
        self._headings: tuple[str, ...] = ()
        self._field = "issue"
        self._columns: tuple[str, ...] = ()
        self._in_table = False

    def read(self, number: int, line: str) -> None:
        if not line.strip():
            return
        if _opens(line):
            self._open(number, line)
        elif self._area is None:
            if not self._frame.read(number, line):
                self._frame.leave(number, line, "text before the plan")
        elif len(line) < _OPENING and self._frame.is_page_mark(heading_text(line)):
            self._frame.leave(number, line, "page title or number")
        else:
            self._take(self._area, number, line)

    def _open(self, number: int, line: str) -> None:
        opens = recommendation(plain(line[:_OPENING]))
        ref = opens["ref"] if opens is not None else ""
        self._frame.part = Part.BODY
        self._area = Area(ref, [number])
        self._found.areas.append(self._area)
        self._waiting, self._passed, self._field = [], [], "issue"
        self._columns, self._headings, self._in_table = (), (), False
        rest = _behind_heading(line, ref)
        self._frame.leave(number, line[: len(line) - len(rest)], "heading")
        self._take(self._area, number, rest)

    def _take(self, area: Area, number: int, line: str) -> None:
        cells = line.split("\t")
        columns = heading_fields(cells)
        if columns is not None:
            self._columns, self._in_table = columns, True
            self._frame.leave(number, line, "table heading")
        elif self._in_table:
            is_row = sum(bool(plain(cell)) for cell in cells) > 1
            columns = self._columns or (self._headings if is_row else ())
            area.table.append(TableLine(number, cells, columns))
        elif self._are_values(cells):
            for field_name, cell in zip(self._waiting, filter(plain, cells), strict=True):
                area.values.setdefault(field_name, []).append((number, cell))
            self._waiting = []
        else:
            self._take_labels(area, number, cells)

    def _are_values(self, cells: Sequence[str]) -> bool:
        """Whether a line has one cell for each of several labels that wait."""
        filled = [cell for cell in cells if plain(cell)]
        return len(filled) == len(self._waiting) > 1

    def _take_labels(self, area: Area, number: int, cells: Sequence[str]) -> None:
        for said in (said for cell in cells for said in said_in(cell)):
            if self._in_table or said.field in _TABLE:
                self._run_on(area, number, said)
                continue
            if said.field:
                self._frame.leave(number, said.label, "label")
                self._waiting.append(said.field)
            if plain(said.text.replace(BOLD, " ")):
                self._say(area, number, said.text)

    def _run_on(self, area: Area, number: int, said: Said) -> None:
        """The table begins inside a line: its headings, and behind the last of them its rows."""
        self._in_table = True
        if said.field:
            self._frame.leave(number, said.label, "table heading")
            self._headings = (*self._headings, said.field)
        if plain(said.text.replace(BOLD, " ")):
            area.table.append(TableLine(number, [said.text], ()))

    def _say(self, area: Area, number: int, text: str) -> None:
        """Give words to the label that waits; else to one passed over, or to what was said last."""
        if len(self._waiting) > 1 and _LEADS.issuperset(self._waiting):
            area.together.append((number, tuple(self._waiting), text))
            self._field = self._waiting[-1]
            self._waiting = []
            return
        if self._waiting:
            *passed, self._field = self._waiting
            self._passed += passed
            self._waiting = []
        elif self._passed:
            self._field = self._passed.pop(0)
        area.values.setdefault(self._field, []).append((number, text))


def _behind_heading(line: str, ref: str) -> str:
    """What follows the words and number that open a block, tabs kept."""
    opens = _HEADING_END.search(line)
    if opens is None:
        return ""
    rest = line[opens.end() :]
    if not ref:
        return rest
    number = re.match(rf"[\s*\W]{{0,6}}{re.escape(ref)}[\s.:)–—*-]*", rest)
    return rest[number.end() :] if number else rest
