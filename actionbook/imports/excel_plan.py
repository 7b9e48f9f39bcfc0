"""A workbook into a draft: every table of a plan on every sheet, or a printed plan line by line."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from actionbook.errors import WorkbookUnreadableError
from actionbook.imports.body_rows import RowKind
from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.date_order import swapped_days
from actionbook.imports.doubts import doubts_of_row, pointing_nowhere
from actionbook.imports.draft import ColumnRead, Doubt, Draft, LeftOver, Row, Sureness, accounted
from actionbook.imports.excel_book import coloured, grids_of
from actionbook.imports.frame import Frame
from actionbook.imports.printed_sheet import printed_draft
from actionbook.imports.recognition import SURE, FoundColumn, FoundTable, recognise
from actionbook.imports.sheet_layout import SheetLayout
from actionbook.imports.table_made import TableRows, shifted
from actionbook.imports.table_rows import rows_of_table
from actionbook.imports.together import together
from actionbook.workbook.tables import ACTIONS, ISSUES

__all__ = ["excel_draft"]

_PLAIN = SheetLayout()
_LOOKED = "It was read from the sheet {}: the lines named here are the rows of that sheet."
_SHEETS = "It was read from several sheets: the lines named here count through {}."
_UNMAPPED = "{} It may be {}: the column is left over. --map '{}=...' says what it is."
_UNKNOWN = "{} The column is left over. --map '{}=...' says what it is."
_SWAPPED = "Day and month may have changed places: it may be {}. Look at the old plan."
_COLOUR = "The cell says nothing and is coloured: its status, perhaps. Ask the lead, and type it."
_BEFORE = "text before the plan"
_OTHER_SHEET = "no plan stands on the sheet {}"
_SEEN = 3  # sheets whose words are told where no plan is found
_DAYS = ("timescale", "revised_due", "completed_on", "added_on")


def excel_draft(path: Path, layout: SheetLayout = _PLAIN) -> Draft:
    """
    The draft plan of a workbook: what is found by itself, or where *layout* says it stands.

    Raises:
        WorkbookUnreadableError: it cannot be read, or holds nothing that is a plan for certain.
        SettingsError: the layout names a column that a plan does not have.
    """
    told = layout.told
    grids = grids_of(path, sheets=layout.sheets)
    found = [(grid, recognise(grid, told=told)) for grid in grids]
    printed = printed_draft(path, found) if layout == _PLAIN else None
    if printed is not None:
        return printed
    plans = [(grid, tables) for grid, tables in found if tables]
    if not plans:
        raise _nothing(path, grids)
    return _draft(path, plans, [grid for grid, tables in found if not tables])


def _nothing(path: Path, grids: Sequence[CellGrid]) -> WorkbookUnreadableError:
    seen = [f"{grid.name} ({'; '.join(_first_words(grid)) or 'no words'})" for grid in grids]
    more = f" and {len(seen) - _SEEN} more" if len(seen) > _SEEN else ""
    said = ", ".join(seen[:_SEEN]) + more if seen else "no cell that holds anything"
    return WorkbookUnreadableError(
        f"{path} holds no action plan that can be told. Looked for: a row of headings such as "
        "Action (or Recommendation) with Lead, Timescale, Status or Progress, and rows under it. "
        f"Seen: {said}. Say where it is with --sheet, --header-row and --map 'By whom=Lead'."
    )


def _first_words(grid: CellGrid) -> list[str]:
    """The words of the first row that has several, as its headings may be."""
    for row in range(1, min(len(grid.rows), 60) + 1):
        said = [t for c in range(1, grid.width + 1) if (t := grid.text(row, c)) and not t.isdigit()]
        if len(said) > 1:
            return [" ".join(text.split())[:24] for text in said[:6]]
    return []


def _draft(
    path: Path, plans: Sequence[tuple[CellGrid, Sequence[FoundTable]]], others: Sequence[CellGrid]
) -> Draft:
    frame = Frame()
    lines: list[str] = []
    read: list[TableRows] = []
    starts: list[str] = []
    for grid, tables in plans:
        offset = len(lines)
        starts.append(f"{grid.name} (lines {offset + 1} to {offset + len(grid.rows)})")
        lines += _lines(grid)
        _round(frame, grid, tables, offset)
        for table in tables:
            rows = rows_of_table(grid, table)
            rows.doubts += [*_of_columns(grid, table), *_of_dates(grid, table)]
            rows.doubts += _of_colours(path, grid, table)
            rows.left_over += _headings(grid, table)
            read.append(shifted(rows, offset))
    made = together(read)
    where = (
        _LOOKED.format(plans[0][0].name) if len(plans) == 1 else _SHEETS.format("; ".join(starts))
    )
    doubts = [Doubt("", "", where, "", (), Sureness.SURE), *frame.doubts, *made.doubts]
    doubts += [doubt for row in made.actions for doubt in doubts_of_row(row)]
    doubts += pointing_nowhere(made.actions, (str(row.values["ref"]) for row in made.issues))
    doubts += [
        Doubt(
            "", "", _OTHER_SHEET.format(grid.name), "; ".join(_first_words(grid)), (), Sureness.SURE
        )
        for grid in others
    ]
    settings, came_from = frame.made_settings("issue")
    said = [_as_printed(row) for row in (*made.issues, *made.actions, *came_from)]
    left_over = [*frame.left_over, *made.left_over]
    letters, lost = accounted(lines, said, left_over)
    tables = [table for _, found in plans for table in found]
    return Draft(
        source=path.name,
        layout="issue",
        settings=settings,
        tables={"Issues": made.issues, "Actions": made.actions},
        doubts=tuple(doubts),
        left_over=tuple(sorted([*left_over, *lost])),
        letters=letters,
        read_as="Excel",
        columns=tuple(_column(grid, table, each) for grid, found in plans for table in found
                      for each in table.columns),
        row_kinds=dict(Counter(str(row.kind) for table in tables for row in table.rows)),
    )  # fmt: skip


def _lines(grid: CellGrid) -> Iterator[str]:
    for row in range(1, len(grid.rows) + 1):
        yield "\t".join(grid.text(row, column) for column in range(1, grid.width + 1))


def _round(frame: Frame, grid: CellGrid, tables: Sequence[FoundTable], offset: int) -> None:
    """What stands above the first table of a sheet: its title, who approved it, notes."""
    for row in range(1, tables[0].heading_rows[0]):
        said = [grid.text(row, c) for c in range(1, grid.width + 1) if not grid.is_beside(row, c)]
        words = [text for text in said if text]
        if words and not (len(words) == 1 and frame.read(offset + row, words[0])):
            frame.leave(offset + row, " ".join(words), _BEFORE)


def _headings(grid: CellGrid, table: FoundTable) -> Iterator[LeftOver]:
    for row in table.heading_rows:
        words = " ".join(filter(None, (grid.text(row, c) for c in range(1, grid.width + 1))))
        yield LeftOver(row, words, "table heading")


def _column(grid: CellGrid, table: FoundTable, column: FoundColumn) -> ColumnRead:
    return ColumnRead(
        grid.address(table.heading_rows[-1], column.number),
        column.heading,
        heading_of(column.field),
        round(column.sureness, 2),
        column.why,
        tuple(f"{at}: {text}" for at, text in column.samples),
    )


def heading_of(name: str) -> str:
    """The plan's column of a field as its heading stands in the plan; "" for none."""
    if name in ("", "rag", "issue_ref"):
        return {"": "", "rag": "RAG", "issue_ref": "Issue ref"}[name]
    field = "timescale_text" if name == "timescale" else name
    specs = (ISSUES, ACTIONS) if name == "issue" else (ACTIONS, ISSUES)
    return next(spec.by_field[field].heading for spec in specs if field in spec.by_field)


