"""A workbook edited in place: what is asked for is spliced in, every other byte is kept."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from actionbook.errors import ContentLossError
from actionbook.ooxml import calculation, growth
from actionbook.ooxml.addresses import LAST_ROW, Area
from actionbook.ooxml.book_frame import BookFrame
from actionbook.ooxml.cell_edits import CellEdits
from actionbook.ooxml.changes import Change, Changes, Step
from actionbook.ooxml.faults import naming_the_file
from actionbook.ooxml.markup import splice
from actionbook.ooxml.new_rows import has_room
from actionbook.ooxml.package import Package
from actionbook.ooxml.row_block import RowBlock
from actionbook.ooxml.rows import Cell
from actionbook.ooxml.table import Table, with_formula
from actionbook.ooxml.tidying import column_place, rename_heading
from actionbook.ooxml.verification import Ahead, verify
from actionbook.ooxml.wanted import Content

if TYPE_CHECKING:
    from actionbook.ooxml.new_columns import NewColumns
    from actionbook.ooxml.new_sheet import NewTable

__all__ = ["Book"]


class Book(BookFrame):
    """
    A workbook as it stands in its file, and the edits asked for since; `save` writes them.

    An edit that would harm what the file holds raises `ContentLossError` and none of it is made.
    Setting what is there already is no edit, and a book without edits is not written. What only
    some edits need is loaded by them, so that a small one is quick.
    """

    def __init__(self, package: Package) -> None:
        super().__init__(package)
        self._changes = Changes()
        self._lost_formulas: defaultdict[str, list[Cell]] = defaultdict(list)
        self._noted = 0
        self._computes = False

    @property
    def is_edited(self) -> bool:
        """Whether `save` has anything to write."""
        return self._contents.package.is_edited

    @property
    def changes(self) -> tuple[Change, ...]:
        """Each cell that was set since opening, in order; those already as asked are none."""
        return tuple(self._changes)

    @naming_the_file
    def set_cells(self, sheet: str, cells: Mapping[Cell, Content]) -> None:
        """
        Set cells of *sheet* by (row, column), counted from 1; their style stays.

        Text is written into the cell; "" is blank. A date is given a date format where the cell's
        own does not show a day. A formula that is there already with the same text is left, its
        stored result refreshed if it differs.

        Raises:
            ContentLossError: a cell is hidden by a merge, holds an array, spill, data-table or
                shared formula, the sheet is protected, or a value cannot stand in a cell.
        """
        name = self._contents.sheet(sheet).name
        self._commit(CellEdits(self._contents, name), cells)

    def pack_ahead(self) -> None:
        """Begin to pack what is edited as it now is, beside what else there is to do."""
        self._contents.package.pack_ahead()

    def _commit(self, editing: CellEdits, cells: Mapping[Cell, Content], **rows: RowBlock) -> None:
        try:
            edits = editing.edits(cells, **rows)
        except ContentLossError:
            self._contents.forget_styles()
            raise
        if not edits:
            return
        part = self._contents.editable_sheet(editing.sheet)
        self._contents.write_styles()
        self._contents.replace_sheet(editing.sheet, splice(part.data, edits))
        self._changes.steps.append(
            Step(editing.sheet, editing.changed, rows.get("below"), editing.body)
        )
        self._lost_formulas[editing.sheet] += editing.overwritten_formulas
        self._computes = self._computes or editing.computes

    @naming_the_file
    def append_rows(self, table: str, rows: Sequence[Sequence[Content]]) -> None:
        """
        Put *rows* below the last row of *table*, one value for each of its columns.

        They look like the row above. The table, its filter, and the conditional formats and
        validations that covered its last row grow with it.

        Raises:
            ContentLossError: something lies beneath the table, it has a totals row, or a row has
                more or fewer values than the table has columns.
        """
        if rows:
            target = self.table(table)
            growth.refuse_shape(self._contents, target, rows)
            self._grow(target, target.last_row + 1, rows)

    @naming_the_file
    def replace_body(self, table: str, rows: Sequence[Sequence[Content]]) -> None:
        """
        Make *rows* the whole body of *table*, which grows or shrinks to them.

        Cells that the table leaves are blanked. A table keeps one row, blank if *rows* is empty.
        For a table that the tool owns: what staff wrote in it is lost.

        Raises:
            ContentLossError: as for `append_rows`.
        """
        target = self.table(table)
        growth.refuse_shape(self._contents, target, rows)
        blank: Sequence[Content] = (None,) * len(target.columns)
        held = target.body_last_row - target.body_first_row + 1
        padded = [*rows, *[blank] * (held - len(rows))]
        if len(padded) > held:
            self._grow(target, target.body_first_row, padded)
            return
        last_row = target.body_first_row + max(len(rows), 1) - 1
        if last_row != target.body_last_row:
            growth.refuse_totals(self._contents, target)
        body = growth.placed(target, target.body_first_row, padded)
        self._commit(CellEdits(self._contents, target.sheet), {}, body=body)
        if last_row != target.body_last_row:
            self._resize(target, last_row)

    def _grow(self, table: Table, first_row: int, rows: Sequence[Sequence[Content]]) -> None:
        last_row = first_row + len(rows) - 1
        growth.refuse_growth(self._contents, table, last_row)
        look = growth.last_row_look(self._contents, table)
        start = table.last_row + 1
        if has_room(self._contents.editable_sheet(table.sheet), start):
            held, new = rows[: start - first_row], rows[start - first_row :]
            below = RowBlock(start, table.first_column, new, look.styles, look.row_tag)
            body = growth.placed(table, first_row, held)
            self._commit(CellEdits(self._contents, table.sheet), {}, below=below, body=body)
        else:
            styles = look.of(start, last_row)
            editing = CellEdits(self._contents, table.sheet, styles=styles, row_tag=look.row_tag)
            self._commit(editing, growth.placed(table, first_row, rows).cells())
        self._resize(table, last_row)

    def _resize(self, table: Table, last_row: int) -> None:
        growth.resize(self._contents, table, last_row)
        self._tables = None

    @naming_the_file
    def reorder_rows(self, table: str, rows: Sequence[int]) -> None:
        """
        Let the body of *table* be its worksheet *rows* in that order, from the top down.

        Each row of the sheet goes whole: its cells, height, notes, links, checks and formats, and
        its formulas, which speak of their own row as before. The order it has is no edit.

        To be asked for before cells are set.

        Raises:
            ContentLossError: a filter is set, a block is merged across rows, a formula points at
                a row by its place, or something else would be harmed; nothing is moved.
        """
        from actionbook.ooxml.row_sorting import reorder

        if self._changes.steps:
            raise ContentLossError(f"{self.path.name}: rows go before cells are set, not after")
        reorder(self._contents, self.table(table), rows)
        self._tables = None

    @naming_the_file
    def set_column_formula(self, table: str, column: str, formula: str | None) -> None:
        """
        Let Excel fill *formula* into that column of rows that staff add; None: fill in nothing.

        The cells that are there are not touched. *column* is a heading: raises
        WorkbookUnreadableError where the table has none such.
        """
        target = self.table(table)
        data, place = (
            self._contents.editable(target.part),
            column_place(self._contents, target, column),
        )
        edited = with_formula(data, place, formula)
        if edited != data:
            self._contents.package.replace(target.part, edited)

    @naming_the_file
    def set_links(self, table: str, column: str, places: Sequence[str]) -> None:
        """
        Let the cells of a column of *table* lead to *places* of the workbook, from the top down.

        A place is a reference as a formula has it, ``'Our actions'!C7``; "" leads nowhere.
        *column* is a heading.

        Raises:
            ContentLossError: the sheet is protected.
        """
        from actionbook.ooxml.hyperlinks import set_links

        target = self.table(table)
        number = target.first_column + target.columns.index(column)
        area = Area(target.body_first_row, number, LAST_ROW, number)
        links = {(row, number): place for row, place in enumerate(places, area.first_row) if place}
        set_links(self._contents, target.sheet, area, links)

    @naming_the_file
    def rename_column(self, table: str, old: str, new: str) -> None:
        """
        Let the heading *old* of *table* read *new*.

        Raises:
            ContentLossError: a formula names it, the sheet is protected, or the heading is taken.
        """
        target = self.table(table)
        column = target.first_column + rename_heading(self._contents, target, old, new)
        if target.header_rows:
            self.set_cells(target.sheet, {(target.first_row, column): new})
        self._tables = None

    @naming_the_file
    def add_columns(self, sheet: str, new: "NewColumns") -> None:
        """
        Put columns beside a range or table of *sheet*; what sorts or filters it takes them in.

        Raises:
            ContentLossError: something stands in their way, or the sheet is protected.
        """
        from actionbook.ooxml.new_columns import column_cells, make_room, widen

        owner = make_room(self._contents, sheet, new)
        cells, styles = column_cells(self._contents, sheet, new)
        self._commit(CellEdits(self._contents, sheet, styles=styles), cells)
        widen(self._contents, sheet, new, owner)
        self._tables = None

    @naming_the_file
    def add_sheet(self, name: str, table: "NewTable") -> None:
        """
        Put a sheet last in the workbook that holds *table* from A1, its headings bold and frozen.

        Raises:
            ContentLossError: a name is taken or may not be, the book is protected or strict.
        """
        from actionbook.ooxml.new_sheet import add_sheet

        add_sheet(self._contents, name, table)
        self._tables = None
        if table.rows:
            self.replace_body(table.name, table.rows)

    @naming_the_file
    def save(
        self, to: Path | None = None, *, keep: Path | None = None, ahead: Ahead | None = None
    ) -> bool:
        """
        Write the edits in one step, into the file or into a new one; whether anything was written.

        The new file is opened again and every cell that was set is compared before it takes the
        place of the old. *keep* is where the old bytes go first; *ahead* is told the new file's
        fingerprint just before, and what it raises stops the save.

        Raises:
            StaleChangeError: the file was changed since it was opened.
            WorkbookBusyError: it is open elsewhere, or may not be written.
            ContentLossError: the new file does not hold what was asked for.
        """
        self._finish()

        def verified(written: Package) -> None:
            verify(self._contents.like(written), self._contents, self._changes)

        return self._contents.package.save(to, keep=keep, verify=verified, ahead=ahead)

    @naming_the_file
    def _finish(self) -> None:
        """Let follow what must follow the edits."""
        fresh = self._changes.since(self._noted)
        calculation.follow(self._contents, fresh, self._lost_formulas, computes=self._computes)
        self._lost_formulas.clear()
        self._noted = len(self._changes.steps)
        self._contents.close_sheet()
