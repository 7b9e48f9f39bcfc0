"""A ChangeSet written into its workbook: all of it or nothing, and nothing but it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import Enum
from pathlib import Path

from actionbook.errors import ActionbookError, StaleChangeError
from actionbook.ooxml import Book, Formula
from actionbook.ooxml import Formatted as Shaped
from actionbook.operations.changes import (
    AddRows,
    AsText,
    ChangeSet,
    Live,
    SetCell,
    SetFormats,
)
from actionbook.plan.bulk import taking_turns, without_collecting
from actionbook.workbook.backups import backup_path, prune_backups
from actionbook.workbook.columns import Column, Holds, heading_key
from actionbook.workbook.formats import conditional_format, plan_format
from actionbook.workbook.lock import refuse_if_open
from actionbook.workbook.memory import Memory
from actionbook.workbook.seen import keep_seen, remember_seen
from actionbook.workbook.snapshots import Write, note_write, seen_path, snapshot_path
from actionbook.workbook.starred_cells import starred_cells
from actionbook.workbook.state import state_folder
from actionbook.workbook.tables import TABLES

__all__ = ["apply", "apply_to_new", "edited"]

_DATE_LOOK = "dd/mm/yyyy"


class Keep(Enum):
    """What is kept of the workbook as it was."""

    OLD_BYTES = "old bytes"
    NOTHING = "nothing"


def apply(changes: ChangeSet) -> bool:
    """
    Write *changes* into the workbook they were worked out from; False when there are none.

    The old bytes are kept in the plan's state folder first. The workbook is replaced in one
    step, and only when it still is the one that was read.

    Raises:
        StaleChangeError: the workbook has been changed since it was read.
        WorkbookBusyError: somebody has it open, or it is read-only.
        ContentLossError: a cell to be written cannot be without harm.
    """
    return _written(changes, Keep.OLD_BYTES)


def apply_to_new(changes: ChangeSet) -> bool:
    """Write *changes* into a workbook that has just been made: there are no old bytes to keep."""
    return _written(changes, Keep.NOTHING)


@without_collecting()
@taking_turns()
def _written(changes: ChangeSet, keep: Keep) -> bool:
    if not changes:
        return False
    if changes.path is None:
        raise ActionbookError("These changes belong to no workbook, so they cannot be written.")
    refuse_if_open(changes.path)
    book = edited(changes, changes.path)
    if not book.is_edited:
        return False
    state = state_folder(changes.path, changes.plan_id)
    Memory(state).remember(starred_cells(changes))
    backup = None
    if changes.closes:
        backup = snapshot_path(state, changes.path, changes.closes)
        keep_seen(state, seen_path(state, changes.closes))
    elif keep is Keep.OLD_BYTES:
        backup = backup_path(state, changes.path, changes.fingerprint)

    def ahead(after: str) -> None:
        # Ahead of the write: a kill just after it must not make ours look like somebody's edit.
        note_write(state, Write(changes.fingerprint, after, changes.on, changes.closes))

    written = book.save(keep=backup, ahead=ahead)
    prune_backups(state)
    remember_seen(state, changes)
    return written


def edited(changes: ChangeSet, file: Path) -> Book:
    """
    The workbook *file* with *changes* in it, not saved yet.

    Raises:
        StaleChangeError: it is not the one that they were worked out from.
        ContentLossError: a cell to be written cannot be without harm.
    """
    book = Book.open(file)
    if book.fingerprint != changes.fingerprint:
        raise StaleChangeError(
            f"{file.name} was changed by somebody while we worked; nothing was written. Run again."
        )
    _edit(book, changes)
    return book


def _edit(book: Book, changes: ChangeSet) -> None:
    for order in changes.orders:
        book.reorder_rows(order.table, order.rows)
    _put_beside(book, changes)
    moved = {order.sheet: order.becomes for order in changes.orders}
    for sheet, cells in _by_sheet(changes.cells).items():
        placed = _moved(cells, moved[sheet]) if sheet in moved else cells
        book.set_cells(sheet, placed)  # type: ignore[arg-type]
    book.pack_ahead()
    for rows in changes.rows:
        _append(book, rows)
    if changes.bodies or changes.headings or changes.unmerged:
        from actionbook.workbook.table_edits import edit_tables

        edit_tables(book, changes)
    for column in changes.formulas:
        book.set_column_formula(column.table, column.heading, column.formula)
    for name in changes.names:
        book.set_name(name.name, name.formula)
    _edit_round_cells(book, changes)
    book.pack_ahead()


def _put_beside(book: Book, changes: ChangeSet) -> None:
    """Rows of new actions on the sheet beside staff's own, before anything is set in them."""
    beside = changes.plan.structure.actions_at.beside if changes.plan else None
    if beside is None:
        return
    # Loaded for a plan that has such a sheet.
    from actionbook.workbook.beside_rows import put_beside

    put_beside(book, changes, beside)


