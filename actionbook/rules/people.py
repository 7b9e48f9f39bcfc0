"""AB203, AB206 to AB209: the People table, set beside who leads what."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from actionbook.plan.lead_words import lead_key
from actionbook.plan.model import LeadKind, LeadState, Person, Plan
from actionbook.plan.people import ambiguous_initials
from actionbook.rules.catalogue import Hit, Hits, Severity, rule
from actionbook.rules.phrases import brief, day, lacks, quoted, the_action
from actionbook.rules.standing import open_actions

__all__ = ["lead_has_left", "no_lead_member", "person_for_post", "shared_initials", "unused_person"]

_FEW = 3
"""Leads by post below which a plan cannot be said to go by posts."""


@rule("AB203", Severity.WARNING, since="0.1")
def shared_initials(plan: Plan, _on: date) -> Hits:
    """
    Initials that two people of the People table share.

    Why: a Lead of "AB" is then nobody's in particular, and no reminder can be sent.
    Example: AB, Ann Bell; and AB, Alan Beck.
    Instead: "AB" and "ABk", in People and in Lead.
    """
    shared = {lead_key(initials) for initials in ambiguous_initials(plan.people)}
    first: dict[str, Person] = {}
    for person in plan.people if shared else ():
        key = lead_key(person.initials)
        if key not in shared:
            continue
        holder = first.setdefault(key, person)
        if lead_key(_name(person)) != lead_key(_name(holder)):
            yield Hit(
                person.place.cell("initials", person.row),
                f"Initials {quoted(person.initials)} are those of {brief(_name(holder))} too.",
                f"Type other initials for {brief(_name(person))}, here and in Lead.",
            )


def _name(person: Person) -> str:
    return person.name or person.post or person.initials


def _by_name(plan: Plan) -> Mapping[str, Person]:
    """Each person by every name they go by; initials that two share are nobody's."""
    shared = {lead_key(initials) for initials in ambiguous_initials(plan.people)}
    found: dict[str, Person] = {}
    for person in plan.people:
        for name in (person.initials, person.name, person.post):
            if name and lead_key(name) not in shared:
                found.setdefault(lead_key(name), person)
    return found


@rule("AB206", Severity.WARNING, since="0.1")
def lead_has_left(plan: Plan, on: date) -> Hits:
    """
    An open action whose lead has left: To in People lies in the past.

    Why: nobody answers for it, and reminders go to somebody who cannot act.
    Example: Lead "JT", and in People JT's To is 30/09/2026.
    Instead: the successor; Handover to in People says who, where it is known.
    """
    gone = {
        key: person
        for key, person in _by_name(plan).items()
        if person.to_date is not None and person.to_date < on
    }
    if not gone:
        return
    for action in open_actions(plan, on):
        if action.lead_state is LeadState.INHERITED or not action.leads:
            continue
        for lead in action.leads:
            person = gone.get(lead_key(lead.name)) or gone.get(_before_brackets(lead.name))
            if person is None or person.to_date is None:
                continue
            successor = person.handover_to
            yield Hit.of(
                action,
                action.cell("lead"),
                f"{brief(_name(person))}, who leads {the_action(action)}, "
                f"left on {day(person.to_date)}.",
                f"Type {quoted(successor)}, named as successor."
                if successor
                else "Type who answers for it now.",
            )
            break


def _before_brackets(name: str) -> str:
    return lead_key(name.partition("(")[0]) if "(" in name else ""


@rule("AB207", Severity.INFO, since="0.1")
def unused_person(plan: Plan, _on: date) -> Hits:
    """
    Somebody in the People table who leads nothing.

    Why: the key to initials is printed with the plan, and a name too many misleads.
    Example: SN, who left before the plan began.
    Instead: the row deleted, or the person named where they lead.
    Settings: who is named as a successor, a lead member or a verifier is used.
    """
    used = {lead_key(lead.name) for action in plan.actions for lead in action.leads}
    used |= {_before_brackets(name) for name in used if "(" in name}
    others = {person.handover_to for person in plan.people}
    others |= {issue.lead_member for issue in plan.issues}
    others |= {action.verified_by for action in plan.actions}
    others |= {plan.settings.owner, plan.settings.deputy, plan.settings.approved_by}
    named = {lead_key(name) for name in others if name} | used
    words = " ".join(name.casefold() for name in others)
    for person in plan.people:
        names = [name for name in (person.initials, person.name, person.post) if name]
        keys = {lead_key(name) for name in names}
        is_in_words = any(key in words for key in keys if " " in key)
        if names and not keys & named and not is_in_words:
            yield Hit(
                person.place.cell("initials" if person.initials else "name", person.row),
                f"{brief(_name(person))} stands in People and leads nothing.",
                "Delete the row, unless they are to lead something.",
            )


@rule("AB208", Severity.INFO, since="0.1")
def no_lead_member(plan: Plan, _on: date) -> Hits:
    """
    An issue for which no member answers: its Lead member is blank.

    Why: officers do the work, and a member answers for it in public.
    Example: Lead member "".
    Instead: "Cllr A. Hale (Resources)".
    Settings: looked at where the Issues table has the column.
    """
    for issue in plan.issues:
        has_column = not issue.place.columns or "lead_member" in issue.place.columns
        if not issue.lead_member.strip() and issue.ref and has_column:
            yield Hit(
                issue.cell("lead_member"),
                f"Issue {brief(issue.ref)} has no lead member.",
                "Type the member who answers for it.",
            )


@rule("AB209", Severity.INFO, since="0.1")
def person_for_post(plan: Plan, _on: date) -> Hits:
    """
    A person's name for a lead, in a plan that goes by posts.

    Why: people move on, and the published plan names posts.
    Example: Lead "Jo Tarrant", where the other rows say "Head of Finance" and its like.
    Instead: "Head of Finance".
    Settings: looked at where most leads of the plan are posts.
    """
    own = [action for action in plan.actions if action.lead_state is not LeadState.INHERITED]
    kinds = Counter(lead.kind for action in own for lead in action.leads)
    named = kinds[LeadKind.PERSON] + kinds[LeadKind.INITIALS]
    if kinds[LeadKind.POST] < _FEW or kinds[LeadKind.POST] <= named:
        return
    posts = {
        lead_key(name): person.post
        for person in plan.people
        if person.post
        for name in (person.name, person.initials)
        if name
    }
    for action in own:
        for lead in action.leads:
            if lead.kind is not LeadKind.PERSON or lacks(action, "lead"):
                continue
            name, post = lead.name, posts.get(lead_key(lead.name))
            yield Hit.of(
                action,
                action.cell("lead"),
                f"Lead of {the_action(action)} names a person, {quoted(name)}; "
                "the plan goes by posts.",
                f"Type {quoted(post)}." if post else "Type their post.",
            )
            break
