"""The one table of a workbook that is a plan: looked for on every sheet, or where it is said."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from actionbook.errors import ActionbookError, WorkbookUnreadableError
from actionbook.imports.cell_grid import LONGEST, CellGrid
from actionbook.imports.logs_beside import without_logs
from actionbook.imports.recognition import FoundTable, RowKind, recognise
from actionbook.imports.table_starts import Told, unmet
from actionbook.imports.who_and_when import asks_for_both
from actionbook.ooxml import BookView
from actionbook.workbook.actions_table import ACTIONS
from actionbook.workbook.columns import heading_key
from actionbook.workbook.earlier import sheet_of_values

__all__ = ["Asked", "Found", "find_table", "refuse_kind", "refuse_twin"]

_LEFT_ALONE = frozenset({"", "own", "ours", "none", "left", "ourown"})
_OTHER_NAMES = {"rag": "rag", "issueref": "issue_ref", "issue": "issue", "response": "response"}
_KINDS = (".xlsx", ".xlsm")
_BOTH = "It holds who and when in one."
_DAY = re.compile(r"d(?![^\[]*\])")


@dataclass(frozen=True)
class Asked:
    """
    What somebody says of the workbook: its sheet, the row of the headings (0: not said), what
    columns are, by heading or letter, in the plan's own headings, and what Publication is to say
    of every row ("": it stays blank, and nothing can be published); and whether what a plan needs
    goes on a sheet beside theirs, and not to the right.
    """

    sheet: str = ""
    header_row: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)
    publication: str = ""
    beside: bool = False


@dataclass(frozen=True)
class Found:
    """The table, and the sheet that it stands on."""

    table: FoundTable
    grid: CellGrid


def find_table(book: BookView, asked: Asked) -> Found:
    """
    The table of *book* that is a plan.

    Raises:
        WorkbookUnreadableError: there is none.
        ActionbookError: there are several, or what is asked for is not there.
    """
    told = Told(asked.header_row, _fields(asked.columns))
    grids = [_grid(book, name) for name in _sheets(book, asked)]
    read = without_logs([(grid, recognise(grid, told=told)) for grid in grids])
    found = [Found(_with_actions(table), grid) for grid, tables in read for table in tables]
    found = [each for each in found if each.table.column("action")]
    if not found:
        raise WorkbookUnreadableError(_none(book.path, [grid.name for grid in grids]))
    if len(found) > 1:
        places = ", ".join(
            f"{each.grid.name} (headings in row {each.table.heading_rows[0]})" for each in found
        )
        raise ActionbookError(
            f"{book.path.name} has {len(found)} tables that look like plans: {places}. Name one "
            "with --sheet, or with --header-row."
        )
    _refuse_unmet(found[0].table, asked)
    _refuse_empty(book.path.name, found[0])
    return found[0]


def _with_actions(table: FoundTable) -> FoundTable:
    """
    The table, whose recommendations are what is to be done where it keeps no actions beside.

    A column of who and when in one is neither: a plan reads each from a column of its own.
    """
    columns = tuple(
        column._replace(field="", guess="lead", why=_BOTH)
        if column.field == "lead" and column.sureness < 1 and asks_for_both(column.heading)
        else column
        for column in table.columns
    )
    if not table.column("action"):
        columns = tuple(
            column._replace(field="action") if column.field == "issue" else column
            for column in columns
        )
    return table._replace(columns=columns)


def _none(path: Path, sheets: list[str]) -> str:
    return (
        f"{path.name} holds no action plan that can be told: no row of headings for an action and "
        f"who does it, by when or how far, on {', '.join(sheets) or 'any sheet'}. Say which row "
        'with --header-row, and what a column is with --map "By whom=Lead".'
    )


def _sheets(book: BookView, asked: Asked) -> list[str]:
    names = [sheet.name for sheet in book.sheets]
    if not asked.sheet:
        return [sheet.name for sheet in book.sheets if sheet.state == "visible"]
    found = [name for name in names if name.casefold() == asked.sheet.casefold()]
    if not found:
        raise ActionbookError(
            f"{book.path.name} has no sheet {asked.sheet}, only {', '.join(names)}."
        )
    return found


def _fields(columns: Mapping[str, str]) -> dict[str, str]:
    return {_name(column): _field(means) for column, means in columns.items()}


def _name(column: str) -> str:
    is_letter = re.fullmatch(r"[A-Z]{1,2}", column.strip())
    return f"column {column.strip()}" if is_letter else heading_key(column)


def _field(means: str) -> str:
    key = heading_key(means)
    if key in _LEFT_ALONE:
        return ""
    if key in _OTHER_NAMES:
        return _OTHER_NAMES[key]
    column = ACTIONS.by_key.get(key)
    if column is None or column.starred:
        can_be = ", ".join(each.heading for each in ACTIONS.columns if not each.starred)
        raise ActionbookError(f"A column cannot be '{means}', only one of: {can_be}; or own.")
    return "timescale" if column.field == "timescale_text" else column.field


def _refuse_empty(file: str, found: Found) -> None:
    """Refuse headings with no action under them: there is nothing yet to be kept."""
    if not found.table.of_kind(RowKind.ACTION):
        at = found.grid.address(found.table.heading_rows[-1], found.table.column("action"))
        raise ActionbookError(
            f"{file} holds no action yet: nothing stands under {at}, which heads the actions. Type "
            'the first one, or say where they stand with --map "Recommendation=Action".'
        )


def refuse_twin(file: str, grid: CellGrid, table: FoundTable) -> NoReturn:
    """Refuse a column of actions that has the heading of another: a plan reads by headings."""
    at = grid.address(table.heading_rows[-1], table.column("action"))
    raise ActionbookError(
        f"{file}: the actions stand under {at}, and another column has the same heading. Rename "
        "one of the two in Excel, and run again."
    )


def _refuse_unmet(table: FoundTable, asked: Asked) -> None:
    """Refuse a column that was spoken of and is not there: a slip must not pass in silence."""
    by_heading = [each for each in asked.columns if not _name(each).startswith("column ")]
    headings = [column.heading for column in table.columns if column.heading]
    for said in unmet(by_heading, headings):
        raise ActionbookError(
            f"There is no column '{said}' on {table.sheet}: {', '.join(headings)}."
        )


def _grid(book: BookView, sheet: str) -> CellGrid:
    rows = sheet_of_values(book.path, sheet)
    if not rows:
        return CellGrid(sheet, ())
    if len(rows) > LONGEST:
        raise WorkbookUnreadableError(
            f"{book.path.name}: row {len(rows):,} of the sheet {sheet} holds something, and a plan "
            f"has {LONGEST:,} rows at most. Name the plan's sheet with --sheet, or delete what "
            "stands there (Ctrl+End goes to it)."
        )
    facts = book.facts(sheet)
    return CellGrid(
        sheet,
        rows,
        facts.merges,
        formulas=frozenset(facts.formulas),
        months=frozenset(_months(facts.number_formats)),
    )


def _months(codes: Mapping[tuple[int, int], str]) -> Iterator[tuple[int, int]]:
    return (at for at, code in codes.items() if not _DAY.search(code))


def refuse_kind(path: Path) -> None:
    """
    Refuse what is no workbook that can become a plan as it is.

    Raises:
        WorkbookUnreadableError: it is of another kind; it can be imported.
    """
    if path.suffix.casefold() not in _KINDS:
        raise WorkbookUnreadableError(
            f"{path.name} cannot become a plan in place, only an .xlsx or .xlsm can. Bring it in "
            f"with 'actionbook import {path.name} -o PLAN.xlsx', or save it as .xlsx in Excel."
        )
