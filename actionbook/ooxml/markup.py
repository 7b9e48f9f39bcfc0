"""
XML as bytes: where each element stands, and a splice that changes nothing else.

A parser that rebuilds a document forgets the order of attributes, the prefixes and the white
space. Here a document stays what it is, bytes; an element is a place in them, and an edit is a
replacement of those bytes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import NamedTuple

from actionbook.ooxml.characters import escape_attribute, text_of

__all__ = [
    "MAIN_NAMESPACES",
    "STRICT",
    "TRANSITIONAL",
    "BrokenPartError",
    "Edit",
    "Element",
    "attributes",
    "masked",
    "parse",
    "splice",
    "utf8",
    "with_attributes",
]

TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
MAIN_NAMESPACES = (TRANSITIONAL, STRICT)

_MARKUP = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<!"
    rb"|<(/?)([^\s/>!?\"'<=]+)((?:[^>\"'<]|\"[^\"<]*\"|'[^'<]*')*?)(/?)>",
    re.DOTALL,
)
# Lists of a sheet that may have thousands of members, none of which has content.
_LONG_LISTS = (b"hyperlinks", b"mergeCells")
_LEAVES = re.compile(rb'(?:<[A-Za-z]+(?: [A-Za-z:]+="[^"<]*")*/>)*')
_ATTRIBUTE = re.compile(rb"\s([^\s=/>\"']+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_HIDING = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_DECLARED = re.compile(rb"\A\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_BROKEN = "holds a part that is broken XML"
_LONG = 1 << 12
_UNICODE_NAMES = {"utf-8", "utf8", "us-ascii", "ascii"}


class BrokenPartError(ValueError):
    """A part is not what it should be: the end of a sentence about the file, told by `Book`."""


class Edit(NamedTuple):
    """Put *text* in place of the bytes from *start* to *end*; nothing is cut where they are one."""

    start: int
    end: int
    text: bytes


class Element:
    """
    One element: *start* to *end* in the bytes, its content *inner_start* to *inner_end*.

    A self-closed element (``<c/>``) is *is_empty*: its content starts and ends at its end, which
    is after the tag, so that nothing may be put there; it has to be opened first.
    """

    __slots__ = (
        "_children",
        "data",
        "end",
        "inner_end",
        "inner_start",
        "is_empty",
        "name",
        "start",
    )

    def __init__(self, data: bytes, name: bytes, start: int, inner_start: int) -> None:
        self.data = data
        self.name = name
        self.start = start
        self.inner_start = inner_start
        self.inner_end = inner_start
        self.end = inner_start
        self.is_empty = False
        self._children: list[Element] | None = []

    @property
    def children(self) -> "list[Element]":
        """The elements in it, in order; those of a long list are told apart when asked for."""
        if self._children is None:
            self._children = []
            _read(self, self.inner_start, self.inner_end)
        return self._children

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(b":")[2].decode()

    @property
    def prefix(self) -> bytes:
        """The prefix with its colon (``x:``); empty where there is none."""
        head, colon, _ = self.name.rpartition(b":")
        return head + colon

    @property
    def tag(self) -> bytes:
        """The start tag as it stands."""
        return self.data[self.start : self.inner_start]

    @property
    def inner(self) -> bytes:
        """The content as it stands."""
        return self.data[self.inner_start : self.inner_end]

    @property
    def outer(self) -> bytes:
        """The whole element as it stands."""
        return self.data[self.start : self.end]

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes, by name with prefix."""
        return attributes(self.tag)

    def find(self, local: str) -> "Element | None":
        """The first child of that name; None where there is none."""
        return next(self.all(local), None)

    def all(self, local: str) -> "Iterator[Element]":
        """The children of that name, in order."""
        return (child for child in self.children if child.local == local)

    def walk(self, local: str) -> "Iterator[Element]":
        """Every descendant of that name, in order."""
        for child in self.children:
            if child.local == local:
                yield child
            yield from child.walk(local)

    def appending(self, text: bytes, **changed: str | None) -> Edit:
        """The edit that puts *text* last in this element, opening it if it is self-closed."""
        tag = with_attributes(self.tag, changed)
        if self.is_empty:
            opened = tag[:-2] + b">" + text + b"</" + self.name + b">"
            return Edit(self.start, self.end, opened)
        if not changed:
            return Edit(self.inner_end, self.inner_end, text)
        return Edit(self.start, self.inner_end, tag + self.inner + text)

    def changing(self, **changed: str | None) -> Edit:
        """The edit that sets (or with None drops) attributes of this element."""
        return Edit(self.start, self.inner_start, with_attributes(self.tag, changed))


