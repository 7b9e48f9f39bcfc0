"""Mail of the nights: what goes out, to whom, when, over a real server on this machine."""

import json
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from builders import SETTINGS
from click.testing import CliRunner
from planbooks import JO, planbook, replay

from actionbook.cli import main
from actionbook.errors import ActionbookError, SettingsError
from actionbook.letters.mail_setup import mail_setup
from actionbook.nightly import job
from actionbook.nightly.doctor import doctor
from actionbook.nightly.due import Rota
from actionbook.nightly.mail import mail_now, mail_ready
from actionbook.nightly.mail_record import last_mailed
from actionbook.nightly.status import nightly_status, status_text

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
ring = partial(job.ring, pause=lambda _: None)
"""A plan that cannot be read is not waited for."""
DAY = timedelta(days=1)
KEPT = replace(SETTINGS, owner="Kim Roe", deputy="Sam Lund")
LATE = {"timescale_text": "June 2026"}
PEOPLE = (
    {**JO, "email": "jo@saltmere.gov.uk"},
    {"initials": "MG", "name": "Mo Grange", "email": "mo@saltmere.gov.uk"},
    {"initials": "KR", "name": "Kim Roe", "email": "kim@saltmere.gov.uk"},
    {"initials": "SL", "name": "Sam Lund", "email": "sam@saltmere.gov.uk"},
)


