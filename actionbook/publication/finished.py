"""A finished workbook, opened to be looked at before it is published: parts, sheets, texts."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeAlias, TypeVar

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
from actionbook.publication.decoded import Said, comments_in, markup_texts, refuse_broken
from actionbook.publication.looking import inline_texts, look_through, unusual_in
from actionbook.publication.looks import Looks, theme_colours
from actionbook.publication.sheets import SheetSeen
from actionbook.publication.strings import Text, read_strings

__all__ = ["Finished"]

Judged = TypeVar("Judged")
Hint: TypeAlias = Callable[[str], object]

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
        self._parts: dict[str, SheetPart] = {}
        self._last: tuple[str, SheetPart] | None = None
        self._cells: dict[str, list[tuple[Cell, str]]] = {}
        self._hints: dict[Hint, list[str]] = {}
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

    def sheet_part(self, name: str) -> SheetPart:
        """The part of a worksheet, opened: kept where it is small, or was asked for last."""
        part = self._parts.get(name)
        if part is None and self._last is not None and self._last[0] == name:
            part = self._last[1]
        if part is None:
            if self.package.size(name) > _KEPT:
                self._last = None  # or two large ones would be there
            part = SheetPart(self.read(name))
            if len(part.data) <= _KEPT:
                self._parts[name] = part
            else:
                self._last = name, part
        return part

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
                self.sheet_part(sheet.part),
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
        found = self.sheet_part(sheet.part).rows.find(cells)
        values = {cell: read_cell(span, self._string).value for cell, span in found.items()}
        return {cell: str(value) for cell, value in values.items() if value is not None}

    def style_at(self, sheet: SheetSeen, cell: Cell) -> int:
        """The style of a cell, 0 where it is not there."""
        span = self.sheet_part(sheet.part).rows.find([cell]).get(cell)
        return read_cell(span, str).style if span else 0

    def texts(self, sheet: SheetSeen) -> Iterator[tuple[Cell, str]]:
        """What the cells of one sheet say; a shared string that many say is told of the first."""
        for number, cell in sheet.strings.items():
            yield cell, self.strings[number].said
        yield from self._inline(sheet)

    def _inline(self, sheet: SheetSeen) -> Sequence[tuple[Cell, str]]:
        """What each cell of a sheet says that keeps its text itself."""
        if sheet.part not in self._cells:
            self._cells[sheet.part] = list(inline_texts(self.sheet_part(sheet.part)))
        return self._cells[sheet.part]

    def _string(self, number: int) -> str:
        return self.strings[number].said if number < len(self.strings) else ""

    def judged(
        self, judge: Callable[[str], Judged], *, hint: Hint | None = None
    ) -> Iterator[tuple[Said, Judged]]:
        """
        Each text that may be published and of which *judge* says something, with what it says.

        Those in cells, in no cell, and in the markup, in the order of the file. One text is
        judged once, however many cells say it, and its cells are looked for only then. *hint* is
        quick, and holds of each text in a cell that *judge* says something of; checks may share it.
        """
        for said in self._in_strings:
            if found := judge(said.text):
                yield said, found
        yield from self._judged_cells(judge, hint)
        for said in self._in_markup:
            if found := judge(said.text):
                yield said, found

    def _judged_cells(
        self, judge: Callable[[str], Judged], hint: Hint | None
    ) -> Iterator[tuple[Said, Judged]]:
        judged = {text: found for text in self._hinted(hint) if (found := judge(text))}
        for sheet in self.sheets if judged else ():
            if not judged.keys().isdisjoint(sheet.inline):
                for cell, text in self._inline(sheet):
                    if text in judged:
                        yield Said(sheet.at(cell), text), judged[text]

    def _hinted(self, hint: Hint | None) -> Collection[str]:
        """The texts in cells that a hint holds of."""
        if hint is None:
            return self._in_cells
        if hint not in self._hints:
            self._hints[hint] = [text for text in self._in_cells if hint(text)]
        return self._hints[hint]

    @cached_property
    def unused(self) -> tuple[int, ...]:
        """The numbers of the shared strings that no cell shows."""
        used = set().union(*(sheet.strings for sheet in self.sheets))
        return tuple(number for number in range(len(self.strings)) if number not in used)

    @cached_property
    def _in_strings(self) -> tuple[Said, ...]:
        """What the shared strings say, each told of the first cell that shows it."""
        places: dict[int, str] = {}
        for sheet in self.sheets:
            for number, cell in sheet.strings.items():
                if number not in places:
                    places[number] = sheet.at(cell)
        found: list[Said] = []
        for number, text in enumerate(self.strings):
            where = places.get(number, f"shared string {number + 1}, in no cell")
            found += [Said(where, said) for said in (text.said, text.guide)[: 1 + bool(text.guide)]]
        return tuple(found)

    @cached_property
    def _in_cells(self) -> frozenset[str]:
        """What cells say that keep their text themselves."""
        return frozenset().union(*(sheet.inline for sheet in self.sheets))

    @cached_property
    def _in_markup(self) -> tuple[Said, ...]:
        """What is said outside the cells."""
        return tuple(self._read_markup())

    def _read_markup(self) -> Iterator[Said]:
        for name, kind in self.kinds.items():
            if kind is Kind.SHEET:
                yield from self._in_frame(name)
            elif kind is Kind.STRINGS:
                yield from self._in_strings_part(name)
            elif kind in ALLOWED or kind is Kind.DRAWING:
                yield from markup_texts(self.read(name), name)

    def _in_frame(self, name: str) -> Iterator[Said]:
        """What a worksheet says outside its cells: headings of the page, links, lists, names."""
        seen = next((sheet for sheet in self.sheets if sheet.part == name), None)
        if seen is None:  # the workbook does not show it
            part = self.sheet_part(name)
            refuse_broken(part.data, name)
            called, frame, comments = name, part.frame, tuple(comments_in(part.data))
        else:
            called, frame, comments = seen.called, seen.frame, seen.comments
        for said in markup_texts(frame.data, called):
            yield said._replace(text=_HEADING_CODE.sub(" ", said.text)) if said.is_whole else said
        for words in comments:
            yield Said(called, words, is_whole=False)

    def _in_strings_part(self, name: str) -> Iterator[Said]:
        """What is said in the shared strings outside them."""
        data = self.read(name)
        refuse_broken(data, name)
        for words in comments_in(data):
            yield Said(name, words, is_whole=False)

    def unusual_in(self, name: str) -> bytes:
        """What stands between the cells of a worksheet, and cells that are not as we write them."""
        seen = next((sheet for sheet in self.sheets if sheet.part == name), None)
        part = self.sheet_part(name)
        return unusual_in(part, seen) if seen else part.data[part.start : part.end]

    def read_through(self) -> None:
        """
        Nothing, where every part that may be published can be read to its end.

        Raises:
            WorkbookUnreadableError: one cannot.
        """
        if not self.contents.sheets:
            raise unreadable(self.path, "has no worksheet, so there is nothing to publish")
        try:
            _ = self._in_strings, self._in_cells, self._in_markup
        except WorkbookUnreadableError as fault:
            raise unreadable(self.path, f"holds {fault}") from fault
