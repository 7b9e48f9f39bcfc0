"""
The rows of a plan's tables, as text extraction leaves them: tabs between cells, pages between rows.

Headings come again on every page, titles and page numbers stand in the middle of a row; each is
listed as left over, and the row after it is known to follow a page break.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from actionbook.imports.draft import Doubt, Sureness
from actionbook.imports.fit import fit, habits_of
from actionbook.imports.frame import Frame, Part, heading_text
from actionbook.imports.headings import column_fields
from actionbook.imports.markup import plain

__all__ = ["Grid", "GridRow", "read_grid", "repeated_lines"]


class GridRow(NamedTuple):
    """One row: the lines it stands on, its filled cells by field, whether a page came before it."""

    lines: tuple[int, ...]
    cells: Mapping[str, str]
    after_break: bool = False
    moved: bool = False


@dataclass
class _Raw:
    lines: list[int]
    cells: list[str]
    columns: tuple[str, ...]
    after_break: bool


@dataclass
class Grid:
    """The frame of a document, and the rows of its tables in printed order."""

    frame: Frame
    columns: tuple[str, ...] = ()
    heading_lines: list[int] = field(default_factory=list)
    rows: list[GridRow] = field(default_factory=list)


def repeated_lines(lines: Sequence[str]) -> frozenset[str]:
    """The lines of one cell that come more than once, without case."""
    counted = Counter(
        heading_text(line).casefold()
        for line in lines
        if "\t" not in line and len(line) < 200  # noqa: PLR2004 - characters: a title, not a paragraph
    )
    return frozenset(text for text, times in counted.items() if text and times > 1)


def read_grid(lines: Sequence[str]) -> Grid:
    """The tables that have a heading with an issue or an action in it, and what is round them."""
    grid = Grid(Frame(repeated_lines(lines)))
    raw: list[_Raw] = []
    columns: tuple[str, ...] = ()
    broke = False
    for number, line in enumerate(lines, start=1):
        cells = line.split("\t")
        fields = column_fields(cells) if len(cells) > 1 else None
        if fields is not None:
            columns = fields
            grid.columns = grid.columns or fields
            grid.heading_lines.append(number)
            grid.frame.part = Part.BODY
            grid.frame.leave(number, line, "table heading")
            broke = True
        elif not plain(line) or _is_round_the_table(grid.frame, number, line, columns):
            broke = True
        elif "\t" in line.strip("\r\n"):
            raw.append(_Raw([number], cells, columns, broke))
            broke = False
        else:
            _take_stray(grid.frame, raw, number, line, broke=broke)
    grid.rows = _fitted(grid.frame, raw)
    return grid


def _is_round_the_table(frame: Frame, number: int, line: str, columns: tuple[str, ...]) -> bool:
    if columns and frame.part is Part.BODY and "\t" in line:
        return False
    if frame.read(number, line):
        return True
    if not columns:
        frame.leave(number, line, "text before the plan")
        return True
    return False


def _take_stray(frame: Frame, raw: list[_Raw], number: int, line: str, *, broke: bool) -> None:
    """A line of one cell among the rows: the rest of the last cell where it follows straight on."""
    if raw and not broke and any(plain(cell) for cell in raw[-1].cells):
        last = max(place for place, cell in enumerate(raw[-1].cells) if plain(cell))
        raw[-1].cells[last] += f"\n{line}"
        raw[-1].lines.append(number)
        return
    frame.leave(number, line, "text between the rows")
    frame.doubts.append(
        Doubt(
            "",
            "",
            "Text stands between the rows of the table.",
            plain(line),
            (number,),
            Sureness.UNSURE,
        )
    )


def _fitted(frame: Frame, raw: Sequence[_Raw]) -> list[GridRow]:
    """Every row that holds anything, its cells in their columns."""
    habits = {
        columns: habits_of((row.cells for row in raw if row.columns == columns), columns)
        for columns in {row.columns for row in raw}
    }
    rows: list[GridRow] = []
    for row in raw:
        found = fit(row.cells, row.columns, habits[row.columns])
        cells = {name: cell for name, cell in found.cells.items() if not name.startswith("?")}
        strange = {name[1:]: cell for name, cell in found.cells.items() if name.startswith("?")}
        for name, cell in strange.items():
            frame.leave(row.lines[0], cell, f"column '{name}', which a plan does not have")
        for cell in found.surplus:
            frame.leave(row.lines[0], cell, "more cells than the table has columns")
        if found.surplus:
            _doubt(
                frame,
                row,
                "The row has more cells than the table; the last are left over.",
                Sureness.UNSURE,
            )
        elif found.moved:
            _doubt(
                frame,
                row,
                "The cells had slipped out of their columns; they are put back by what they hold.",
                Sureness.LIKELY,
            )
        if cells:
            rows.append(GridRow(tuple(row.lines), cells, row.after_break, found.moved))
    return rows


def _doubt(frame: Frame, row: _Raw, words: str, sureness: Sureness) -> None:
    cells = " | ".join(plain(cell) for cell in row.cells if plain(cell))
    frame.doubts.append(Doubt("", "", words, cells, tuple(row.lines), sureness))
