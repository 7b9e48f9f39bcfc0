"""What the keepers of a plan are told when its nights fail, and when one succeeds again."""

from collections.abc import Sequence
from datetime import date
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

from actionbook.letters.message import address
from actionbook.plan.directory import Directory
from actionbook.plan.model import Plan
from actionbook.rules.phrases import day

__all__ = ["failed_message", "keepers", "recovered_message"]


def keepers(plan: Plan) -> tuple[Address, ...]:
    """The owner and the deputy of a plan, as far as People, or Settings itself, has an address."""
    directory = Directory(plan.people)
    found = []
    for name in (plan.settings.owner, plan.settings.deputy):
        person = directory.find(name) if name else None
        to = address(person.name or person.post, person.email) if person else address("", name)
        if to is not None and to not in found:
            found.append(to)
    return tuple(found)


def failed_message(
    plan: str, *, on: date, why: str, good_on: date | None, folder: str
) -> EmailMessage:
    """That *plan* was not refreshed on that day, why, and what that means."""
    last = (
        f"It was last refreshed for {day(good_on)}: its colours, its Checks sheet and its "
        "appendices stand as they did then."
        if good_on
        else "It has not been refreshed yet."
    )
    return _message(
        f"NOT refreshed: {plan}",
        f"{plan} in {folder} was not refreshed for {day(on)}.",
        why,
        last,
        "This message comes when it begins and once a week while it lasts. A run is tried again "
        "every night; when one succeeds you are told.",
    )


def recovered_message(plan: str, *, on: date, folder: str) -> EmailMessage:
    """That *plan* is refreshed again."""
    return _message(
        f"Refreshed again: {plan}", f"{plan} in {folder} is refreshed again, for {day(on)}."
    )


def _message(subject: str, *paragraphs: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(subject.split())
    message.set_content("\n\n".join((*_filled(paragraphs), "")))
    said = "".join(f"<p>{escape(each)}</p>\n" for each in _filled(paragraphs))
    message.add_alternative(
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>{escape(subject)}</title></head><body>\n{said}</body></html>\n",
        subtype="html",
    )
    return message


def _filled(paragraphs: Sequence[str]) -> list[str]:
    return [" ".join(each.split()) for each in paragraphs if each.strip()]
