"""
A Word document as the lines that every layout is read from: a row of a table is a line.

(docs/decisions/0020-word-without-python-docx.md)
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from actionbook.errors import WorkbookUnreadableError
from actionbook.imports.draft import Doubt, LeftOver, Sureness
from actionbook.imports.headings import column_fields
from actionbook.imports.word_blocks import Labelled, labelled
from actionbook.imports.word_parts import W, WordParts
from actionbook.imports.word_tables import Row, children, rows_of
from actionbook.imports.word_words import Beside, Words

__all__ = ["WordLines", "read_word"]

_CHANGED = "Tracked changes were read as accepted ({}). Look whether all of them are agreed."
_MACROS = "The document has macros; they were neither run nor read."
_COLOUR = (
    "The cell says nothing and is coloured {}: its status, perhaps. Ask the lead, and type it."
)


@dataclass
class WordLines:
    """The lines of a document, and what is to be said of them; lines count from 1."""

    lines: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    left_over: list[LeftOver] = field(default_factory=list)
    pictures: int = 0

    def put(self, line: str, beside: Sequence[Beside] = ()) -> int:
        """One more line, and what stands beside it; its number."""
        self.lines.append(line)
        number = len(self.lines)
        for each in beside:
            self.pictures += each.reason == "picture"
            self.left_over.append(LeftOver(number, each.text, each.reason))
        return number


def read_word(path: Path) -> WordLines:
    """
    The document at *path* in lines: paragraphs, and the rows of tables with tabs between cells.

    Raises:
        WorkbookUnreadableError: it cannot be read, or holds no words but a picture.
    """
    parts = WordParts(path)
    words = Words.of(parts)
    made = WordLines()
    try:
        body = parts.document.find(f"{W}body")
        _read(made, () if body is None else tuple(children(body)), words, path.name)
    except RecursionError:
        raise WorkbookUnreadableError(
            f"{path.name} is nested deeper than any document: do not trust it."
        ) from None
    if not any(line.strip() for line in made.lines):
        raise WorkbookUnreadableError(_nothing(path.name, made.pictures))
    if words.changes.total():
        said = ", ".join(
            f"{count} {what}" for what, count in sorted(words.changes.items()) if count
        )
        made.doubts.append(Doubt("", "", _CHANGED.format(said), "", (), Sureness.UNSURE))
    if parts.has_macros:
        made.doubts.append(Doubt("", "", _MACROS, "", (), Sureness.SURE))
    return made


def _nothing(name: str, pictures: int) -> str:
    if pictures:
        return (
            f"{name} holds no words, only a picture: its table cannot be read. Ask for the "
            "document that the picture was made from, or type the plan."
        )
    return f"{name} is empty. There is nothing in it to import."


def _read(made: WordLines, blocks: Sequence[object], words: Words, name: str) -> None:
    waiting: list[tuple[Labelled, list[Beside]]] = []
    for block in blocks:
        tag = getattr(block, "tag", "")
        if tag == f"{W}p":
            paragraph = words.paragraph(block)  # type: ignore[arg-type]  # told by its tag
            beside, words.beside = words.beside, []
            if paragraph.printed:
                _put_labelled(made, waiting)
            if paragraph.printed or beside or not waiting:
                made.put(paragraph.printed.replace("\n", " "), beside)
        elif tag == f"{W}tbl":
            rows = rows_of(block, words, name)  # type: ignore[arg-type]  # told by its tag
            block_rows = labelled(rows)
            if block_rows:
                beside = [each for row in rows for each in row.beside]
                waiting += [(row, beside if not n else []) for n, row in enumerate(block_rows)]
                continue
            _put_labelled(made, waiting)
            _put_rows(made, rows)
    _put_labelled(made, waiting)


def _put_rows(made: WordLines, rows: Sequence[Row]) -> None:
    fields: tuple[str, ...] = ()
    for row in rows:
        number = made.put("\t".join(row.cells), row.beside)
        fields = (column_fields(row.cells) if len(row.cells) > 1 else None) or fields
        for at, fill in enumerate(row.fills):
            says_nothing = not any(map(str.isalnum, row.cells[at]))
            if fill and says_nothing and at < len(fields) and fields[at] == "status":
                says = _COLOUR.format(_colour(fill))
                made.doubts.append(Doubt("", "Status", says, fill, (number,), Sureness.UNSURE))
        if row.nested:
            _put_rows(made, row.nested)


def _put_labelled(made: WordLines, waiting: list[tuple[Labelled, list[Beside]]]) -> None:
    """Blocks that follow one another as one table: their labels are its headings."""
    if not waiting:
        return
    headings = list(dict.fromkeys(label for row, _ in waiting for label in row.values))
    made.put("\t".join(headings))
    for row, beside in waiting:
        made.put("\t".join(row.values.get(label, "") for label in headings), beside)
    waiting.clear()


def _colour(fill: str) -> str:
    """The name of a fill as a person says it, else its code."""
    try:
        red, green, blue = (int(fill[at : at + 2], 16) for at in (0, 2, 4))
    except ValueError:
        return fill
    strong = 110
    if min(red, green, blue) > strong * 2:
        return f"pale ({fill})"
    if red > strong and green > strong > blue:
        return f"amber ({fill})"
    if red >= max(green, blue):
        return f"red ({fill})"
    return f"green ({fill})" if green >= blue else f"blue ({fill})"