def parse(data: bytes) -> Element:
    """
    The root element of *data*, with every element below it in its place.

    Raises:
        BrokenPartError: the XML is broken, or declares a document type.
    """
    top = Element(data, b"", 0, 0)
    _read(top, 0, len(data))
    if len(top.children) != 1:
        raise BrokenPartError(_BROKEN)
    return top.children[0]


def _read(top: Element, start: int, end: int) -> None:
    """Put the elements from *start* to *end* into *top*."""
    open_elements, at = [top], start
    while at < end:
        at = _read_on(open_elements, at, end)
    if len(open_elements) != 1:
        raise BrokenPartError(_BROKEN)


def _read_on(open_elements: list[Element], start: int, end: int) -> int:
    """Read up to the end, or to that of a long list, which is left as it is; where that is."""
    data = open_elements[0].data
    for match in _MARKUP.finditer(data, start, end):
        closing, name, _, empty = match.groups()
        if name is None:
            if match.group() == b"<!":
                raise BrokenPartError("holds a part that declares a document type")
        elif closing:
            _close(open_elements, match)
        else:
            element = Element(data, name, match.start(), match.end())
            open_elements[-1].children.append(element)
            element.is_empty = bool(empty)
            if not empty:
                open_elements.append(element)
                if name in _LONG_LISTS and (at := _end_of_leaves(element, end)):
                    element._children = None  # noqa: SLF001 - the same module
                    return at
    return end


def _end_of_leaves(element: Element, end: int) -> int:
    """Where an element ends that has nothing but members without content; 0 for any other."""
    found = _LEAVES.match(element.data, element.inner_start, end)
    at = found.end() if found else 0
    return at if element.data.startswith(b"</%b>" % element.name, at) else 0


def _close(open_elements: list[Element], match: re.Match[bytes]) -> None:
    element = open_elements.pop()
    if element.name != match[2]:
        raise BrokenPartError(_BROKEN)
    element.inner_end, element.end = match.start(), match.end()


def attributes(tag: bytes) -> dict[str, str]:
    """The attributes of a start tag, by name with prefix; references resolved."""
    return {
        name.decode(): text_of(double if single is None else single)
        for name, double, single in (
            (match[1], match[2], match[3]) for match in _ATTRIBUTE.finditer(tag)
        )
    }


def with_attributes(tag: bytes, changed: Mapping[str, str | None]) -> bytes:
    """*tag* with attributes set, or dropped where None; the others are left as they are."""
    for name, value in changed.items():
        tag = _with_attribute(tag, name, value)
    return tag


def _with_attribute(tag: bytes, name: str, value: str | None) -> bytes:
    for match in _ATTRIBUTE.finditer(tag):
        if match[1] == name.encode():
            if value is None:
                return tag[: match.start()] + tag[match.end() :]
            group = 2 if match[3] is None else 3
            start, end = match.span(group)
            return tag[:start] + escape_attribute(value) + tag[end:]
    if value is None:
        return tag
    cut = len(tag) - (2 if tag.endswith(b"/>") else 1)
    kept = tag[:cut].rstrip()
    return kept + b" %s=" % name.encode() + b'"' + escape_attribute(value) + b'"' + tag[cut:]


def masked(data: bytes) -> bytes:
    """*data* with comments, CDATA and instructions blanked out, every offset kept."""
    return _HIDING.sub(lambda match: b" " * len(match.group()), data)


def splice(data: bytes, edits: Iterable[Edit]) -> bytes:
    """
    *data* with each edit made; every byte outside them is the same.

    Insertions at one place keep their order. Raises:
        ValueError: two edits touch the same bytes.
    """
    pieces: list[bytes | memoryview] = []
    view = memoryview(data)
    at = 0
    for start, end, text in sorted(edits, key=itemgetter(0, 1)):
        if start < at:
            raise ValueError("two edits of the same bytes")
        # What is long is looked at where it lies, or a large part would be held three times.
        pieces.append(data[at:start] if start - at < _LONG else view[at:start])
        pieces.append(text)
        at = end
    pieces.append(view[at:])
    return b"".join(pieces)


def utf8(data: bytes) -> tuple[bytes, bool]:
    """
    *data* in UTF-8, and whether it was that already (only then may it be edited).

    Raises:
        BrokenPartError: it is in an encoding that cannot be read.
    """
    if b"\x00" in data[:2] or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        wide = {b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}.get(data[:2], "utf-16")
        return data.decode(wide, "replace").encode(), False
    declared = _DECLARED.match(data[:200])
    name = declared[1].decode().lower() if declared else "utf-8"
    if name in _UNICODE_NAMES:
        return data, True
    try:
        return data.decode(name, "replace").encode(), False
    except LookupError as error:
        message = f"holds a part in an unknown encoding ({name})"
        raise BrokenPartError(message) from error
