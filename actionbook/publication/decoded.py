"""
Every text in the markup of a part, as a reader would put it together.

Runs of one paragraph are joined, entities and escapes resolved, comments and attributes told too.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.parsers import expat

from actionbook.errors import WorkbookUnreadableError
from actionbook.ooxml.characters import decode_escapes, text_of

__all__ = ["Said", "comments_in", "markup_texts", "refuse_broken", "said_in"]

_INLINE = frozenset(["t", "r", "rPr", "b", "i", "u", "span", "font", "fld", "rFont", "sz", "color"])
"""Elements that stand inside a paragraph or a string and do not end it."""

_COMMENT = re.compile(rb"<!--(.*?)-->", re.DOTALL)
_QUIET = ("xmlns", "xml:", "mc:Ignorable")
_STEP = 1 << 20
_BETWEEN = b"\0"  # which no part that is whole XML holds


class Said(NamedTuple):
    """
    One text and where it stands: a cell (`Cover!A1`), or the part it is in.

    *is_whole*: it is shown by itself, as a cell, a heading or a property is, and is no markup.
    """

    where: str
    text: str
    is_whole: bool = True


def markup_texts(data: bytes, where: str) -> Iterator[Said]:
    """
    What the XML in *data* says: each paragraph or value, each attribute, each comment.

    Raises:
        WorkbookUnreadableError: it is broken XML, or declares a document type.
    """
    reader = _Reader(where)
    try:
        for at in range(0, len(data), _STEP):
            reader.parser.Parse(data[at : at + _STEP])
            yield from reader.taken()
        reader.parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by position only
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise _broken(where) from error
    yield from reader.taken()
    if b"<!--" in data:
        for match in _COMMENT.finditer(data):
            yield Said(where, text_of(match[1].replace(b"<", b"&lt;")), is_whole=False)


def refuse_broken(data: bytes, where: str) -> None:
    """
    Nothing, where the XML in *data* is whole.

    Raises:
        WorkbookUnreadableError: it is broken XML.
    """
    parser = expat.ParserCreate("utf-8")
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes it by position only
    except (expat.ExpatError, ValueError) as error:
        raise _broken(where) from error


def said_in(stored: Sequence[bytes]) -> Sequence[str]:
    """What each of the texts says that cells have *stored* so; most of them are read in one go."""
    said = decode_escapes(text_of(_BETWEEN.join(stored))).split(_BETWEEN.decode())
    if len(said) == len(stored):
        return said
    return [decode_escapes(text_of(text)) for text in stored]


def comments_in(data: bytes) -> Iterator[str]:
    """What each XML comment in *data* says."""
    if b"<!--" in data:
        for comment in data.split(b"<!--")[1:]:
            yield comment.partition(b"-->")[0].decode("utf-8", "replace")


def _broken(where: str) -> WorkbookUnreadableError:
    return WorkbookUnreadableError(
        f"{where} is broken XML: open the workbook in Excel, let it repair, and save it"
    )


class _Reader:
    """Gathers texts while expat reads."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._found: list[Said] = []
        self._open: list[str] = []
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._open.append
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartDoctypeDeclHandler = self._refuse

    def taken(self) -> list[Said]:
        """What was found since the last time."""
        found, self._found = self._found, []
        return found

    def _start(self, name: str, stated: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "br":
            self._open.append(" ")
        elif local not in _INLINE:
            self._close()
        for attribute, value in stated.items():
            if value and not attribute.startswith(_QUIET):
                self._found.append(Said(self._where, decode_escapes(value), is_whole=False))

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] not in _INLINE:
            self._close()

    def _close(self) -> None:
        text = "".join(self._open).strip()
        self._open.clear()
        if text:
            self._found.append(Said(self._where, decode_escapes(text)))

    def _instruction(self, target: str, data: str) -> None:
        self._found.append(Said(self._where, f"{target} {data}", is_whole=False))

    def _refuse(self, *_: object) -> None:
        raise ValueError("a document type")
