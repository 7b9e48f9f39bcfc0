"""
The shapes of a VML drawing that stand for form controls and ActiveX: what they say and call.

VML is not always sound XML (an open ``<br>`` is common), so it is searched, not parsed; an edit
cuts a shape out whole. Source: ECMA-376 part 4, 19.4 (ClientData).
"""

import re
from typing import NamedTuple

from actionbook.macros.places import anchored
from actionbook.ooxml.characters import text_of

__all__ = ["VmlShape", "shapes_in", "without_macro"]

_SHAPE = re.compile(rb"<v:(shape|rect|roundrect|oval)\b(?:(?!</v:\1>).)*</v:\1>", re.DOTALL)
_NUMBER = re.compile(rb"(?:o:spid|id)=[\"']_x0000_s(\d{1,9})[\"']")
_NAME = re.compile(rb"\sid=[\"']([^\"']*)[\"']")
_CLIENT = re.compile(rb"<x:ClientData\b[^>]*?ObjectType=[\"'](\w+)[\"']")
_MACRO = re.compile(rb"\s*<x:FmlaMacro\b[^>]*?>(.*?)</x:FmlaMacro>", re.DOTALL)
_ANCHOR = re.compile(rb"<x:Anchor\b[^>]*>(.*?)</x:Anchor>", re.DOTALL)
_TEXT = re.compile(rb"<v:textbox\b.*?</v:textbox>", re.DOTALL)
_TAG = re.compile(rb"<[^>]*>")
_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FIELDS = 8


class VmlShape(NamedTuple):
    """
    A shape with client data, *start* to *end* in the bytes; *kind* is Excel's ``ObjectType``.

    *number* is by which a sheet knows it (0 where it has none), *place* a block without its sheet.
    """

    start: int
    end: int
    number: int
    kind: str
    name: str
    caption: str
    macro: str
    place: str


def shapes_in(data: bytes) -> tuple[VmlShape, ...]:
    """The shapes of a drawing that have client data, notes among them, in order."""
    return tuple(found for match in _SHAPE.finditer(data) if (found := _shape(match)))


def _shape(match: re.Match[bytes]) -> VmlShape | None:
    whole = match[0]
    client = _CLIENT.search(whole)
    if client is None:
        return None
    head = whole[: whole.index(b">") + 1]
    number, name, macro = _NUMBER.search(head), _NAME.search(head), _MACRO.search(whole)
    text = _TEXT.search(whole)
    named = _CODED.sub(lambda each: chr(int(each[1], 16)), text_of(name[1])) if name else ""
    return VmlShape(
        start=match.start(),
        end=match.end(),
        number=int(number[1]) if number else 0,
        kind=client[1].decode(),
        name="" if named.startswith("\0") else named,
        caption=" ".join(text_of(_TAG.sub(b" ", text[0])).split()) if text else "",
        macro=text_of(macro[1]).strip() if macro else "",
        place=_place(whole),
    )


def _place(whole: bytes) -> str:
    anchor = _ANCHOR.search(whole)
    fields = [each.strip() for each in anchor[1].split(b",")] if anchor else []
    if len(fields) != _FIELDS or not all(each.isdigit() for each in fields):
        return ""
    column, row, last_column, last_row = (int(fields[at]) for at in (0, 2, 4, 6))
    return anchored(row, column, last_row, last_column)


def without_macro(data: bytes) -> bytes:
    """The bytes of a shape that calls nothing."""
    return _MACRO.sub(b"", data)
