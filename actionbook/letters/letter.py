"""Who is asked for what: one letter for each lead, of what is theirs to do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from actionbook.plan.derive import as_it_stands
from actionbook.plan.directory import Directory, plain_name
from actionbook.plan.model import Action, LeadState, Person, Plan
from actionbook.plan.status import Flag, effective_due, flags, is_open

__all__ = ["REASONS", "Asked", "Letter", "letters"]

REASONS: Mapping[Flag, str] = {
    Flag.OVERDUE: "Overdue",
    Flag.DUE_SOON: "Due soon",
    Flag.SILENT: "No progress recorded this period or last",
    Flag.UNASSIGNED: "Led by nobody, in your directorate",
}
"""Why a lead is asked about an action, the most pressing first; each action stands once."""

_HANDOVERS = 5


class Asked(NamedTuple):
    """An action that a lead is asked about, why, and its last day on time; None for no date."""

    action: Action
    why: Flag
    due: date | None


@dataclass
class Letter:
    """
    What one lead is asked about, and all their deadlines still to come, the next first.

    `email` is "" where People has none: then the address is to be filled in by hand. `new` are
    the refs of what has come since the last letter, none where that is not known.
    """

    name: str
    email: str
    asked: list[Asked] = field(default_factory=list)
    deadlines: list[tuple[date, Action]] = field(default_factory=list)
    new: tuple[str, ...] = ()


def letters(plan: Plan, *, on: date) -> tuple[Letter, ...]:
    """
    A letter for each lead who is to be asked about something on that day, by name.

    What a lead has handed over is asked of who took it over; a group, which nobody answers for,
    gets none. An action that nobody leads is asked of the leads of its issue's directorate.
    """
    plan = as_it_stands(plan, on=on)
    directory = Directory(plan.people)
    found: dict[str, Letter] = {}
    posts: dict[str, Person] = {}
    for action in plan.actions:
        if not is_open(plan, action, on):
            continue
        said, due = flags(plan, action, on), effective_due(plan, action, on)
        why = next((flag for flag in REASONS if flag in said and flag is not Flag.UNASSIGNED), None)
        for name, person in _leads(action, directory, on):
            key = plain_name(name)
            letter = found.setdefault(key, Letter(name, person.email if person else ""))
            if person is not None:
                posts[key] = person
            if why is not None:
                letter.asked.append(Asked(action, why, due))
            if due is not None and due >= on:
                letter.deadlines.append((due, action))
    _ask_of_directorates(plan, found, posts, on)
    order = tuple(REASONS)
    for letter in found.values():
        letter.asked.sort(key=lambda each: (order.index(each.why), each.due or date.max))
        letter.deadlines.sort(key=lambda each: (each[0], each[1].row))
    asked = [letter for letter in found.values() if letter.asked]
    return tuple(sorted(asked, key=lambda letter: plain_name(letter.name)))


def _leads(action: Action, directory: Directory, on: date) -> Iterator[tuple[str, Person | None]]:
    """Who answers for an action, each once, after what was handed over."""
    seen = set()
    if action.lead_state not in (LeadState.ASSIGNED, LeadState.INHERITED):
        return
    for lead in action.leads:
        person = directory.find(lead.name)
        for _ in range(_HANDOVERS):
            if person is None or person.to_date is None or person.to_date >= on:
                break
            person = directory.find(person.handover_to) or person
        if (person.kind if person else str(lead.kind)).casefold() == "group":
            continue
        name = (person.name or person.post or person.initials) if person else lead.name
        if plain_name(name) not in seen:
            seen.add(plain_name(name))
            yield name, person


def _ask_of_directorates(
    plan: Plan, found: Mapping[str, Letter], posts: Mapping[str, Person], on: date
) -> None:
    whose = {issue.ref.casefold(): issue.lead_directorate for issue in plan.issues}
    for action in plan.actions:
        if Flag.UNASSIGNED not in flags(plan, action, on):
            continue
        directorate = _key(whose.get(action.issue.casefold(), ""))
        for key in _of(directorate, posts):
            due = effective_due(plan, action, on)
            found[key].asked.append(Asked(action, Flag.UNASSIGNED, due))


def _of(directorate: str, posts: Mapping[str, Person]) -> Sequence[str]:
    if not directorate:
        return ()
    return [key for key, person in posts.items() if _key(person.directorate) == directorate]


def _key(words: str) -> str:
    return " ".join(words.casefold().split())
