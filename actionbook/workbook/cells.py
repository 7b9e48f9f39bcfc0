"""Set cells of any workbook, named as an officer names them; nothing else in it changes."""

import os
from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from actionbook.errors import ActionbookError
from actionbook.ooxml import Book, Formula, Value, parse_cell
from actionbook.plan.cells import CellRef
from actionbook.workbook.lock import refuse_if_open

__all__ = ["CellChange", "set_cells"]

_TYPES = (str, int, float, bool, date, datetime, type(None))


class CellChange(NamedTuple):
    """A cell that was set, what it held (None: it was blank) and what it holds now."""

    cell: str
    was: Value | Formula
    now: Value | Formula


def set_cells(
    path: str | os.PathLike[str],
    cells: Mapping[str, Value],
    *,
    to: str | os.PathLike[str] | None = None,
) -> tuple[CellChange, ...]:
    """
    The cells that changed, in the order asked; one that held its value already is none.

    Keys are ``"Sheet name!B3"``, the name in quotation marks or not. A value is text, a number,
    a yes or no, a date, or None for blank; text is text, even where it starts with ``=``. The
    file is replaced in one step, or *to* is made and the file left alone; without a change the
    file is not touched. No plan is needed, and no backup is made.

    Raises:
        ActionbookError: a key names no cell or no sheet, or a value is none of the above.
        ContentLossError: a cell cannot be set without harm to something else.
        WorkbookBusyError: somebody has the file open, or it is read-only.
        WorkbookUnreadableError: the file is missing, broken or no workbook.
        StaleChangeError: the file was changed meanwhile.
    """
    book = Book.open(Path(path))
    for sheet, wanted in _by_sheet(book, cells).items():
        book.set_cells(sheet, wanted)
    target = Path(path if to is None else to)
    if book.is_edited or to is not None:
        refuse_if_open(target)
    book.save(None if to is None else target)
    return tuple(
        CellChange(str(CellRef(change.sheet, change.row, change.column)), change.was, change.now)
        for change in book.changes
    )


def _by_sheet(book: Book, cells: Mapping[str, Value]) -> dict[str, dict[tuple[int, int], Value]]:
    """The values by the sheet's name, as the workbook writes it, and by (row, column)."""
    names: dict[str, str] = {}
    by_sheet: dict[str, dict[tuple[int, int], Value]] = {}
    for key, value in cells.items():
        written, place = _place(key)
        if written not in names:
            names[written] = _sheet(book, written)
        wanted = by_sheet.setdefault(names[written], {})
        if place in wanted:
            raise ActionbookError(f"{key} is asked for twice; nothing was written")
        _check_kind(key, value)
        wanted[place] = value
    return by_sheet


def _check_kind(key: str, value: object) -> None:
    if not isinstance(value, _TYPES):
        kind = type(value).__name__
        raise ActionbookError(f"{key} cannot hold a {kind}: give text, a number, a date or None")


def _place(key: str) -> tuple[str, tuple[int, int]]:
    """The sheet as *key* writes it, and the (row, column)."""
    written, _, cell = key.rpartition("!")
    try:
        place = parse_cell(cell.strip())
    except ValueError as error:
        raise ActionbookError(f"{key!r} names no cell: write it as Sheet name!B3") from error
    if not written:
        raise ActionbookError(f"{key!r} names no sheet: write it as Sheet name!B3")
    return written, place


def _sheet(book: Book, written: str) -> str:
    names = {sheet.name.casefold(): sheet.name for sheet in book.sheets}
    if written.casefold() in names:
        return names[written.casefold()]
    if len(written) > 1 and written[0] == written[-1] == "'":
        written = written[1:-1].replace("''", "'")
    if written.casefold() in names:
        return names[written.casefold()]
    near = get_close_matches(written.casefold(), names, n=1, cutoff=0.5)
    hint = f"did you mean {names[near[0]]!r}?" if near else f"it has {', '.join(names.values())}"
    raise ActionbookError(f"{book.path.name} has no sheet {written!r}; {hint}")
