"""The shared strings of a finished workbook, each with its runs of letters."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from actionbook.ooxml.markup import parse
from actionbook.ooxml.values import inline_text
from actionbook.publication.colours import Colour
from actionbook.publication.looks import Font, read_font

__all__ = ["Text", "read_strings", "read_text"]

_ITEM = re.compile(rb"<((?:[\w.-]+:)?)si(?=[\s/>])(?:[^>]*/>|[^>]*>(.*?)</\1si\s*>)", re.DOTALL)
_PHONETIC = re.compile(rb"<((?:[\w.-]+:)?)rPh[\s>].*?</\1rPh\s*>", re.DOTALL)


class Text(NamedTuple):
    """
    What a string says, its runs joined, and the letters of each run that states its own.

    *guide* is its phonetic guide, which the sheet does not show.
    """

    said: str
    runs: tuple[tuple[str, Font], ...] = ()
    guide: str = ""


def read_strings(data: bytes, theme: Sequence[Colour]) -> tuple[Text, ...]:
    """Every string of a shared strings part, in its order."""
    return tuple(read_text(match[2] or b"", theme) for match in _ITEM.finditer(data))


def read_text(content: bytes, theme: Sequence[Colour]) -> Text:
    """The text of an `<si>` or `<is>`, from its content."""
    said = inline_text(content)
    if b"rPr" not in content and b"rPh" not in content:
        return Text(said)
    guide = "".join(inline_text(match[0][1:]) for match in _PHONETIC.finditer(content))
    return Text(said, tuple(_runs(content, theme)), guide)


def _runs(content: bytes, theme: Sequence[Colour]) -> Iterator[tuple[str, Font]]:
    for run in parse(b"<si>" + content + b"</si>").all("r"):
        look = run.find("rPr")
        if look is not None:
            yield inline_text(run.inner), read_font(look, theme)
