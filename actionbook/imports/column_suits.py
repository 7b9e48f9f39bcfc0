"""Whether what stands in a column suits what its heading says that it is."""

from collections.abc import Callable, Mapping
from typing import Final

from actionbook.imports.column_contents import Contents

__all__ = ["suits"]

_FEW, _SOME, _HALF, _MOST, _NEARLY_ALL = 0.25, 0.4, 0.5, 0.6, 0.8  # shares of the filled cells
_WORD, _TEXT, _LABEL, _PROSE = 1.6, 3, 5, 12  # words of a cell, on average
_PAIR = 2  # cells, of which nothing can be said
_AGAINST = -0.5


def _is_when(of: Contents) -> float:
    if max(of.whens, of.years) >= _HALF:
        return 0.1 if of.whens >= _HALF else 0
    return _AGAINST if of.words > _PROSE or of.numbers > _HALF or of.names > _MOST else -0.1


def _is_day(of: Contents) -> float:
    if of.whens >= _MOST:
        return 0.1
    return _AGAINST if of.whens < _FEW else -0.15


def _is_lead(of: Contents) -> float:
    if max(of.dates, of.numbers, of.colours, of.percents, of.shorts) > _SOME:
        return _AGAINST
    if of.whens > _HALF or of.states > _HALF or of.words > _PROSE:
        return _AGAINST
    return 0.1 if of.names >= _HALF else 0


def _is_prose(of: Contents) -> float:
    if max(of.dates, of.numbers, of.colours, of.percents) > _SOME or of.shorts > _MOST:
        return _AGAINST
    # "Reconcile monthly" and "reply within two days" are actions that name a time, not times.
    is_when = of.whens > _NEARLY_ALL and of.words <= _LABEL
    if is_when or of.refs > _MOST or of.states > _MOST:
        return _AGAINST
    return 0.1 if of.words >= _TEXT else 0


def _is_evidence(of: Contents) -> float:
    # "Minute 14" is evidence as well as what is told in words.
    is_ref = of.refs > _MOST and not of.numbers and of.shorts <= _MOST  # "Y" shows nothing
    return max(0.0, _is_prose(of)) if is_ref else _is_prose(of)


def _is_action(of: Contents) -> float:
    said = _is_prose(of)
    is_label = of.words < _WORD or (of.distinct < _FEW and of.words <= _TEXT)
    if said >= 0 and of.filled > _PAIR and is_label:
        return _AGAINST
    return said


def _is_ref(of: Contents) -> float:
    if of.dates > _SOME or of.words > _LABEL or of.names > _MOST:
        return _AGAINST
    return 0.1 if of.refs > _MOST and of.distinct > _FEW else 0


def _is_state(of: Contents) -> float:
    if of.dates > _SOME or of.words > _LABEL or of.names > _MOST:
        return _AGAINST
    if of.percents > _MOST and of.numbers + of.percents > _NEARLY_ALL:
        return _AGAINST
    # "Closed" over Yes and No asks whether it is.
    return 0.1 if of.states + of.colours > _HALF or of.shorts > _MOST else 0


def _is_colour(of: Contents) -> float:
    if of.dates > _SOME or of.words > _LABEL:
        return _AGAINST
    return 0.1 if of.states + of.colours > _HALF else 0


def _is_progress(of: Contents) -> float:
    if max(of.dates, of.numbers, of.percents, of.colours) > _HALF:
        return _AGAINST
    if of.states > _NEARLY_ALL:
        return _AGAINST
    return 0.1 if of.words >= _TEXT else 0


def _is_percent(of: Contents) -> float:
    # Figures as text pass for refs.
    said = max(of.numbers, of.percents + of.refs)
    return 0.1 if of.percents > _MOST or (said > _MOST and of.dates == 0) else _AGAINST


def _is_label(of: Contents) -> float:
    if of.dates > _SOME or of.words > _PROSE or of.percents > _HALF or of.shorts > _MOST:
        return _AGAINST
    return 0.1 if of.distinct < _MOST and of.words < _LABEL else 0


def _is_priority(of: Contents) -> float:
    if of.dates > _SOME or of.words > _LABEL:
        return _AGAINST
    return 0.1 if of.shorts + of.refs > _MOST or of.distinct < _HALF else 0


def _is_refs(of: Contents) -> float:
    return 0.1 if of.refs > _HALF else _AGAINST


_SUITS: Final[Mapping[str, Callable[[Contents], float]]] = {
    "ref": _is_ref,
    "issue_ref": _is_ref,
    "issue": _is_prose,
    "action": _is_action,
    "response": _is_prose,
    "lead": _is_lead,
    "lead_member": _is_lead,
    "timescale": _is_when,
    "revised_due": _is_day,
    "completed_on": _is_day,
    "added_on": _is_day,
    "approved_on": _is_day,
    "start": _is_day,
    "status": _is_state,
    "rag": _is_colour,
    "progress": _is_progress,
    "percent": _is_percent,
    "outcome": _is_prose,
    "evidence": _is_evidence,
    "aim": _is_prose,
    "section": _is_label,
    "priority": _is_priority,
    "depends_on": _is_refs,
    "risk_factors": _is_prose,
}


def suits(field: str, of: Contents) -> float:
    """What the contents add to the sureness that a column is *field*, or take off it."""
    if not of.filled or field not in _SUITS:
        return 0.0
    said = _SUITS[field](of)
    # One cell proves nothing; it can only contradict outright.
    return said if of.filled > 1 or said <= _AGAINST else 0.0
