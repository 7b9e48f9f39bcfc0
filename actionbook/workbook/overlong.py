"""A number that a sheet shows as a day or as hours, and that is too large for either."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from actionbook.errors import WorkbookUnreadableError

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

__all__ = ["is_panic", "telling_overlong"]


@contextmanager
def telling_overlong(file: str, sheet: "CalamineSheet") -> Iterator[None]:
    """
    Let the rows of *sheet* be asked for in the block.

    Raises:
        WorkbookUnreadableError: a cell of them cannot be told; its row is named.
    """
    try:
        yield
    except BaseException as fault:
        if not _is_overlong(fault):
            raise
        raise WorkbookUnreadableError(
            f"{file} cannot be read: a cell in row {_readable(sheet) + 1} of sheet {sheet.name} "
            "shows a number as a date or as hours, and it is too large for that. Mend it in Excel, "
            "or show it as a number (Format Cells, General); save, and run again."
        ) from fault


def is_panic(fault: BaseException) -> bool:
    """Whether *fault* is that of a library in Rust that gave up: it is no `Exception`."""
    return type(fault).__module__ == "pyo3_runtime"


def _is_overlong(fault: BaseException) -> bool:
    return isinstance(fault, OverflowError) or is_panic(fault)


def _readable(sheet: "CalamineSheet") -> int:
    """How many rows of a sheet can be told before one that cannot."""
    rows = sheet.iter_rows()
    count = 0
    while True:
        try:
            if next(rows, None) is None:
                return count
        except BaseException as fault:
            if not _is_overlong(fault):
                raise
            return count
        count += 1
