"""AB2xx: who answers for an action."""

from collections.abc import Mapping
from datetime import date

from actionbook.plan.lead_words import lead_key
from actionbook.plan.model import Action, LeadKind, LeadState, Plan
from actionbook.rules.catalogue import Hit, Hits, Severity, rule
from actionbook.rules.phrases import lacks, listed, opening, quoted, the_action
from actionbook.rules.standing import having

__all__ = ["group_as_lead", "unassigned_action", "unknown_lead"]

_OF_ITS_OWN = frozenset(LeadState) - {LeadState.INHERITED}
_ONE_PERSON = frozenset({LeadKind.PERSON, LeadKind.POST, LeadKind.INITIALS})


@rule("AB201", Severity.ERROR, since="0.1")
def unassigned_action(plan: Plan, on: date) -> Hits:
    """
    An open action that nobody leads: Lead is blank, with none above it to inherit.

    Why: the committee can only hold a named post to a date.
    Example: status "In progress", Lead "".
    Instead: "Head of Housing Repairs"; or "as above", where the row above has the lead.
    """
    for action in having(plan, {LeadState.UNASSIGNED}.__contains__, "lead_state", on=on):
        if not lacks(action, "lead"):
            said = (
                f"Lead says {quoted(action.lead)}, which leads to nobody."
                if action.lead
                else "Lead is blank, with none above to inherit."
            )
            yield Hit.of(
                action,
                action.cell("lead"),
                f"{opening(action)} is open, but {said}",
                "Type the post that answers for it.",
            )


@rule("AB202", Severity.WARNING, since="0.1")
def unknown_lead(plan: Plan, _on: date) -> Hits:
    """
    A lead whom the People table does not have.

    Why: the appendix prints posts and the reminders go to addresses; both come from People.
    Example: Lead "SN", where no row of People has the initials SN.
    Instead: a row in People for SN, or the lead corrected.
    Settings: looked at only where the People table has rows. Groups, teams and boards apart.
    """
    if not plan.people:
        return
    listed_names = _listed_names(plan)
    told: dict[str, tuple[str, str]] = {}
    for action in having(plan, _OF_ITS_OWN.__contains__, "lead_state"):
        if action.lead not in told:
            told[action.lead] = _told(action, listed_names)
        names, fix = told[action.lead]
        if names:
            yield Hit.of(
                action,
                action.cell("lead"),
                f"Lead of {the_action(action)} names {names}, not in the People table.",
                fix,
            )


def _listed_names(plan: Plan) -> Mapping[str, str]:
    """Every name, post and set of initials in People as written, by its key."""
    return {
        lead_key(name): name
        for person in plan.people
        for name in (person.initials, person.name, person.post)
        if name.strip()
    }


def _told(action: Action, listed_names: Mapping[str, str]) -> tuple[str, str]:
    """The leads of *action* whom People does not have, and what to do; "" where it has them all."""
    names = [
        lead.name
        for lead in action.leads
        if lead.kind in _ONE_PERSON and not lead.known and lead_key(lead.name) not in listed_names
    ]
    fix = _spelling(names[0], listed_names) if names else ""
    return listed(names), fix or "Add a row to People, or correct Lead."


def _spelling(name: str, listed_names: Mapping[str, str]) -> str:
    """A fix where People has nearly the same name; initials are too short to guess from."""
    if len(name) < 6:  # noqa: PLR2004 - "JT" and "JTM" are two people
        return ""
    from difflib import get_close_matches

    near = get_close_matches(lead_key(name), listed_names, n=1, cutoff=0.85)
    return f"Type {quoted(listed_names[near[0]])}, if they are meant." if near else ""


@rule("AB204", Severity.WARNING, since="0.1")
def group_as_lead(plan: Plan, on: date) -> Hits:
    """
    An open action that only a group leads.

    Why: what everybody leads, nobody answers for.
    Example: Lead "All staff".
    Instead: "Head of HR / All staff": the first named is the one who answers.
    """
    for action in having(plan, {LeadState.GROUP}.__contains__, "lead_state", on=on):
        yield Hit.of(
            action,
            action.cell("lead"),
            f"Only a group, {quoted(action.lead)}, leads {the_action(action)}, "
            "so nobody answers for it.",
            "Type first the post that answers, then the group.",
        )
