"""
A Word table as rows of cells in the columns of its headings: merges undone, two headings made one.

Source: ECMA-376 part 1, sections 17.4.17 (gridSpan) and 17.4.84 (vMerge).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from actionbook.errors import WorkbookUnreadableError
from actionbook.imports.headings import column_fields
from actionbook.imports.word_numbering import BULLET
from actionbook.imports.word_parts import W, attribute
from actionbook.imports.word_words import Beside, Paragraph, Words

__all__ = ["Row", "children", "rows_of"]

_WIDEST = 60  # columns; a plan has twenty at most
_DEEPEST = 8  # tables in one another
_PLAIN_FILLS = frozenset({"", "auto", "FFFFFF", "F2F2F2", "D9D9D9", "BFBFBF"})
_WRAPPED = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml"})


@dataclass
class _Cell:
    start: int
    span: int
    text: str
    fill: str = ""
    goes_on: bool = False


@dataclass
class Row:
    """
    A row: its cells in columns, the fill of each ("" for a plain one), what stands beside it.

    `nested` are rows of plans that stand in a cell of it.
    """

    cells: list[str]
    fills: list[str]
    beside: list[Beside]
    nested: list["Row"] = field(default_factory=list)


@dataclass
class _Printed:
    cells: list[_Cell]
    beside: list[Beside]
    nested: list[Row]


def children(element: ET.Element) -> Iterator[ET.Element]:
    """The children of *element*, those of content controls and of what was put in among them."""
    for child in element:
        if child.tag in _WRAPPED:
            yield from children(child)
        else:
            yield child


def rows_of(table: ET.Element, words: Words, name: str, *, depth: int = 0) -> list[Row]:
    """
    The rows of a table, in order; *name* is the document's.

    Raises:
        WorkbookUnreadableError: the table is too wide for a plan, or too deep.
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
    printed = _with_one_heading(printed)
    starts = _columns(printed)
    return [
        Row(*_placed(row.cells, starts), beside=row.beside, nested=row.nested) for row in printed
    ]


def _is_gone(row: ET.Element, words: Words) -> bool:
    if row.find(f"{W}trPr/{W}del") is None:
        words.changes["put in"] += row.find(f"{W}trPr/{W}ins") is not None
        return False
    words.changes["taken out"] += 1
    return True


def _row(element: ET.Element, words: Words, name: str, depth: int) -> _Printed:
    at = _span(element.find(f"{W}trPr/{W}gridBefore"), least=0)
    before = len(words.beside)
    cells: list[_Cell] = []
    nested: list[Row] = []
    for cell in (each for each in children(element) if each.tag == f"{W}tc"):
        span = _span(cell.find(f"{W}tcPr/{W}gridSpan"))
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        hidden = attribute(cell.find(f"{W}tcPr/{W}hMerge")) == "continue"
        goes_on = merged is not None and attribute(merged) != "restart"
        fill = attribute(cell.find(f"{W}tcPr/{W}shd"), "fill")
        text = "" if goes_on or hidden else _text(cell, words, name, depth, nested)
        cells.append(_Cell(at, span, text, "" if fill in _PLAIN_FILLS else fill, goes_on))
        at += span
        if at > _WIDEST:
            raise WorkbookUnreadableError(
                f"{name} has a table of more than {_WIDEST} columns, which is no action plan: copy "
                "the plan's own columns into a document, and import that."
            )
    beside = words.beside[before:]
    del words.beside[before:]
    return _Printed(cells, beside, nested)


def _span(element: ET.Element | None, *, least: int = 1) -> int:
    said = attribute(element)
    return min(int(said[:4]), _WIDEST + 1) if said.isdecimal() else least


def _text(cell: ET.Element, words: Words, name: str, depth: int, nested: list[Row]) -> str:
    """The paragraphs of a cell as marked paragraphs; a table in it that is no plan, row by row."""
    found: list[Paragraph] = []
    for child in children(cell):
        if child.tag == f"{W}p":
            found.append(words.paragraph(child))
        elif child.tag == f"{W}tbl":
            rows = rows_of(child, words, name, depth=depth + 1)
            if any(column_fields(row.cells) for row in rows[:2] if row.cells):
                nested += rows
                continue
            found += [Paragraph("", " – ".join(filter(None, row.cells))) for row in rows]
    return _marked([each for each in found if each.printed])


def _marked(found: Sequence[Paragraph]) -> str:
    """One paragraph as it is; several each in tags, so that a list stays a list."""
    texts = [each.printed.replace("\t", " ").replace("\n", "<br>") for each in found]
    if len(texts) < 2:  # noqa: PLR2004 - one paragraph
        return "".join(texts)
    # A bullet that was typed is as good as one that Word prints.
    is_list = [each.printed.startswith(BULLET) for each in found]
    marked = ""
    for text, bulleted in zip(texts, is_list, strict=True):
        marked += f" {text}" if bulleted else f"<p>{text}</p>"
    return marked.strip()


def _with_one_heading(rows: list[_Printed]) -> list[_Printed]:
    """Two rows of headings made one: a group's name goes before each heading under it."""
    if len(rows) < 3:  # noqa: PLR2004 - two rows of headings, and one under them
        return rows
    first, second = rows[0], rows[1]
    if not any(cell.goes_on for cell in second.cells) or not any(c.span > 1 for c in first.cells):
        return rows
    made = []
    for cell in second.cells:
        above = next((c for c in first.cells if c.start <= cell.start < c.start + c.span), None)
        over = "" if above is None else above.text
        text = over if cell.goes_on else cell.text or over
        made.append(_Cell(cell.start, cell.span, text))
    if column_fields([cell.text for cell in made]) is None:
        return rows
    return [_Printed(made, [*first.beside, *second.beside], []), *rows[2:]]


def _columns(rows: Sequence[_Printed]) -> list[int]:
    """Where columns begin: at the headings, else wherever a cell begins."""
    for row in rows:
        if len(row.cells) > 1 and column_fields([cell.text for cell in row.cells]):
            return [cell.start for cell in row.cells]
    return sorted({cell.start for row in rows for cell in row.cells})


def _placed(cells: Sequence[_Cell], starts: Sequence[int]) -> tuple[list[str], list[str]]:
    """Texts and fills by column; what two cells of one column say is put together."""
    texts, fills = [""] * len(starts), [""] * len(starts)
    for cell in cells:
        at = max((n for n, start in enumerate(starts) if start <= cell.start), default=0)
        if cell.text and texts[at]:
            texts[at] = f"<p>{texts[at]}</p><p>{cell.text}</p>"
        else:
            texts[at] = texts[at] or cell.text
        fills[at] = fills[at] or cell.fill
    return texts, fills
