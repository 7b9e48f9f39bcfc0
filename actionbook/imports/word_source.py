"""
A Word document as paragraphs and tables in the order in which they stand, and what is said of it.

(docs/decisions/0020-word-without-python-docx.md)
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from actionbook.errors import WorkbookUnreadableError
from actionbook.imports.draft import Doubt, Sureness
from actionbook.imports.headings import recommendation
from actionbook.imports.struck_words import KEPT
from actionbook.imports.word_controls import filled_in
from actionbook.imports.word_parts import W, WordParts, attribute
from actionbook.imports.word_tables import WordTable, children, table_of
from actionbook.imports.word_words import Beside, Words

__all__ = ["Said", "WordDocument", "read_word", "tables_within"]

_PROMPTS = "Prompts that nobody answered are read as blank ({})."
_CHANGED = "Tracked changes were read as accepted ({}). Look whether all of them are agreed."
_MACROS = "The document has macros; they were neither run nor read."
_LONGEST_HEADING = 25  # words
_HEADING_STYLE = ("heading", "title", "subtitle")


class Said(NamedTuple):
    """A paragraph on one line; what stands beside it; its style where it is a heading, else ""."""

    text: str
    beside: Sequence[Beside] = ()
    heading: str = ""


@dataclass
class WordDocument:
    """
    What a document holds from top to bottom, doubts about all of it, and its pictures.

    *kind* is what it was read as; *is_whole* is no where cells could not be told from one another
    everywhere.
    """

    name: str
    pieces: list[Said | WordTable] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    kind: str = "Word"
    is_whole: bool = True

    @property
    def pictures(self) -> int:
        """How many pictures stand in it, in tables or out of them."""
        return sum(each.reason == "picture" for each in self._beside())

    @property
    def has_boxes(self) -> bool:
        """Whether words stand in text boxes."""
        return any(each.reason == "text box" for each in self._beside())

    @property
    def is_silent(self) -> bool:
        """Whether no word stands in it."""
        for piece in self.pieces:
            if isinstance(piece, Said):
                if piece.text:
                    return False
            elif any(map(any, (row for each in tables_within(piece) for row in each.rows))):
                return False
        return True

    def _beside(self) -> Iterator[Beside]:
        for piece in self.pieces:
            if isinstance(piece, Said):
                yield from piece.beside
            else:
                yield from (one for each in tables_within(piece) for row in each.beside
                            for one in row)  # fmt: skip


def tables_within(table: WordTable) -> Iterator[WordTable]:
    """A table, and those that stand in its cells, in the order in which they begin."""
    yield table
    for row in table.nested:
        for each in row:
            yield from tables_within(each)


def read_word(path: Path) -> WordDocument:
    """
    The document at *path*.

    Raises:
        WorkbookUnreadableError: it cannot be read, or holds no words but a picture.
    """
    parts = WordParts(path)
    prompts = filled_in(parts.document)
    words = Words.of(parts)
    made = WordDocument(path.name)
    body = parts.document.find(f"{W}body")
    try:
        for block in () if body is None else children(body):
            if block.tag == f"{W}p":
                made.pieces.append(_said(block, words))
            elif block.tag == f"{W}tbl":
                made.pieces.append(table_of(block, words, path.name))
    except RecursionError:
        raise WorkbookUnreadableError(
            f"{path.name} is nested deeper than any document: do not trust it."
        ) from None
    if made.is_silent:
        raise WorkbookUnreadableError(_nothing(made))
    made.doubts += _doubts(words, prompts, has_macros=parts.has_macros)
    return made


def _doubts(words: Words, prompts: Sequence[str], *, has_macros: bool) -> Iterator[Doubt]:
    """What is to be said of how the words of a document were read."""
    if words.changes.total():
        said = ", ".join(
            f"{count} {what}" for what, count in sorted(words.changes.items()) if count
        )
        yield Doubt("", "", _CHANGED.format(said), "", (), Sureness.UNSURE)
    for struck in filter(None, words.struck):
        yield Doubt("", "", KEPT, struck, (), Sureness.UNSURE)
    if prompts:
        told = ", ".join(dict.fromkeys(prompts))
        yield Doubt("", "", _PROMPTS.format(len(prompts)), told, (), Sureness.SURE)
    if has_macros:
        yield Doubt("", "", _MACROS, "", (), Sureness.SURE)


def _said(paragraph: ET.Element, words: Words) -> Said:
    text = words.paragraph(paragraph).printed.replace("\n", " ")
    beside, words.beside = words.beside, []
    return Said(text, beside, _heading_style(paragraph, text, words) if text else "")


def _heading_style(paragraph: ET.Element, text: str, words: Words) -> str:
    """What a heading is told by: its style, its number, or that all of it is bold."""
    if len(text.split()) > _LONGEST_HEADING:
        return ""
    style = words.numbering.style_name(attribute(paragraph.find(f"{W}pPr/{W}pStyle")))
    if style.casefold().startswith(_HEADING_STYLE):
        return style
    if recommendation(text):
        return "numbered"
    runs = [run for run in paragraph.iter(f"{W}r") if run.find(f"{W}t") is not None]
    bold = [run.find(f"{W}rPr/{W}b") for run in runs]
    is_bold = all(each is not None and attribute(each) not in ("0", "false") for each in bold)
    return "bold" if runs and is_bold else ""


def _nothing(made: WordDocument) -> str:
    if made.has_boxes:
        return (
            f"{made.name} has its words in text boxes, and no table: what belongs to what cannot "
            "be told. Put the plan in a table with headings, and import that."
        )
    if made.pictures:
        return (
            f"{made.name} holds no words, only a picture: its table cannot be read. Ask for the "
            "document that the picture was made from, or type the plan."
        )
    return f"{made.name} is empty. There is nothing in it to import."
