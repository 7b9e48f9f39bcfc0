"""Dates that stand in an action's words: a suggestion for its timescale, never taken."""

import re
from collections.abc import Iterator, Sequence

from actionbook.imports.draft import Doubt, Row, Sureness
from actionbook.plan.late import late
from actionbook.plan.timescales import Kind, parse_timescale

__all__ = ["MONTH", "dates_in_words"]

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
"""A month's name, whole or short, as a pattern without case."""

_YEAR = r"(?:19|20)\d\d(?:\s?[/–-]\s?\d{2}(?:\d\d)?)?"
_LEADS_IN = (
    r"(?:(?:no\s+later\s+than|not\s+before|by|before|from|until|in|during|throughout|on|for|after)"
    r"\s+)?(?:(?:the\s+)?(?:beginning|start|middle|end)\s+of\s+|(?:early|mid|late|end)[\s-]+)?"
)
_DATED = late(
    rf"\b{_LEADS_IN}(?:the\s+)?(?:"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{MONTH}(?:\s*(?:[–/&-]|and|to)\s*{MONTH})?,?\s+{_YEAR}"
    rf"|(?:spring|summer|autumn|winter)\s+{_YEAR}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}"
    rf"|q[1-4]\s+{_YEAR})(?!\w)"
    rf"|\b(?:by|before|from|until|in|during|throughout|(?:scheduled|planned|due)\s+for)\s+"
    rf"(?:the\s+)?(?:end\s+of\s+|early\s+|mid\s+|late\s+)?{_YEAR}(?!\w)"
    r"|\b(?:in\s+)?years?\s+\d(?:\s?(?:[–-]|to|and)\s?\d)?(?!\w)"
    r"|\bwithin\s+(?:the\s+next\s+)?\w+\s+(?:weeks|months|years)\b",
    re.IGNORECASE,
)
_PLAN_YEAR = late(r"\byears?\s+\d|\bwithin\b", re.IGNORECASE)
_DATES = frozenset({Kind.DATE, Kind.WINDOW, Kind.ONGOING, Kind.MILESTONES})
_FEW = 5  # dates that are named
_MOST = 20_000  # characters that are looked at


def dates_in_words(rows: Sequence[Row]) -> Iterator[Doubt]:
    """A doubt for each action without a timescale whose words name a date."""
    parents = {str(row.values.get("part_of", "")).casefold() for row in rows}
    for row in rows:
        ref = str(row.values.get("ref", ""))
        if row.values.get("timescale_text") or ref.casefold() in parents:
            continue
        words = str(row.values.get("action", ""))[:_MOST]
        found = [dated[0] for dated in _DATED.finditer(words) if _is_date(dated[0])]
        if found:
            named = '", "'.join(list(dict.fromkeys(found))[:_FEW])
            says = (
                f'The words name "{named}", and no timescale stands beside them. '
                "It is not taken: type it as Timescale if it is one."
            )
            yield Doubt(ref, "Timescale", says, words, row.lines, Sureness.UNSURE)


def _is_date(text: str) -> bool:
    return bool(_PLAN_YEAR.search(text)) or parse_timescale(text, reference=None).kind in _DATES
