"""
A Word table as a grid of cells in the columns of its headings, its merges as merges.

A table that was drawn by hand has rows whose edges nearly meet: each cell goes to the columns that
it covers for the most part.

Source: ECMA-376 part 1, sections 17.4.17 (gridSpan), 17.4.49 (tblGrid) and 17.4.84 (vMerge).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from xml.etree import ElementTree as ET

from actionbook.errors import WorkbookUnreadableError
from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.heading_rows import headings_at
from actionbook.imports.word_parts import W, attribute
from actionbook.imports.word_words import Beside, Paragraph, Words
from actionbook.ooxml import Area

__all__ = ["DrawnCell", "DrawnRow", "WordTable", "children", "table_of", "table_of_rows"]

_WIDEST = 60  # columns; a plan has twenty at most
_DEEPEST = 8  # tables in one another
_LOOKED_AT = 12  # rows in which headings begin
_PLAIN_FILLS = frozenset({"", "auto", "FFFFFF", "F2F2F2", "D9D9D9", "BFBFBF"})
_WRAPPED = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml"})


@dataclass
class WordTable:
    """
    A table: the words of its cells in columns, a line for a paragraph; rows and columns count from
    1. `headings` are the first rows that are a plan's headings; `beside` and `nested` are what
    stands beside the words of each row, and the tables in it.
    """

    rows: list[list[str]]
    merges: list[Area]
    fills: dict[tuple[int, int], str]
    headings: tuple[int, ...]
    beside: list[list[Beside]]
    nested: list[list["WordTable"]]

    @property
    def width(self) -> int:
        """The number of its columns."""
        return len(self.rows[0]) if self.rows else 0


@dataclass
class DrawnCell:
    """A cell as it is drawn: the column of the grid where it begins, how many, and its words."""

    start: int
    span: int
    text: str
    fill: str = ""
    goes_on: bool = False

    @property
    def end(self) -> int:
        """The column behind its last."""
        return self.start + self.span


@dataclass
class DrawnRow:
    """A row as it is drawn, what stands beside its words, and the tables in it."""

    cells: list[DrawnCell]
    beside: list[Beside]
    nested: list[WordTable] = field(default_factory=list)


def children(element: ET.Element) -> Iterator[ET.Element]:
    """The children of *element*, those of content controls and of what was put in among them."""
    for child in element:
        if child.tag in _WRAPPED:
            yield from children(child)
        else:
            yield child


def table_of(table: ET.Element, words: Words, name: str, *, depth: int = 0) -> WordTable:
    """
    The table *table* of the document *name*.

    Raises:
        WorkbookUnreadableError: it is too wide for a plan, or too deep.
    """
    if depth > _DEEPEST:
        raise WorkbookUnreadableError(
            f"{name} has tables in one another, more than {_DEEPEST} deep: no plan is kept so."
        )
    printed = [
        _row(element, words, name, depth)
        for element in children(table)
        if element.tag == f"{W}tr" and not _is_gone(element, words)
    ]
    return table_of_rows(printed, _edges(table, printed))


def table_of_rows(printed: Sequence[DrawnRow], edges: Sequence[int]) -> WordTable:
    """Rows as they are drawn, in the columns of their headings; *edges* are the grid's."""
    starts = {cell.start for row in printed for cell in row.cells}
    made = _in_columns(printed, [(at, _next(starts, at)) for at in sorted(starts)], edges)
    own = printed[made.headings[-1] - 1] if made.headings else _most_usual(printed)
    if own is None or len(own.cells) in (0, made.width):
        return made
    # Where a cell is split below its heading, or an edge is a hair off, the headings' columns hold.
    columns = [(cell.start, cell.end) for cell in own.cells]
    first, last = columns[0][0], columns[-1][1]
    columns += [(at, _next(starts, at)) for at in sorted(starts) if not first <= at < last]
    columns.sort()
    return _in_columns(printed, columns, edges)


def _is_gone(row: ET.Element, words: Words) -> bool:
    if row.find(f"{W}trPr/{W}del") is None:
        words.changes["put in"] += row.find(f"{W}trPr/{W}ins") is not None
        return False
    words.changes["taken out"] += 1
    return True


def _row(element: ET.Element, words: Words, name: str, depth: int) -> DrawnRow:
    at = _span(element.find(f"{W}trPr/{W}gridBefore"), least=0)
    before = len(words.beside)
    made = DrawnRow([], [])
    for cell in (each for each in children(element) if each.tag == f"{W}tc"):
        properties = cell.find(f"{W}tcPr")
        span, goes_on, fill, hidden = 1, False, "", False
        if properties is not None:
            span = _span(properties.find(f"{W}gridSpan"))
            merged = properties.find(f"{W}vMerge")
            goes_on = merged is not None and attribute(merged) != "restart"
            fill = attribute(properties.find(f"{W}shd"), "fill")
            hidden = attribute(properties.find(f"{W}hMerge")) == "continue"
        text = "" if goes_on or hidden else _text(cell, words, name, depth, made.nested)
        if hidden and made.cells:
            made.cells[-1].span += span
        else:
            fill = "" if fill in _PLAIN_FILLS else fill
            made.cells.append(DrawnCell(at, span, text, fill, goes_on))
        at += span
        if at > _WIDEST:
            raise WorkbookUnreadableError(
                f"{name} has a table of more than {_WIDEST} columns, which is no action plan: copy "
                "the plan's own columns into a document, and import that."
            )
    made.beside = words.beside[before:]
    del words.beside[before:]
    return made


