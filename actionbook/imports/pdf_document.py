"""
A PDF as paragraphs and ruled tables in the order of its pages, as a Word document is read.

What a PDF keeps is where letters and lines are printed: tables are told by their lines, and every
plan made of one is to be compared with the paper.
(docs/decisions/0040-a-pdf-is-read-by-its-lines.md)
"""

import logging
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from actionbook.errors import WorkbookUnreadableError
from actionbook.imports.draft import Doubt, Sureness
from actionbook.imports.headings import recommendation
from actionbook.imports.pdf_tables import (
    NEAR,
    PdfCell,
    PdfTable,
    is_rest,
    joined,
    table_of_boxes,
    together,
)
from actionbook.imports.pdf_words import Box, Line, Word, bare, paragraphs, text_of_lines
from actionbook.imports.word_source import Said, WordDocument
from actionbook.plan.late import late

__all__ = ["read_pdf"]

_MOST_PAGES = 400
_MOST_BYTES = 200 * 1024 * 1024
_MOST_LINES = 4_000
"""Lines on a page beyond which it is a drawing or a map, whose crossings nobody would wait for."""
_READ = (
    "A PDF keeps no tables, only lines and letters: rows were told by the lines. Compare every row "
    "with the paper."
)
_CUT = "The end of page {} cut this row; its parts were put together. Look at it."
_NUMBER = late(r"(?:page\s*)?[-–]?\s*#+\s*[-–]?(?:\s*(?:of|/)\s*#+)?", re.IGNORECASE)
_LONGEST_HEADING = 25  # words


def read_pdf(path: Path) -> WordDocument:
    """
    The PDF at *path* as a document of paragraphs and tables.

    Raises:
        WorkbookUnreadableError: it is missing, broken, has a password, is a picture, or too long.
    """
    if not path.is_file():
        raise WorkbookUnreadableError(f"{path} is not there. Check the name and folder.")
    pages = _pages(path)
    if not any(page.words for page in pages):
        raise WorkbookUnreadableError(
            f"{path.name} holds no words, only pictures of pages, as a scanner makes them: a table "
            "in a picture cannot be read. Ask for the document it was made from, or type it."
        )
    return _document(path.name, pages)


def _pages(path: Path) -> list["_Page"]:
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    if path.stat().st_size > _MOST_BYTES:
        raise WorkbookUnreadableError(
            f"{path.name} is larger than any plan: print the pages of the plan into a PDF, and "
            "import that."
        )
    try:
        with _without_talk(), pdfplumber.open(path) as pdf:
            count = len(pdf.pages)
            pages = [_Page(page) for page in pdf.pages] if count <= _MOST_PAGES else []
    except Exception as fault:  # whatever a stranger's bytes do to the parser
        has_password = any(isinstance(each, PDFPasswordIncorrect) for each in (fault, *fault.args))
        said = "has a password: save it without one" if has_password else "is broken, or no PDF"
        raise WorkbookUnreadableError(
            f"{path.name} cannot be read: it {said}. Ask for the document that it was made from."
        ) from fault
    if count > _MOST_PAGES:
        raise WorkbookUnreadableError(
            f"{path.name} has {count} pages, and no plan has more than {_MOST_PAGES}: print the "
            "pages of the plan into a PDF, and import that."
        )
    return pages


@contextmanager
def _without_talk() -> Iterator[None]:
    """What the parser says of colours and fonts is nothing to an officer."""
    talk = logging.getLogger("pdfminer")
    level = talk.level
    talk.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        talk.setLevel(level)


class _Page:
    """What stands on a page; nothing of pdfplumber's is kept."""

    def __init__(self, page: Any) -> None:
        self.number: int = page.page_number
        self.words = [
            Word(
                each["text"],
                each["x0"],
                each["x1"],
                each["top"],
                each["bottom"],
                "bold" in str(each["fontname"]).casefold(),
            )
            for each in page.extract_words(extra_attrs=["fontname"])
        ]
        self._drawn: list[tuple[Box, list[list[Box]]]] = [
            (tuple(table.bbox), [[cell for cell in row.cells if cell] for row in table.rows])
            for table in (page.find_tables() if len(page.edges) <= _MOST_LINES else ())
        ]
        page.close()

    def pieces(self, known: Collection[str]) -> Iterator[PdfTable | list[Line]]:
        """Its tables and the paragraphs outside them, from the top down."""
        made = (table_of_boxes(box, rows, self.words, known) for box, rows in self._drawn)
        tables = sorted((table for table in made if table), key=lambda each: each.box[1])
        outside = [word for word in self.words if not any(word.is_in(t.box) for t in tables)]
        left = min((word.left for word in outside), default=0)
        right = max((word.right for word in outside), default=0)
        above = -1.0
        for table in tables:
            yield from paragraphs(_between(outside, above, table.box[1]), left, right + 1)
            yield table
            above = table.box[1]
        yield from paragraphs(_between(outside, above, float("inf")), left, right + 1)


