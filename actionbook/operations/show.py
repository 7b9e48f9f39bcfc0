"""The plan as data: the machine's view (a stable contract), and the rows an officer asks for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

from actionbook.plan.derive import as_it_stands
from actionbook.plan.model import Action, Plan
from actionbook.plan.settings import Settings
from actionbook.plan.status import Flag, effective_due, flags, is_open, rag

__all__ = [
    "SCHEMA",
    "Wanted",
    "action_data",
    "due_within",
    "flagged",
    "led_by",
    "of_issue",
    "pick",
    "plan_data",
]

SCHEMA = 1
"""Version of the JSON contract; it changes when a name or meaning in it does."""

Wanted = Callable[[Plan, Action, date], bool]
"""Whether an action is asked for on that day."""

_PLACED = frozenset({"row", "place", "unread"})


def plan_data(plan: Plan, *, on: date, actions: Iterable[Action] | None = None) -> dict[str, Any]:
    """
    The whole plan as one JSON object on that day; dates are ISO 8601, blanks "" or None.

    With *actions*, only those stand in its list.
    """
    plan = as_it_stands(plan, on=on)
    listed = plan.actions if actions is None else actions
    return {
        "schema": SCHEMA,
        "on": on.isoformat(),
        "settings": _plain(plan.settings),
        "issues": [{**_plain(issue), "cell": str(issue.cell("ref"))} for issue in plan.issues],
        "actions": [action_data(plan, action, on=on) for action in listed],
        "people": [_plain(person) for person in plan.people],
        "glossary": [_plain(term) for term in plan.glossary],
        "history": [_plain(row) for row in plan.history],
        "date_changes": [_plain(change) for change in plan.date_changes],
        "resources": [{**_plain(row), **_plain(row.unread)} for row in plan.resources],
        "risks": [_plain(row) for row in plan.risks],
    }


def action_data(plan: Plan, action: Action, *, on: date) -> dict[str, Any]:
    """One action as the JSON contract has it."""
    late_after = effective_due(plan, action, on)
    return {
        "ref": action.ref,
        "issue": action.issue,
        "part_of": action.part_of,
        "depends_on": action.depends_on,
        "action": action.action,
        "outcome": action.outcome,
        "leads": [
            {"name": lead.name, "kind": str(lead.kind), "known": lead.known}
            for lead in action.leads
        ],
        "lead_state": str(action.lead_state),
        "timescale": _plain(action.timescale),
        "start": _iso(action.start),
        "due": _iso(action.due),
        "revised_due": _iso(action.revised_due),
        "late_after": _iso(late_after),
        "status": str(action.status or action.unread.get("status", "")),
        "percent": action.percent,
        "progress": action.progress,
        "last_reported": action.last_reported,
        "completed_on": _iso(action.completed_on),
        "publication": action.publication,
        "rag": str(rag(plan, action, on)),
        "flags": [str(flag) for flag in flags(plan, action, on)],
        "cell": str(action.cell("ref")),
    }


def pick(plan: Plan, wanted: Iterable[Wanted], *, on: date) -> tuple[Action, ...]:
    """The actions that every one of *wanted* asks for, in workbook order, dates worked out."""
    tests = tuple(wanted)
    plan = as_it_stands(plan, on=on)
    return tuple(action for action in plan.actions if all(test(plan, action, on) for test in tests))


def flagged(*words: Flag) -> Wanted:
    """Actions that carry any of these flags."""
    return lambda plan, action, on: any(word in flags(plan, action, on) for word in words)


def due_within(days: int) -> Wanted:
    """Open actions whose last day on time lies from that day to so many days on."""

    def wanted(plan: Plan, action: Action, on: date) -> bool:
        due = effective_due(plan, action, on)
        return is_open(plan, action, on) and due is not None and on <= due <= on + timedelta(days)

    return wanted


def led_by(name: str) -> Wanted:
    """Actions that *name* leads, alone or with others: initials, name or post, without case."""
    key = name.casefold().strip()

    def wanted(plan: Plan, action: Action, _on: date) -> bool:
        return any(lead.name.casefold() in known_as(plan, key) for lead in action.leads)

    return wanted


def known_as(plan: Plan, key: str) -> frozenset[str]:
    """Everything that the person or post *key* goes by in the People table, without case."""
    names = {key}
    for person in plan.people:
        said = {text.casefold() for text in (person.initials, person.name, person.post) if text}
        if key in said:
            names |= said
    return frozenset(names)


def of_issue(ref: str) -> Wanted:
    """Actions of the issue *ref*."""
    key = ref.casefold().strip()
    return lambda _plan, action, _on: action.issue.casefold() == key


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Settings):
        value = {field.name: getattr(value, field.name) for field in fields(value)}
    elif hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items() if key not in _PLACED}
    return value
