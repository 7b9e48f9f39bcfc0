"""A letter as a message: its text, the same as HTML, and its deadlines as a calendar."""

from datetime import date
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from actionbook.letters.calendar import calendar
from actionbook.letters.letter import Letter
from actionbook.letters.words import letter_html, letter_text, subject
from actionbook.plan.model import Plan

__all__ = ["address", "lead_message"]


def lead_message(letter: Letter, plan: Plan, *, on: date) -> EmailMessage:
    """The message to a letter's lead; the same letter, plan and day are the same bytes."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(subject(letter, plan).split())
    to = address(letter.name, letter.email)
    if to is not None:
        message["To"] = to
    message.set_content(letter_text(letter, plan, on=on))
    message.add_alternative(letter_html(letter, plan, on=on), subtype="html")
    if letter.deadlines:
        message.add_attachment(
            calendar(letter, plan, on=on).encode(),
            maintype="text",
            subtype="calendar",
            filename="deadlines.ics",
            params={"charset": "utf-8", "method": "PUBLISH"},
        )
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"==actionbook-{number}==")
    return message


def address(name: str, email: str) -> Address | None:
    """Somebody's address; None where *email* is blank, or is none."""
    try:
        return Address(name, addr_spec=email.strip()) if email.strip() else None
    except (ValueError, IndexError):
        return None
