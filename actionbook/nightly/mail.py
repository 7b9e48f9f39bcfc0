"""
The mail of a night: a digest to each lead for whom there is something new, an alarm to keepers.

Nothing is sent unless the house says how (`letters.mail_setup`). What cannot be sent is said and
tried again the next night; it never makes a night fail. A message may come twice, if the machine
dies in the moment after it was taken; none is lost.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from actionbook.errors import ActionbookError, SettingsError
from actionbook.nightly.due import COUNCIL_TIME
from actionbook.nightly.heartbeat import last_beat
from actionbook.nightly.mail_record import Mailed, last_mailed, record_mailed
from actionbook.nightly.record import Run

if TYPE_CHECKING:
    # A night of a house that sends no mail loads nothing that makes it.
    from actionbook.letters.digest import Digest
    from actionbook.letters.mail_setup import MailSetup

__all__ = ["Outgoing", "mail_now", "mail_of_run", "mail_ready"]

AGAIN = timedelta(days=7)
"""Keepers are told of failing nights so often; ..."""
LONG_OPEN = timedelta(days=7)
"""... and that a plan waits for somebody who has it open, after so long."""


class Outgoing(NamedTuple):
    """A message that is due: a lead's digest, or None and when keepers were alarmed by then."""

    message: EmailMessage
    digest: "Digest | None" = None
    alarmed_on: str = ""


def mail_of_run(path: Path, run: Run, *, now: datetime) -> str:
    """
    Send what is due after a *run* over the plan *path*; a sentence that tells it, "" for nothing.

    *now* is aware. Nothing is raised: what could not be sent is told.
    """
    from actionbook.letters.mail_setup import mail_setup

    try:
        setup = mail_setup(path)
        if setup is None:
            return ""
        mailed = last_mailed(path)
        is_read = run.outcome in ("refreshed", "waiting")
        with_leads = is_read or (run.outcome == "unchanged" and bool(mailed.waits))
        return _send(path, setup, mailed, now, with_leads=with_leads)
    except ActionbookError as fault:
        return f"No mail was sent: {fault}"


def mail_now(path: Path, *, now: datetime) -> str:
    """
    Send what is due about the plan *path*, whatever its nights did; a sentence that tells it.

    Raises:
        SettingsError: nothing settles how mail is sent.
        ActionbookError: the plan cannot be read, or the server not reached.
    """
    said = _send(path, _setup(path), last_mailed(path), now, with_leads=True)
    if last_mailed(path).waits:
        raise ActionbookError(said)
    return said or f"Nobody is to be told anything new about {path.name}."


def mail_ready(path: Path, *, now: datetime) -> tuple[EmailMessage, ...]:
    """
    The messages that `mail_now` would send about the plan *path*; nothing is sent or recorded.

    Raises:
        ActionbookError: as `mail_now`.
    """
    setup, mailed = _setup(path), last_mailed(path)
    found = [*_alarms(path, setup, mailed, now), *_digests(path, setup, mailed, now)]
    return tuple(_addressed(each.message, setup, mailed, now) for each in found)


def _setup(path: Path) -> "MailSetup":
    from actionbook.letters.mail_setup import mail_setup
    from actionbook.workbook.house_file import HOUSE_FILE

    setup = mail_setup(path)
    if setup is None:
        raise SettingsError(
            f"Nothing says how mail about {path.name} is sent. Put a [mail] with server and from "
            f"into {HOUSE_FILE} beside it, or in a folder above."
        )
    return setup


def _send(
    path: Path, setup: "MailSetup", mailed: Mailed, now: datetime, *, with_leads: bool
) -> str:
    from actionbook.letters.post import send

    was = mailed.waits
    mailed.waits = ""
    due = list(_alarms(path, setup, mailed, now))
    silent: list[str] = []
    if with_leads:
        due += _digests(path, setup, mailed, now, silent)
    messages = [_addressed(each.message, setup, mailed, now) for each in due]
    sent, reasons = 0, []
    try:
        for each, reason in zip(due, send(setup, messages) if due else (), strict=True):
            if reason:
                reasons.append(f"{each.message['To']}: {reason}")
                continue
            sent += 1
            if each.digest is None:
                mailed.alarmed_on = each.alarmed_on
            else:
                mailed.known[each.digest.key] = each.digest.items
            # After each, so that a kill costs one message twice and not all.
            record_mailed(path, mailed)
    except ActionbookError as fault:
        reasons.append(str(fault))
    mailed.waits = " ".join(f"{reason.removesuffix('.')}." for reason in reasons)
    if due or with_leads or was:
        record_mailed(path, mailed)
    return " ".join(_said(sent, reasons, silent))


def _alarms(path: Path, setup: "MailSetup", mailed: Mailed, now: datetime) -> Iterator[Outgoing]:
    from actionbook.letters.alarm import failed_message, recovered_message

    if not (mailed.keepers or setup.failures_to):
        return
    beat, today = last_beat(path), now.astimezone(COUNCIL_TIME).date()
    good_on = date.fromisoformat(beat.good_on) if beat.good_on else None
    is_long_open = beat.outcome == "waiting" and good_on is not None and today - good_on > LONG_OPEN
    if beat.failing_since or is_long_open:
        told = date.fromisoformat(mailed.alarmed_on) if mailed.alarmed_on else None
        if told is None or today - told >= AGAIN:
            yield Outgoing(
                failed_message(
                    path.name,
                    on=date.fromisoformat(beat.on),
                    why=beat.message,
                    good_on=good_on,
                    folder=str(path.absolute().parent),
                ),
                alarmed_on=today.isoformat(),
            )
    elif mailed.alarmed_on and beat.outcome != "waiting":
        yield Outgoing(recovered_message(path.name, on=today, folder=str(path.absolute().parent)))


def _digests(
    path: Path,
    setup: "MailSetup",
    mailed: Mailed,
    now: datetime,
    silent: list[str] | None = None,
) -> list[Outgoing]:
    """The digests that are due; keepers are learnt, and *silent* who has no address."""
    from actionbook.letters.alarm import keepers
    from actionbook.letters.digest import digests
    from actionbook.workbook.read import read_plan

    plan = read_plan(path)
    mailed.keepers = [str(each) for each in keepers(plan)]
    if not setup.leads:
        return []
    made = digests(plan, on=now.astimezone(COUNCIL_TIME).date(), known=mailed.known)
    mailed.known = {each.key: mailed.known[each.key] for each in made if each.key in mailed.known}
    for each in made:
        if each.message is None and each.has_address:
            # What is over is forgotten, so that it is new when it comes again.
            mailed.known[each.key] = each.items
        elif not each.has_address and silent is not None:
            silent.append(each.name)
    return [Outgoing(each.message, each) for each in made if each.message is not None]


def _addressed(
    message: EmailMessage, setup: "MailSetup", mailed: Mailed, now: datetime
) -> EmailMessage:
    """A message with who it is from and to, marked as a machine's so that nothing answers it."""
    message["From"] = setup.sender
    if message["To"] is None:
        message["To"] = ", ".join(dict.fromkeys((*mailed.keepers, *setup.failures_to)))
    elif mailed.keepers:
        message["Reply-To"] = mailed.keepers[0]
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=setup.sender.domain)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    return message


def _said(sent: int, reasons: Sequence[str], silent: Sequence[str]) -> Iterator[str]:
    if sent:
        yield f"{sent} message{'' if sent == 1 else 's'} sent."
    for reason in reasons:
        yield f"NOT sent: {reason.removesuffix('.')}."
    if silent:
        yield f"No digest for {', '.join(silent)}: People has no e-mail address for them."