class Box:
    """A mail server's end: it keeps what it takes, and refuses whom it is told to."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.refused: dict[str, str] = {}

    async def handle_RCPT(  # noqa: N802 - the server's own name for it
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.taken.append(message)
        return "250 taken"

    def told(self) -> list[tuple[str, str]]:
        """Who was told what since the last look."""
        taken, self.taken = self.taken, []
        return [(each["To"].split("<")[-1].strip(">"), each["Subject"]) for each in taken]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def box() -> Iterator[tuple[Box, int]]:
    box = Box()
    served = Controller(box, hostname="127.0.0.1", port=free_port())
    served.start()
    yield box, served.port
    served.stop()


def house(folder: Path, port: int, *lines: str) -> None:
    (folder / "actionbook.toml").write_text(
        "\n".join(
            (
                "[mail]",
                'server = "127.0.0.1"',
                f"port = {port}",
                'from = "Action plans <plans@saltmere.gov.uk>"',
                *(lines or ('security = "none"',)),
                "",
            )
        ),
        encoding="utf-8",
    )


def late_plan(folder: Path, *rows: Mapping[str, object]) -> Path:
    return planbook(folder, *(rows or (LATE, {"lead": "MG", **LATE})), settings=KEPT, People=PEOPLE)


def body(message: EmailMessage, kind: str = "plain") -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_nothing_is_sent_where_no_house_says_how(tmp_path: Path) -> None:
    path = late_plan(tmp_path)

    assert ring(path, NOW).mail == ""
    assert not (tmp_path / ".actionbook" / "plan.xlsx.mail.json").exists()
    with pytest.raises(SettingsError, match="Put a \\[mail\\] with server and from"):
        mail_now(path, now=NOW)


def test_each_lead_has_one_message_with_what_is_theirs(
    tmp_path: Path, box: tuple[Box, int]
) -> None:
    taken, port = box
    house(tmp_path, port)
    path = late_plan(tmp_path, LATE, LATE, {"lead": "MG", **LATE}, {})

    rung = ring(path, NOW)

    assert rung.mail == "2 messages sent."
    assert rung.line().endswith(". 2 messages sent")
    jo, mo = taken.taken
    assert (jo["To"], jo["Subject"]) == (
        "Jo Tarrant <jo@saltmere.gov.uk>",
        f"{KEPT.title}: 2 overdue",
    )
    assert jo["From"] == "Action plans <plans@saltmere.gov.uk>"
    assert jo["Reply-To"] == "Kim Roe <kim@saltmere.gov.uk>"
    assert (jo["Auto-Submitted"], jo["X-Unsent"]) == ("auto-generated", None)
    assert jo["Message-ID"].endswith("@saltmere.gov.uk>")
    assert "* 2  Publish the harbour dredging programme" in body(jo)
    assert '<th scope="row" align="left">2</th>' in body(jo, "html")
    (calendar,) = jo.iter_attachments()
    assert "DTSTART;VALUE=DATE:20270331" in calendar.get_content()
    assert mo["To"] == "Mo Grange <mo@saltmere.gov.uk>"


def test_a_lead_hears_again_only_of_what_is_new(tmp_path: Path, box: tuple[Box, int]) -> None:
    taken, port = box
    house(tmp_path, port)
    path = late_plan(tmp_path, LATE, {"lead": "MG", **LATE}, {"lead": "MG", **LATE})
    ring(path, NOW)
    taken.told()
    replay(path, {"Actions!J5": "We have begun."})
    assert ring(path, NOW + DAY).mail == ""
    replay(path, {"Actions!C6": "JT"})

    ring(path, NOW + 2 * DAY)

    (jo,) = taken.taken
    assert jo["To"] == "Jo Tarrant <jo@saltmere.gov.uk>"
    assert "New since the last message: 2." in body(jo)


def test_what_was_done_and_is_late_again_is_new_again(tmp_path: Path, box: tuple[Box, int]) -> None:
    taken, port = box
    house(tmp_path, port)
    path = late_plan(tmp_path, LATE)
    late = path.read_bytes()
    ring(path, NOW)
    replay(path, {"Actions!I5": "Complete", "Actions!K5": "20 November 2026"})
    ring(path, NOW + DAY)
    taken.told()
    path.write_bytes(late)

    ring(path, NOW + 2 * DAY)

    assert taken.told() == [("jo@saltmere.gov.uk", f"{KEPT.title}: 1 overdue")]


def test_who_cannot_be_reached_is_named_and_stops_nobody(
    tmp_path: Path, box: tuple[Box, int]
) -> None:
    taken, port = box
    taken.refused = {"jo@saltmere.gov.uk": "550 no such box"}
    house(tmp_path, port)
    path = late_plan(tmp_path, LATE, {"lead": "MG", **LATE}, {"lead": "Ann Hythe", **LATE})

    rung = ring(path, NOW)

    assert rung.run.outcome == "refreshed"
    assert rung.mail == (
        "1 message sent. NOT sent: Jo Tarrant <jo@saltmere.gov.uk>: the server answered 550 no "
        "such box. No digest for Ann Hythe: People has no e-mail address for them."
    )
    said = status_text(nightly_status([path], now=NOW, rota=Rota()))
    assert "Mail waits: Jo Tarrant <jo@saltmere.gov.uk>: the server answered 550" in said
    taken.told()
    taken.refused = {}

    # Nothing has changed, but what could not be sent goes now.
    again = ring(path, NOW + timedelta(hours=1))

    assert again.run.outcome == "unchanged", again
    assert taken.told() == [("jo@saltmere.gov.uk", f"{KEPT.title}: 1 overdue")]
    assert last_mailed(path).waits == ""


def test_a_server_that_is_away_is_told_and_all_goes_the_next_night(
    tmp_path: Path, box: tuple[Box, int]
) -> None:
    taken, port = box
    house(tmp_path, free_port())
    path = late_plan(tmp_path)

    rung = ring(path, NOW)

    assert rung.status == 0
    assert "NOT sent: the mail server 127.0.0.1:" in rung.mail
    assert "does not serve us (Connection refused). Check [mail] in" in rung.mail
    house(tmp_path, port)
    ring(path, NOW + DAY)
    assert [to for to, _ in taken.told()] == ["jo@saltmere.gov.uk", "mo@saltmere.gov.uk"]


def test_keepers_hear_when_nights_begin_to_fail_weekly_and_when_it_is_over(
    tmp_path: Path, box: tuple[Box, int]
) -> None:
    taken, port = box
    house(tmp_path, port, 'security = "none"', 'failures_to = ["desk@saltmere.gov.uk"]')
    path = late_plan(tmp_path)
    good = path.read_bytes()
    ring(path, NOW)
    good = path.read_bytes()
    taken.told()
    path.write_bytes(b"nonsense")
    heard = []
    for night in range(1, 10):
        rung = ring(path, NOW + night * DAY)
        assert rung.status == 4
        heard.append(len(taken.taken))
    failed = taken.taken[0]
    taken.told()

    path.write_bytes(good)
    ring(path, NOW + 10 * DAY)
    ring(path, NOW + 11 * DAY)

    assert heard == [1] * 7 + [2] * 2
    assert failed["To"] == (
        "Kim Roe <kim@saltmere.gov.uk>, Sam Lund <sam@saltmere.gov.uk>, desk@saltmere.gov.uk"
    )
    assert failed["Subject"] == "NOT refreshed: plan.xlsx"
    assert "was not refreshed for 24 November 2026." in body(failed)
    assert "It was last refreshed for 23 November 2026:" in body(failed)
    assert f"plan.xlsx in {tmp_path} was not" in body(failed)
    (again,) = taken.taken
    assert (again["To"], again["Subject"]) == (failed["To"], "Refreshed again: plan.xlsx")


def test_a_plan_that_could_never_be_read_is_told_to_the_houses_own_address(
    tmp_path: Path, box: tuple[Box, int]
) -> None:
    taken, port = box
    house(tmp_path, port, 'security = "none"', 'failures_to = ["desk@saltmere.gov.uk"]')
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"nonsense")

    ring(path, NOW)

    (message,) = taken.taken
    assert message["To"] == "desk@saltmere.gov.uk"
    assert "It has not been refreshed yet." in body(message)


def test_a_dry_run_writes_the_messages_and_sends_and_records_nothing(
    tmp_path: Path, box: tuple[Box, int]
) -> None:
    taken, port = box
    house(tmp_path, port)
    path = late_plan(tmp_path)
    words = ["nightly", "mail", str(path)]

    rehearsed = CliRunner().invoke(main, [*words, "--dry-run", "-o", str(tmp_path / "out")])

    assert rehearsed.exit_code == 0, rehearsed.output
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [
        "plan-01.eml",
        "plan-02.eml",
    ]
    assert "to Jo Tarrant <jo@saltmere.gov.uk>: " in rehearsed.output
    assert (taken.taken, last_mailed(path).known) == ([], {})

    sent = CliRunner().invoke(main, words)
    again = CliRunner().invoke(main, words)

    assert sent.output == "plan.xlsx: 2 messages sent.\n"
    assert again.output == "plan.xlsx: Nobody is to be told anything new about plan.xlsx.\n"


def test_the_command_fails_where_something_could_not_be_sent(tmp_path: Path) -> None:
    house(tmp_path, free_port())
    path = late_plan(tmp_path)

    sent = CliRunner().invoke(main, ["nightly", "mail", str(path)])

    assert sent.exit_code == 2
    assert "does not serve us" in sent.output


def test_leads_are_left_alone_where_the_house_says_so(tmp_path: Path, box: tuple[Box, int]) -> None:
    taken, port = box
    house(tmp_path, port, 'security = "none"', "leads = false")
    path = late_plan(tmp_path)

    ring(path, NOW)

    assert taken.taken == []
    assert last_mailed(path).keepers == [
        "Kim Roe <kim@saltmere.gov.uk>",
        "Sam Lund <sam@saltmere.gov.uk>",
    ]


def test_the_nearest_house_decides(tmp_path: Path) -> None:
    below = tmp_path / "plans"
    below.mkdir()
    house(tmp_path, 2525)
    path = late_plan(below)
    above = mail_setup(path)
    house(below, 2526)
    own = mail_setup(path)

    assert above is not None
    assert own is not None
    assert (above.port, own.port) == (2525, 2526)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (['sevrer = "x"'], "there is no setting 'sevrer'. There are: server, from"),
        (['from = "plans@saltmere.gov.uk"'], "server is missing"),
        (['server = "x"'], "from needs one address"),
        (['server = "x"', 'from = "a@b.uk, c@d.uk"'], "from needs one address"),
        (['server = "x"', 'from = "no address"'], "from needs one address"),
        (['server = "x"', 'from = "a@b.uk"', 'security = "ssl"'], "security is one of starttls"),
        (['server = "x"', 'from = "a@b.uk"', "port = 0"], "port needs a number such as 587"),
        (['server = "x"', 'from = "a@b.uk"', 'leads = "no"'], "leads is true or false"),
        (['server = "x"', 'from = "a@b.uk"', 'user = "me"'], "set ACTIONBOOK_MAIL_PASSWORD"),
        (
            ['server = "x"', 'from = "a@b.uk"', 'user = "me"', 'security = "none"'],
            "a password is not sent over an open line",
        ),
        (
            ['server = "x"', 'from = "a@b.uk"', 'user = "me"', 'password_file = "gone.txt"'],
            "password_file gone.txt cannot be read or is blank",
        ),
        (['server = "x"', 'from = "a@b.uk"', 'failures_to = ["desk"]'], "failures_to needs a list"),
        (["server = 3"], "server needs words in quotation marks"),
    ],
)
def test_what_does_not_fit_is_told_with_its_file(
    tmp_path: Path, lines: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ACTIONBOOK_MAIL_PASSWORD", raising=False)
    file = tmp_path / "actionbook.toml"
    file.write_text("\n".join(("[mail]", *lines, "")), encoding="utf-8")
    path = late_plan(tmp_path)

    with pytest.raises(SettingsError) as told:
        mail_setup(path)
    assert str(told.value).startswith(f"{file}: under [mail], ")
    assert said in str(told.value)
    # A night goes on without it, and says so.
    rung = ring(path, NOW)
    assert (rung.status, rung.mail) == (0, f"No mail was sent: {told.value}")


def certificate(folder: Path) -> Path:
    """A certificate and its key for 127.0.0.1, which nobody but its own file vouches for."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not there to make a certificate")
    words = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=saltmere -keyout key.pem"
    alternative = ["-out", "house.pem", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(
        ["openssl", *words.split(), *alternative], cwd=folder, check=True, capture_output=True
    )
    return folder / "house.pem"


@pytest.fixture
def closed_box(tmp_path: Path) -> Iterator[tuple[Box, int]]:
    """A server that takes mail only over a closed line, from a user whom it knows."""

    def knows(_server: Any, _session: Any, _envelope: Any, _mechanism: str, told: Any) -> Any:
        assert isinstance(told, LoginPassword)
        return AuthResult(
            success=(told.login, told.password) == (b"plans", b"tide-table"), handled=False
        )

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path), tmp_path / "key.pem")
    box = Box()
    served = Controller(
        box,
        hostname="127.0.0.1",
        port=free_port(),
        tls_context=context,
        require_starttls=True,
        auth_required=True,
        authenticator=knows,
    )
    served.start()
    yield box, served.port
    served.stop()


