"""
The words of a page of a PDF as lines and paragraphs: where a line was broken, and where it ends.

A PDF keeps where each letter is printed and no more. A line that the next word would have fitted
into ends there on purpose; any other goes on in the next.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from actionbook.plan.late import late

__all__ = ["Box", "Line", "Word", "bare", "lines_of_words", "paragraphs", "text_of_lines"]

_SAME_LINE = 0.5  # of a word's height
_MARK = late(r"[•·▪●‣◦o\-–—*]|\(?(?:[0-9]{1,2}|[a-z]|[ivx]{1,4})[.)]")
_PADDING = 6.0  # points between words and the edge of their cell
_SHORT = frozenset(
    {"a", "all", "an", "and", "any", "are", "as", "at", "be", "but", "by", "can", "due", "end",
     "for", "has", "if", "in", "is", "it", "its", "may", "new", "no", "not", "now", "of", "on",
     "one", "or", "our", "out", "own", "pay", "per", "set", "so", "the", "to", "two", "up", "use",
     "was", "we", "who", "yet", "you"}
)  # fmt: skip
"""Words of three letters at most: with another of them a line goes on, and no word was cut."""
_BARE = ".,;:()[]'\"“”‘’"


Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in points from the page's left and top."""


class Word(NamedTuple):
    """A word, its edges in points from the page's left and top, and whether it is bold."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    is_bold: bool = False

    @property
    def middle(self) -> float:
        """How far down the page the middle of the word is."""
        return (self.top + self.bottom) / 2

    def is_in(self, box: Box) -> bool:
        """Whether the middle of the word lies in *box*."""
        left, top, right, bottom = box
        return left <= (self.left + self.right) / 2 <= right and top <= self.middle <= bottom


class Line(NamedTuple):
    """The words of a line from left to right."""

    words: Sequence[Word]

    @property
    def text(self) -> str:
        """What the line says."""
        return " ".join(word.text for word in self.words)

    @property
    def top(self) -> float:
        """The upper edge of its highest word."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """The lower edge of its lowest word."""
        return max(word.bottom for word in self.words)


def lines_of_words(words: Sequence[Word]) -> list[Line]:
    """The lines that *words* stand in, from the top of the page down."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda each: (each.middle, each.left)):
        height = max(word.bottom - word.top, 1)
        if lines and word.middle - lines[-1][-1].middle < height * _SAME_LINE:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [Line(sorted(line, key=lambda each: each.left)) for line in lines]


def paragraphs(words: Sequence[Word], left: float, right: float) -> Iterator[list[Line]]:
    """The lines of each paragraph printed between *left* and *right*, from the top down."""
    lines = lines_of_words(words)
    if not lines:
        return
    padding = min(max(min(line.words[0].left for line in lines) - left, 1), 8)
    begun = [lines[0]]
    for line in lines[1:]:
        if _ends(begun[-1], line, right - padding):
            yield begun
            begun = []
        begun.append(line)
    yield begun


def text_of_lines(lines: Sequence[Line], known: Collection[str], right: float | None = None) -> str:
    """
    What the lines of a paragraph say, with words put together that the edge of a cell cut.

    Such a word stands alone in its line, as it is wider than the cell. It stands whole elsewhere,
    among *known*; or its line is full to the edge at *right* and what goes on in the next is too
    short to be a word.
    """
    said = lines[0].text
    for above, line in pairwise(lines):
        said += ("" if _is_cut(above, line, known, right) else " ") + line.text
    return said


def _is_cut(above: Line, line: Line, known: Collection[str], right: float | None) -> bool:
    last, first = above.words[-1], line.words[0]
    if re.search(r"\w[-/]$", last.text):
        return True
    if len(above.words) > 1 or not last.text[-1].isalpha():
        return False
    if bare(last.text + first.text) in known:
        return True
    if right is None:
        return False
    letter = (last.right - last.left) / len(last.text)
    rest = bare(first.text)
    is_full = right - last.right < letter + _PADDING
    return is_full and rest.islower() and len(rest) < 4 and rest not in _SHORT  # noqa: PLR2004


def bare(word: str) -> str:
    """A word as it is compared: without case, and without the marks round it."""
    return word.strip(_BARE).casefold()


def _ends(above: Line, line: Line, right: float) -> bool:
    first, last = line.words[0], above.words[-1]
    height = max(last.bottom - last.top, 1)
    if _MARK.fullmatch(first.text) or line.top - above.bottom > height * 0.8:
        return True
    letter = (first.right - first.left) / max(len(first.text), 1)
    return last.right + letter + (first.right - first.left) < right
