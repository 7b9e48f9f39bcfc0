"""A finished workbook, opened to be looked at before it is published: parts, sheets, texts."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from actionbook.errors import WorkbookUnreadableError
from actionbook.ooxml.cells import read_cell
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.markup import Element, parse
from actionbook.ooxml.package import Package
from actionbook.ooxml.rows import Cell
from actionbook.ooxml.sheet import SheetPart
from actionbook.ooxml.source import unreadable
from actionbook.ooxml.styles import EMPTY_STYLES, Styles
from actionbook.ooxml.table import Table, read_tables
from actionbook.publication.allowed import ALLOWED, Kind, kind_of
from actionbook.publication.colours import Colour
from actionbook.publication.decoded import Said, markup_texts, refuse_broken
from actionbook.publication.looks import Looks, theme_colours
from actionbook.publication.sheets import SheetSeen, look_through
from actionbook.publication.strings import Text, read_strings

__all__ = ["Finished"]


# Source: ECMA-376 part 1, 18.3.1.46: how a page heading says where its pieces stand and look.
_HEADING_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|[0-9]+|[A-Za-z+-])')
_KEPT = 1 << 22


class Finished:
    """
    The workbook at *path*, as whoever downloads it can take it apart.

    Nothing of it is changed. *kinds* is what each part is, by its name.
    """

    def __init__(self, path: Path) -> None:
        self.package = Package.open(path)
        self.path = path
        self.contents = Contents(self.package)
        self._kept: dict[str, bytes] = {}
        self.kinds = {
            name: kind_of(name, self.package.content_type(name)) for name in self.package.names
        }

    def names(self, *kinds: Kind) -> tuple[str, ...]:
        """The parts of those kinds, in the order of the file."""
        return tuple(name for name, kind in self.kinds.items() if kind in kinds)

    def read(self, name: str) -> bytes:
        """The bytes of a part in UTF-8, kept where they are not many."""
        data = self._kept.get(name)
        if data is None:
            data = self.contents.read(name)
            if len(data) <= _KEPT:
                self._kept[name] = data
        return data

    def markup(self, name: str) -> Element:
        """The root element of a part."""
        return parse(self.read(name))

    @cached_property
    def theme(self) -> Sequence[Colour]:
        """The colours of the theme."""
        found = self.contents.related(self.contents.workbook, "theme")
        return theme_colours(self.read(found[0]) if found else None)

    @cached_property
    def looks(self) -> Looks:
        """How each style looks."""
        found = self.contents.related(self.contents.workbook, "styles")
        data = self.read(found[0]) if found else EMPTY_STYLES
        styles = Styles(data)
        return Looks(data, self.theme, styles.code)

    @cached_property
    def strings(self) -> tuple[Text, ...]:
        """The shared strings."""
        found = self.contents.related(self.contents.workbook, "sharedStrings")
        return read_strings(self.read(found[0]), self.theme) if found else ()

    @cached_property
    def sheets(self) -> tuple[SheetSeen, ...]:
        """Every worksheet, looked through, in the order of the tabs."""
        return tuple(
            look_through(
                SheetPart(self.read(sheet.part)),
                name=sheet.name,
                path=sheet.part,
                state=sheet.state,
                strings=self.strings,
                theme=self.theme,
            )
            for sheet in self.contents.sheets
        )

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Every table, sheet by sheet."""
        return read_tables(self.contents)

    def tables_of(self, sheet: SheetSeen) -> tuple[Table, ...]:
        """The tables of one sheet."""
        return tuple(table for table in self.tables if table.sheet == sheet.name)

    def text_at(self, sheet: SheetSeen, cells: Collection[Cell]) -> dict[Cell, str]:
        """What those of *cells* say that hold something; a number as it is stored."""
        found = SheetPart(self.read(sheet.part)).rows.find(cells)
        values = {cell: read_cell(span, self._string).value for cell, span in found.items()}
        return {cell: str(value) for cell, value in values.items() if value is not None}

    def style_at(self, sheet: SheetSeen, cell: Cell) -> int:
        """The style of a cell, 0 where it is not there."""
        span = SheetPart(self.read(sheet.part)).rows.find([cell]).get(cell)
        return read_cell(span, str).style if span else 0

    def texts(self, sheet: SheetSeen) -> Iterator[tuple[Cell, str]]:
        """What the cells of one sheet say; a text that stands in many is told of the first."""
        for number, cell in sheet.strings.items():
            yield cell, self.strings[number].said
        for seen in sheet.inline:
            yield seen.cell, seen.text.said

    def _string(self, number: int) -> str:
        return self.strings[number].said if number < len(self.strings) else ""

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """
        Every text in every part that may be published: in cells, in no cell, and in the markup.

        A text that stands in many cells is told once, of the first.
        """
        return (*self._in_strings(), *self._in_cells(), *self._in_markup())

    @cached_property
    def unused(self) -> tuple[int, ...]:
        """The numbers of the shared strings that no cell shows."""
        used = set().union(*(sheet.strings for sheet in self.sheets))
        return tuple(number for number in range(len(self.strings)) if number not in used)

    def _in_strings(self) -> Iterator[Said]:
        places: dict[int, str] = {}
        for sheet in self.sheets:
            for number, cell in sheet.strings.items():
                if number not in places:
                    places[number] = sheet.at(cell)
        for number, text in enumerate(self.strings):
            where = places.get(number, f"shared string {number + 1}, in no cell")
            yield Said(where, text.said)
            if text.guide:
                yield Said(where, text.guide)

    def _in_cells(self) -> Iterator[Said]:
        for sheet in self.sheets:
            for seen in sheet.inline:
                yield Said(sheet.at(seen.cell), seen.text.said)

    def _in_markup(self) -> Iterator[Said]:
        for name, kind in self.kinds.items():
            if kind is Kind.SHEET:
                yield from self._in_frame(name)
            elif kind is Kind.STRINGS:
                yield from self._in_comments(name)
            elif kind in ALLOWED or kind is Kind.DRAWING:
                yield from markup_texts(self.read(name), name)

    def _in_frame(self, name: str) -> Iterator[Said]:
        """What a worksheet says outside its cells: headings of the page, links, lists, names."""
        data = self.read(name)
        part = SheetPart(data)
        frame = data[: part.start] + data[part.end :]
        for said in markup_texts(frame, self._called(name)):
            yield said._replace(text=_HEADING_CODE.sub(" ", said.text)) if said.is_whole else said
        yield from self._in_comments(name)

    def _called(self, part: str) -> str:
        names = (sheet.called for sheet in self.sheets if sheet.part == part)
        return next(names, part)

    def _in_comments(self, name: str) -> Iterator[Said]:
        data = self.read(name)
        refuse_broken(data, name)
        if b"<!--" in data:
            for comment in data.split(b"<!--")[1:]:
                words = comment.partition(b"-->")[0].decode("utf-8", "replace")
                yield Said(self._called(name), words, is_whole=False)

    def read_through(self) -> None:
        """
        Nothing, where every part that may be published can be read to its end.

        Raises:
            WorkbookUnreadableError: one cannot.
        """
        if not self.contents.sheets:
            raise unreadable(self.path, "has no worksheet, so there is nothing to publish")
        try:
            _ = self.said
        except WorkbookUnreadableError as fault:
            raise unreadable(self.path, f"holds {fault}") from fault
