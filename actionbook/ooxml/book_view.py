"""A workbook to be looked at: its sheets, tables and cells, and what its sheets tell beside."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Self

from actionbook.ooxml.addresses import LAST_COLUMN, Area
from actionbook.ooxml.contents import Contents, Sheet
from actionbook.ooxml.facts import Facts, read_facts, read_styled
from actionbook.ooxml.faults import fault_of_file, naming_the_file
from actionbook.ooxml.formats import ConditionalFormat, read_formats
from actionbook.ooxml.markup import BrokenPartError
from actionbook.ooxml.names import read_names
from actionbook.ooxml.package import Package
from actionbook.ooxml.reading import CellReader
from actionbook.ooxml.source import unreadable
from actionbook.ooxml.table import Table, read_tables
from actionbook.ooxml.values import Formula, Value

if TYPE_CHECKING:
    from actionbook.ooxml.page import Page
    from actionbook.ooxml.rows import Cell
    from actionbook.ooxml.struck import Struck
    from actionbook.ooxml.validations import Validation
    from actionbook.ooxml.words_beside import WordsBeside

__all__ = ["BookView"]


class BookView:
    """A workbook as it stands, edits that were made to *package* included."""

    def __init__(self, package: Package) -> None:
        self._contents = Contents(package)
        self._tables: tuple[Table, ...] | None = None

    @classmethod
    def open(cls, path: Path) -> Self:
        """
        The workbook at *path*; the file is not changed.

        Raises:
            WorkbookUnreadableError: it is missing, broken, encrypted, unsafe or no workbook.
        """
        try:
            return cls(Package.open(path))
        except ValueError as error:
            raise fault_of_file(path, error) from error

    @property
    def path(self) -> Path:
        """Where the workbook was opened."""
        return self._contents.package.path

    @property
    def fingerprint(self) -> str:
        """What tells this file from any other, and from itself after an edit."""
        return self._contents.package.fingerprint

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The worksheets, in the order of their tabs, hidden ones too; no chart sheets."""
        return self._contents.sheets

    @property
    @naming_the_file
    def tables(self) -> tuple[Table, ...]:
        """The tables, sheet by sheet."""
        if self._tables is None:
            self._tables = read_tables(self._contents)
        return self._tables

    @property
    def date_1904(self) -> bool:
        """Whether dates are counted from 1904, as in workbooks begun on an old Macintosh."""
        return self._contents.date_1904

    @property
    def is_strict(self) -> bool:
        """Whether the file is written in the ISO strict dialect."""
        return self._contents.is_strict

    def table(self, name: str) -> Table:
        """
        The table of that name, in whatever case.

        Raises:
            WorkbookUnreadableError: there is none.
        """
        for table in self.tables:
            if table.name.casefold() == name.casefold():
                return table
        names = ", ".join(table.name for table in self.tables) or "no table at all"
        raise unreadable(self.path, f"has no table named {name!r}, only: {names}")

    @naming_the_file
    def facts(self, sheet: str, *, dates_in: Collection[int] | None = None) -> Facts:
        """
        What the sheet tells beside its values, edits included, in one pass.

        With *dates_in*, number formats are told of those columns at least, not of all.
        """
        part = self._contents.sheet_part(sheet)
        filtered = any(
            b"filterColumn" in self._contents.read(table)
            for table in self._contents.related(self._contents.sheet(sheet).part, "table")
        )
        codes = self._contents.styles.date_codes()
        return read_facts(part, codes, dates_in=dates_in, is_filtered=filtered)

    @naming_the_file
    def merges(self, sheet: str) -> tuple[Area, ...]:
        """The merged blocks of a sheet."""
        return self._contents.sheet_part(sheet).merges

    @naming_the_file
    def last_column(self, sheet: str, first_row: int, last_row: int) -> int:
        """The last column in which anything stands in those rows of a sheet; 0 where nothing."""
        from actionbook.ooxml.growth import last_filled

        part = self._contents.sheet_part(sheet)
        last = last_filled(part.rows, Area(first_row, 1, last_row, LAST_COLUMN))
        blocks = [*part.merges, *(table.area for table in self.tables if table.sheet == sheet)]
        beside = (b for b in blocks if b.first_row <= last_row and b.last_row >= first_row)
        return max([last, *(block.last_column for block in beside)])

    @naming_the_file
    def coloured_rows(self, sheet: str, column: int) -> dict[int, str]:
        """
        The colour of each cell of a column that is filled with one, by row: six digits, or its
        name in the theme.
        """
        return self._rows_of(self._contents.styles.colours(), sheet, column)

    @naming_the_file
    def lettered_rows(self, sheet: str, column: int) -> dict[int, str]:
        """The colour of the letters of each cell of a column that has one, as `coloured_rows`."""
        return self._rows_of(self._contents.styles.letters(), sheet, column)

    def _rows_of(self, colours: Mapping[int, str], sheet: str, column: int) -> dict[int, str]:
        """The colour that the style of each cell of a column has, of those that have one."""
        if not colours:
            return {}
        styled = read_styled(self._contents.sheet_part(sheet), column, colours)
        return {row: colours[style] for row, style in styled.items()}

    @naming_the_file
    def symbols(self, sheet: str) -> "dict[Cell, str]":
        """The cells of a sheet whose text is in a symbol font, as they look there."""
        from actionbook.ooxml.symbols import symbols

        return symbols(self._contents, sheet)

    @naming_the_file
    def refuse_unholdable(self, sheets: Collection[str], *, takes_its_word: bool = False) -> None:
        """
        Refuse a workbook whose *sheets* cannot be read whole, each a place for every cell.

        What a sheet states of its own size may be taken for true.

        Raises:
            WorkbookUnreadableError: a cell stands so far from the others, and is named; or the
                shared strings are said to be more than there can be.
        """
        from actionbook.ooxml.extent import far_cell, states_small, states_too_many

        head = self._contents.package.head
        for part in self._contents.related(self._contents.workbook, "sharedStrings"):
            if states_too_many(head(part)):
                raise BrokenPartError(f"holds {part}, which is not what it says")
        for sheet in sheets:
            if takes_its_word and states_small(head(self._contents.sheet(sheet).part)):
                continue
            far = far_cell(self._contents.sheet_part(sheet))
            if far:
                raise unreadable(
                    self.path,
                    f"cannot be read: something stands in {sheet}!{far}, so far from everything "
                    "else that no computer holds the sheet. Delete that cell in Excel (Ctrl+End "
                    "goes to it), save, and run again.",
                )

    def let_go(self) -> None:
        """Give up the sheet that was looked at last, which is kept for the next question."""
        self._contents.close_sheet()

    @naming_the_file
    def cell(self, sheet: str, row: int, column: int) -> Value | Formula:
        """
        What stands in a cell now, edits included; None where it is blank.

        A number that shows as a date is a date. A formula tells its own text even where it is one
        of a shared group, and the result stored with it.
        """
        return CellReader(self._contents, self._contents.sheet_part(sheet)).value((row, column))

    @naming_the_file
    def conditional_formats(self, sheet: str) -> tuple[ConditionalFormat, ...]:
        """The formats of a sheet that follow a formula; others (bars, icons) are not told."""
        return read_formats(self._contents, sheet)

    @naming_the_file
    def validations(self, sheet: str) -> "tuple[Validation, ...]":
        """The drop-downs, conditions and messages of a sheet; other validations are not told."""
        from actionbook.ooxml.validations import read_validations

        return read_validations(self._contents, sheet)

    @naming_the_file
    def page(self, sheet: str) -> "Page":
        """How a sheet is printed."""
        from actionbook.ooxml.page import read_page

        return read_page(self._contents, sheet)

    @naming_the_file
    def words_beside(self, sheet: str) -> "tuple[WordsBeside, ...]":
        """What a sheet says outside its cells: comments, notes and text boxes."""
        from actionbook.ooxml.words_beside import words_beside

        return tuple(each for each in words_beside(self._contents, sheet) if each.words.strip())

    @naming_the_file
    def struck_through(self, sheet: str) -> "dict[Cell, Struck]":
        """The cells of a sheet of which any words are struck through."""
        from actionbook.ooxml.struck import struck_through

        return struck_through(self._contents, sheet)

    @naming_the_file
    def names(self) -> dict[str, str]:
        """The formula of each name of the whole workbook, without ``=``."""
        return read_names(self._contents)
