"""A workbook whose cells stay as they are: what stands round them is edited."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from actionbook.ooxml.addresses import areas
from actionbook.ooxml.book_view import BookView
from actionbook.ooxml.faults import naming_the_file
from actionbook.ooxml.formats import ConditionalFormat, add_formats, remove_formats
from actionbook.ooxml.names import set_name
from actionbook.ooxml.rows import Cell
from actionbook.ooxml.tidying import unmerge

if TYPE_CHECKING:
    from actionbook.ooxml.notes import Note
    from actionbook.ooxml.page import Page
    from actionbook.ooxml.validations import Validation

__all__ = ["BookFrame"]


class BookFrame(BookView):
    """
    A workbook and the edits asked for of its formats, checks, names, notes and merges.

    Those that are rare are loaded when they are asked for.
    """

    @naming_the_file
    def add_conditional_formats(self, sheet: str, formats: Sequence[ConditionalFormat]) -> None:
        """Put *formats* below those of the sheet; one that is there already is left."""
        add_formats(self._contents, sheet, formats)

    @naming_the_file
    def remove_conditional_formats(self, sheet: str, formats: Sequence[ConditionalFormat]) -> None:
        """Take out those of *formats* that the sheet has, known by their cells and formula."""
        remove_formats(self._contents, sheet, formats)

    @naming_the_file
    def add_validation(self, sheet: str, validation: "Validation") -> None:
        """
        Put *validation* beside those of the sheet; one that is there already is left.

        Raises:
            ContentLossError: a cell has another validation, or a text is longer than Excel holds.
        """
        from actionbook.ooxml.validations import add_validation

        add_validation(self._contents, sheet, validation)

    @naming_the_file
    def remove_validations(self, sheet: str, cells: Collection[str]) -> None:
        """Take out the validations of a sheet whose cells are one of the lists *cells*."""
        from actionbook.ooxml.validations import remove_validations

        remove_validations(self._contents, sheet, cells)

    @naming_the_file
    def set_page(self, sheet: str, page: "Page") -> None:
        """
        Let *sheet* be printed as *page* says; paper, margins and all else stay.

        Raises:
            ContentLossError: the sheet is protected.
        """
        from actionbook.ooxml.page import set_page

        set_page(self._contents, sheet, page)

    @naming_the_file
    def set_name(self, name: str, formula: str | None) -> None:
        """Let *name* stand for *formula* throughout the workbook; None takes the name out."""
        set_name(self._contents, name, formula)

    @naming_the_file
    def add_notes(self, sheet: str, notes: Mapping[Cell, "Note"], *, author: str) -> None:
        """
        Put *notes* on cells of *sheet* by (row, column); notes and comments of staff stay.

        Raises:
            ContentLossError: the workbook is in the strict dialect.
        """
        from actionbook.ooxml.notes import add_notes

        add_notes(self._contents, self._contents.sheet(sheet).name, notes, author=author)

    @naming_the_file
    def unmerge(self, sheet: str, area: str) -> None:
        """Part the merged block *area* (``C5:C7``) of a sheet; one that is not there is no edit."""
        for block in areas(area):
            unmerge(self._contents, self._contents.sheet(sheet).name, block)
