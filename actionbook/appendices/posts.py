"""
How leads are named to the public: by post, or by initials with a key that gives the post.

A person's name gives way to the post that People gives them, else to the rank before it. What
People does not know stays as it was typed: initials with a key that says so, while a person's
name without a rank refuses the appendix.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum

from actionbook.plan.lead_words import lead_key, rank_of
from actionbook.plan.model import Action, Lead, LeadKind, LeadState, Person, Plan
from actionbook.plan.people import ambiguous_initials

__all__ = ["NOBODY", "Naming", "Posts"]

NOBODY = "Not assigned"
"""What stands in the Lead column where nobody leads."""

NO_POST = "Post not given in the plan"
BRACKETED = re.compile(r"(.*\S)\s*\(([^()]*)\)")


class Naming(Enum):
    """How a layout names leads: by initials, as the house writes them, or by post."""

    INITIALS = "initials"
    POSTS = "posts"


class Posts:
    """The posts of a plan's people as they are on a day, and which initials have been used."""

    def __init__(self, plan: Plan, on: date, *, naming: Naming) -> None:
        self._naming = naming
        self._people: Mapping[str, Person] = _by_name(plan.people, on)
        self._terms = {term.term.casefold() for term in plan.glossary}
        self._words: tuple[dict[str, str], dict[str, str]] = ({}, {})
        self._used: dict[str, str] = {}
        self._nameless: set[str] = set()
        self._ranked: dict[str, str] = {}

    def in_layout(self, action: Action) -> str:
        """The leads of *action* as the layout names them."""
        return self._joined(action, self._naming)

    def post(self, action: Action) -> str:
        """The leads of *action* by their posts, as far as People gives them."""
        return self._joined(action, Naming.POSTS)

    def key(self) -> tuple[tuple[str, str], ...]:
        """Every set of initials used so far and the post it stands for, in alphabetical order."""
        return tuple(sorted(self._used.items(), key=lambda pair: pair[0].casefold()))

    def doubts(self) -> tuple[str, ...]:
        """What an officer should look at: initials that nobody can read, names cut to a rank."""
        unknown = [initials for initials, post in self.key() if post == NO_POST]
        said = [
            f"People gives no post for '{name}', who is called {rank}: give it there."
            for name, rank in self._ranked.items()
        ]
        if unknown:
            names = ", ".join(unknown)
            said.append(f"People gives no post for {names}, so the key to initials cannot say.")
        return tuple(said)

    def nameless(self, actions: Sequence[Action]) -> tuple[Action, ...]:
        """Those of *actions* led by what looks like a person's name, of whom People has no post."""
        if not self._nameless:
            return ()
        return tuple(
            action
            for action in actions
            if any(lead.name in self._nameless for lead in action.leads)
        )

    def _joined(self, action: Action, naming: Naming) -> str:
        if action.lead_state is LeadState.UNASSIGNED:
            return NOBODY
        if not action.leads:
            return action.lead
        words = [self._word(lead, naming) for lead in action.leads]
        return words[0] if len(words) == 1 else ", ".join(dict.fromkeys(words))

    def _word(self, lead: Lead, naming: Naming) -> str:
        known = self._words[naming is Naming.INITIALS]
        word = known.get(lead.name)
        if word is None:
            word = known[lead.name] = self._fresh_word(lead, naming)
        return word

    def _fresh_word(self, lead: Lead, naming: Naming) -> str:
        post = self._post_of(lead.name)
        if lead.kind is LeadKind.INITIALS and (naming is Naming.INITIALS or not post):
            if lead.name.casefold() not in self._terms:
                self._used[lead.name] = post or NO_POST
            return lead.name
        if lead.kind is LeadKind.PERSON and not post:
            post = rank_of(lead.name)
            if post:
                self._ranked[lead.name] = post
            else:
                self._nameless.add(lead.name)
        return post or lead.name

    def _post_of(self, name: str) -> str:
        """The post People gives *name*, or what stands in or before its brackets; "" for none."""
        bracketed = BRACKETED.fullmatch(name)
        for words in (name, *(bracketed.groups() if bracketed else ())):
            person = self._people.get(lead_key(words))
            if person is not None and person.post:
                return person.post
        return ""


def _by_name(people: Sequence[Person], on: date) -> dict[str, Person]:
    shared = {lead_key(initials) for initials in ambiguous_initials(people)}
    found: dict[str, Person] = {}
    for person in sorted(people, key=lambda person: _is_in_post(person, on)):
        for name in (person.initials, person.name):
            if name and lead_key(name) not in shared:
                found[lead_key(name)] = person
    return found


def _is_in_post(person: Person, on: date) -> bool:
    started = person.from_date is None or person.from_date <= on
    return started and (person.to_date is None or person.to_date >= on)