def test_a_closed_line_and_a_password(
    tmp_path: Path, closed_box: tuple[Box, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    taken, port = closed_box
    monkeypatch.setenv("ACTIONBOOK_MAIL_PASSWORD", "tide-table")
    path = late_plan(tmp_path)

    house(tmp_path, port, 'user = "plans"')
    assert "CERTIFICATE_VERIFY_FAILED" in ring(path, NOW).mail
    house(tmp_path, port, 'user = "plans"', 'certificates = "house.pem"')
    looked = {look.subject: look for look in doctor([path], now=NOW)}["plan.xlsx: mail"]
    assert (looked.is_well, looked.found) == (True, f"127.0.0.1:{port} answers")
    assert ring(path, NOW + DAY).mail == "2 messages sent."

    (tmp_path / "word.txt").write_text("wrong\n", encoding="utf-8")
    house(
        tmp_path, port, 'user = "plans"', 'certificates = "house.pem"', 'password_file = "word.txt"'
    )
    looked = {look.subject: look for look in doctor([path], now=NOW)}["plan.xlsx: mail"]
    assert not looked.is_well
    assert "535" in looked.found
    assert len(taken.taken) == 2


def test_a_server_that_offers_no_closed_line_is_not_given_a_password(
    tmp_path: Path, box: tuple[Box, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    taken, port = box
    monkeypatch.setenv("ACTIONBOOK_MAIL_PASSWORD", "tide-table")
    house(tmp_path, port, 'user = "plans"')
    path = late_plan(tmp_path)

    with pytest.raises(ActionbookError, match="STARTTLS extension not supported"):
        mail_now(path, now=NOW)
    assert taken.taken == []


def test_a_record_that_is_nonsense_is_begun_anew(tmp_path: Path, box: tuple[Box, int]) -> None:
    house(tmp_path, box[1])
    path = late_plan(tmp_path)
    ring(path, NOW)
    (tmp_path / ".actionbook" / "plan.xlsx.mail.json").write_text(json.dumps([1]), encoding="utf-8")

    assert last_mailed(path).known == {}
    assert len(mail_ready(path, now=NOW)) == 2
