"""
A web page, or what a program exports as one and names .xls, laid out as Excel shows it.

What is said outside tables is a row each, and the rows of its tables follow one another. A table
within a cell is read as words of the cell. Python's own parser of pages is not used: a broken page
takes it time that grows with the square of its length.
"""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from actionbook.errors import WorkbookUnreadableError
from actionbook.imports.markup import BULLET
from actionbook.imports.separated_values import SheetRead, day_or_words
from actionbook.imports.source import guessed, read_text
from actionbook.ooxml import Area
from actionbook.plan.late import late

__all__ = ["read_page"]

_BLOCKS = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "dd",
                     "caption", "section", "header", "footer", "pre", "blockquote"})  # fmt: skip
_CELLS = frozenset({"td", "th"})
_APART = dict.fromkeys(_BLOCKS | _CELLS | {"tr", "br"}, "\n") | {"li": f"\n{BULLET} "}
"""What stands in a cell where such a tag begins; outside one it begins a row."""
_UNSEEN = frozenset({"script", "style", "title", "template", "noscript"})
_CHARSET = late(r"charset\s*=\s*[\"']?(?:windows-1252|iso-8859-1|us-ascii)", re.IGNORECASE)
_TAG = late(r"<(?:(/?)([a-zA-Z][\w:-]*+)([^<>]*+)|[!?][^<>]*+)>")
_SPAN = late(r"""\b(row|col)span\s*=\s*["']?\s*(\d{1,6})""", re.IGNORECASE)
_LONGEST = 10_000_000  # characters
_MOST_ROWS, _MOST_COLUMNS = 1_000, 150  # that a cell spans; a page may state any number


def read_page(path: Path) -> SheetRead:
    """
    The cells of the page at *path*.

    Raises:
        WorkbookUnreadableError: it is missing, empty, no text, or too long.
    """
    text, encoding = read_text(path)
    if len(text) > _LONGEST:
        raise WorkbookUnreadableError(
            f"{path} is a web page of {len(text):,} characters, more than is read of one. Open it "
            "in Excel, save it as an Excel workbook, and import that."
        )
    page = _Page()
    for words, tag, stated, is_end in _pieces(text):
        page.say(words)
        if is_end:
            page.end(tag)
        else:
            page.begin(tag, stated)
    page.end_line()
    doubts = [] if _CHARSET.search(text) else guessed(encoding)
    return SheetRead(path.stem, page.rows, page.merges, f"a web page in {encoding}", doubts)


def _pieces(text: str) -> Iterator[tuple[str, str, str, bool]]:
    """Words, the tag behind them ("" for a mark that is none), what it states, whether it ends."""
    text = "".join(_seen(text))
    at = 0
    for found in _TAG.finditer(text):
        words = unescape(text[at : found.start()])
        yield words, (found[2] or "").casefold(), found[3] or "", bool(found[1])
        at = found.end()
    yield unescape(text[at:]), "", "", False


def _seen(text: str) -> Iterator[str]:
    """What of a page is no comment; one that is not closed goes on to its end."""
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        yield text[at:start]
        end = text.find("-->", start + 4)
        if end < 0:
            return
        at = end + 3
    yield text[at:]


class _Page:
    """Gathers rows as a page is read; `_depth` counts the tables that are open."""

    def __init__(self) -> None:
        self.rows: list[list[object]] = []
        self.merges: list[Area] = []
        self._depth = 0
        self._unseen = ""  # the tag that hides what follows it
        self._said: list[str] = []
        self._span = (1, 1)
        self._in_cell = False
        self._below: dict[int, int] = {}  # by column: how many more rows a cell above takes

    def begin(self, tag: str, stated: str) -> None:
        """A tag begins, which may state how many rows and columns a cell spans."""
        if self._unseen:
            return
        if tag in _UNSEEN:
            self._unseen = tag
        elif tag == "table":
            self._depth += 1
            self._apart()
        elif tag == "tr" and self._depth == 1:
            self._begin_row()
        elif tag in _CELLS and self._depth == 1:
            self._begin_cell(stated)
        elif tag in _APART:
            self._apart(_APART[tag])

    def end(self, tag: str) -> None:
        """A tag ends."""
        if self._unseen:
            self._unseen = "" if tag == self._unseen else self._unseen
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._end_cell()
                self._below = {}
            else:
                self._apart()
            self._depth -= 1
        elif tag in _CELLS and self._depth == 1:
            self._end_cell()
        elif tag in _BLOCKS or tag == "li":
            self._apart()

    def say(self, data: str) -> None:
        """Words of the page."""
        if not self._unseen:
            # As a browser shows it: where a line ends in the page's text is a space.
            self._said.append(data.replace("\r", " ").replace("\n", " "))

    def end_line(self) -> None:
        """What was said outside a table is a row."""
        if words := self._words():
            self.rows.append([words])

    def _apart(self, mark: str = "\n") -> None:
        if self._in_cell:
            self._said.append(mark)
        else:
            self.end_line()

    def _begin_row(self) -> None:
        self._end_cell()
        self.rows.append([])
        self._below = {at: left - 1 for at, left in self._below.items() if left > 1}

    def _begin_cell(self, stated: str) -> None:
        if self._in_cell:
            self._end_cell()
        if not self.rows:
            self.rows.append([])
        self._in_cell = True
        spans = {name.casefold(): int(number) for name, number in _SPAN.findall(stated)}
        self._span = (
            min(spans.get("row") or 1, _MOST_ROWS),
            min(spans.get("col") or 1, _MOST_COLUMNS),
        )

    def _end_cell(self) -> None:
        if not self._in_cell:
            self.end_line()
            return
        self._in_cell = False
        row, (down, across) = self.rows[-1], self._span
        while len(row) in self._below:
            row.append("")
        first = len(row)
        if first > 2 * _MOST_COLUMNS:  # no plan: it is refused as it is, and need not grow
            down = across = 1
        row += [day_or_words(self._words()), *[""] * (across - 1)]
        if down > 1:
            # Of the rows below, where the next begins with one less.
            self._below |= dict.fromkeys(range(first, first + across), down)
        if down > 1 or across > 1:
            number = len(self.rows)
            self.merges.append(Area(number, first + 1, number + down - 1, first + across))

    def _words(self) -> str:
        lines = (" ".join(line.split()) for line in "".join(self._said).split("\n"))
        self._said = []
        return "\n".join(filter(None, lines))
