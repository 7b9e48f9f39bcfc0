"""
How mail is sent, which a house settles in its `actionbook.toml`; without it nothing is.

    [mail]
    server = "smtp.saltmere.gov.uk"
    from = "Action plans <plans@saltmere.gov.uk>"
    security = "starttls"        # or "tls", or "none" for a relay inside the house
    port = 587                   # that of the security, unless given
    user = "plans"               # its password is in ACTIONBOOK_MAIL_PASSWORD ...
    password_file = "mail.txt"   # ... or in a file that only the night may read
    certificates = "house.pem"   # for a server whose certificate the house has signed itself
    leads = true                 # a digest to each lead when there is something new for them
    failures_to = ["it.desk@saltmere.gov.uk"]   # besides the owner and the deputy

It holds for the plans beside the file and in the folders below, where none nearer has its own.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.headerregistry import Address
from email.policy import SMTP
from pathlib import Path
from typing import Any

from actionbook.errors import SettingsError
from actionbook.letters.message import address
from actionbook.workbook.house_file import HOUSE_FILE, read_house

__all__ = ["PASSWORD", "MailSetup", "mail_setup"]

PASSWORD = "ACTIONBOOK_MAIL_PASSWORD"
_PORTS: Mapping[str, int] = {"starttls": 587, "tls": 465, "none": 25}
_WORDS = ("server", "from", "security", "user", "password_file", "certificates")
_KEYS = (*_WORDS, "port", "leads", "failures_to")


@dataclass(frozen=True)
class MailSetup:
    """
    How mail is sent.

    `security` is starttls, tls or none; `user` and `password` are "" where the server asks for
    none; `certificates` is the file of the house's own, None for the machine's. `leads` says
    whether leads get digests, `failures_to` who is told of failures besides owner and deputy.
    """

    told_in: Path
    server: str
    port: int
    sender: Address
    security: str = "starttls"
    user: str = ""
    password: str = ""
    certificates: Path | None = None
    leads: bool = True
    failures_to: tuple[str, ...] = ()


def mail_setup(plan: Path) -> MailSetup | None:
    """
    How mail about *plan* is sent, by the nearest actionbook.toml with a [mail]; None for not.

    Raises:
        SettingsError: what is settled lacks something, or does not fit.
    """
    for folder in plan.absolute().parents:
        file = folder / HOUSE_FILE
        if file.exists():
            told = read_house(folder / plan.name).mail
            if told:
                return _Told(file, told).setup()
    return None


class _Told:
    """Reads one [mail]; every fault names its file."""

    def __init__(self, file: Path, told: Mapping[str, Any]) -> None:
        self.file = file
        self.told = told

    def setup(self) -> MailSetup:
        for key in self.told:
            if key not in _KEYS:
                raise self._fault(f"there is no setting '{key}'. There are: {', '.join(_KEYS)}")
        words = {key: self._word(key) for key in _WORDS}
        security = words["security"] or "starttls"
        if security not in _PORTS:
            raise self._fault(f"security is one of {', '.join(_PORTS)}")
        if not words["server"]:
            raise self._fault('server is missing, such as server = "smtp.saltmere.gov.uk"')
        port = self.told.get("port", _PORTS[security])
        if type(port) is not int or not 0 < port < 2**16:
            raise self._fault(f"port needs a number such as {_PORTS[security]}")
        leads = self.told.get("leads", True)
        if type(leads) is not bool:
            raise self._fault("leads is true or false, without quotation marks")
        return MailSetup(
            self.file,
            words["server"],
            port,
            self._sender(words["from"]),
            security,
            words["user"],
            self._password(words["user"], words["password_file"], security),
            self.file.parent / words["certificates"] if words["certificates"] else None,
            leads,
            tuple(self._failures_to()),
        )

    def _word(self, key: str) -> str:
        value = self.told.get(key, "")
        if not isinstance(value, str):
            raise self._fault(f"{key} needs words in quotation marks")
        return value.strip()

    def _sender(self, words: str) -> Address:
        header = SMTP.header_factory("From", words) if words.isprintable() else None
        addresses: tuple[Address, ...] = getattr(header, "addresses", ())
        if len(addresses) != 1 or not addresses[0].domain:
            raise self._fault(
                'from needs one address, such as from = "Action plans <plans@saltmere.gov.uk>"'
            )
        return addresses[0]

    def _password(self, user: str, name: str, security: str) -> str:
        if not user:
            return ""
        if security == "none":
            raise self._fault(
                'a password is not sent over an open line: give security = "starttls" or "tls"'
            )
        if not name:
            password = os.environ.get(PASSWORD, "")
            if not password:
                raise self._fault(
                    f"user needs a password: set {PASSWORD} where the night runs, or name a "
                    "password_file"
                )
            return password
        try:
            password = (self.file.parent / name).read_text(encoding="utf-8-sig").strip()
        except (OSError, UnicodeDecodeError):
            password = ""
        if not password:
            raise self._fault(f"password_file {name} cannot be read or is blank")
        return password

    def _failures_to(self) -> Iterator[str]:
        told = self.told.get("failures_to", [])
        given = told if isinstance(told, list) else [told]
        for each in given:
            if not isinstance(each, str) or address("", each) is None:
                raise self._fault(
                    'failures_to needs a list of addresses, such as ["it.desk@saltmere.gov.uk"]'
                )
            yield each.strip()

    def _fault(self, what: str) -> SettingsError:
        return SettingsError(f"{self.file}: under [mail], {what}.")
