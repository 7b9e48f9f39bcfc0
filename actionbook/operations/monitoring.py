"""Which monitoring group sees what at its next meeting."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from actionbook.plan.derive import as_it_stands
from actionbook.plan.model import Action, Issue, Plan
from actionbook.plan.movement import CLOSED, last_closed
from actionbook.plan.people import split_leads
from actionbook.plan.records import Meeting
from actionbook.plan.status import Rag, effective_due, is_closed, is_open, rag

__all__ = ["Watch", "monitoring", "monitoring_data"]

_DONE = frozenset({Rag.COMPLETE, Rag.TO_VERIFY})


@dataclass(frozen=True, slots=True)
class Watch:
    """
    What a monitoring group has before it at its next meeting; the lists are refs.

    `group` is "" for the issues that name none. `meeting` is None where Meetings lists none of
    that group from the day on. `due` are the open ones not yet late that fall due by the meeting,
    none where it is not known; `completed` those completed since the last period was closed.
    """

    group: str
    frequency: str
    meeting: date | None
    issues: tuple[str, ...]
    open: tuple[str, ...]
    overdue: tuple[str, ...]
    at_risk: tuple[str, ...]
    due: tuple[str, ...]
    completed: tuple[str, ...]


def monitoring(plan: Plan, *, on: date) -> tuple[Watch, ...]:
    """
    Each monitoring group that the Issues name, in their order; those without one last.

    An issue that names several groups is before each of them. A group's next meeting is that of
    the committee of its name in Meetings: nothing is reckoned from a frequency.
    """
    plan = as_it_stands(plan, on=on)
    groups: dict[str, tuple[str, list[Issue]]] = {}
    for issue in plan.issues:
        for name in _groups(plan, issue) or ("",):
            groups.setdefault(_key(name), (name, []))[1].append(issue)
    nobody = groups.pop("", None)
    listed = [*groups.values(), *([nobody] if nobody else [])]
    return tuple(_watch(plan, name, issues, on) for name, issues in listed)


def _groups(plan: Plan, issue: Issue) -> tuple[str, ...]:
    said = issue.monitoring_group.strip()
    if _key(said) in {_key(meeting.committee) for meeting in plan.meetings}:
        return (said,)
    return tuple(lead.name for lead in split_leads(said, plan.people))


def _key(name: str) -> str:
    words = name.casefold().replace("&", " and ").split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def _watch(plan: Plan, name: str, issues: list[Issue], on: date) -> Watch:
    meeting = min(_next(plan, name, on), default=None)
    actions = [
        action
        for issue in issues
        for action in plan.actions_by_issue.get(issue.ref.casefold(), ())
        if not is_closed(plan, action, on)
    ]
    colours = {action.row: rag(plan, action, on) for action in actions}
    still = [action for action in actions if is_open(plan, action, on)]
    since = last_closed(plan.history)[1]
    return Watch(
        group=name,
        frequency="; ".join(dict.fromkeys(filter(None, (i.monitoring_frequency for i in issues)))),
        meeting=meeting,
        issues=tuple(issue.ref for issue in issues),
        open=_refs(still),
        overdue=_refs(a for a in still if colours[a.row] is Rag.OVERDUE),
        at_risk=_refs(a for a in still if colours[a.row] is Rag.AT_RISK),
        due=_refs(a for a in still if meeting and _falls_due(plan, a, on, meeting)),
        completed=_refs(
            a
            for a in actions
            if colours[a.row] in _DONE and since.get(a.ref.casefold()) not in CLOSED
        ),
    )


def _next(plan: Plan, name: str, on: date) -> Iterator[date]:
    meeting: Meeting
    for meeting in plan.meetings:
        day = meeting.meeting_date
        if name and day is not None and day >= on and _key(meeting.committee) == _key(name):
            yield day


def _falls_due(plan: Plan, action: Action, on: date, meeting: date) -> bool:
    due = effective_due(plan, action, on)
    return due is not None and on <= due <= meeting


def _refs(actions: Iterator[Action] | list[Action]) -> tuple[str, ...]:
    return tuple(action.ref for action in actions)


def monitoring_data(watches: tuple[Watch, ...]) -> list[dict[str, Any]]:
    """The groups as JSON: one object each."""
    return [
        {
            "group": watch.group,
            "frequency": watch.frequency,
            "meeting": watch.meeting.isoformat() if watch.meeting else None,
            "issues": watch.issues,
            "open": watch.open,
            "overdue": watch.overdue,
            "at_risk": watch.at_risk,
            "due": watch.due,
            "completed": watch.completed,
        }
        for watch in watches
    ]
