"""
A sheet on which a printed plan stands: blocks of areas or recommendations, a theme cell by cell.

Such a sheet is read line by line, as its text would be: the same plan comes of both.
"""

from collections.abc import Iterator, Sequence, Set
from pathlib import Path

from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.draft import Draft
from actionbook.imports.first_headings import first_headings
from actionbook.imports.frame import heading_text
from actionbook.imports.headings import is_response, progress_of
from actionbook.imports.markup import BULLET
from actionbook.imports.recognition import FoundTable, RowKind
from actionbook.imports.sheets_read import where_read, without_plan
from actionbook.imports.source import SourceText
from actionbook.plan.late import late

__all__ = ["is_printed", "marked", "printed_draft"]

_GOES_ON = 0.15  # of the rows that hold anything: steps stand below an action, as in print
_LABELLED = late(r":\s*\w")
_ALONE = 0.8  # of the rows that hold anything
_MOST_ROWS = 3000  # of a sheet that was printed


def printed_draft(
    path: Path, found: Sequence[tuple[CellGrid, Sequence[FoundTable]]]
) -> Draft | None:
    """
    The draft of the sheets that are one printed plan; None where a sheet is kept as a tracker.

    Sheets of one layout follow each other as pages do; what holds no plan is said.
    """
    if any(tables and _is_kept_row_by_row(grid, tables) for grid, tables in found):
        return None
    # Loaded for what may be a printed plan: most workbooks are none.
    from actionbook.imports.detection import layout_of
    from actionbook.imports.understand import draft_of

    pages: list[tuple[CellGrid, list[str]]] = []
    layouts: set[str] = set()
    others: list[CellGrid] = []
    for grid, tables in found:
        lines = list(_each_line(grid)) if len(grid.rows) <= _MOST_ROWS else []
        layout = layout_of(lines)
        if layout and is_printed(layout, lines, _pairs(grid, tables)):
            pages.append((grid, lines))
            layouts.add(layout)
        elif tables:
            return None
        else:
            others.append(grid)
    if len(layouts) != 1:
        return None
    lines = [line for _, page in pages for line in page]
    draft = draft_of(SourceText(path.name, tuple(lines), "Excel"))
    doubts = [where_read([grid for grid, _ in pages]), *draft.doubts]
    doubts += [without_plan(grid) for grid in others if _holds_words(grid)]
    return draft._replace(doubts=tuple(doubts))


def _is_kept_row_by_row(grid: CellGrid, tables: Sequence[FoundTable]) -> bool:
    """Whether it is plain from what was found that a sheet was not printed."""
    still_open = _open_layouts(_pairs(grid, tables))
    if still_open == {"recommendation"}:  # as wherever no column is of issues
        return first_headings(_each_line(grid))[0] not in still_open
    return not still_open


def _pairs(grid: CellGrid, tables: Sequence[FoundTable]) -> list[tuple[CellGrid, FoundTable]]:
    return [(grid, table) for table in tables]


def _holds_words(grid: CellGrid) -> bool:
    return any(isinstance(cell, str) and cell.strip() for row in grid.rows for cell in row)


def is_printed(
    layout: str, lines: Sequence[str], found: Sequence[tuple[CellGrid, FoundTable]]
) -> bool:
    """
    Whether *lines* have the shape of a printed plan, and not of one that is kept row by row, as
    what was *found* in them is.
    """
    if layout not in _open_layouts(found):
        return False
    if layout == "theme":
        return _stands_alone(lines)
    if layout == "recommendation" and found:
        # A response or progress in paragraphs stands in no table: else the tables say it all.
        return any(is_response(text) or progress_of(text) for text in map(heading_text, lines))
    return True


def _open_layouts(found: Sequence[tuple[CellGrid, FoundTable]]) -> Set[str]:
    """The layouts that what was found row by row leaves open."""
    if not found:
        return {"theme", "area", "recommendation", "monitoring"}
    layouts = set()
    columns = [each for _, table in found for each in table.columns]
    # Who leads stands above each block of areas, beside its label: in no column of it.
    if not any(each.field == "lead" and not _LABELLED.search(each.heading) for each in columns):
        layouts.add("area")
    if not any(each.field == "issue" for each in columns):
        layouts.add("recommendation")
    # What goes on with a time of its own is a step; other words below an action are updates of it.
    steps = [
        row
        for grid, table in found
        for row in table.of_kind(RowKind.GOES_ON)
        if grid.text(row, table.column("timescale"))
    ]
    filled = [row for _, table in found for row in table.rows if row.kind is not RowKind.BLANK]
    if len(steps) > _GOES_ON * len(filled):
        layouts.add("issue")
    return layouts


def _stands_alone(lines: Sequence[str]) -> bool:
    """Whether nearly every line holds one cell, as where a printed theme was pasted down."""
    filled = [sum(map(bool, map(str.strip, line.split("\t")))) for line in lines]
    return filled.count(1) >= _ALONE * sum(map(bool, filled))


def _each_line(grid: CellGrid) -> Iterator[str]:
    for row in range(1, len(grid.rows) + 1):
        columns = range(1, _last(grid, row) + 1)
        yield "\t".join(marked(grid.text(row, column)) for column in columns)


def _last(grid: CellGrid, row: int) -> int:
    """The last filled column of a row that has one filled alone in its first; else the grid's."""
    filled = [column for column in range(1, grid.width + 1) if grid.text(row, column)]
    return 1 if filled in ([], [1]) else grid.width


def marked(text: str) -> str:
    """The paragraphs of a cell in tags, as text extraction marks them; a list stays a list."""
    if "\t" in text:
        text = text.replace("\t", " ")
    parts = [part.strip() for part in text.splitlines() if part.strip()]
    if len(parts) < 2:  # noqa: PLR2004 - one paragraph
        return "".join(parts)
    # A bullet that was typed is as good as one that is printed.
    return "".join(
        f" {part}" if part.startswith(BULLET) else f"<p>{part}</p>" for part in parts
    ).strip()
