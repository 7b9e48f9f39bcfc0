"""What stands in a column, cell by cell."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, time, timedelta
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from actionbook.imports.action_words import asks_to_do
from actionbook.plan.late import late
from actionbook.plan.lead_words import is_department, is_sure
from actionbook.plan.timescales import Kind, parse_timescale

__all__ = ["Contents", "contents_of", "is_open", "is_time", "is_time_word"]

_LOOKED_AT = 300  # cells of a column
_ASKED = 60
_HALF = 0.5  # of the words of a cell
_YEAR = 4  # digits
_PAIR = 2  # words: fewer than a sentence about a time
_YEARS: Final = range(1990, 2100)
_A_DAY: Final = date(2020, 1, 1)  # words without a year are told to be a time by any day
_NO_WHEN = frozenset({Kind.UNKNOWN, Kind.BLANK, Kind.EVENT, Kind.REFERENCE})
_COLOURS = late(
    r"(?:red|amber|yellow|green|blue|black|gr[ea]y|white|purple|orange|brown|[ragb]|coch|oren|"
    r"ambr|melyn|gwyrdd|glas)"
    r"(?:[\s/-]+(?:red|amber|green|blue|complete|completed|on track|delayed|overdue|at risk))*\W*",
    re.IGNORECASE,
)
_STATES = late(
    r"(?:not\s+(?:yet\s+)?(?:started|due|complete[d]?|begun)|in\s+progress|on[\s-]?going|complete[d]?"
    r"|done|open|closed|on\s+(?:track|hold|target|schedule)|off\s+track|at\s+risk|delayed|overdue"
    r"|outstanding|partially?\s+(?:complete[d]?|implemented|met)|implemented|achieved|cancelled"
    r"|superseded|withdrawn|started|under\s?way|behind(?:\s+schedule)?|pending|deferred|paused"
    r"|live|new|not\s+implemented|fully\s+implemented|to\s+do|doing|slipped|embedded|ar\s+waith"
    r"|wedi'i\s+gwblhau|cwblhawyd|heb\s+ddechrau|complete\s+\(awaiting\s+verification\))\W*",
    re.IGNORECASE,
)
_STILL_OPEN = late(
    r"\W*(?:open|ar\s+waith|heb\s+ddechrau|in\s+progress|on[\s-]?going|not\s+(?:yet\s+)?(?:started|due|implemented|complete[d]?)"
    r"|on\s+(?:track|target)|overdue|delayed|outstanding|partially\s+\w+|behind\w*|at\s+risk"
    r"|red|amber|coch|oren|ambr)\W*",
    re.IGNORECASE,
)
_SHORT_WORDS = late(
    r"(?:\(\d\)\s*)?(?:y|n|yes|no|true|false|n/?a|tbc|x|✓|✔|☑|☐|-|high|medium|low|h|m|l|normal"
    r"|urgent|important|moderate|critical|essential|desirable)\W*",
    re.IGNORECASE,
)
_NOT_YET = late(r"\W*(?:t\.?b\.?[cad]\.?|n/?a|vacant|to be confirmed|none|nil)?\W*", re.I)
_TIME_WORD = late(
    r"\W*(?:\d\S*|jan\w*|feb\w*|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*"
    r"|dec\w*|q[1-4]|spring|summer|autumn|winter|term|quarter\w*|month\w*|week\w*|year\w*|annual\w*"
    r"|daily|day\w*|end|start|early|mid|late|by|of|from|to|until|within|and|the|in|review\w*"
    r"|w/[cbe]|commencing|beginning|ending|ongoing|immediate\w*|complete\w*|financial|academic"
    r"|date|revised|due|then)\W*",
    re.IGNORECASE,
)
_JOINS = late(r"(?:by|of|from|to|until|within|and|the|in|then)", re.IGNORECASE)
_REF = late(
    r"(?:[a-z]{0,8}[\s./-]{0,2})?\d{1,5}(?:[./-]\d{1,4}){0,3}[a-z]?(?:\([a-z0-9]{1,4}\))?\.?"
    r"|[a-z]\d{0,3}[.)]?|[ivxlc]{1,6}[.)]?",
    re.IGNORECASE,
)
_ASKS_WHETHER = late(r"\by(?:es)?\s*/\s*no?\b", re.IGNORECASE)  # "Completed Y/N"
_PERCENT = late(r"\d{1,3}(?:\.\d+)?\s*%")


class Contents(NamedTuple):
    """
    Of the filled cells of a column: how many, and what share of them is what, from 0 to 1.

    `whens` are dates and words that name a time; `words` is how many words a cell has on average;
    `asks` are those that say what is to be done, of the first that differ.
    """

    filled: int = 0
    dates: float = 0
    whens: float = 0
    numbers: float = 0
    percents: float = 0
    colours: float = 0
    states: float = 0
    refs: float = 0
    names: float = 0
    shorts: float = 0
    words: float = 0
    distinct: float = 0
    asks: float = 0
    years: float = 0


def contents_of(values: Iterable[object]) -> Contents:
    """What stands in a column whose cells hold *values*; blank ones count for nothing."""
    filled = (value for value in values if value not in ("", None))
    # "TBC" stands under any heading, and tells nothing of what is kept there.
    seen = list(islice((value for value in filled if not _says_nothing(value)), _LOOKED_AT))
    count = len(seen)
    if not count:
        return Contents()
    # How often each is said: a column of statuses has a handful.
    texts = Counter(value.strip() for value in seen if isinstance(value, str))
    dates = sum(isinstance(value, date | timedelta | time) for value in seen)
    numbers = [v for v in seen if isinstance(v, int | float) and not isinstance(v, bool)]
    first = list(islice(texts, _ASKED))

    def share(has: Callable[[str], object], others: int = 0) -> float:
        return (others + sum(times for text, times in texts.items() if has(text))) / count

    return Contents(
        filled=count,
        dates=dates / count,
        whens=share(_names_time, dates),
        numbers=len(numbers) / count,
        percents=share(_PERCENT.fullmatch, sum(0 <= number <= 1 for number in numbers)),
        colours=share(_COLOURS.fullmatch),
        states=share(_STATES.fullmatch),
        refs=share(_REF.fullmatch, sum(number < 100_000 for number in numbers)),  # noqa: PLR2004
        names=share(_names_somebody),
        shorts=share(_SHORT_WORDS.fullmatch),
        words=sum(times * len(text.split()) for text, times in texts.items()) / count,
        distinct=len({str(value).casefold() for value in seen}) / count,
        asks=sum(map(asks_to_do, first)) / max(1, len(first)),
        years=sum(number in _YEARS for number in numbers) / count,
    )


@lru_cache(maxsize=4096)
def is_open(status: str) -> bool:
    """Whether a status says that the action is not done yet; "Ar waith / In progress" does."""
    return any(map(_STILL_OPEN.fullmatch, (status, *status.split("/"))))


def is_time(value: object) -> bool:
    """Whether a cell holds a day, or words that name a time."""
    return isinstance(value, date) or (isinstance(value, str) and _names_time(value.strip()))


@lru_cache(maxsize=4096)
def is_time_word(word: str) -> bool:
    """Whether a word may be one of those that name a time: a figure, a month, "end", "of"."""
    return _TIME_WORD.fullmatch(word) is not None


def _says_nothing(value: object) -> bool:
    return isinstance(value, str) and _NOT_YET.fullmatch(value.strip()) is not None


@lru_cache(maxsize=4096)
def _names_time(text: str) -> bool:
    if len(text) < _YEAR and text.isdecimal():
        return False  # the numbers of rows, of which there are hundreds
    words = text.split()
    if len(text) > 80 or len(words) > 10:  # noqa: PLR2004 - characters, words: no label
        return False
    if _ASKS_WHETHER.search(text):
        return False
    # "Weekly report to board" and "triage in 5 days" name a time and are none.
    if len(words) > _PAIR:
        if not is_time_word(words[0]):
            return False
        told = [is_time_word(word) for word in words if not _JOINS.fullmatch(word)]
        if sum(told) < len(told) * _HALF:
            return False
    return parse_timescale(text, reference=_A_DAY).kind not in _NO_WHEN


@lru_cache(maxsize=4096)
def _names_somebody(text: str) -> bool:
    if len(text) > 80 or len(text.split()) > 8 or _REF.fullmatch(text):  # noqa: PLR2004
        return False
    if _STATES.fullmatch(text) or _COLOURS.fullmatch(text) or _names_time(text):
        return False
    parts = (part.strip() for part in re.split(r"[/,;&\n]", text))
    return any(is_sure(part) or is_department(part) for part in parts if part)
