"""A sheet of any workbook as plain values: for an appendix that was made earlier."""

from datetime import datetime
from pathlib import Path

from actionbook.errors import WorkbookUnreadableError
from actionbook.ooxml import BookView

__all__ = ["sheet_of_values"]


def sheet_of_values(path: Path, sheet: str) -> list[list[object]]:
    """
    The rows of a sheet from its first cell: text, numbers, days, "" where a cell is blank.

    None at all where the workbook has no sheet of that name. The file is not changed.

    Raises:
        WorkbookUnreadableError: the file is missing, broken, encrypted or unsafe.
    """
    BookView.open(path)
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(str(path))
        if sheet not in book.sheet_names:
            return []
        rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except CalamineError as fault:
        raise WorkbookUnreadableError(
            f"{path.name} cannot be read as a workbook ({fault}). "
            "Open it in Excel, save it again, and run again."
        ) from fault
    return [[_plain(value) for value in row] for row in rows]


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
