"""
A covering report: numbered paragraphs under headings, with the recommendations that it makes.

It stands before a plan, or in its place: the plan is an appendix that may be missing. A number
may stand on a line by itself, its words on the next; a heading may be lost and its number not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

from actionbook.imports.draft import Doubt, Sureness
from actionbook.imports.frame import Frame, Part
from actionbook.imports.markup import plain, words_of
from actionbook.plan.late import late

__all__ = ["Paragraph", "Report", "Wanted", "is_covering_report", "read_report"]

_MARK = late(
    r"(?P<section>\d{1,2}\.0|\d{1,2}(?=[.)]?\s+(?-i:[A-Z]{3})))[.)]?(?:\s+|$)"
    r"|(?P<paragraph>\d{1,2}(?:\.\d{1,2}){1,2})[.)]?(?:\s+|$)"
    r"|(?P<item>\((?:\d{1,2}|[a-z]|[ivx]{1,5})\)|(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)])(?:\s+|$)",
    re.IGNORECASE,
)
_RECOMMENDS = late(
    r"(?:officer['’]?s['’]?\s+|draft\s+|summary\s+of\s+)?recommend(?:ation|ed\s+action)s?"
    r"|(?:members|cabinet|committee|council)\s+(?:is|are)\s+(?:asked|recommended|requested)\s+to"
    r"|decisions?\s+(?:required|sought|requested)",
    re.IGNORECASE,
)
_SECTION_MARK = late(r"\d{1,2}(?:\.0)?[.)]?")
_FIRST_HEADING = late(
    r"(?:executive\s+)?summary|purpose(?:\s+of\s+(?:the\s+)?report)?|introduction|background"
    r"|(?:reason|decision|recommendation)s?(?:\s+.*)?",
    re.IGNORECASE,
)
_OPENS_A_LIST = late(r"(?:that|to|the|this|it|members|cabinet|council|committee)\b", re.IGNORECASE)
_TOP = 1  # the level of a section's heading
_MOST_IN_CAPITALS = 10  # words of a heading; half as many in other letters
_MOST_BEFORE_COLON = 3
_LONGEST_MARKED = 50_000  # characters of a paragraph that is looked at for its number
_LONGEST_TITLE = 120
_ROUND = 200  # characters on each side of what points to an appendix
_APPENDIX = late(
    r"\b(?P<word>appendix|appendices|annex|annexe|schedule)\s+(?P<name>\d{1,2}|(?-i:[A-Z])(?!\w))",
    re.IGNORECASE,
)
_SENTENCE = late(r"(?<=[a-z)\]’'\"][.!?])\s+(?=[A-Z])")


class Paragraph(NamedTuple):
    """
    A paragraph, the lines it stands on, and the headings it stands under.

    `mark` is its number or letter; "" where it has none.
    """

    mark: str
    text: str
    lines: tuple[int, ...]
    section: str
    heading: str

    @property
    def sentences(self) -> list[str]:
        """The paragraph, sentence by sentence."""
        return _SENTENCE.split(self.text)


class Wanted(NamedTuple):
    """What the report asks for: a recommendation as numbered, with every line that says it."""

    ref: str
    text: str
    lines: tuple[int, ...]


@dataclass
class Report:
    """The frame of a report, its paragraphs in order, and its recommendations, each once."""

    frame: Frame
    paragraphs: list[Paragraph] = field(default_factory=list)
    wanted: list[Wanted] = field(default_factory=list)


def is_covering_report(lines: Sequence[str]) -> bool:
    """Whether a text has a heading of recommendations, and some that stand under it."""
    return bool(read_report(lines).wanted)


def read_report(lines: Sequence[str]) -> Report:
    """The paragraphs and recommendations of a report; appendices it lacks are doubts."""
    report = Report(Frame())
    reader = _Reader(report)
    for number, line in enumerate(lines, start=1):
        text = plain(line)
        if text:
            reader.read(number, line, text)
    report.wanted = _wanted(report.paragraphs)
    report.frame.doubts += _missing(lines)
    return report


class _Reader:
    """Goes down a report; knows the headings it is under, and a number that waits for its words."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._frame = report.frame
        self._section = ""
        self._heading = ""
        self._mark = ""
        self._mark_lines: tuple[int, ...] = ()

    def read(self, number: int, line: str, text: str) -> None:
        if len(text) > _LONGEST_MARKED:
            self._take(number, text)
            return
        found = _MARK.match(text)
        words = text[found.end() :].strip() if found else text
        if found:
            self._mark, self._mark_lines = found[0].strip(), (number,)
        if not words:
            return
        level = _heading_level(words, self._mark)
        if not self._section and not (level == _TOP and _begins_a_report(words, self._mark)):
            if not self._frame.read(number, line):
                self._frame.leave(number, line, "text before the report")
            self._mark = ""
        elif level:
            self._turn(level, words)
            self._frame.leave(number, text, "heading")
        elif not self._mark and self._frame.is_page_mark(text):
            self._frame.leave(number, text, "page title or number")
        else:
            self._take(number, words)

    def _turn(self, level: int, words: str) -> None:
        self._frame.part = Part.BODY
        self._section = words if level == _TOP else self._section
        self._heading = "" if level == _TOP else words
        self._mark, self._mark_lines = "", ()

    def _take(self, number: int, words: str) -> None:
        if self._mark:
            self._heading = ""
        lines = (*(line for line in self._mark_lines if line != number), number)
        self._report.paragraphs.append(
            Paragraph(self._mark, words, lines, self._section, self._heading)
        )
        self._mark, self._mark_lines = "", ()


