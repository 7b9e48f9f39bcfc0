"""Whether a table is a plan, with something to do and who, when or how far; or a log, or a list."""

import re
from collections.abc import Mapping
from typing import Final

from actionbook.imports.heading_periods import of_periods
from actionbook.imports.heading_rows import SURE, WEAK, Heading, Headings
from actionbook.imports.heading_words import NOT_OF_PLANS
from actionbook.imports.told_within import asked_within
from actionbook.plan.late import late

__all__ = ["is_plan"]

_TOPICS = frozenset({"action", "issue", "response"})
_STATES = frozenset({"lead", "timescale", "status", "progress", "rag", "percent", "revised_due"})
_WHEN = frozenset({"timescale", "revised_due", "percent"})
_FEWEST: Final = 2  # states of a table that has no column of actions
_FIGURE = late(r"\W*(?:actual|baseline|outturn|score|value|performance)\W*", re.IGNORECASE)
_TIME_SPENT = late(r"\b(?:hours?|shifts?|mileage)\b", re.IGNORECASE)
_ASKED = late(
    r"recc?om|\brec\b|improve|\bafis?\b|must do|should do|requirement|\bactions?\b|\bplan\b"
    r"|argymhell|gwella|gweithredu|to be done",
    re.IGNORECASE,
)


def is_plan(headings: Headings, mapped: Mapping[str, int], *, is_told: bool, hint: str) -> bool:
    """
    Whether the columns that are *mapped* by field are a plan's.

    Where that *is_told* by somebody, something to do is enough. *hint* is what the sheet calls
    itself.
    """
    topics, states = _TOPICS & set(mapped), _STATES & set(mapped)
    if len(topics) > 1 and "issue" in topics:
        holders = {mapped[name] for name in topics}
        within = (asked_within(each.text) for each in headings.columns if each.column in holders)
        states = states.union(*within)
    if is_told:
        return bool(topics)
    if _is_register(headings, mapped):
        return False
    if "action" in topics:
        # What is done and by whom, beside columns that no plan has, is a programme or a rota.
        periods = of_periods([each.text for each in headings.columns])
        others = [each for each in headings.columns if each.text not in periods]
        is_most = sum(map(_is_known, others)) * 2 > len(others)
        is_most = is_most and not any(_TIME_SPENT.search(each.text) for each in others)
        return bool(states) and (states != {"lead"} or is_most)
    # What was answered to an issue tells how far it is.
    told = len(states) + ({"issue", "response"} <= topics)
    if not topics or told < _FEWEST:
        return False
    # An issue with its owner and a status is a line of a log: a plan says by when, or that
    # something is recommended.
    asked = next((h.text for h in headings.columns if h.column == mapped.get("issue")), "")
    return bool(states & _WHEN) or any(map(_ASKED.search, (asked, hint if asked else "")))


def _is_register(headings: Headings, mapped: Mapping[str, int]) -> bool:
    """Whether what seems to be done is the title of a contract or the measure of a figure."""
    action = next((each for each in headings.columns if each.column == mapped.get("action")), None)
    return (
        action is not None
        and action.means("action") < SURE
        and any(
            _FIGURE.fullmatch(each.text)
            or not NOT_OF_PLANS.isdisjoint(each.text.casefold().split())
            for each in headings.columns
        )
    )


def _is_known(heading: Heading) -> bool:
    return any(score >= WEAK and field != "other" for field, score in heading.meant)
