"""
How much room words take in print: widths of Arial's letters, and lines where they wrap.

Excel and LibreOffice do not agree on automatic row heights, and neither works them out for
merged cells, so the appendix works out its own. Widths are in thousandths of the font's size.
"""

import re
from functools import lru_cache

__all__ = ["WIDEST", "line_count", "pieces", "shortened"]

# Adobe's font metrics of Helvetica, which Arial and Liberation Sans share; 556 where not listed.
_WIDTHS = {
    191: "'",
    222: "ijl",
    278: " !,./:;I[\\]ft|",
    333: "()-`r{}",
    389: '"*',
    500: "ckszvxyJ^",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
}
_QUARTERS = bytearray([556 // 4]) * 256
for _thousandths, _letters in _WIDTHS.items():
    for _letter in _letters:
        _QUARTERS[ord(_letter)] = _thousandths // 4
_TABLE = bytes(_QUARTERS)

WIDEST = 780
"""No usual words are wider than this a letter, so shorter ones need no measuring."""

SAFETY = 0.97
"""Lines differ in how many letters they hold; the room is taken to be this much of itself."""


@lru_cache(maxsize=512)
def _wrapping(letters: int) -> re.Pattern[str]:
    return re.compile(rf".{{1,{letters}}}(?:\s+|\Z)|\S{{1,{letters}}}")


def _letters_of(paragraph: str, room: int) -> int:
    """How many letters of a paragraph a line holds; 0 where it holds all."""
    return 0 if len(paragraph) * WIDEST <= room else _letters_of_long(paragraph, room)


def _letters_of_long(paragraph: str, room: int) -> int:
    width = 4 * sum(paragraph.encode("latin-1", "replace").translate(_TABLE))
    return 0 if width <= room * SAFETY else max(1, int(room * SAFETY * len(paragraph) / width))


def _wrapped(paragraph: str, room: int) -> list[str]:
    letters = _letters_of(paragraph, room)
    return (_wrapping(letters).findall(paragraph) if letters else []) or [paragraph]


def line_count(text: str, room: int) -> int:
    """How many lines *text* takes where a line has *room*, in thousandths of the font's size."""
    if "\n" in text:
        return sum(line_count(paragraph, room) for paragraph in text.split("\n"))
    return 1 if len(text) * WIDEST <= room else _lines_of(text, room)


def _lines_of(paragraph: str, room: int) -> int:
    """How many lines `_wrapped` gives of a paragraph that may be too long, without making them."""
    letters = _letters_of_long(paragraph, room)
    if not letters:
        return 1
    if not paragraph.isprintable():
        return len(_wrapping(letters).findall(paragraph)) or 1
    # What can be printed has no white space but spaces, which are quickly found.
    lines, at, last = 1, 0, len(paragraph) - letters
    while at < last:
        space = paragraph.rfind(" ", at + 1, at + letters + 1)
        if space > 0:
            lines += 1
            at = space + 1
            while paragraph.startswith(" ", at):
                at += 1
        elif paragraph.startswith(" ", at):
            at += 1
        else:
            lines += 1
            at += letters
    return lines if at < len(paragraph) else max(1, lines - 1)


def pieces(text: str, room: int, lines: int) -> list[str]:
    """*text* in pieces of at most so many *lines*, cut between words or paragraphs."""
    wrapped: list[str] = []
    for paragraph in text.split("\n"):
        wrapped.extend(_wrapped(paragraph, room))
        wrapped[-1] += "\n"
    return [
        "".join(wrapped[start : start + lines]).rstrip() for start in range(0, len(wrapped), lines)
    ]


def shortened(text: str, letters: int) -> str:
    """The first words of *text*, at most so many *letters*, with an ellipsis where it is cut."""
    words = " ".join(text.split())
    if len(words) <= letters:
        return words
    return words[:letters].rpartition(" ")[0] + " …"
