"""The sheets of a workbook of any kind as grids of cells."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from actionbook.errors import WorkbookUnreadableError
from actionbook.imports.cell_grid import LONGEST, CellGrid, SheetTold
from actionbook.imports.draft import Doubt
from actionbook.imports.file_kinds import MODERN, ONE_SHEET, WEB, excel_kind
from actionbook.ooxml import Area, BookView
from actionbook.plan.late import late
from actionbook.workbook.earlier import Merged, sheet_rows

__all__ = ["BookRead", "coloured", "grids_of", "said_beside"]

_WIDEST = 150  # columns of a sheet that are looked at; a plan has thirty at most
_DIGITS = late(r"\d+")
_DAY = late(r"d(?![^\[]*\])")
_NOTHING = SheetTold()


class BookRead(NamedTuple):
    """
    The sheets of a workbook, how it was read, and what is to be said of that.

    `view` is of an .xlsx and its like; of others `told` is what their sheets tell, by name.
    """

    grids: Sequence[CellGrid]
    read_as: str = "Excel"
    doubts: Sequence[Doubt] = ()
    view: BookView | None = None
    told: Mapping[str, SheetTold] = {}


def grids_of(path: Path, *, sheets: Sequence[str] = (), are_of_before: bool = False) -> BookRead:
    """
    Every sheet of the workbook at *path* that holds anything, or those of *sheets*; as they stand.

    Where the names *are_of_before*, a sheet is also the one named alike but for its numbers, such
    as the year, if that is one alone. Formulas and dates that show a month are not told of .xls,
    and merged cells not of .xlsb.

    Raises:
        WorkbookUnreadableError: it cannot be read, has no sheet of that name, or holds more on one
            than is looked at.
    """
    kind = excel_kind(path)
    if kind in ONE_SHEET:
        return _one_sheet(path, kind)
    chosen = partial(_chosen, path, sheets, are_of_before=are_of_before)
    view, told = None, {}
    if kind in MODERN:
        view = BookView.open(path)
        found = list(sheet_rows(path, view, chosen=chosen))
    else:
        from actionbook.workbook.old_kinds import read_apart  # loaded for such a file alone

        book = read_apart(path)
        found = [(name, book.sheets[name]) for name in chosen(list(book.sheets))]
        told = _told(path, book.merged)
    grids = [
        _grid(view, name, _of_a_plan(path, name, rows), told.get(name, _NOTHING))
        for name, rows in found
        if any(rows)
    ]
    return BookRead(grids, view=view, told=told)


def _chosen(
    path: Path, sheets: Sequence[str], names: Sequence[str], *, are_of_before: bool
) -> Sequence[str]:
    """The names of the sheets that are asked for, of all there are."""
    by_name = {name.casefold(): name for name in names}
    wanted = []
    for sheet in sheets:
        name = sheet.casefold()
        if are_of_before:
            name = _named_alike(name, list(by_name))
        if name not in by_name:
            said = ", ".join(names) or "none"
            raise WorkbookUnreadableError(f"{path} has no sheet named {sheet!r}, only: {said}.")
        wanted.append(by_name[name])
    return wanted or names


def _one_sheet(path: Path, kind: str) -> BookRead:
    """A file that Excel shows as one sheet."""
    # Either reader is loaded for such a file alone.
    if kind in WEB:
        from actionbook.imports.web_page import read_page

        name, rows, merges, read_as, doubts = read_page(path)
    else:
        from actionbook.imports.separated_values import read_separated

        name, rows, merges, read_as, doubts = read_separated(path)
    grid = _grid(None, name, _of_a_plan(path, name, rows), SheetTold(list(merges)))
    return BookRead([grid], read_as, doubts)


def _told(path: Path, merged: Mapping[str, Sequence[Merged]]) -> dict[str, SheetTold]:
    """What the sheets of a workbook that is no .xlsx tell beside their values, by name."""
    if path.suffix.casefold() == ".ods":
        from actionbook.imports.open_document import told_of_sheets  # loaded for an .ods

        return told_of_sheets(path)
    return {
        name: SheetTold([Area(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in ranges])
        for name, ranges in merged.items()
    }


def _named_alike(sheet: str, names: Sequence[str]) -> str:
    alike = [name for name in names if _DIGITS.sub("0", name) == _DIGITS.sub("0", sheet)]
    return alike[0] if sheet not in names and len(alike) == 1 else sheet


def _of_a_plan(path: Path, name: str, rows: list[list[object]]) -> list[list[object]]:
    """The rows of a sheet, which is refused where something stands beyond what is looked at."""
    for number, row in enumerate(rows, start=1):
        beyond = row if number > LONGEST else row[_WIDEST:]
        if any(value not in ("", None) for value in beyond):
            raise WorkbookUnreadableError(
                f"{path}: row {number} of the sheet {name!r} holds something beyond row "
                f"{LONGEST:,} or column {_WIDEST}, more than a plan has, so nothing was read. "
                "Name the plan's sheet with --sheet, or copy its table to a sheet of its own."
            )
    return [row[:_WIDEST] for row in rows[:LONGEST]]


def _grid(view: BookView | None, name: str, rows: list[list[object]], told: SheetTold) -> CellGrid:
    while rows and not any(value not in ("", None) for value in rows[-1]):
        rows.pop()
    if view is None or name not in {sheet.name for sheet in view.sheets}:
        return CellGrid(
            name,
            rows,
            told.merges,
            frozenset(told.formulas),
            frozenset(told.months),
            frozenset(told.errors),
        )
    facts, struck = view.facts(name), view.struck_through(name)
    instead = {at: kept for at, (_, kept) in struck.items() if kept.strip()} | view.symbols(name)
    view.let_go()
    for (row, column), words in instead.items():
        if row <= len(rows) and column <= len(rows[row - 1]):
            rows[row - 1][column - 1] = words
    return CellGrid(
        name,
        rows,
        merges=facts.merges,
        formulas=frozenset(facts.formulas),
        months=frozenset(at for at, code in facts.number_formats.items() if not _DAY.search(code)),
        errors=frozenset(facts.errors),
        date_1904=view.date_1904,
        struck={at: words if kept.strip() else "" for at, (words, kept) in struck.items()},
    )


def said_beside(book: BookRead, sheets: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What *sheets* say outside their cells, with where it stands; of an .xlsx and its like."""
    if book.view is None:
        return
    named = {sheet.name for sheet in book.view.sheets}
    for sheet in sheets:
        for cell, words in book.view.words_beside(sheet) if sheet in named else ():
            yield f"comment on {sheet}!{cell}" if cell else f"text box on {sheet}", words


def coloured(book: BookRead, grid: CellGrid, column: int) -> dict[int, str]:
    """The colours of the cells of *column*, by row; none of a workbook that hides them."""
    view = book.view
    if view is None:
        told = book.told.get(grid.name, _NOTHING)
        return {row: colour for (row, at), colour in told.colours.items() if at == column}
    # A red "●" tells as much as a red cell does; a blank cell has no letters to be red.
    letters = view.lettered_rows(grid.name, column).items()
    said = {row: colour for row, colour in letters if grid.text(row, column)}
    return said | view.coloured_rows(grid.name, column)
