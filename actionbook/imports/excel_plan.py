"""A workbook into a draft: every table of a plan on every sheet, or a printed plan line by line."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from actionbook.errors import WorkbookUnreadableError
from actionbook.imports.cell_grid import CellGrid, MovedGrid
from actionbook.imports.colour_names import colour_name
from actionbook.imports.draft import Doubt, Draft, Sureness
from actionbook.imports.excel_book import BookRead, coloured, grids_of, said_beside
from actionbook.imports.file_kinds import ONE_SHEET, excel_kind
from actionbook.imports.frame import Frame
from actionbook.imports.grid_draft import PlanGrid, draft_of_grids, first_words, grid_lines
from actionbook.imports.issue_register import with_words_beside
from actionbook.imports.logs_beside import without_logs
from actionbook.imports.people_sheet import with_people_beside
from actionbook.imports.printed_sheet import printed_draft
from actionbook.imports.recognition import FoundTable, recognise
from actionbook.imports.row_kinds import RowKind
from actionbook.imports.sheet_layout import SheetLayout
from actionbook.imports.sheets_of_periods import Sheet, Sheets, latest_alone
from actionbook.imports.sheets_read import where_read, without_plan
from actionbook.imports.struck_words import struck_doubts
from actionbook.imports.table_starts import Told
from actionbook.imports.unshown_days import with_unshown_days
from actionbook.workbook.earlier import chart_sheets

__all__ = ["excel_draft"]

_Read = tuple[Sheet, Sequence[Doubt]]

_PLAIN = SheetLayout()
_FORMS = (
    "The sheet {} holds forms, not a table: each is read as a row, and the lines named here count "
    "the forms."
)
_TURNED = (
    "The sheet {} lies on its side, with its headings in the first column: each of the other "
    "columns is read as a row, and the lines named here count the columns."
)
_LINES = 3  # of a form under one that passes for headings
_BEFORE = "text before the plan"
_SEEN = 3  # sheets whose words are told where no plan is found


def excel_draft(path: Path, layout: SheetLayout = _PLAIN) -> Draft:
    """
    The draft plan of a workbook: what is found by itself, or where *layout* says it stands.

    Raises:
        WorkbookUnreadableError: it cannot be read, or holds nothing that is a plan for certain.
        SettingsError: the layout names a column that a plan does not have.
    """
    book = grids_of(path, sheets=layout.sheets, are_of_before=layout.is_of_before)
    grids = book.grids
    first = [_dated(grid, layout.told) for grid in grids]
    doubts = [*book.doubts, *(doubt for _, doubts in first for doubt in doubts)]
    read = [sheet for sheet, _ in first]
    for grid, tables in read:
        doubts += struck_doubts(grid, tables) if tables else ()
    is_found = not (layout.sheets or layout.heading_row)
    # What is asked for may be the heading of a log.
    found: Sheets = without_logs(read) if is_found and not layout.asked else read
    printed = printed_draft(path, found) if layout == _PLAIN else None
    if printed is not None:
        return printed._replace(doubts=(*printed.doubts, *doubts))
    if not layout.heading_row:
        second = [_with_forms(sheet, layout.told) for sheet in found]
        found = [sheet for sheet, _ in second]
        doubts += [doubt for _, doubts in second for doubt in doubts]
    if is_found:
        found, earlier = latest_alone(found)
        doubts += earlier
    plans = [(grid, tables) for grid, tables in found if tables]
    if not plans:
        raise _nothing(path, grids)
    others = [grid for grid, tables in found if not tables]
    draft = with_words_beside(_draft(book, path.name, plans, others, doubts), others)
    return with_people_beside(draft, others)._replace(read_as=book.read_as)


def _dated(grid: CellGrid, told: Told) -> _Read:
    """A sheet with its days as days, the tables of plans in it, and what is to be said of it."""
    tables = recognise(grid, told=told)
    dated, doubts = with_unshown_days(grid, tables)
    return (dated, recognise(dated, told=told) if doubts else tables), doubts


def _with_forms(sheet: Sheet, told: Told) -> _Read:
    """A sheet with its forms as the rows of a table, where it holds any."""
    grid, tables = sheet
    if any(len(table.of_kind(RowKind.ACTION)) > _LINES for table in tables):
        return sheet, ()
    # Loaded for what may be forms: most workbooks are none.
    from actionbook.imports.sheet_forms import forms_of
    from actionbook.imports.turned_sheet import turned

    if found := turned(grid, told):
        return found, [Doubt("", "", _TURNED.format(grid.name), "", (), Sureness.LIKELY)]
    forms = forms_of(grid, tables)
    of_forms = recognise(forms, told=told) if forms is not None else ()
    if forms is None or not of_forms:
        return sheet, ()
    return (forms, of_forms), [Doubt("", "", _FORMS.format(grid.name), "", (), Sureness.LIKELY)]


def _nothing(path: Path, grids: Sequence[CellGrid]) -> WorkbookUnreadableError:
    seen = [f"{grid.name} ({'; '.join(first_words(grid)) or 'no words'})" for grid in grids]
    more = f" and {len(seen) - _SEEN} more" if len(seen) > _SEEN else ""
    said = ", ".join(seen[:_SEEN]) + more if seen else "no cell that holds anything"
    if excel_kind(path) not in ONE_SHEET and (charts := chart_sheets(path)):
        said += f", and {charts} {'sheets' if charts > 1 else 'sheet'} of charts"
    return WorkbookUnreadableError(
        f"{path} holds no action plan that can be told. Looked for: a row of headings such as "
        "Action (or Recommendation) with Lead, Timescale, Status or Progress, and rows under it. "
        f"Seen: {said}. Say where it is with --sheet, --header-row and --map 'By whom=Lead'."
    )


def _draft(
    book: BookRead,
    name: str,
    plans: Sheets,
    others: Sequence[CellGrid],
    told: Sequence[Doubt],
) -> Draft:
    frame = Frame()
    lines: list[str] = []
    read: list[PlanGrid] = []
    for grid, tables in plans:
        offset = len(lines)
        lines += grid_lines(grid)
        _round(frame, grid, tables, offset)
        colours = partial(_colours, book, grid)
        read.append(
            PlanGrid(grid, tables, offset, _none if isinstance(grid, MovedGrid) else colours)
        )
    for where, words in said_beside(book, [grid.name for grid, _ in plans]):
        lines.append(words)
        frame.leave(len(lines), words, where)
    doubts = [where_read([grid for grid, _ in plans])]
    doubts += told
    doubts += [without_plan(grid, "; ".join(first_words(grid))) for grid in others]
    return draft_of_grids(name, "Excel", lines=lines, frame=frame, plans=read, doubts=doubts)


def _none(_: int) -> dict[int, str]:
    return {}


def _colours(book: BookRead, grid: CellGrid, column: int) -> dict[int, str]:
    return {row: colour_name(colour) for row, colour in coloured(book, grid, column).items()}


def _round(frame: Frame, grid: CellGrid, tables: Sequence[FoundTable], offset: int) -> None:
    """What stands above the first table of a sheet: its title, who approved it, notes."""
    for row in range(1, tables[0].first_row):
        said = [grid.text(row, c) for c in range(1, grid.width + 1) if not grid.is_beside(row, c)]
        words = [text for text in said if text]
        if words and not (len(words) == 1 and frame.read(offset + row, words[0])):
            frame.leave(offset + row, " ".join(words), _BEFORE)
