"""
What a sheet says outside its cells: notes and comments on cells, and text boxes.

Source: ECMA-376 part 1, 18.7 (comments) and 20.5 (drawings); [MS-XLSX] 2.6.206 (threaded comments).
"""

from collections.abc import Iterator
from typing import NamedTuple

from actionbook.ooxml.characters import decode_escapes, text_of
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.markup import Element, parse

__all__ = ["WordsBeside", "words_beside"]


class WordsBeside(NamedTuple):
    """Words that stand beside the cells of a sheet; *cell* is the one noted, "" for a text box."""

    cell: str
    words: str


def words_beside(contents: Contents, sheet: str) -> Iterator[WordsBeside]:
    """The comments and notes of a sheet, and then its text boxes, in the order of their parts."""
    part = contents.sheet(sheet).part
    threaded = [
        WordsBeside(each.attributes.get("ref", ""), _said(each, "text"))
        for name in contents.related(part, "threadedComment")
        for each in parse(contents.read(name)).walk("threadedComment")
    ]
    yield from threaded
    told = {each.cell for each in threaded}
    for name in contents.related(part, "comments"):
        for each in parse(contents.read(name)).walk("comment"):
            # Of a thread it says for older programs what the thread says.
            if (cell := each.attributes.get("ref", "")) not in told:
                yield WordsBeside(cell, _said(each, "t"))
    for name in contents.related(part, "drawing"):
        for body in parse(contents.read(name)).walk("txBody"):
            words = "\n".join(_said(each, "t") for each in body.walk("p"))
            yield WordsBeside("", words)


def _said(element: Element, local: str) -> str:
    return "".join(decode_escapes(text_of(each.inner)) for each in element.walk(local))
