"""
Notes on cells (Excel's old comments): words put beside those that staff wrote, never over them.

Source: ECMA-376 part 1, 18.7 (comments); [MS-XLSX] 2.6.204 (threaded comments, which keep a note
for old programs whose author is ``tc=`` and a number).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from actionbook.errors import ContentLossError
from actionbook.ooxml.addresses import cell_name, parse_cell
from actionbook.ooxml.characters import escape_text, text_of
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.markup import TRANSITIONAL, Edit, Element, parse, splice
from actionbook.ooxml.note_shapes import show_notes
from actionbook.ooxml.rows import Cell
from actionbook.ooxml.sheet import put_child

__all__ = ["Note", "add_notes"]

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<comments xmlns="%b"><authors/><commentList/></comments>'
) % TRANSITIONAL.encode()
_THREADED = "tc="
_ORDER = ("authors", "commentList", "extLst")
_LOOK = b'<%(p)bsz val="9"/><%(p)bcolor indexed="81"/><%(p)brFont val="Tahoma"/>'


class Note(NamedTuple):
    """A note: its paragraphs, each with the words that it begins with in bold."""

    paragraphs: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """All of it, as it is read."""
        return "\n".join(f"{bold} {plain}".strip() for bold, plain in self.paragraphs)


def add_notes(contents: Contents, sheet: str, notes: Mapping[Cell, Note], *, author: str) -> None:
    """
    Put *notes* on cells of a sheet; on a merged cell's hidden part, on the first of the block.

    Where a cell has a note already, the words follow those that are there. Where it has a
    threaded comment, which Excel shows in place of a note, they go on the next cell to the right
    that has none, and say which cell they are about.

    Raises:
        ContentLossError: the workbook is in the strict dialect, or its notes cannot be read.
    """
    if contents.is_strict:
        raise ContentLossError(
            f"{contents.file} is in the ISO strict dialect, to which no notes are added here: "
            "save it as an ordinary .xlsx first"
        )
    part = _comments_part(contents, sheet)
    data = contents.editable(part) if part else _EMPTY
    writing = _Writing(contents, sheet, parse(data), author)
    edited = splice(data, writing.edits(notes))
    if part:
        contents.package.replace(part, edited)
    else:
        part = contents.free_part("comments", ".xml")
        contents.package.add(part, edited, content_type=_CONTENT)
        contents.package.relate(
            contents.sheet(sheet).part, type=f"{_RELATIONS}/comments", target=part
        )
    show_notes(contents, sheet, new=writing.new, longer=writing.longer)


def _comments_part(contents: Contents, sheet: str) -> str | None:
    return next(iter(contents.related(contents.sheet(sheet).part, "comments")), None)


class _Writing:
    """What adding notes to a list of comments comes to."""

    def __init__(self, contents: Contents, sheet: str, root: Element, author: str) -> None:
        self.contents = contents
        self.sheet = sheet
        self.root = root
        self.author = author
        self.new: dict[Cell, str] = {}
        self.longer: dict[Cell, str] = {}
        self.list = root.find("commentList")
        self.standing: dict[Cell, Element] = {}
        for element in self.list.all("comment") if self.list else ():
            ref = element.attributes.get("ref", "")
            if re.fullmatch(r"[A-Za-z]{1,3}[0-9]{1,7}", ref):
                self.standing[parse_cell(ref)] = element
        holder = root.find("authors")
        self.authors = (
            [text_of(each.inner) for each in holder.all("author")] if holder is not None else []
        )

    def edits(self, notes: Mapping[Cell, Note]) -> Iterator[Edit]:
        """The edits of the part."""
        added: dict[Cell, list[Note]] = {}
        for cell, note in notes.items():
            place, told = self._placed(self._shown(cell), note, added)
            added.setdefault(place, []).append(told)
        texts = b""
        for cell in sorted(added):
            note = Note(tuple(each for told in added[cell] for each in told.paragraphs))
            if cell in self.standing:
                self.longer[cell] = note.text
                yield from self._following(self.standing[cell], note)
            else:
                self.new[cell] = note.text
                texts += self._comment(cell, note)
        yield from self._listing(texts)

    def _shown(self, cell: Cell) -> Cell:
        """The cell that a note shows on: the first of a merged block."""
        for merge in self.contents.sheet_part(self.sheet).merges:
            if merge.holds(*cell):
                return merge.first_row, merge.first_column
        return cell

    def _placed(
        self, cell: Cell, note: Note, added: Mapping[Cell, Sequence[Note]]
    ) -> tuple[Cell, Note]:
        if not self._is_threaded(cell):
            return cell, note
        row, column = cell
        while (row, column) in self.standing or (row, column) in added:
            column += 1
        return (row, column), Note((("", f"About {cell_name(*cell)}:"), *note.paragraphs))

    def _is_threaded(self, cell: Cell) -> bool:
        element = self.standing.get(cell)
        number = int(element.attributes.get("authorId", "0")) if element else len(self.authors)
        return number < len(self.authors) and self.authors[number].startswith(_THREADED)

    def _following(self, element: Element, note: Note) -> Iterator[Edit]:
        """The words of *note* behind those of a note that is there."""
        text, prefix = element.find("text"), self.root.prefix
        runs = _run(prefix, "\n\n") + _runs(note, prefix)
        words = [child for child in text.children if child.local in ("t", "r")] if text else []
        if text is None:
            runs = b"<%btext>%b</%btext>" % (prefix, runs, prefix)
            yield Edit(element.inner_start, element.inner_start, runs)
        elif not words:
            yield text.appending(runs)
        else:
            last = words[-1]
            if last.local == "t":  # plain words and runs do not stand together
                runs = b"<%br>%b</%br>" % (prefix, last.outer, prefix) + runs
            yield Edit(last.start if last.local == "t" else last.end, last.end, runs)

    def _comment(self, cell: Cell, note: Note) -> bytes:
        prefix = self.root.prefix
        number = (
            self.authors.index(self.author) if self.author in self.authors else len(self.authors)
        )
        name = cell_name(*cell).encode()
        return b'<%bcomment ref="%b" authorId="%d"><%btext>%b</%btext></%bcomment>' % (
            prefix, name, number, prefix, _runs(note, prefix), prefix, prefix,
        )  # fmt: skip

    def _listing(self, texts: bytes) -> Iterator[Edit]:
        """The new comments into their list, and their author into the list of authors."""
        if not texts:
            return
        prefix = self.root.prefix
        if self.author not in self.authors:
            name = b"<%bauthor>%b</%bauthor>" % (prefix, escape_text(self.author), prefix)
            holder = self.root.find("authors")
            if holder is not None:
                yield holder.appending(name)
            else:
                text = b"<%bauthors>%b</%bauthors>" % (prefix, name, prefix)
                yield put_child(self.root, "authors", text, order=_ORDER)
        if self.list is not None:
            yield self.list.appending(texts)
        else:
            text = b"<%bcommentList>%b</%bcommentList>" % (prefix, texts, prefix)
            yield put_child(self.root, "commentList", text, order=_ORDER)


def _runs(note: Note, prefix: bytes) -> bytes:
    runs = b""
    for number, (bold, plain) in enumerate(note.paragraphs):
        start = "\n" if number else ""
        if bold:
            runs += _run(prefix, start + bold, mark=b"<%bb/>" % prefix)
            start = " "
        if plain:
            runs += _run(prefix, start + plain)
    return runs


def _run(prefix: bytes, text: str, *, mark: bytes = b"") -> bytes:
    look = mark + _LOOK % {b"p": prefix}
    return b'<%br><%brPr>%b</%brPr><%bt xml:space="preserve">%b</%bt></%br>' % (
        prefix, prefix, look, prefix, prefix, escape_text(text), prefix, prefix,
    )  # fmt: skip
