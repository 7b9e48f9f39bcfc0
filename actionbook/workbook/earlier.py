"""Sheets of any workbook as values: of an appendix made earlier, of a plan that is imported."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from actionbook.errors import WorkbookUnreadableError
from actionbook.ooxml import BookView
from actionbook.workbook.overlong import is_panic, telling_overlong

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

__all__ = [
    "Merged",
    "chart_sheets",
    "damaged",
    "merged_ranges",
    "sheet_of_values",
    "sheet_rows",
]

Merged: TypeAlias = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell of what is merged, row and column from 0."""


def sheet_of_values(path: Path, sheet: str) -> list[list[object]]:
    """
    The rows of a sheet from its first cell: text, numbers, days, "" where a cell is blank.

    None at all where the workbook has no sheet of that name. The file is not changed.

    Raises:
        WorkbookUnreadableError: the file is missing, broken, encrypted or unsafe.
    """
    view = BookView.open(path)
    view.refuse_unholdable([each.name for each in view.sheets if each.name == sheet])
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with _panics_as_faults():
            book = CalamineWorkbook.from_path(str(path))
            if sheet not in book.sheet_names:
                return []
            found = book.get_sheet_by_name(sheet)
        with telling_overlong(path.name, found):
            rows = found.to_python(skip_empty_area=False)
    except CalamineError as fault:
        raise WorkbookUnreadableError(
            f"{path.name} is damaged. Open it in Excel, let it repair the workbook, save it, and "
            "run again."
        ) from fault
    return [[_plain(value) for value in row] for row in rows]


def sheet_rows(
    path: Path,
    view: BookView | None = None,
    *,
    chosen: Callable[[Sequence[str]], Sequence[str]] = list,
) -> Iterator[tuple[str, list[list[object]]]]:
    """
    The name and rows of each worksheet, as `sheet_of_values` has them; .xls and .ods too.

    Chart sheets are none. The file is not changed. *view* is of the same workbook, of a new kind.
    *chosen* is told the names of all, and gives those of the sheets that are read.

    Raises:
        WorkbookUnreadableError: the file is missing, broken, or has a password.
    """
    from python_calamine import CalamineError, PasswordError, SheetTypeEnum

    if view is not None:
        view.refuse_unholdable(())
    try:
        book = _opened(path)
        every = book.sheets_metadata
        wanted = chosen([each.name for each in every if each.typ is SheetTypeEnum.WorkSheet])
        if view is not None:
            view.refuse_unholdable([each.name for each in view.sheets if each.name in wanted])
        for name in wanted:
            with _panics_as_faults():
                found = book.get_sheet_by_name(name)
            # Its rows begin at the first; its columns, at the first that holds anything.
            before = [""] * (found.start or (0, 0))[1]
            with telling_overlong(path.name, found):
                rows = [[_plain(value) for value in row] for row in found.iter_rows()]
            # A slip in the last cell of all has a million blank rows above it.
            yield (
                name,
                [[*before, *row] if any(cell != "" for cell in row) else row for row in rows],
            )
    except PasswordError as fault:
        raise WorkbookUnreadableError(
            f"{path} has a password. Open it in Excel, take the password off a copy of it, and "
            "import that."
        ) from fault
    except OSError as fault:
        raise WorkbookUnreadableError(
            f"{path} cannot be opened ({fault.strerror or fault}). Check the name and folder."
        ) from fault
    except CalamineError as fault:
        raise damaged(path) from fault


def damaged(path: Path) -> WorkbookUnreadableError:
    """The error for a file that cannot be read whole as a workbook."""
    return WorkbookUnreadableError(
        f"{path} is damaged, or is no workbook. Open it in Excel, let it repair the workbook, "
        "save it as .xlsx, and run again."
    )


def chart_sheets(path: Path) -> int:
    """How many sheets of the workbook at *path*, which `sheet_rows` has read, are charts alone."""
    from python_calamine import SheetTypeEnum

    book = _opened(path)
    return sum(sheet.typ is SheetTypeEnum.ChartSheet for sheet in book.sheets_metadata)


def merged_ranges(path: Path) -> dict[str, list[Merged]]:
    """
    The merged ranges of each worksheet of the workbook at *path*, as `sheet_rows` has read it.

    Those of .ods are not told.
    """
    from python_calamine import SheetTypeEnum

    book = _opened(path)
    return {
        sheet.name: book.get_sheet_by_name(sheet.name).merged_cell_ranges or []
        for sheet in book.sheets_metadata
        if sheet.typ is SheetTypeEnum.WorkSheet
    }


def _opened(path: Path) -> "CalamineWorkbook":
    """The workbook at *path*; what is of another kind than its name says is told by its bytes."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with _panics_as_faults():
            return CalamineWorkbook.from_path(str(path))
    except PasswordError:
        raise
    except CalamineError:
        with suppress(CalamineError, OSError), _panics_as_faults():
            return CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
        raise


@contextmanager
def _panics_as_faults() -> Iterator[None]:
    """Let giving up, as a library in Rust does, be a fault of the workbook like any other."""
    from python_calamine import CalamineError

    try:
        yield
    except BaseException as fault:
        if not is_panic(fault):
            raise
        raise CalamineError(str(fault)) from fault


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
