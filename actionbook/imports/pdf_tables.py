"""The ruled tables of a PDF's pages: rows of cells by where their edges are drawn."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from actionbook.imports.pdf_words import Box, Word, paragraphs, text_of_lines
from actionbook.imports.word_tables import DrawnCell, DrawnRow, WordTable, table_of_rows

__all__ = ["NEAR", "PdfCell", "PdfTable", "is_rest", "joined", "table_of_boxes", "together"]

NEAR = 4.0
"""Points between edges that are one."""
_LEAST = 2  # columns of a table


class PdfCell(NamedTuple):
    """A cell: its edges in points, its words, and whether it goes on from the row above."""

    left: float
    right: float
    text: str
    goes_on: bool = False


class PdfTable(NamedTuple):
    """A table as it stands on one page: its box (left, top, right, bottom), and its rows."""

    box: Box
    rows: list[list[PdfCell]]


def table_of_boxes(
    box: Box, rows: Sequence[Sequence[Box]], words: Sequence[Word], known: Collection[str]
) -> PdfTable | None:
    """
    The table in *box* whose cells are drawn at *rows*, with the *words* in it; None for a frame.

    *known* are the words that stand whole somewhere in the document.
    """
    tops = [min(each[1] for each in row) if row else box[3] for row in rows]
    made: list[list[PdfCell]] = []
    held: list[Box] = []
    for row, top in zip(rows, tops, strict=True):
        over = [
            PdfCell(each[0], each[2], "", goes_on=True) for each in held if each[3] > top + NEAR
        ]
        own = [PdfCell(each[0], each[2], _text(each, words, known)) for each in row]
        made.append(sorted([*over, *own], key=lambda cell: cell.left))
        held = [each for each in (*held, *row) if each[3] > top + NEAR]
    made = [row for row in made if row]
    if not any(len(row) >= _LEAST for row in made):
        return None
    return PdfTable(box, made)


def _text(box: Box, words: Sequence[Word], known: Collection[str]) -> str:
    left, _, right, _ = box
    inside = [word for word in words if word.is_in(box)]
    return "\n".join(
        text_of_lines(lines, known, right) for lines in paragraphs(inside, left, right)
    )


def together(rows: Sequence[Sequence[PdfCell]]) -> WordTable:
    """Rows, of one page or several, as one table in columns."""
    edges: list[float] = []
    for at in sorted(edge for row in rows for cell in row for edge in (cell.left, cell.right)):
        if not edges or at - edges[-1] > NEAR:
            edges.append(at)
    drawn = []
    for row in rows:
        cells = []
        for cell in row:
            start, end = _nearest(edges, cell.left), _nearest(edges, cell.right)
            cells.append(DrawnCell(start, max(end - start, 1), cell.text, goes_on=cell.goes_on))
        drawn.append(DrawnRow(cells, []))
    return table_of_rows(drawn, [round(edge * 20) for edge in edges])


def _nearest(edges: Sequence[float], at: float) -> int:
    return min(range(len(edges)), key=lambda place: abs(edges[place] - at))


def is_rest(above: Sequence[PdfCell], row: Sequence[PdfCell]) -> bool:
    """
    Whether *row*, the first of a page, is the rest of the row *above*, which the page's end cut.

    Then it says nothing where that says nothing, and less: in half of its cells at most, or in
    fewer of them and with words that go on in the middle of a sentence.
    """
    said = [cell for cell in row if cell.text]
    if not said or len(row) != len(above):
        return False
    pairs = list(zip(above, row, strict=True))
    if any(abs(one.left - other.left) > NEAR for one, other in pairs):
        return False
    if any(other.text and not one.text for one, other in pairs):
        return False
    filled = sum(bool(cell.text) for cell in above)
    goes_on = any(
        other.text[:1].islower() and not one.text.endswith((".", ";", ":")) for one, other in pairs
    )
    return len(said) * 2 <= filled or (goes_on and len(said) < filled)


def joined(above: Sequence[PdfCell], row: Sequence[PdfCell]) -> Iterator[PdfCell]:
    """The row *above* with what stands in *row* after its words."""
    for one, other in zip(above, row, strict=True):
        is_new = other.text[:1].isupper() and one.text.endswith((".", ";", ":"))
        yield one._replace(
            text=("\n" if is_new else " ").join(filter(None, (one.text, other.text)))
        )
