"""
Digests: the letter to each lead, when something in it has come since the last one.

What a lead does about an action, or that a day is over, is no reason to write to them. New is
what they are asked about and were not, for a reason that it was not, and a deadline that was not
theirs or was another day.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from email.message import EmailMessage
from typing import NamedTuple

from actionbook.letters.letter import Letter, letters
from actionbook.letters.message import address, lead_message
from actionbook.plan.model import Plan

__all__ = ["Digest", "digests"]


class Digest(NamedTuple):
    """
    What a lead is to be told: `key` is who, `items` is all that they know when it has gone.

    `message` is None where nothing is new, or there is nowhere to send it.
    """

    key: str
    name: str
    items: tuple[str, ...]
    message: EmailMessage | None
    has_address: bool


def digests(plan: Plan, *, on: date, known: Mapping[str, Sequence[str]]) -> tuple[Digest, ...]:
    """A digest for each lead who is asked about something on that day; *known* is by their key."""
    return tuple(_digest(letter, plan, on, known) for letter in letters(plan, on=on))


def _digest(letter: Letter, plan: Plan, on: date, known: Mapping[str, Sequence[str]]) -> Digest:
    to = address(letter.name, letter.email)
    key = f"{letter.name} <{to.addr_spec if to else ''}>"
    items = {f"{each.why}|{each.action.ref}|{each.due or ''}": each for each in letter.asked}
    ahead = {f"|{action.ref}|{due}": action for due, action in letter.deadlines}
    before = known.get(key)
    known_items = frozenset(before or ())
    new = [
        *(each.action.ref for item, each in items.items() if item not in known_items),
        *(action.ref for item, action in ahead.items() if item not in known_items),
    ]
    if before is not None:
        letter.new = tuple(dict.fromkeys(new))
    message = lead_message(letter, plan, on=on) if to is not None and new else None
    return Digest(key, letter.name, (*items, *ahead), message, to is not None)
