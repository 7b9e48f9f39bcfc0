"""What stands round a plan's tables: titles, who approved it and when, glossary, leads, pages."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final

from actionbook.imports.draft import Doubt, LeftOver, Row, Sureness
from actionbook.imports.headings import is_glossary, is_people
from actionbook.imports.markup import plain
from actionbook.imports.register import person_row, two_parts
from actionbook.plan.late import late
from actionbook.plan.settings import LABELS, Settings

__all__ = ["Frame", "Part", "heading_text"]

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS)
_DAY = late(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+)?({_MONTH}|sept)\.?,?\s+(\d{{4}})\b", re.IGNORECASE
)
_APPROVED = late(r"\W*(?:plan\s+)?(?:approved|agreed|adopted|endorsed)\b", re.IGNORECASE)
_FURNITURE = late(
    r"(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|page\s*\W*\s*\d*|[a-z]:\\\S.*|\\\\\S.*"
    r"|appendix\s+\w{1,3}\.?|annex\s+\w{1,3}\.?|(?:table\s+)?cont(?:inued|'d|d)?\.*(?:\s+overleaf)?"
    r"|\W*",
    re.IGNORECASE | re.DOTALL,
)
_HOUSE = late(
    r".*\b(?:council|fire\s+(?:and|&)\s+rescue\s+(?:service|authority)|fire\s+authority"
    r"|(?:nhs\s+)?(?:foundation\s+)?trust|school|academy)",
    re.IGNORECASE,
)
_LINKING = late(
    r"^(?:\W|\b(?:by|on|in|the|at|of)\b)+|(?:\W|\b(?:on|in|at|of|dated)\b)+$", re.IGNORECASE
)
_LONGEST_TITLE = 160
_TITLES = 3  # lines at the top that may be the title; what follows them is text


class Part(Enum):
    """Which part of the document a line that stands in no table belongs to."""

    FRONT = "front"
    GLOSSARY = "glossary"
    PEOPLE = "people"
    BODY = "body"


def heading_text(line: str) -> str:
    """A line as the heading it may be: without marks of headings, lists and bold."""
    return re.sub(r"^(?:#{1,6}|[-*+•·])\s+", "", plain(line)).strip()


@dataclass
class Frame:
    """
    What has been read round the tables so far; layouts feed it the lines they do not want.

    `repeated` holds the lines that come more than once, without case: page titles, most likely.
    `part` is the part of the document the last line was in.
    """

    repeated: frozenset[str] = frozenset()
    part: Part = Part.FRONT
    titles: list[tuple[int, str]] = field(default_factory=list)
    settings: dict[str, object] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    glossary: list[Row] = field(default_factory=list)
    people: list[Row] = field(default_factory=list)
    left_over: list[LeftOver] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def leave(self, number: int, line: str, reason: str) -> None:
        """List a line as left over, unless it has nothing to read."""
        text = plain(line)
        if text:
            self.left_over.append(LeftOver(number, text, reason))

    def is_page_mark(self, text: str) -> bool:
        """Whether *text* is only there because a page began or ended."""
        key = text.casefold()
        if any(key == title.casefold() for _, title in self.titles):
            return True
        again = self.part is not Part.FRONT and key in self.repeated
        return again or _FURNITURE.fullmatch(text) is not None

    def read(self, number: int, line: str, *, may_be_title: bool = True) -> bool:
        """Whether *line* was one of the frame's: taken, or listed as left over."""
        text = heading_text(line)
        if not text:
            return True
        if self._turns(number, text):
            return True
        cells = [plain(cell) for cell in line.split("\t")]
        if self.part is Part.GLOSSARY:
            return self._term(number, cells)
        if self.part is Part.PEOPLE:
            return self._person(number, cells)
        if self.is_page_mark(text):
            self.leave(number, text, "page title or number")
            return True
        return self.part is Part.FRONT and self._front(
            number, line, text, may_be_title=may_be_title
        )

    def _turns(self, number: int, text: str) -> bool:
        for part, is_heading in ((Part.GLOSSARY, is_glossary), (Part.PEOPLE, is_people)):
            if is_heading(text):
                self.part = part
                self.leave(number, text, "heading")
                return True
        return False

    def _front(self, number: int, line: str, text: str, *, may_be_title: bool) -> bool:
        if "\t" in line.strip():
            return False
        if self._is_approval(number, text):
            return True
        if len(text) > _LONGEST_TITLE or len(self.titles) == _TITLES or not may_be_title:
            self.leave(number, text, "text before the plan")
        elif _HOUSE.fullmatch(text) and "organisation" not in self.settings:
            self._set("organisation", text, number)
        else:
            self.titles.append((number, text))
        return True

    def _is_approval(self, number: int, text: str) -> bool:
        found = _DAY.search(text)
        if not _APPROVED.match(text) or found is None:
            return False
        month = [name[:3] for name in _MONTHS].index(found[2][:3].lower()) + 1
        try:
            approved = date(int(found[3]), month, int(found[1] or 1))
        except ValueError:
            return False
        rest = _APPROVED.sub("", f"{text[: found.start()]} {text[found.end() :]}", count=1)
        committee = _LINKING.sub("", " ".join(rest.split()))
        self._set("approved_on", approved, number)
        self._set("approved_by", committee, number)
        self.leave(number, text.replace(committee, ""), "read as the approval")
        if not found[1]:
            self.doubts.append(
                Doubt("", LABELS["approved_on"], _NO_DAY, text, (number,), Sureness.UNSURE)
            )
        return True

    def _set(self, name: str, value: object, number: int) -> None:
        self.settings[name] = value
        self.lines[name] = number

    def _term(self, number: int, cells: list[str]) -> bool:
        parts = two_parts(cells)
        if parts is None:
            return self._ends(number, cells)
        self.glossary.append(Row({"term": parts[0], "meaning": parts[1]}, (number,)))
        return True

    def _person(self, number: int, cells: list[str]) -> bool:
        parts = two_parts(cells)
        if parts is None:
            return self._ends(number, cells)
        self.people.append(person_row(parts, number))
        return True

    def _ends(self, number: int, cells: list[str]) -> bool:
        """A line that is no entry: a page mark among them, else the list has ended."""
        text = " ".join(filter(None, cells))
        if self.is_page_mark(text):
            self.leave(number, text, "page title or number")
            return True
        self.part = Part.BODY
        return False

    def made_settings(self, layout: str) -> tuple[Settings, Iterable[Row]]:
        """The settings that the frame gives, and where each came from."""
        title = " – ".join(text for _, text in self.titles)
        values: Mapping[str, object] = {"title": title, "layout": layout, **self.settings}
        came_from = [Row({"value": text}, (number,)) for number, text in self.titles]
        came_from += [
            Row({"value": value}, (self.lines[name],)) for name, value in self.settings.items()
        ]
        return Settings(**values), came_from  # type: ignore[arg-type]  # by name, each of its type


_NO_DAY = (
    "The month of approval has no day: the first of the month is put. Timescales without a year, "
    "and 'immediately', count from it; type the day of the meeting."
)
