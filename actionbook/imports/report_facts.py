"""
What a covering report says of its plan in prose: time, monitoring, resources, risks, support.

Nothing is taken but what a sentence says in so many words; each is a doubt too, with its words.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from actionbook.imports.covering_report import Paragraph, Report
from actionbook.imports.date_words import MONTH
from actionbook.plan.late import late
from actionbook.plan.timescales import Kind, parse_timescale

__all__ = ["Facts", "Said", "asks_for_support", "facts_of"]

_TO = r"\s*(?:[–—/-]|to|until|and|up\s+to)\s*"
_WINDOW = late(
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{MONTH}(?:,?\s+\d{{4}})?{_TO}"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{MONTH},?\s+\d{{4}}(?!\d)"
    r"|(?:19|20)\d\d\s*[–—/-]\s*(?:(?:19|20)\d\d|\d\d)(?!\d)",
    re.IGNORECASE,
)
_TIME = late(
    r"\b(?:time\s?-?(?:frame|scale|span|table)|milestone|period|duration)s?\b", re.IGNORECASE
)
_OFTEN = late(
    r"\b(?:every|each)\s+(?:\w+\s+)?(?:week|month|quarter|year)s?\b"
    r"|\b(?:weekly|fortnightly|monthly|bi-?monthly|quarterly|(?:six|three|four)[\s-]monthly"
    r"|half[\s-]yearly|bi-?annually|annually|yearly|(?:twice|once)\s+(?:a|per)\s+year)\b",
    re.IGNORECASE,
)
_NAME = r"(?:[A-Z][\w’'-]*)(?:\s+(?:(?:&|and|of|for|the)\s+)*[A-Z][\w’'-]*)*"
_BODY = late(
    rf"(?P<name>{_NAME}\s+(?:Committee|Board|Panel|Commission|Forum|Cabinet|Executive))(?!\w)"
)
_TEAM = late(rf"(?P<name>{_NAME}\s+(?:Team|Group|Unit))(?!\w)\s+(?:will|is\s+to|are\s+to|shall)\b")
_MONITORS = late(r"\bmonitor|\boversee|\bscrutin(?:y|ise)\s+(?:the\s+)?progress", re.IGNORECASE)
_STAFF_TIME = late(r"\b(?:staff|officers?['’]?)\s+(?:time|hours)\b", re.IGNORECASE)
_FUNDING = late(r"\bfund(?:ing|s|ed)\b|\bbudget|£|\bgrant\b", re.IGNORECASE)
_RISK = late(r"\brisks?\b", re.IGNORECASE)
_SUPPORT = late(
    r"\b(?:external|outside|independent|specialist)\s+(?:\w+\s+)?(?:support|help|advice|input|work)"
    r"|\bconsultan(?:t|ts|cy)\b",
    re.IGNORECASE,
)
_LEADS = late(r"\b(?:lead|responsible|accountable)\s+officers?\b", re.IGNORECASE)
_PLAN = late(r"\b((?:(?!The\b|This\b|Each\b)[A-Z][\w’'-]*\s+){1,4}(?:Plan|Programme))(?!\w)")
_REVIEW = late(
    r"\b((?:(?!The\b|This\b|Each\b|A\b)[A-Z][\w’'-]*\s+){1,3}(?:Review|Inspection|Assessment))s?(?!\w)"
)
_ISSUE = late(
    r"(?<![\w’'-])(?P<what>(?:(?!(?:and|the|notably|including|namely|both)\b)[\w’'-]+\s+){0,8})"
    r"\(\s*(?P<name>(?:key\s+)?(?:issue|theme|recommendation|action)\s+\d{1,3}[a-z]?)\s*\)",
    re.IGNORECASE,
)


class Said(NamedTuple):
    """What a sentence says, the sentence, and its lines."""

    value: str
    words: str
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Facts:
    """
    What a report says of its plan; None, or nothing, where it does not.

    `frame` is the time the plan is for, `often` and `body` how often and by whom it is monitored,
    `leads` who leads its actions. Of support from outside: when it is to be given, the money for
    it, who monitors it, and the issues that it is for.
    """

    title: Said | None = None
    review: Said | None = None
    frame: Said | None = None
    often: Said | None = None
    body: Said | None = None
    staff_time: Said | None = None
    risk: Said | None = None
    leads: Said | None = None
    support_when: Said | None = None
    support_funds: Said | None = None
    support_group: Said | None = None
    support_for: tuple[Said, ...] = ()


Finds = Callable[[str], str]
"""What a sentence says; "" where it says nothing of it."""


def asks_for_support(text: str) -> bool:
    """Whether words are about support from outside."""
    return _SUPPORT.search(text) is not None


def facts_of(report: Report) -> Facts:
    """What the paragraphs of *report* say of its plan."""
    wanted = {line for each in report.wanted for line in each.lines}
    told = [each for each in report.paragraphs if wanted.isdisjoint(each.lines)]
    support = [each for each in told if asks_for_support(each.section)]
    support = support or [each for each in told if asks_for_support(each.text)]
    plan = [each for each in told if each not in support]
    monitoring = [each for each in plan if _MONITORS.search(f"{each.heading} {each.text}")]
    monitoring.sort(key=lambda each: not (_OFTEN.search(each.text) and _BODY.search(each.text)))
    return Facts(
        title=_most_named(report.paragraphs, _PLAN),
        review=_most_named(report.paragraphs, _REVIEW),
        frame=_first(plan, _window),
        often=_first(monitoring, _found(_OFTEN)),
        body=_first(monitoring, _found(_BODY, "name")),
        staff_time=_whole(plan, _STAFF_TIME),
        risk=_whole(plan, _RISK),
        leads=_whole(plan, _LEADS),
        support_when=_first(support, _window),
        support_funds=_first(support, lambda text: text if _FUNDING.search(text) else ""),
        support_group=_first(support, _monitors),
        support_for=tuple(_issues(support)),
    )


def _first(paragraphs: Iterable[Paragraph], finds: Finds) -> Said | None:
    """The first sentence that says something, and what."""
    for each in paragraphs:
        for sentence in each.sentences:
            value = finds(sentence)
            if value:
                return Said(value, sentence, each.lines)
    return None


def _whole(paragraphs: Sequence[Paragraph], about: re.Pattern[str]) -> Said | None:
    """The first paragraph about something: by its heading, else by its words."""
    for where in ("heading", "text"):
        for each in paragraphs:
            if about.search(getattr(each, where)):
                return Said(each.text, each.text, each.lines)
    return None


def _found(pattern: re.Pattern[str], group: str | int = 0) -> Finds:
    def finds(text: str) -> str:
        found = pattern.search(text)
        return _bare(found[group]) if found else ""

    return finds


def _window(text: str) -> str:
    """The time between two dates that a sentence gives, where it says that it is a time."""
    found = _WINDOW.search(text) if _TIME.search(text) else None
    if found is None or parse_timescale(found[0], reference=None).kind is not Kind.WINDOW:
        return ""
    return found[0]


def _monitors(text: str) -> str:
    """Who is to monitor, and the body to which they report."""
    team, body = _TEAM.search(text), _BODY.search(text)
    if team is None or not _MONITORS.search(text):
        return ""
    return " / ".join(_bare(found["name"]) for found in (team, body) if found)


def _bare(name: str) -> str:
    return re.sub(r"^The\s+", "", name)


def _most_named(paragraphs: Iterable[Paragraph], pattern: re.Pattern[str]) -> Said | None:
    """The name that comes most often, the first of several."""
    names = [
        Said(found[1], found[0], each.lines)
        for each in paragraphs
        for found in pattern.finditer(each.text)
    ]
    counted = Counter(name.value for name in names)
    return max(names, key=lambda name: counted[name.value], default=None)


def _issues(paragraphs: Iterable[Paragraph]) -> Iterator[Said]:
    """The issues of the plan that are named, each with what is said of it."""
    for each in paragraphs:
        for sentence in each.sentences:
            for found in _ISSUE.finditer(sentence):
                name = found["name"][:1].upper() + found["name"][1:]
                what = found["what"].strip()
                yield Said(f"{name}: {what}" if what else name, sentence, each.lines)
