"""
Words that are struck through: what officers do to a date that moved, or to a row that is done.

Source: ECMA-376 part 1, 18.4.10 (strike), 18.4.4 (r) and 18.8.22 (font).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from actionbook.ooxml.cells import Stored, read_cell
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.rows import Cell
from actionbook.ooxml.strings import SharedStrings
from actionbook.ooxml.values import inline_text

__all__ = ["Struck", "struck_through"]

_MARK = b"strike"
_RUN = re.compile(rb"<((?:[\w.-]+:)?r)(?:\s[^>]*)?>(.*?)</\1\s*>", re.DOTALL)
_PROPERTIES = re.compile(rb"<((?:[\w.-]+:)?rPr)\s*>(.*?)</\1\s*>", re.DOTALL)
_STRIKE = re.compile(rb'<(?:[\w.-]+:)?strike(?:\s+val\s*=\s*["\']([^"\']*)["\'])?\s*/?>')
_OFF = (b"0", b"false")


class Struck(NamedTuple):
    """The words of a cell that are struck through, and those beside them; *kept* may be blank."""

    words: str
    kept: str


def struck_through(contents: Contents, sheet: str) -> dict[Cell, Struck]:
    """The cells of a sheet of which any words are struck through."""
    part, styles, strings = contents.sheet_part(sheet), contents.styles.struck(), contents.strings
    if not part.has_style(styles) and not any(_MARK in data for data in (part.data, strings.data)):
        return {}
    found = {}
    for cell, span in part.rows.every_cell():
        stored = read_cell(span, str)  # a shared string is its number
        is_struck = stored.style in styles
        item = _item(span.content, stored, strings)
        if is_struck or _MARK in item:
            said = "" if stored.value is None else str(stored.value)
            runs = list(_runs(item, is_struck=is_struck)) or [(True, said)]
            words = "".join(text for is_it, text in runs if is_it)
            if words.strip():
                found[cell] = Struck(words, "".join(text for is_it, text in runs if not is_it))
    return found


def _item(content: bytes, stored: Stored, strings: SharedStrings) -> bytes:
    """The text of a cell as it is stored; empty where it holds none of its own."""
    if stored.kind == "s" and isinstance(stored.value, str) and stored.value.isdecimal():
        return strings.item(int(stored.value))
    return content if stored.kind == "inlineStr" else b""


def _runs(item: bytes, *, is_struck: bool) -> Iterator[tuple[bool, str]]:
    """The runs of a text, and whether each is struck; one that says nothing is as its cell is."""
    runs = [found[2] for found in _RUN.finditer(item)]
    for run in runs or filter(None, [item]):
        stated = _PROPERTIES.search(run)
        strike = _STRIKE.search(stated[2]) if stated else None
        is_off = strike is not None and strike[1] in _OFF
        yield (not is_off if strike else is_struck and stated is None), inline_text(run)