def _heading_level(words: str, mark: str) -> int:
    """1 for the heading of a section, 2 for one under it, 0 for text."""
    count = len(words.split())
    bare = words.rstrip(" :")
    if count > _MOST_IN_CAPITALS or words[-1] in ".;,":
        return 0
    if _RECOMMENDS.fullmatch(bare) or (mark and _SECTION_MARK.fullmatch(mark)):
        return _TOP
    if bare.isupper() and len(bare) > len("FAQS"):
        return _TOP
    if words.endswith(":"):
        return _TOP if count <= _MOST_BEFORE_COLON and not _OPENS_A_LIST.match(words) else 0
    if count > _MOST_IN_CAPITALS // 2 or not words[0].isupper():
        return 0
    return _TOP + 1 if mark else _TOP


def _begins_a_report(words: str, mark: str) -> bool:
    """Whether a heading is the first of a report's, and not a line of its title."""
    return bool(mark) or words.endswith(":") or _FIRST_HEADING.fullmatch(words) is not None


def _wanted(paragraphs: Sequence[Paragraph]) -> list[Wanted]:
    """The recommendations, each once; with the number printed, else the next."""
    under = [each for each in paragraphs if _RECOMMENDS.fullmatch(each.section.rstrip(" :"))]
    marked = [each for each in under if each.mark and not each.text.endswith(":")]
    found: dict[tuple[str, ...], Wanted] = {}
    for each in marked or [each for each in under if not each.text.endswith(":")]:
        key = tuple(words_of(each.text))
        if key in found:
            found[key] = found[key]._replace(lines=(*found[key].lines, *each.lines))
            continue
        taken = {wanted.ref for wanted in found.values()}
        printed = "".join(filter(str.isdigit, each.mark)) if "." not in each.mark[:-1] else ""
        ref = printed if printed and printed not in taken else _next_free(taken)
        found[key] = Wanted(ref, each.text, each.lines)
    return list(found.values())


def _next_free(taken: set[str]) -> str:
    return next(str(number) for number in count(1) if str(number) not in taken)


def _missing(lines: Sequence[str]) -> Iterator[Doubt]:
    """A doubt for each appendix to which the text points, and which it does not hold."""
    named: dict[str, tuple[int, str]] = {}
    held: set[str] = set()
    for number, line in enumerate(lines, start=1):
        text = plain(line)
        for found in _APPENDIX.finditer(text):
            name = f"{found['word'].capitalize()} {found['name']}"
            if found.start() == 0 and len(text) <= _LONGEST_TITLE:
                held.add(name)
            start, end = max(found.start() - _ROUND, 0), found.end() + _ROUND
            named.setdefault(name, (number, text[start:end].strip()))
    for name, (number, words) in named.items():
        if name not in held:
            says = f"It points to {name}, which the text does not hold. Import it, or type it in."
            yield Doubt("", "", says, words, (number,), Sureness.LOST)
