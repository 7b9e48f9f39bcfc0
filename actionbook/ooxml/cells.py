"""One cell as the part stores it, read; and the bytes that are to stand in its place."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from actionbook.ooxml.characters import decode_escapes, text_of
from actionbook.ooxml.markup import attributes, with_attributes
from actionbook.ooxml.rows import CellSpan
from actionbook.ooxml.values import (
    Canonical,
    Formula,
    Value,
    canonical,
    from_serial,
    inline_text,
    read_value,
)

__all__ = ["BLANK", "FORMULA", "Stored", "Strings", "cell_tail", "plain_text", "read_cell"]

Strings: TypeAlias = Callable[[int], str]

_USUAL = re.compile(rb'(?: s="(?P<s>[0-9]+)")?(?: t="(?P<t>[a-zA-Z]+)")?\s*')
FORMULA = re.compile(
    rb"<((?:[\w.-]+:)?)f(?=[\s/>])(?P<stated>[^>]*?)(?:/>|>(?P<text>.*?)</\1f\s*>)", re.DOTALL
)
# Text as it is nearly always stored.
_PLAIN_TEXT = re.compile(rb'<is><t(?: xml:space="preserve")?>([^<]*+)</t></is>')
_RESULT = re.compile(rb"<((?:[\w.-]+:)?)v(?:\s[^>]*)?(?<!/)>(.*?)</\1v\s*>", re.DOTALL)
_INLINE = re.compile(rb"<((?:[\w.-]+:)?)is(?:\s[^>]*)?(?<!/)>(.*?)</\1is\s*>", re.DOTALL)
_EXTENSIONS = re.compile(rb"<((?:[\w.-]+:)?)extLst(?=[\s>]).*</\1extLst\s*>", re.DOTALL)


class Stored(NamedTuple):
    """
    What a cell holds, as stored: a date is a number still.

    *formula* is None where there is none; *sharing* is what its ``<f>`` states of a group (type,
    number, block) where it is one of several. *source* is the ``<f>`` as it stands.
    """

    style: int
    kind: str
    value: Value
    formula: str | None = None
    sharing: dict[str, str] | None = None
    source: bytes = b""

    @property
    def canonical(self) -> Canonical:
        """What it holds, fit to be compared with `canonical` of a value."""
        value = self.value
        if self.kind == "e":
            return self.formula, "error", value
        if value is None or value == "":
            return self.formula, "blank", None
        if self.kind == "d":
            return self.formula, "day", value
        return self.formula, *canonical(value, date_1904=False)[1:]

    def public(self, *, is_date: bool, date_1904: bool) -> Value | Formula:
        """The value as a caller knows it: a number in a date's style is a date."""
        value = self.value
        if is_date and isinstance(value, (int, float)) and not isinstance(value, bool):
            day = from_serial(value, date_1904=date_1904)
            value = value if day is None else day
        return value if self.formula is None else Formula(self.formula, value)


BLANK = Stored(0, "n", None)


def read_cell(span: CellSpan, strings: Strings) -> Stored:
    """What the cell holds, as stored."""
    style, kind = _style_and_kind(span.look)
    content = span.content
    if not content:
        return Stored(style, kind, None)
    if kind == "inlineStr":
        if (plain := plain_text(content)) is not None:
            return Stored(style, kind, plain)
        inline = _INLINE.search(content)
        value: Value = inline_text(inline[2]) if inline else None
    else:
        result = _RESULT.search(content)
        value = read_value(kind, result[2], strings) if result else None
    if b"f" not in content or (formula := FORMULA.search(content)) is None:
        return Stored(style, kind, value)
    if value is None and kind == "str":
        value = ""
    shared = attributes(b"<f" + formula["stated"] + b">") if formula["stated"] else {}
    text = decode_escapes(text_of(formula["text"] or b""))
    return Stored(style, kind, value, text, shared if "t" in shared else None, formula[0])


def plain_text(content: bytes) -> str | None:
    """The text of a cell that holds one piece of text and nothing else; None of any other."""
    found = _PLAIN_TEXT.fullmatch(content)
    return None if found is None else decode_escapes(text_of(found[1]))


@lru_cache(maxsize=1024)
def _style_and_kind(look: bytes) -> tuple[int, str]:
    usual = _USUAL.fullmatch(look)
    if usual is not None:
        return int(usual["s"] or 0), (usual["t"] or b"n").decode()
    stated = attributes(b"<c" + look + b">")
    return int(stated.get("s", "0")), stated.get("t", "n")


def cell_tail(
    prefix: bytes, look: bytes, kind: str | None, style: int, content: bytes, old: bytes = b""
) -> bytes:
    """
    A ``<c>`` from behind its address to its end; *look* and *old* are what it was before.

    The attributes keep their order. What was told of the old value alone (``cm``, ``vm``: a
    spill, a picture or a linked record in the cell) goes with it; extensions stay.
    """
    if b"extLst" in old:
        kept = _EXTENSIONS.search(old)
        content += kept[0] if kept else b""
    relooked = _relooked(look, kind, style)
    return b"%b>%b</%bc>" % (relooked, content, prefix) if content else relooked + b"/>"


@lru_cache(maxsize=1024)
def _relooked(attributes: bytes, kind: str | None, style: int) -> bytes:
    changed: dict[str, str | None] = {"t": None if kind == "n" else kind, "cm": None, "vm": None}
    if style or b" s=" in attributes:
        changed["s"] = str(style)
    return with_attributes(b"<c" + attributes.rstrip() + b">", changed)[2:-1]
