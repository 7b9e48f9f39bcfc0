"""
Shapes, pictures and charts of a drawing that call a macro when they are clicked.

Source: ECMA-376 part 1, 20.5.2 (SpreadsheetML drawing), the attribute ``macro``.
"""

from collections.abc import Iterator
from typing import NamedTuple

from actionbook.macros.places import anchored
from actionbook.ooxml.characters import text_of
from actionbook.ooxml.markup import Element

__all__ = ["ANCHORS", "Drawn", "drawn_in"]

ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")
_KINDS = {"sp": "shape", "pic": "picture", "graphicFrame": "chart", "cxnSp": "line"}


class Drawn(NamedTuple):
    """One thing drawn: its element, what it is, its caption (else its name), macro and place."""

    element: Element
    kind: str
    caption: str
    macro: str
    place: str


def drawn_in(root: Element) -> Iterator[Drawn]:
    """Everything of the drawing that calls a macro, in order."""
    yield from _within(root, "")


def _within(element: Element, place: str) -> Iterator[Drawn]:
    for child in element.children:
        here = _anchor(child) if child.local in ANCHORS else place
        macro = child.attributes.get("macro", "") if child.local in _KINDS else ""
        if macro:
            caption = " ".join(_said(child).split()) or _name(child)
            yield Drawn(child, _KINDS[child.local], caption, macro, here)
        yield from _within(child, here)


def _anchor(element: Element) -> str:
    first = _corner(element.find("from"))
    last = _corner(element.find("to")) or first
    return anchored(*first, *last) if first and last else ""


def _corner(corner: Element | None) -> tuple[int, int] | None:
    if corner is None:
        return None
    row, column = corner.find("row"), corner.find("col")
    if row is None or column is None:
        return None
    texts = row.inner.strip(), column.inner.strip()
    return (int(texts[0]), int(texts[1])) if all(text.isdigit() for text in texts) else None


def _said(element: Element) -> str:
    paragraphs = ("".join(text_of(run.inner) for run in p.walk("t")) for p in element.walk("p"))
    return " ".join(paragraphs)


def _name(element: Element) -> str:
    named = next(element.walk("cNvPr"), None)
    return named.attributes.get("name", "") if named else ""
