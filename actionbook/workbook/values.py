"""
The values of a workbook's sheets, by python-calamine.

It works outside Python, and so beside it: of a large workbook it reads the sheets while what it
does not tell is looked up, and what is done next to a plan is loaded.
"""

from collections.abc import Collection, Sequence
from importlib import import_module
from io import BytesIO
from itertools import islice
from threading import Thread
from typing import Self

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from actionbook.errors import WorkbookUnreadableError
from actionbook.ooxml import BookView
from actionbook.workbook.overlong import is_panic, telling_overlong

__all__ = ["LOADED_NEXT", "SheetValues", "Values"]

_ACTIONS = "actions"
_ROWS = 200
_LARGE = 1 << 20
"""Bytes of a workbook from which on its sheets are read beside."""
LOADED_NEXT = (
    *("operations.highlight", "workbook.write", "ooxml.book", "operations.check"),
    *("operations.roll_forward", "operations.closing"),
)
"""The modules that most commands need when a plan has been read, those of most commands first."""


class SheetValues:
    """
    The values of a sheet: its *columns* from *first_column* on, each from worksheet row 1.

    *height* is how many rows it has.
    """

    def __init__(self, first_column: int, columns: list[list[object]]) -> None:
        self.first_column = first_column
        self.columns = columns
        self.height = len(columns[0]) if columns else 0

    @classmethod
    def read(cls, sheet: CalamineSheet) -> Self:
        """The values of a sheet that calamine has opened."""
        start = sheet.start or (0, 0)
        columns: list[list[object]] = []
        rows = sheet.iter_rows()
        # Some at a time: what has just been made is at hand, and need not be looked for again.
        while some := list(islice(rows, _ROWS)):
            columns = columns or [[] for _ in some[0]]
            for column, cells in zip(columns, zip(*some, strict=True), strict=True):
                column.extend(cells)
        return cls(start[1] + 1, columns)

    def row(self, number: int) -> Sequence[object]:
        """The values of a row, from the sheet's first used column; empty beyond the last row."""
        is_there = 0 < number <= self.height
        return [column[number - 1] for column in self.columns] if is_there else ()


class Values:
    """
    The values of the sheets of a workbook: those of a large one are read beside what is done next.

    The sheet of the table of actions is read from the moment on that this is made, the others
    from that on that they are wanted. Asking for those of a sheet waits until they are read, and
    loads meanwhile the modules *loads*.

    Raises:
        WorkbookUnreadableError: the workbook cannot be read whole.
    """

    def __init__(self, book: BookView, *, loads: Sequence[str] = LOADED_NEXT) -> None:
        self._book = book
        self._loads = loads
        self._file = book.path.name
        self._data = book.path.read_bytes()
        self._workbook: CalamineWorkbook | None = None
        self._begun: set[str] = set()
        self._sheets: dict[str, CalamineSheet] = {}
        self._values: dict[str, SheetValues] = {}
        self._fault: BaseException | None = None
        self._reading: Thread | None = None
        if len(self._data) >= _LARGE:
            self._begin({table.sheet for table in book.tables if table.name.casefold() == _ACTIONS})

    def want(self, sheets: Collection[str]) -> None:
        """
        Begin to read those of *sheets* that are not yet: no others are asked for from then on.

        Raises:
            WorkbookUnreadableError: one cannot be read whole.
        """
        self._begin(set(sheets) - self._begun)

    def _begin(self, sheets: set[str]) -> None:
        is_large = len(self._data) >= _LARGE
        self._book.refuse_unholdable(sheets, takes_its_word=is_large)
        self._begun |= sheets
        if not is_large:
            self._read(sheets)
        else:
            self._reading = Thread(target=self._read, args=(sheets, self._reading))
            self._reading.start()

    def _read(self, sheets: Collection[str], after: Thread | None = None) -> None:
        if after is not None:
            after.join()
        if self._fault is not None:
            return
        try:
            if self._workbook is None:
                self._workbook = CalamineWorkbook.from_filelike(BytesIO(self._data))
            for name in sheets:
                self._sheets[name] = self._workbook.get_sheet_by_name(name)
        except BaseException as fault:  # noqa: BLE001 - told to whoever asks, in the thread that asks
            self._fault = fault

    def of(self, sheet: str) -> SheetValues:
        """
        The values of one of the sheets.

        Raises:
            WorkbookUnreadableError: the workbook cannot be read.
        """
        if self._reading is not None:
            for module in self._loads:
                if not self._reading.is_alive():
                    break
                import_module(f"actionbook.{module}")
            self._reading.join()
        if self._fault is not None and (
            isinstance(self._fault, CalamineError) or is_panic(self._fault)
        ):
            raise WorkbookUnreadableError(
                f"{self._file} cannot be read as a workbook ({self._fault}). "
                "Open it in Excel, save it again, and run again."
            ) from self._fault
        if self._fault is not None:
            raise self._fault
        if sheet not in self._values:
            read = self._sheets.pop(sheet)
            with telling_overlong(self._file, read):
                self._values[sheet] = SheetValues.read(read)
        return self._values[sheet]