def _known(pages: Sequence[_Page]) -> frozenset[str]:
    """The words that stand whole somewhere, so that one cut by an edge can be told."""
    return frozenset(bare(word.text) for page in pages for word in page.words)


def _between(words: Sequence[Word], above: float, below: float) -> list[Word]:
    return [word for word in words if above <= word.middle < below]


def _document(name: str, pages: Sequence[_Page]) -> WordDocument:
    made = WordDocument(name, kind="PDF")
    made.doubts.append(Doubt("", "", _READ, name, (), Sureness.UNSURE))
    known = _known(pages)
    every = [(page, list(page.pieces(known))) for page in pages]
    running = _running(every)
    seen: dict[str, None] = {}
    rows: list[list[PdfCell]] = []

    def close() -> None:
        if rows:
            made.pieces.append(together(rows))
            rows.clear()

    for page, pieces in every:
        is_first = True
        for piece in pieces:
            if isinstance(piece, PdfTable):
                if not (is_first and rows and _goes_on(rows, piece)):
                    close()
                    rows += piece.rows
                else:
                    made.doubts += _put_on(rows, piece, page.number)
                is_first = False
            elif _key(piece) in running:
                seen.setdefault(_said(piece))
            else:
                close()
                made.pieces.append(Said(_said(piece), (), _heading(piece)))
                is_first = False
    close()
    made.pieces += [Said(text) for text in seen]
    # Words that no lines part are no cells: only what is ruled is read as a plan printed by line.
    made.is_whole = _is_ruled(pages, [piece for _, found in every for piece in found])
    return made


def _is_ruled(pages: Sequence[_Page], pieces: Sequence[PdfTable | list[Line]]) -> bool:
    """Whether most words stand in ruled tables."""
    words = sum(len(page.words) for page in pages)
    outside = sum(
        len(line.words) for piece in pieces if not isinstance(piece, PdfTable) for line in piece
    )
    return outside * 2 < words


def _running(every: Sequence[tuple[_Page, Sequence[PdfTable | list[Line]]]]) -> frozenset[str]:
    """What stands at the head or foot of several pages, figures apart; and page numbers."""
    counts: Counter[str] = Counter()
    for _, pieces in every:
        ends = [*pieces[:2], *pieces[-2:]]
        counts.update({_key(piece) for piece in ends if not isinstance(piece, PdfTable)})
    return frozenset(
        key
        for key, count in counts.items()
        if (count * 2 > len(every) and count > 1) or _NUMBER.fullmatch(key)
    )


def _key(lines: Sequence[Line]) -> str:
    return re.sub(r"[0-9]+", "#", _said(lines))


def _said(lines: Sequence[Line]) -> str:
    return text_of_lines(lines, ())


def _heading(lines: Sequence[Line]) -> str:
    words = [word for line in lines for word in line.words]
    if len(words) > _LONGEST_HEADING:
        return ""
    if recommendation(_said(lines)):
        return "numbered"
    return "bold" if all(word.is_bold for word in words) else ""


def _goes_on(rows: Sequence[Sequence[PdfCell]], table: PdfTable) -> bool:
    """Whether a table at the head of a page is the one that the page before ended with."""
    edges = {edge for row in rows for cell in row for edge in (cell.left, cell.right)}
    new = {edge for row in table.rows for cell in row for edge in (cell.left, cell.right)}
    widest = (max(map(len, each)) for each in (table.rows, rows))
    if next(widest) * 2 < next(widest):
        return False
    ends = (abs(end(edges) - end(new)) < NEAR for end in (min, max))
    return all(ends) and all(any(abs(edge - other) < NEAR for other in edges) for edge in new)


def _put_on(rows: list[list[PdfCell]], table: PdfTable, page: int) -> Iterator[Doubt]:
    """Put the rows of *table* under *rows*, those that a page's end cut together again."""
    more = table.rows
    if [cell.text for cell in more[0]] == [cell.text for cell in rows[0]]:
        more = more[1:]  # the headings, which each page repeats
    if more and is_rest(rows[-1], more[0]):
        rows[-1] = list(joined(rows[-1], more[0]))
        words = " ".join(cell.text for cell in more[0] if cell.text)
        yield Doubt("", "", _CUT.format(page - 1), words, (), Sureness.UNSURE)
        more = more[1:]
    rows += more
