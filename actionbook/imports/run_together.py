"""
The rows of a table that a scan has run together into one line: actions, outcomes, dates.

Every date is a row's. Where numbers are printed, rows begin at them; else at the date that stands
before an action, or end at the date that stands behind it. Which words were the action's and which
the outcome's a line does not tell, unless a sentence does.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from actionbook.imports.action_words import OPENS_ACTION
from actionbook.imports.date_words import MONTH
from actionbook.imports.markup import hangs
from actionbook.plan.late import late

__all__ = ["RunRow", "rows_run_together"]

_S = r"[\s\\]+"
_DATE = late(
    rf"(?<![\w/-])(?:(?:by|before|from|until|in|of){_S}(?:the{_S})?)?"
    rf"(?:(?:the{_S})?(?:end|beginning|start|middle|early|mid|late){_S}(?:of{_S})?)?"
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?{_S})?{MONTH}{_S}(?:\d{{4}}|['’]?\d{{2}})"
    rf"|(?:spring|summer|autumn|winter){_S}\d{{4}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}"
    rf"|q[1-4]{_S}\d{{4}}(?:[/-]\d{{2}})?)(?![\w-])"
    r"|(?<![\w/-])\\?(?-i:Ongoing|Immediately|Immediate|Continuous|Continuing|ASAP)(?![\w-])",
    re.IGNORECASE,
)
_DONE_WORD = (
    r"(?:completed|complete|established|agreed|implemented|achieved|approved|adopted|delivered"
    r"|published|produced|finalised|reviewed|launched|signed|introduced|in\s+place|operational)"
)
_BEFORE_DATE = late(
    rf"(?P<what>(?<![\w&])(?-i:[A-Z])[\w’']*(?:\s+(?-i:[a-z])[\w’']*){{0,1}}\s+)?(?P<done>{_DONE_WORD})"
    r"[\s\\]+$",
    re.IGNORECASE,
)
_FEW = 10  # words of an action that most likely has no outcome mixed into it
_WIDEST = 80  # characters of what stands before a date in its cell
_LEAD_IN = late(
    r"(?<!\w)(?P<who>(?-i:[A-Z])\w*(?:\s+(?!by\b)(?-i:[a-z])\w*){0,4}\s+)?"
    r"by\s+(?:the\s+)?end(?=\s+(?:•|(?-i:[A-Z])))",
    re.IGNORECASE,
)
_OF_DATE = late(rf"of{_S}", re.IGNORECASE)
_NUMBER = late(r"(?:^|(?<=\s))(\d{1,2})[.)]\s+(?=[A-Z‘'“\"])")
_SENTENCE = late(r"(?<=[a-z)][.;])\s+(?=[A-Z])")
_FINITE = late(r"(?:\S+\s+){1,3}(?:is|are|will|has|have|can|feel)\b")


class RunRow(NamedTuple):
    """
    One row of what was run together; `words` is all of it, as it stands.

    `is_plain` where its words are few and begin as an action does: most likely they are one.
    """

    action: str
    outcome: str
    when: str
    words: str
    is_plain: bool = False


class _Dated(NamedTuple):
    """A date phrase and where it stands; `lead_in` is a part of it that stands further before."""

    start: int
    end: int
    when: str
    lead_in: tuple[int, int] | None = None


def rows_run_together(text: str) -> list[RunRow]:
    """The rows of *text*, in the order of their dates; one without a date where there is none."""
    dates = _dates(text)
    starts = _starts(text, dates)
    ends = [*starts[1:], len(text)]
    cuts = sorted(cut for date in dates for cut in ((date.start, date.end), date.lead_in) if cut)
    rows = []
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        dated = dates[number] if dates else None
        words = _without(text, start, end, cuts)
        rows.append(_row(words, dated.when if dated else "", text[start:end].strip()))
    return rows


def _dates(text: str) -> list[_Dated]:
    found = []
    last = 0
    for date in _DATE.finditer(text):
        start, end = date.span()
        before = _BEFORE_DATE.search(text, max(last, start - _WIDEST), start)
        if before is not None:
            wide = max(last, before.start() - _WIDEST)
            start = before.start("done" if hangs(text[wide : before.start()]) else 0)
        lead_in = None
        if _OF_DATE.match(date[0]) and not before:
            lead_in = _LEAD_IN.search(text, last, start)
        when = " ".join(text[start:end].split())
        if lead_in is not None:
            when = f"{' '.join(lead_in[0].split())} {when}"
        else:
            when = re.sub(r"^of\s+", "", when)
        found.append(_Dated(start, end, when, lead_in.span() if lead_in else None))
        last = end
    return found


def _starts(text: str, dates: Sequence[_Dated]) -> list[int]:
    """Where each row begins; the first at the start of the text."""
    numbers = [found.start() for found in _NUMBER.finditer(text)]
    if len(numbers) == max(len(dates), 1) and not text[: numbers[0]].strip(" •"):
        return numbers
    if len(dates) < 2:  # noqa: PLR2004 - one row has no other to part it from
        return [0]
    if not text[dates[-1].end :].strip(" .\\") and text[: dates[0].start].strip():
        return [0, *(date.end for date in dates[:-1])]
    starts = [0]
    for before, date in pairwise(dates):
        starts.append(_start(text, max(before.end, starts[-1]), date))
    return starts


def _start(text: str, after: int, date: _Dated) -> int:
    """Where the row of *date* begins: at the date, or at an action that the date stands within."""
    behind = re.compile(r"[\s\\•]*").match(text, date.end)
    if behind is not None and OPENS_ACTION.match(text, behind.end()):
        return date.start
    openings = [
        found.start()
        for found in OPENS_ACTION.finditer(text, after, date.start)
        if text[after : found.start()][:_WIDEST].strip(" \\•")
        and not hangs(text[max(after, found.start() - _WIDEST) : found.start()])
    ]
    return openings[-1] if openings else date.start


def _without(text: str, start: int, end: int, cuts: Sequence[tuple[int, int]]) -> str:
    """The words from *start* to *end* but for what is cut; *cuts* are in order."""
    words = []
    for number in range(max(bisect_left(cuts, (start, 0)) - 1, 0), len(cuts)):
        cut_start, cut_end = cuts[number]
        if cut_start >= end:
            break
        if cut_end > start:
            words.append(text[start : max(cut_start, start)])
            start = cut_end
    return " ".join(" ".join([*words, text[start:end]]).split())


def _begins_again(words: str) -> bool:
    """Whether words are many, or have a capital where no name goes on: another column's."""
    each = words.split()
    return len(each) > _FEW or any(
        after[0].isupper() and before[0].islower() and not hangs(before)
        for before, after in pairwise(each)
    )


def _row(words: str, when: str, whole: str) -> RunRow:
    number = _NUMBER.match(words)
    words = words[number.end() :] if number else words
    words = words.strip(" \\")
    if len(OPENS_ACTION.findall(words)) == 1 and OPENS_ACTION.match(words) and "•" not in words:
        parts = _SENTENCE.split(words, maxsplit=1)
        if len(parts) == 2 and _FINITE.match(parts[1]) and not _FINITE.match(parts[0]):  # noqa: PLR2004
            return RunRow(parts[0], parts[1], when, whole)
    is_plain = bool(OPENS_ACTION.match(words)) and "•" not in words and not _begins_again(words)
    return RunRow(words, "", when, whole, is_plain)
