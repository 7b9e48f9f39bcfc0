"""
Several actions in the cell of one: which they are, and whether what stands beside them pairs up.

They are parted where their marks are plain, and dates, leads or refs stand beside them line by
line, as many and in the same order; else they stay together.
(docs/decisions/0003-what-a-row-is.md)
"""

import re
from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from actionbook.imports.markup import bullet_of, hangs
from actionbook.plan.late import late
from actionbook.plan.lead_words import classify
from actionbook.plan.model import LeadKind
from actionbook.plan.numbering import letter_number, roman_number
from actionbook.plan.timescales import Kind, parse_timescale

__all__ = ["Parted", "may_be_several", "parted"]

_FEWEST = 2  # actions that are several
_MARK = late(
    r"\s*\(?(?P<before>[A-Za-z]{0,3}\d{1,3}[.-])?(?P<at>\d{1,2}|[a-z]|[A-Z]|[ivx]{2,5})"
    r"(?P<end>[.):]{1,2}|(?=\s))(?:\s+|(?<=\))(?=\S))(?=\S)"
)
_INSIDE = late(r"(?:^|(?<=[\s;,.:]))\(?(\d{1,2}|[a-h])([.)])\s+(?=\S)")
_NO_MARK = late(
    r"\b(?:section|stage|phase|step|part|para(?:graph)?|no|number|item|appendix|table|level|year"
    r"|priority|schedule|chapter|recommendation|action|objective|standard|quarter|grade|tier)\s*$",
    re.IGNORECASE,
)
_SHORT = ("ref", "lead", "timescale", "revised_due", "status", "rag", "completed_on")
_UNREAD = (Kind.UNKNOWN, Kind.BLANK)


class _Marked(IntEnum):
    """How plainly a cell says that it holds several things."""

    LINES = 0  # paragraphs alone
    BULLETS = 1
    NUMBERS = 2


class _Items(NamedTuple):
    """What stands in a cell item by item, the mark of each, and how plain that is."""

    texts: list[str]
    marks: list[str]
    how: _Marked
    leads_in: bool = False  # words stand before the first mark


class Parted(NamedTuple):
    """
    How many actions seem to stand in a cell, 1 where nothing tells of more; the cells of each by
    field where they are parted, no `rows` where they stay together; the `marks` taken off then.
    """

    total: int
    rows: Sequence[Mapping[str, str]] = ()
    marks: Sequence[str] = ()


def may_be_several(action: str) -> bool:
    """Whether a cell is worth a closer look: it has lines, or numbers within one."""
    if "\n" in action:
        return True
    marks = action.count(".") + action.count(")")  # most have too few to be looked at
    return marks >= _FEWEST and len(_INSIDE.findall(action)) >= _FEWEST


def parted(cells: Mapping[str, str]) -> Parted:
    """The actions of a row whose *cells* are given by field, as they are typed."""
    found = _items(cells.get("action", ""))
    count = len(found.texts)
    if count < _FEWEST:
        return Parted(1)
    beside = {name: _beside(name, cells.get(name, ""), count) for name in _SHORT}
    if found.leads_in or not _pairs(found.how, beside, count):
        is_several = found.how or any(len(each) == count for each in beside.values())
        return Parted(count if is_several else 1)
    rows = [
        {"action": text, **{name: each[at] for name, each in beside.items() if len(each) == count}}
        for at, text in enumerate(found.texts)
    ]
    for row, mark in zip(rows, found.marks, strict=False):
        if re.search(r"\d[.-]\d", mark):
            row.setdefault("ref", mark.rstrip(".): "))
    marks = [*found.marks]
    for name, said in cells.items():
        items = _items(said)
        is_numbered = items.how is _Marked.NUMBERS and not items.leads_in
        if is_numbered and len(items.texts) == count and name != "action":
            marks += items.marks
            for row, text in zip(rows, items.texts, strict=True):
                row[name] = text
    return Parted(count, rows, marks)


