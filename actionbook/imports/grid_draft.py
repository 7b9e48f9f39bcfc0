"""The tables of plans in one source, a workbook or a document, as one draft."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.cell_limit import fitted
from actionbook.imports.date_order import swapped_days
from actionbook.imports.doubts import doubts_of_row, pointing_nowhere
from actionbook.imports.draft import ColumnRead, Doubt, Draft, LeftOver, Row, Sureness, accounted
from actionbook.imports.frame import Frame
from actionbook.imports.recognition import SURE, FoundColumn, FoundTable
from actionbook.imports.row_kinds import RowKind
from actionbook.imports.table_made import GivenRefs, TableRows, shifted
from actionbook.imports.table_rows import rows_of_table
from actionbook.imports.together import together
from actionbook.imports.unheaded_refs import with_unheaded_refs
from actionbook.workbook.tables import ACTIONS, ISSUES

__all__ = ["PlanGrid", "draft_of_grids", "first_words", "grid_lines"]

_UNMAPPED = "{} It may be {}: the column is left over. --map '{}=...' says what it is."
_UNKNOWN = "{} The column is left over. --map '{}=...' says what it is."
_SWAPPED = "Day and month may have changed places: it may be {}. Look at the old plan."
_COLOUR = "The cell says nothing and is coloured{}: its status, perhaps. Ask the lead, and type it."
_DAYS = ("timescale", "revised_due", "completed_on", "added_on")


class PlanGrid(NamedTuple):
    """
    A grid of cells with the tables of plans in it; its first row is line *offset* + 1 of the
    source. *colours* gives the coloured cells of a column: by row, the colour's name or "".
    """

    grid: CellGrid
    tables: Sequence[FoundTable]
    offset: int
    colours: Callable[[int], Mapping[int, str]]


def draft_of_grids(
    source: str,
    read_as: str,
    *,
    lines: Sequence[str],
    frame: Frame,
    plans: Sequence[PlanGrid],
    doubts: Sequence[Doubt],
) -> Draft:
    """
    The draft of *source*, of which *lines* are all that it says and *frame* what stands round the
    tables of *plans*; *doubts* are about all of it.
    """
    read: list[TableRows] = []
    given = GivenRefs()
    plans = [
        plan._replace(tables=[with_unheaded_refs(plan.grid, table) for table in plan.tables])
        for plan in plans
    ]
    for plan in plans:
        for table in plan.tables:
            rows = rows_of_table(plan.grid, table, given)
            given.add(rows)
            rows.doubts += [*_of_columns(plan.grid, table), *_of_dates(plan.grid, table)]
            rows.doubts += _of_colours(plan, table)
            rows.left_over += _headings(plan.grid, table)
            read.append(shifted(rows, plan.offset))
    made = together(read)
    doubts = [*doubts, *frame.doubts, *made.doubts]
    doubts += [doubt for row in made.actions for doubt in doubts_of_row(row)]
    doubts += pointing_nowhere(made.actions, (str(row.values["ref"]) for row in made.issues))
    settings, came_from = frame.made_settings("issue")
    found_rows = {
        "Issues": made.issues,
        "Actions": made.actions,
        "People": frame.people,
        "Glossary": frame.glossary,
    }
    before = len(frame.doubts)
    tables = {
        name: [fitted(row, frame, lines) for row in rows] for name, rows in found_rows.items()
    }
    doubts += frame.doubts[before:]
    said = [_as_printed(row) for rows in (*tables.values(), came_from) for row in rows]
    left_over = [*frame.left_over, *made.left_over]
    letters, lost = accounted(lines, said, left_over)
    found = [(plan.grid, table) for plan in plans for table in plan.tables]
    return Draft(
        source=source,
        layout="issue",
        settings=settings,
        tables=tables,
        doubts=tuple(doubts),
        left_over=tuple(sorted([*left_over, *lost])),
        letters=letters,
        read_as=read_as,
        columns=tuple(
            _column(grid, table, each) for grid, table in found for each in table.columns
        ),
        row_kinds=dict(Counter(str(row.kind) for _, table in found for row in table.rows)),
    )


def grid_lines(grid: CellGrid) -> Iterator[str]:
    """The rows of a grid as lines, a tab between cells."""
    for row in range(1, len(grid.rows) + 1):
        yield "\t".join(grid.texts(row))


def first_words(grid: CellGrid) -> list[str]:
    """The words of the first row that has several, as its headings may be."""
    for row in range(1, min(len(grid.rows), 60) + 1):
        said = [text for text in grid.said(row) if not text.isdigit()]
        if len(said) > 1:
            return [" ".join(text.split())[:24] for text in said[:6]]
    return []


def _headings(grid: CellGrid, table: FoundTable) -> Iterator[LeftOver]:
    for row in table.heading_rows:
        yield LeftOver(row, " ".join(grid.said(row)), "table heading")


def _column(grid: CellGrid, table: FoundTable, column: FoundColumn) -> ColumnRead:
    return ColumnRead(
        grid.address(table.heading_rows[-1], column.number),
        column.heading,
        _heading_of(column.field),
        round(column.sureness, 2),
        column.why,
        tuple(f"{at}: {text}" for at, text in column.samples),
    )


def _heading_of(name: str) -> str:
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
            says = _UNMAPPED.format(each.why, _heading_of(each.guess), heading)
        row = table.heading_rows[-1]
        words = "; ".join([each.heading, *(sample.text for sample in each.samples)])
        cell = grid.address(row, each.number)
        yield Doubt("", _heading_of(each.guess), says, words, (row,), Sureness.UNSURE, cell)


def _of_dates(grid: CellGrid, table: FoundTable) -> Iterator[Doubt]:
    rows = table.of_kind(RowKind.ACTION)
    for name in _DAYS:
        column = table.column(name)
        if not column:
            continue
        for at, other in swapped_days([grid.value(row, column) for row in rows]):
            row = rows[at]
            says = _SWAPPED.format(f"{other.day} {other:%B %Y}")
            yield Doubt("", _heading_of(name), says, grid.text(row, column), (row,),
                        Sureness.UNSURE, grid.address(row, column))  # fmt: skip


def _of_colours(plan: PlanGrid, table: FoundTable) -> Iterator[Doubt]:
    grid = plan.grid
    for column in filter(None, (table.column("status"), table.column("rag"))):
        filled = plan.colours(column)
        for row in table.of_kind(RowKind.ACTION):
            if row in filled and not any(map(str.isalnum, grid.spread(row, column))):
                says = _COLOUR.format(f" {filled[row]}" if filled[row] else "")
                cell = grid.address(row, column)
                yield Doubt("", "Status", says, filled[row], (row,), Sureness.UNSURE, cell)


def _as_printed(row: Row) -> Row:
    if not any(isinstance(value, date) for value in row.values.values()):
        return row
    return row._replace(
        values={
            name: f"{value.day} {value:%B %Y}" if isinstance(value, date) else value
            for name, value in row.values.items()
        }
    )
