"""What officers say for the statuses of the list, in Status or where the timescale belongs."""

import re
from collections.abc import Mapping
from functools import lru_cache

from actionbook.plan.late import late
from actionbook.plan.model import Action, Status
from actionbook.plan.timescales import Kind, parse_timescale

__all__ = ["SAYING_A_STATUS", "moved_to_status", "says_a_status", "status_meant"]

_STATUS = late(
    r"((?:work )?in progress|not (?:yet )?started|on hold|awaiting verification)\b.*"
    r"|(started|under ?way|complete|withdrawn|cancelled|abandoned|superseded|overdue|delayed"
    r"|paused|deferred|on track|on target|on schedule|slipped|at risk|red|amber|green|open|closed)"
    r"[.!]?",
    re.IGNORECASE,
)
SAYING_A_STATUS = frozenset({Kind.COMPLETED, Kind.UNKNOWN, Kind.ONGOING, Kind.TBC, Kind.EVENT})
"""What a timescale that says a status is read as; most that are read so say when."""
_OPENING = late(
    r"\W*(?:(?:now|already|fully)\s+)?(?:completed?|achieved|done|finished|implemented|delivered"
    r"|closed)\b[\s:,.–—-]*(?:(?:in|by|on)\s+)?",
    re.IGNORECASE,
)
_OFFICERS_SAY: Mapping[str, Status] = {
    "not begun": Status.NOT_STARTED,
    "not yet started": Status.NOT_STARTED,
    "yet to start": Status.NOT_STARTED,
    "to do": Status.NOT_STARTED,
    "open": Status.IN_PROGRESS,
    "ongoing": Status.IN_PROGRESS,
    "on going": Status.IN_PROGRESS,
    "on track": Status.IN_PROGRESS,
    "started": Status.IN_PROGRESS,
    "underway": Status.IN_PROGRESS,
    "under way": Status.IN_PROGRESS,
    "achieved": Status.COMPLETE,
    "closed": Status.COMPLETE,
    "completed": Status.COMPLETE,
    "delivered": Status.COMPLETE,
    "done": Status.COMPLETE,
    "finished": Status.COMPLETE,
    "implemented": Status.COMPLETE,
    "awaiting verification": Status.TO_VERIFY,
    "deferred": Status.ON_HOLD,
    "paused": Status.ON_HOLD,
    "suspended": Status.ON_HOLD,
    "abandoned": Status.WITHDRAWN,
    "cancelled": Status.WITHDRAWN,
    "dropped": Status.WITHDRAWN,
    "no longer needed": Status.WITHDRAWN,
}


def says_a_status(action: Action) -> bool:
    """Whether the timescale says how far the action is instead of when it is due."""
    kind = action.timescale.kind
    if kind is Kind.COMPLETED:
        return True
    return kind in SAYING_A_STATUS and _is_a_status(action.timescale_text)


@lru_cache(maxsize=4096)
def _is_a_status(words: str) -> bool:
    return _STATUS.fullmatch(words.strip()) is not None


def moved_to_status(action: Action) -> tuple[str, Status] | None:
    """
    What is left of a timescale that says a status, and that status, once it stands in Status.

    None where Status says something else already, or the words mean no status for certain.
    """
    words = action.timescale_text.strip()
    rest = ""
    if action.timescale.kind is Kind.COMPLETED:
        meant: Status | None = Status.COMPLETE
        opening = _OPENING.match(words)
        after = words[opening.end() :].strip() if opening else ""
        if after and parse_timescale(after, reference=None).kind in (Kind.DATE, Kind.WINDOW):
            rest = after
    else:
        said = _STATUS.fullmatch(words)
        meant = status_meant((said[1] or said[2]).removeprefix("Work ")) if said else None
    if meant is None or "status" in action.unread or action.status not in (None, meant):
        return None
    return rest, meant


@lru_cache(maxsize=1024)
def status_meant(said: str) -> Status | None:
    """The status of the list that *said* means, by another word or a slip of the keys."""
    words = " ".join(said.casefold().replace("-", " ").split()).strip(".!")
    if words in _OFFICERS_SAY:
        return _OFFICERS_SAY[words]
    from difflib import get_close_matches

    names = {status.casefold(): status for status in Status}
    near = get_close_matches(words, names, n=1, cutoff=0.75)
    # A slip of the keys keeps the first letter; "incomplete" and "not complete" do not.
    return names[near[0]] if near and near[0][0] == words[0] else None