def _items(text: str) -> _Items:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) == 1:
        return _inside(lines[0]) or _Items(lines, [], _Marked.LINES)
    found = [_mark(line) for line in lines]
    marks = [each for each in found if each is not None]
    if len(marks) >= _FEWEST and _in_order(marks):
        texts: list[str] = []
        for line, mark in zip(lines, found, strict=True):
            if mark is not None:
                texts.append(line[mark.end() :])
            elif texts:
                texts[-1] += f"\n{line}"
        said = [each[0].strip() for each in marks]
        return _Items(texts, said, _Marked.NUMBERS, leads_in=found[0] is None)
    bullets = [bullet_of(line) for line in lines]
    if sum(each is not None for each in bullets) >= _FEWEST:
        texts = [each for each in bullets if each is not None]
        is_all = len(texts) == len(lines)
        return _Items(texts, [], _Marked.BULLETS, leads_in=not is_all)
    return _Items(lines, [], _Marked.LINES)


def _inside(line: str) -> _Items | None:
    """The items that are numbered from the first within one line."""
    marks: list[re.Match[str]] = []
    for mark in _INSIDE.finditer(line):
        is_next = _place(mark[1]) == len(marks) + 1 and mark[1].isdigit() == (
            not marks or marks[0][1].isdigit()
        )
        is_like = not marks or mark[2] == marks[0][2]
        if mark.start() == 0 and not marks:
            is_next = mark[1] in ("1", "a")
        elif (
            not marks
            or (mark[1].isalpha() and mark[2] == ".")
            or _NO_MARK.search(line[: mark.start()])
        ):
            continue
        if is_next and is_like:
            marks.append(mark)
    if len(marks) < _FEWEST:
        return None
    ends = [*(mark.start() for mark in marks[1:]), len(line)]
    texts = [line[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]
    return _Items(texts, [mark[0].strip() for mark in marks], _Marked.NUMBERS)


def _mark(line: str) -> re.Match[str] | None:
    mark = _MARK.match(line)
    return mark if mark is not None and (mark["end"] or mark["before"]) else None


def _in_order(marks: Sequence[re.Match[str]]) -> bool:
    """Whether marks of one kind count on, one after the other."""
    kinds = {(mark["before"], mark["end"], mark["at"].isdigit()) for mark in marks}
    if len(kinds) > 1:
        return False
    for read in (_place, roman_number):
        places = [read(mark["at"]) for mark in marks]
        # A list may go on from the cell above; of letters that would be somebody's initials.
        first = places[0] if marks[0]["at"].isdigit() else 1
        if places == list(range(first, first + len(places))):
            return True
    return False


def _place(mark: str) -> int:
    return int(mark) if mark.isdigit() else letter_number(mark)


def _beside(name: str, said: str, count: int) -> list[str]:
    """The lines of a cell beside the actions, without their marks; one where it is one thing."""
    found = _items(said)
    texts = found.texts
    if len(texts) != count or found.leads_in or found.how is _Marked.NUMBERS:
        return texts
    if any(hangs(text) for text in texts[:-1]) or any(text[0] in "(&,/" for text in texts):
        return ["\n".join(texts)]  # one thing over several lines
    kinds = [classify(text) for text in texts] if name == "lead" else []
    if LeadKind.PERSON in kinds and LeadKind.POST in kinds:
        return [*texts, ""]  # somebody's name and post, it may be: it pairs with nothing
    return texts


def _pairs(how: _Marked, beside: Mapping[str, Sequence[str]], count: int) -> bool:
    """Whether what stands beside actions that are so marked is each one's own."""
    if any(len(each) not in (0, 1, count) for each in beside.values()):
        return False
    has = {name for name, each in beside.items() if len(each) == count}
    if "timescale" in has and not all(map(_is_time, beside["timescale"])):
        return False
    if "ref" in has:
        return True
    if how is _Marked.NUMBERS:
        return bool({"lead", "timescale"} & has)
    if how is _Marked.BULLETS:
        return "timescale" in has or ("lead" in has and not beside["timescale"])
    return {"lead", "timescale"} <= has


def _is_time(text: str) -> bool:
    return parse_timescale(text, reference=None).kind not in _UNREAD