def _edit_round_cells(book: Book, changes: ChangeSet) -> None:
    for formats in changes.formats:
        _set_formats(book, formats)
    if changes.checks or changes.pages:
        _edit_doors(book, changes)


def _edit_doors(book: Book, changes: ChangeSet) -> None:
    """What is asked for at a door of its own, and by no night."""
    from actionbook.ooxml import Page
    from actionbook.workbook.input_checks import validation

    for check in changes.checks:
        book.remove_validations(check.sheet, check.instead)
        book.add_validation(check.sheet, validation(check))
    for page in changes.pages:
        book.set_page(page.sheet, Page(page.area, page.titles, fits_width=True, is_landscape=True))


def _moved(
    cells: dict[tuple[int, int], object], becomes: Mapping[int, int]
) -> dict[tuple[int, int], object]:
    return {(becomes.get(row, row), column): held for (row, column), held in cells.items()}


def _by_sheet(cells: Iterable[SetCell]) -> dict[str, dict[tuple[int, int], object]]:
    """What each cell is to hold, by sheet and place."""
    by_sheet: defaultdict[str, dict[tuple[int, int], object]] = defaultdict(dict)
    # A live formula is one value for all the rows in which it says the same.
    stored: dict[tuple[str, int], object] = {}
    for cell in cells:
        sheet, row, column = cell.at
        value: object = cell.value
        if isinstance(value, Live):
            key = (cell.name, id(value))
            if key not in stored:
                stored[key] = _stored(cell.name, value)
            value = stored[key]
        elif isinstance(value, AsText):
            value = Shaped(value.value, "@")
        by_sheet[sheet][row, column] = value
    return by_sheet


def _stored(name: str, live: Live) -> object:
    stored = Formula(live.formula, "" if live.value is None else live.value)
    return Shaped(stored, _DATE_LOOK) if name == "late_after" else stored


def _append(book: Book, added: AddRows) -> None:
    table = next(table for table in book.tables if table.name == added.table)
    by_key = TABLES[added.kind].by_key
    columns = [_column(added, by_key.get(heading_key(heading))) for heading in table.columns]
    book.append_rows(table.name, list(zip(*columns, strict=True)))


def _column(added: AddRows, column: Column | None) -> list[object]:
    """What the cells of *column* are to hold in the rows that are added."""
    if column is None:
        return [None] * len(added.rows)
    name = column.field
    if column.holds is Holds.PERCENT:
        values = (row.get(name) for row in added.rows)
        return [value if value is None else float(value) / 100 for value in values]  # type: ignore[arg-type]
    # Nothing is told from "" by its kind: a date is not compared with a text.
    return [
        None if (value := row.get(name)).__class__ is str and not value else value
        for row in added.rows
    ]


def _set_formats(book: Book, formats: SetFormats) -> None:
    old = {form.key for form in formats.old}
    standing = [
        form for form in book.conditional_formats(formats.sheet) if plan_format(form).key in old
    ]
    if standing:
        book.remove_conditional_formats(formats.sheet, standing)
    if formats.new:
        new = [conditional_format(form) for form in formats.new]
        book.add_conditional_formats(formats.sheet, new)