def _of_columns(grid: CellGrid, table: FoundTable) -> Iterator[Doubt]:
    for each in table.columns:
        if each.field or (each.sureness >= SURE and not each.guess):
            continue
        heading = each.heading or f"column {each.number}"
        says = _UNKNOWN.format(each.why, heading)
        if each.guess:
            says = _UNMAPPED.format(each.why, heading_of(each.guess), heading)
        row = table.heading_rows[-1]
        words = "; ".join([each.heading, *(sample.text for sample in each.samples)])
        cell = grid.address(row, each.number)
        yield Doubt("", heading_of(each.guess), says, words, (row,), Sureness.UNSURE, cell)


def _of_dates(grid: CellGrid, table: FoundTable) -> Iterator[Doubt]:
    rows = table.of_kind(RowKind.ACTION)
    for name in _DAYS:
        column = table.column(name)
        if not column:
            continue
        for at, other in swapped_days([grid.value(row, column) for row in rows]):
            row = rows[at]
            says = _SWAPPED.format(f"{other.day} {other:%B %Y}")
            yield Doubt("", heading_of(name), says, grid.text(row, column), (row,),
                        Sureness.UNSURE, grid.address(row, column))  # fmt: skip


def _of_colours(path: Path, grid: CellGrid, table: FoundTable) -> Iterator[Doubt]:
    for column in filter(None, (table.column("status"), table.column("rag"))):
        filled = coloured(path, grid.name, column)
        for row in table.of_kind(RowKind.ACTION):
            if row in filled and not any(map(str.isalnum, grid.spread(row, column))):
                cell = grid.address(row, column)
                yield Doubt("", "Status", _COLOUR, "", (row,), Sureness.UNSURE, cell)


def _as_printed(row: Row) -> Row:
    return row._replace(
        values={
            name: f"{value.day} {value:%B %Y}" if isinstance(value, date) else value
            for name, value in row.values.items()
        }
    )
