"""What could keep the nights of a plan from succeeding on this machine, looked at one by one."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from actionbook.appendices.pdf import office
from actionbook.errors import ActionbookError
from actionbook.nightly.alone import found_dead
from actionbook.nightly.install import TIMER, UNITS
from actionbook.workbook.read import read_plan

__all__ = ["Look", "doctor"]

_ROOM = 200 * 1024 * 1024
_TIMES = 20
"""The room on a disk that a plan of a size asks for: ten backups, and as much again."""


class Look(NamedTuple):
    """One thing looked at: whether it is as it should be, and what was found or is to be done."""

    subject: str
    is_well: bool
    found: str


def doctor(plans: Sequence[Path], *, now: datetime) -> tuple[Look, ...]:
    """Look at each plan, its folder, its lock and disk, and at the machine; nothing is changed."""
    looks = [look for path in plans for look in _of_plan(path.absolute(), now)]
    return (*looks, _time_zone(), _libreoffice(), _timer())


def _of_plan(path: Path, now: datetime) -> Iterator[Look]:
    if not path.parent.is_dir():
        yield Look(f"{path.name}: path", False, f"the folder {path.parent} is not there")  # noqa: FBT003 - a column of a table
        return
    yield _tried(f"{path.name}: plan", lambda: _reads(path))
    yield _tried(f"{path.name}: rights", lambda: _writes(path.parent))
    yield _tried(f"{path.name}: lock", lambda: _locks(path, now))
    free = shutil.disk_usage(path.parent).free
    wanted = _ROOM + _TIMES * (path.stat().st_size if path.exists() else 0)
    room = f"{free // 2**20} MB are free, {wanted // 2**20} MB are wanted"
    yield Look(f"{path.name}: disk", free >= wanted, room)
    yield _tried(f"{path.name}: mail", lambda: _mails(path))


def _tried(subject: str, look: Callable[[], object]) -> Look:
    try:
        return Look(subject, True, str(look()))  # noqa: FBT003 - a column of a table
    except ActionbookError as fault:
        return Look(subject, False, str(fault))  # noqa: FBT003 - a column of a table
    except OSError as fault:
        return Look(subject, False, f"{fault.strerror or fault}")  # noqa: FBT003 - a column of a table


def _reads(path: Path) -> str:
    return f"it can be read: {len(read_plan(path).actions)} actions"


def _writes(folder: Path) -> str:
    import tempfile

    with tempfile.TemporaryFile(dir=folder):
        return f"{folder} can be written"


def _locks(path: Path, now: datetime) -> str:
    dead = found_dead(path, now=now)
    return dead or "no other run is at work"


def _mails(path: Path) -> str:
    from actionbook.letters.mail_setup import mail_setup
    from actionbook.letters.post import answers

    setup = mail_setup(path)
    return answers(setup) if setup else "none is sent: no actionbook.toml has a [mail] for it"


def _time_zone() -> Look:
    try:
        ZoneInfo("Europe/London")
    except ZoneInfoNotFoundError:
        return Look("time zone", False, "Europe/London is not known: pip install tzdata")  # noqa: FBT003 - a column of a table
    return Look("time zone", True, "Europe/London is known")  # noqa: FBT003 - a column of a table


def _libreoffice() -> Look:
    found = office()
    # An appendix is whole without its PDF, so this is worth saying and no fault.
    return Look("LibreOffice", True, str(found) if found else "not there: no PDFs are made")  # noqa: FBT003 - a column of a table


def _timer() -> Look:
    if sys.platform == "win32":
        found = _answers("schtasks", "/Query", "/TN", TIMER)
    else:
        found = any((folder / f"{TIMER}.timer").exists() for folder in UNITS) or (
            "actionbook" in _answers("crontab", "-l")
        )
    if found:
        return Look("schedule", True, "installed")  # noqa: FBT003 - a column of a table
    return Look(
        "schedule",
        False,  # noqa: FBT003 - a column of a table
        "not installed: actionbook nightly install PLAN, or keep actionbook nightly run going",
    )


def _answers(*command: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout if done.returncode == 0 else ""