def _span(element: ET.Element | None, *, least: int = 1) -> int:
    said = attribute(element)
    return min(int(said[:4]), _WIDEST + 1) if said.isdecimal() else least


def _text(cell: ET.Element, words: Words, name: str, depth: int, nested: list[WordTable]) -> str:
    """The paragraphs of a cell, a line each; a table in it that is no plan, a line to a row."""
    found: list[str] = []
    for child in children(cell):
        if child.tag == f"{W}p":
            found.append(_line(words.part_of_cell(child)))
        elif child.tag == f"{W}tbl":
            table = table_of(child, words, name, depth=depth + 1)
            if table.headings:
                nested.append(table)
                continue
            found += [" – ".join(filter(None, map(_one_line, row))) for row in table.rows]
            nested += [each for row in table.nested for each in row]
            words.beside += [each for row in table.beside for each in row]
    return words.settled("\n".join(line for line in found if line))


def _line(paragraph: Paragraph) -> str:
    return paragraph.printed.replace("\t", " ")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _edges(table: ET.Element, rows: Sequence[DrawnRow]) -> list[int]:
    """Where the grid's columns begin and the last ends, in twentieths of a point where known."""
    last = max((cell.end for row in rows for cell in row.cells), default=0)
    widths = [_width(attribute(each, "w")) for each in table.findall(f"{W}tblGrid/{W}gridCol")]
    if len(widths) < last or not all(widths[:last]):
        widths = [1] * last
    return [0, *accumulate(widths[:last])]


def _width(said: str) -> int:
    return int(said[:6]) if said.isdecimal() else 0


def _next(starts: set[int], at: int) -> int:
    return min((each for each in starts if each > at), default=at + 1)


def _most_usual(rows: Sequence[DrawnRow]) -> DrawnRow | None:
    """A row of the kind that most rows are of, by where their cells begin."""
    kinds = Counter(tuple((cell.start, cell.span) for cell in row.cells) for row in rows)
    usual = max(kinds, key=lambda kind: (kinds[kind], len(kind)), default=None)
    return next((row for row in rows if tuple((c.start, c.span) for c in row.cells) == usual), None)


def _in_columns(
    printed: Sequence[DrawnRow], columns: Sequence[tuple[int, int]], edges: Sequence[int]
) -> WordTable:
    """The table with each cell in the columns that it covers for the most part."""
    rows: list[list[str]] = []
    fills: dict[tuple[int, int], str] = {}
    areas: list[Area] = []
    open_areas: dict[int, int] = {}
    for number, row in enumerate(printed, start=1):
        texts = [""] * len(columns)
        still_open: dict[int, int] = {}
        for cell, (first, last) in zip(row.cells, _places(row.cells, columns, edges), strict=True):
            above = open_areas.get(first) if cell.goes_on else None
            if above is not None:
                areas[above] = areas[above]._replace(last_row=number)
                still_open[first] = above
                continue
            texts[first] = "\n".join(filter(None, (texts[first], cell.text)))
            if cell.fill:
                fills.setdefault((number, first + 1), cell.fill)
            still_open.setdefault(first, len(areas))
            areas.append(Area(number, first + 1, number, last + 1))
        open_areas = still_open
        rows.append(texts)
    merges = [area for area in areas if area[:2] != area[2:]]
    grid = CellGrid("", rows, merges=merges)
    found = (headings_at(grid, row) for row in range(1, min(len(rows), _LOOKED_AT) + 1))
    headings = next((each.rows for each in found if each is not None), ())
    return WordTable(
        rows, merges, fills, headings, [row.beside for row in printed],
        [row.nested for row in printed],
    )  # fmt: skip


def _places(
    cells: Sequence[DrawnCell], columns: Sequence[tuple[int, int]], edges: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """The first and last column of each cell of a row, counted from 0."""
    if len(cells) == len(columns) and all(
        abs(cell.start - start) <= 1 for cell, (start, _) in zip(cells, columns, strict=True)
    ):
        yield from ((at, at) for at in range(len(cells)))
        return
    spans = [(edges[start], edges[min(end, len(edges) - 1)]) for start, end in columns]
    for cell in cells:
        left, right = edges[cell.start], edges[cell.end]
        shared = [max(0, min(right, end) - max(left, start)) for start, end in spans]
        covered = [
            at for at, (start, end) in enumerate(spans) if shared[at] * 2 > (end - start) > 0
        ]
        most = max(range(len(shared)), key=shared.__getitem__)
        first = covered[0] if covered and shared[most] else most
        if covered and most not in covered:
            first = most  # it lies in one wide column for the most part
            covered = [most]
        yield first, covered[-1] if covered else first
