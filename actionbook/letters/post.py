"""Messages handed to a mail server (SMTP), over one connection."""

import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email.message import EmailMessage

from actionbook.errors import ActionbookError
from actionbook.letters.mail_setup import MailSetup

__all__ = ["answers", "send"]

_SECONDS = 30
"""How long a server may be silent."""


def send(setup: MailSetup, messages: Sequence[EmailMessage]) -> Iterator[str]:
    """
    Send *messages* one after the other: "" for each as it is taken, else why it was not.

    A message that the server refuses stops no other.

    Raises:
        ActionbookError: the server cannot be reached, or no longer; what was taken is sent.
    """
    with _server(setup) as server:
        for message in messages:
            try:
                server.send_message(message)
            except smtplib.SMTPRecipientsRefused as refused:
                code, said = next(iter(refused.recipients.values()))
                yield f"the server answered {code} {_plain(said)}"
            except (smtplib.SMTPDataError, smtplib.SMTPNotSupportedError) as refused:
                yield f"the server answered {_said(refused)}"
            else:
                yield ""


def answers(setup: MailSetup) -> str:
    """
    That the server is there and takes the user, which sends nothing.

    Raises:
        ActionbookError: it is not, or does not.
    """
    with _server(setup) as server:
        server.noop()
    return f"{setup.server}:{setup.port} answers"


@contextmanager
def _server(setup: MailSetup) -> Iterator[smtplib.SMTP]:
    try:
        with _opened(setup) as server:
            if setup.security == "starttls":
                server.starttls(context=_trust(setup))
            if setup.user:
                server.login(setup.user, setup.password)
            yield server
    except (smtplib.SMTPException, OSError) as fault:
        raise ActionbookError(
            f"the mail server {setup.server}:{setup.port} does not serve us ({_said(fault)}). "
            f"Check [mail] in {setup.told_in}."
        ) from fault


def _opened(setup: MailSetup) -> smtplib.SMTP:
    if setup.security == "tls":
        return smtplib.SMTP_SSL(setup.server, setup.port, timeout=_SECONDS, context=_trust(setup))
    return smtplib.SMTP(setup.server, setup.port, timeout=_SECONDS)


def _trust(setup: MailSetup) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=setup.certificates)


def _said(fault: Exception) -> str:
    """What a server or the machine said, in a line."""
    if isinstance(fault, smtplib.SMTPResponseException):
        return f"{fault.smtp_code} {_plain(fault.smtp_error)}"
    if isinstance(fault, OSError) and fault.strerror:
        return _plain(fault.strerror)
    return _plain(str(fault) or type(fault).__name__)


def _plain(said: bytes | str) -> str:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(words.split()).removesuffix(".")
