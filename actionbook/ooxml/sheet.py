"""
A worksheet part: its rows, found on demand, and the small part of it that is not rows.

What stands before and after the rows (``dimension``, ``cols``, ``mergeCells``, conditional
formats, ``tableParts``) is parsed as one small document, the *frame*; a place in it is turned
into a place in the part by adding the length of the rows where it lies behind them.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property

from actionbook.ooxml.addresses import Area, areas
from actionbook.ooxml.markup import (
    MAIN_NAMESPACES,
    BrokenPartError,
    Edit,
    Element,
    attributes,
    masked,
    parse,
    splice,
)
from actionbook.ooxml.rows import Cell, Rows

__all__ = ["ORDER", "SheetPart", "is_true", "put_child"]

# The order Excel insists on, and refuses a file over. Source: ECMA-376 part 1, 18.3.1.99.
_ORDER = """
    sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection
    protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells
    phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins
    pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors
    smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls
    webPublishItems tableParts extLst
"""
ORDER = tuple(_ORDER.split())

_HEAD = 8  # bytes: a declaration, if any, begins there or after a mark of the byte order
_SHEET_DATA = re.compile(rb"<((?:[^\s<>:/]+:)?)sheetData(?=[\s/>])[^>]*?(/?)>")


class SheetPart:
    """
    The bytes of a worksheet part, opened for reading and for edits.

    *like* is a frame that was met before, and need not be parsed again where this is the same.
    It *hides* where a comment or the like may hold what reads as a tag.

    Raises:
        BrokenPartError: it is no worksheet, or broken.
    """

    def __init__(self, data: bytes, *, like: Element | None = None) -> None:
        self.data = data
        # A single letter is found many times as fast as two, and mostly there is none.
        declared = data.find(b"?>") + 2 if data.find(b"<?xml", 0, _HEAD) >= 0 else 0
        hides = any(
            data.find(mark, declared) >= 0 and data.find(b"<" + mark, declared) >= 0
            for mark in (b"!", b"?")
        )
        scan = masked(data) if hides else data
        self.hides = hides
        match = _SHEET_DATA.search(scan)
        if match is None:
            raise BrokenPartError("holds a worksheet with no place for cells")
        self.prefix = match[1]
        self.is_empty = bool(match[2])
        self.start = match.end()
        self.end = self.start
        if not self.is_empty:
            self.end = scan.rfind(b"</%bsheetData" % self.prefix)
            if self.end < self.start:
                raise BrokenPartError("holds a worksheet whose rows have no end")
        self.rows = Rows(data, self.start, self.end, self.prefix, scan=scan)
        self._column_styles: dict[int, int] = {}
        frame = data[: self.start] + data[self.end :]
        # Thousands of links stand in some; an edit of cells leaves them as they are.
        self.frame = like if like is not None and like.data == frame else parse(frame)
        if self.frame.local != "worksheet":
            raise BrokenPartError("holds something else where a worksheet should be")

    def place(self, offset: int) -> int:
        """Where a place in the frame lies in the part."""
        return offset if offset <= self.start else offset + self.end - self.start

    def has_style(self, styles: Collection[int]) -> bool:
        """Whether a cell may have one of *styles*: many a workbook has some, and no cell of it."""
        named = b"|".join(b"%d" % style for style in sorted(styles))
        return bool(named and re.search(rb"""\ss\s*=\s*["'](?:%b)["']""" % named, self.data))

    def placed(self, edits: Iterable[Edit]) -> Iterator[Edit]:
        """Edits of the frame as edits of the part."""
        for start, end, text in edits:
            yield Edit(self.place(start), self.place(end), text)

    def edited(self, edits: Iterable[Edit]) -> bytes:
        """The part with edits of its frame made."""
        return splice(self.data, self.placed(edits))

    @cached_property
    def is_usual(self) -> bool:
        """Whether the cells are written as Excel writes them, so that a search can tell them."""
        has_quotes = self.data.find(b"'", self.start, self.end) >= 0
        odd = (b" s='", b" t='") if has_quotes else ()
        return (
            not self.hides
            and self.rows.is_plain
            and all(self.data.find(mark, self.start, self.end) < 0 for mark in odd)
        )

    @cached_property
    def unsafe(self) -> str | None:
        """Why the cells must not be edited, for the end of a sentence; None where they may."""
        bound = {
            name.partition(":")[2].encode(): value
            for name, value in self.frame.attributes.items()
            if name == "xmlns" or name.startswith("xmlns:")
        }
        if bound.get(self.prefix[:-1]) not in MAIN_NAMESPACES:
            return "its cells are written in a way that is not known here"
        for name, value in bound.items():
            other = name + b":" if name else b""
            if value in MAIN_NAMESPACES and other != self.prefix and self._uses(other):
                return "its cells are written under two names"
        if re.search(rb"<[\w.-]+:AlternateContent", self._rows_if(b"AlternateContent")):
            return "its cells are written in two versions"
        return None

    def _uses(self, prefix: bytes) -> bool:
        return any(
            self.data.find(b"<" + prefix + name, self.start, self.end) >= 0
            for name in (b"row", b"c ", b"v>", b"f>")
        )

    def _rows_if(self, word: bytes) -> bytes:
        has = self.data.find(word, self.start, self.end) >= 0
        return self.data[self.start : self.end] if has else b""

    @property
    def is_protected(self) -> bool:
        """Whether the sheet is locked against edits."""
        protection = self.frame.find("sheetProtection")
        return protection is not None and is_true(protection.attributes.get("sheet"))

    @property
    def merges(self) -> tuple[Area, ...]:
        """The merged blocks, in the order of the part."""
        holder = self.frame.find("mergeCells")
        found = holder.all("mergeCell") if holder else ()
        return tuple(
            area for merge in found for area in _understood(merge.attributes.get("ref", ""))
        )

    @property
    def arrays(self) -> tuple[Area, ...]:
        """The blocks that one formula fills: array formulas, spills, data tables."""
        found: list[Area] = []
        for word in (b"array", b"dataTable"):
            at = self.data.find(word, self.start, self.end)
            while at >= 0:
                tag_start = self.data.rfind(b"<", self.start, at)
                tag = self.data[tag_start : self.data.find(b">", tag_start) + 1]
                stated = attributes(tag) if tag.startswith(b"<%bf" % self.prefix) else {}
                if tag_start + len(tag) > at and stated.get("t") == word.decode():
                    found += _understood(stated.get("ref", ""))
                at = self.data.find(word, at + 1, self.end)
        return tuple(found)

    def column_style(self, column: int) -> int:
        """The style that a column lends to cells that are not there."""
        if column not in self._column_styles:
            holder = self.frame.find("cols")
            found = (element.attributes for element in (holder.all("col") if holder else ()))
            self._column_styles[column] = next(
                (
                    int(stated.get("style", "0"))
                    for stated in found
                    if int(stated.get("min", "0")) <= column <= int(stated.get("max", "0"))
                ),
                0,
            )
        return self._column_styles[column]

    def growing_dimension(self, cells: Iterable[Cell]) -> Iterator[Edit]:
        """The edit, if one is needed, that makes ``dimension`` hold *cells*, as part places."""
        element = self.frame.find("dimension")
        if element is None:
            return
        stated = element.attributes.get("ref", "")
        area = next(iter(_understood(stated)), None)
        if area is None:
            return
        rows, columns = zip(*cells, strict=True)
        grown = Area(
            min(area.first_row, *rows),
            min(area.first_column, *columns),
            max(area.last_row, *rows),
            max(area.last_column, *columns),
        )
        if grown != area:
            yield from self.placed([element.changing(ref=str(grown))])


def put_child(parent: Element, local: str, text: bytes, *, order: Sequence[str]) -> Edit:
    """
    The edit that puts a new child into *parent* where the schema wants one named *local*.

    After the last child that may stand before it; children of no known name do not count.
    """
    place = order.index(local)
    before = [
        child
        for child in parent.children
        if child.local in order and order.index(child.local) <= place
    ]
    if parent.is_empty:
        return parent.appending(text)
    at = before[-1].end if before else parent.inner_start
    return Edit(at, at, text)


def _understood(text: str) -> tuple[Area, ...]:
    """The blocks *text* names; none where it is no reference."""
    try:
        return areas(text)
    except ValueError:
        return ()


def is_true(text: str | None) -> bool:
    """What an XML yes-or-no attribute says; no where it is absent."""
    return text in ("1", "true", "on")
