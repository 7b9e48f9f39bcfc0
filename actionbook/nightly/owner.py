"""The note beside a plan that says who is at work on it: made by one, and never over another's."""

import json
import os
import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from actionbook.nightly.due import COUNCIL_TIME
from actionbook.nightly.process import born

__all__ = ["Owner", "OwnerLivesError", "claim", "give_back", "has_died", "is_alive", "owner_in"]

_OLD = timedelta(hours=6)
"""No run takes so long: where nothing but its note tells of an owner elsewhere, it has died."""
_WRITING = 60.0
"""Seconds in which a note without words is one that is being written."""
_TRIES = 5


@dataclass(frozen=True)
class Owner:
    """Who is at work: which process of which machine, started when, at work since (ISO form)."""

    host: str = ""
    pid: int = 0
    born: str = ""
    since: str = ""

    def __str__(self) -> str:
        return f"process {self.pid or '?'} on {self.host or '?'}, since {_local(self.since) or '?'}"


class OwnerLivesError(Exception):
    """Whose note it is may still be at work."""

    def __init__(self, owner: Owner) -> None:
        super().__init__(str(owner))
        self.owner = owner


def claim(note: Path, *, started: datetime, is_locked: bool) -> tuple[Owner, Owner | None]:
    """
    Make *note* ours; what it says now, and whose it was that died, None for nobody's.

    *is_locked* says that this machine has given us its lock, so that no other process of the
    machine is at work; of other machines nothing but their notes tells. *started* is aware.

    Raises:
        OwnerLivesError: somebody else is at work.
        OSError: the note cannot be written.
    """
    mine = Owner(socket.gethostname(), os.getpid(), born(os.getpid()) or "", started.isoformat())
    dead: Owner | None = None
    for _ in range(_TRIES):
        try:
            with note.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(json.dumps(asdict(mine)))
        except FileExistsError:
            text = _text(note)
            if text is None:
                continue
            found = _owner(text)
            if _lives(found, note, started, is_locked=is_locked):
                raise OwnerLivesError(found) from None
            if _taken_away(note, text):
                dead = found
        else:
            return mine, dead
    raise OwnerLivesError(owner_in(note))


def give_back(note: Path, mine: Owner) -> None:
    """Take our note away; another's, who took us for dead, stays."""
    if owner_in(note) == mine:
        with suppress(OSError):
            note.unlink()


def is_alive(note: Path, *, now: datetime, is_locked: bool) -> bool:
    """Whether somebody else is at work by what *note* says; *now* and *is_locked* as in `claim`."""
    text = _text(note)
    return text is not None and _lives(_owner(text), note, now, is_locked=is_locked)


def has_died(note: Path) -> bool:
    """Whether *note* is that of a process of this machine that is at work no more."""
    owner = owner_in(note)
    return owner.host == socket.gethostname() and not _is_at_work(owner)


def owner_in(note: Path) -> Owner:
    """Whose *note* it is; nobody's where it says nothing."""
    return _owner(_text(note) or "")


def _local(since: str) -> str:
    """A moment by the clock on the wall: 22/11/2026 02:00; as it is where it is none."""
    try:
        return f"{datetime.fromisoformat(since).astimezone(COUNCIL_TIME):%d/%m/%Y %H:%M}"
    except ValueError:
        return since


def _text(note: Path) -> str | None:
    """What the note says; None where there is none."""
    try:
        return note.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return ""


def _owner(text: str) -> Owner:
    try:
        data: Mapping[str, object] = json.loads(text)
        host, started, since = (str(data.get(name, "")) for name in ("host", "born", "since"))
        return Owner(host, int(str(data.get("pid", 0))), started, since)
    except (ValueError, AttributeError):
        return Owner()


def _lives(owner: Owner, note: Path, now: datetime, *, is_locked: bool) -> bool:
    if owner == Owner():
        return not is_locked and _is_being_written(note)
    if owner.host == socket.gethostname():
        return not is_locked and _is_at_work(owner)
    try:
        return now - datetime.fromisoformat(owner.since) < _OLD
    except (TypeError, ValueError):
        return False


def _is_at_work(owner: Owner) -> bool:
    found = born(owner.pid)
    if found is None:
        return False
    return not (found and owner.born) or found == owner.born


def _is_being_written(note: Path) -> bool:
    with suppress(OSError):
        return time.time() - note.stat().st_mtime < _WRITING
    return False


def _taken_away(note: Path, text: str) -> bool:
    """Whether the very note that says *text* is gone by our hand; one that is newer is put back."""
    aside = note.with_name(f"{note.name}-{os.getpid()}.tmp")
    try:
        note.replace(aside)
    except OSError:
        return False
    if _text(aside) == text:
        aside.unlink(missing_ok=True)
        return True
    with suppress(OSError):
        # Never over the note of a third.
        if note.exists():
            aside.unlink()
        else:
            aside.rename(note)
    return False
