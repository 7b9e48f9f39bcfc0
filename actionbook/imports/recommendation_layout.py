"""
The layout `recommendation`: a block for each, with its response, actions and progress.

Blocks stand in any order, and keep it. Headings that come again in the middle of a block, after a
page break, do not end it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import count

from actionbook.imports.draft import Doubt, Sureness
from actionbook.imports.fit import Fitted, fit, habits_of
from actionbook.imports.frame import Frame, Part, heading_text
from actionbook.imports.grid import repeated_lines
from actionbook.imports.headings import (
    column_fields,
    is_glossary,
    is_people,
    is_response,
    opens_unnumbered,
    progress_of,
    recommendation,
)
from actionbook.imports.lettering import Mark, answered
from actionbook.imports.markup import Piece, pieces, plain
from actionbook.plan.late import late

__all__ = ["ActionLine", "Block", "Document", "read_blocks"]

_PUNCTUATED = (".", ";", ":", ",")
_LIST_MARK = late(r"^\s*[-*+]\s+")


class _In(Enum):
    ROUND = "round"
    ISSUE = "issue"
    RESPONSE = "response"
    ACTIONS = "actions"
    PROGRESS = "progress"


@dataclass
class ActionLine:
    """One line of a block's table, as printed; `cells` are by field."""

    number: int
    raw: list[str]
    columns: tuple[str, ...]
    fitted: Fitted = field(default_factory=lambda: Fitted({}))


@dataclass
class Block:
    """A recommendation as printed."""

    ref: str
    lines: list[int]
    issue: list[Piece] = field(default_factory=list)
    response: list[Piece] = field(default_factory=list)
    actions: list[ActionLine] = field(default_factory=list)
    progress: list[tuple[int, str]] = field(default_factory=list)


@dataclass
class Document:
    """The frame of a document, and its blocks in printed order."""

    frame: Frame
    blocks: list[Block] = field(default_factory=list)


def read_blocks(lines: Sequence[str]) -> Document:
    """The recommendations of a document; what is doubtful goes to its frame."""
    document = Document(Frame(_page_titles(lines)))
    reader = _Reader(document)
    for number, line in enumerate(lines, start=1):
        reader.read(number, line)
    _number(document)
    rows = [row for block in document.blocks for row in block.actions]
    for columns in {row.columns for row in rows}:
        alike = [row for row in rows if row.columns == columns]
        habits = habits_of((row.raw for row in alike), columns)
        for row in alike:
            row.fitted = fit(row.raw, columns, habits)
    return document


def _number(document: Document) -> None:
    """Give each block whose number is lost the next free one, and say so."""
    used = {block.ref for block in document.blocks}
    last = 0
    for block in document.blocks:
        if not block.ref:
            block.ref = next(str(number) for number in count(last + 1) if str(number) not in used)
            used.add(block.ref)
            says = "The number of this recommendation is lost; the next free one is given."
            words = " ".join(piece.text for piece in block.issue)
            document.frame.doubts.append(
                Doubt(block.ref, "Ref", says, words, tuple(block.lines[:1]), Sureness.UNSURE)
            )
        last = int(block.ref) if block.ref.isdecimal() else last


def _page_titles(lines: Sequence[str]) -> frozenset[str]:
    """Repeated lines that are no answers: `d) Achieved.` may well come twice."""
    return frozenset(
        text
        for text in repeated_lines(lines)
        if not text.endswith(_PUNCTUATED)
        and not answered(text, Mark())[0]
        and not is_response(text)
        and not progress_of(text)
        and len(text.split()) > 1
    )


class _Reader:
    """Goes down a document line by line; knows which part of which block it is in."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._frame = document.frame
        self._in = _In.ROUND
        self._columns: tuple[str, ...] = ()
        self._block: Block | None = None

    def read(self, number: int, line: str) -> None:
        text = heading_text(line)
        if not text:
            return
        cells = line.split("\t")
        if not self._is_heading(number, text, cells):
            self._take(number, line, text, cells)

    def _is_heading(self, number: int, text: str, cells: list[str]) -> bool:
        filled = [cell for cell in cells if plain(cell)]
        if opens_unnumbered(plain(filled[0])):
            self._open(number, text, "", " ".join(map(plain, filled[1:])))
            return True
        if len(filled) == 1:
            return self._is_line_heading(number, text)
        fields = column_fields(cells) if self._block else None
        if fields is None:
            return False
        self._columns = fields
        self._in = _In.ACTIONS
        self._frame.leave(number, " ".join(map(plain, filled)), "table heading")
        return True

    def _is_line_heading(self, number: int, text: str) -> bool:
        opens = recommendation(text)
        if opens is not None:
            self._open(number, text, opens["ref"], opens["rest"] or "")
            if self._block is not None and self._block.lines[0] != number and not opens["more"]:
                says = f"Recommendation {opens['ref']} is opened twice; it is read as one."
                self._frame.doubts.append(Doubt("", "", says, text, (number,), Sureness.UNSURE))
            return True
        if is_glossary(text) or is_people(text):
            self._block, self._in = None, _In.ROUND
            return False
        if self._block is None:
            return False
        named = progress_of(text)
        if named is not None:
            self._in = _In.PROGRESS
            self._turn_to(named["ref"], number, text)
        elif is_response(text):
            self._in = _In.RESPONSE
        else:
            return False
        self._frame.leave(number, text, "heading")
        return True

    def _open(self, number: int, text: str, ref: str, rest: str) -> None:
        self._frame.part = Part.BODY
        self._in = _In.ISSUE
        self._columns = ()
        again = next((block for block in self._document.blocks if ref and block.ref == ref), None)
        self._block = again or Block(ref, [number], list(pieces(rest)))
        if again is None:
            self._document.blocks.append(self._block)
        heading = text[: len(text) - len(rest)] if rest else text
        self._frame.leave(number, heading, "heading")

    def _turn_to(self, ref: str | None, number: int, text: str) -> None:
        """Progress may name its recommendation; that one it is, wherever it stands."""
        if ref is None or self._block is None or ref == self._block.ref:
            return
        named = [block for block in self._document.blocks if block.ref == ref]
        says = f"This heading stands under recommendation {self._block.ref}."
        self._frame.doubts.append(
            Doubt(self._block.ref, "", says, text, (number,), Sureness.UNSURE)
        )
        self._block = named[0] if named else self._block

    def _take(self, number: int, line: str, text: str, cells: list[str]) -> None:
        if self._block is None or self._in is _In.ROUND:
            if not self._frame.read(number, line):
                self._frame.leave(number, line, "text round the plan")
            return
        if self._frame.is_page_mark(text):
            self._frame.leave(number, text, "page title or number")
        elif self._in is _In.ACTIONS:
            self._block.actions.append(ActionLine(number, cells, self._columns))
        elif self._in is _In.PROGRESS:
            self._block.progress += [(number, piece.text) for piece in _paragraphs(line)]
        else:
            to = self._block.issue if self._in is _In.ISSUE else self._block.response
            to += _paragraphs(line)
            self._block.lines.append(number)


def _paragraphs(line: str) -> tuple[Piece, ...]:
    """The paragraphs of a line, without the dash that makes it an item of a list."""
    return pieces(_LIST_MARK.sub("", line).replace("\t", " "))
