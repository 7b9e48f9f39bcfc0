"""
Whether the nights of a plan succeed: a small file for machines, and one that staff cannot miss.

Beside the outputs stands `NOT REFRESHED since 12 Nov.txt` while the nights of a plan of that
folder fail, and it is gone when they succeed again.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from actionbook.nightly.record import Run
from actionbook.workbook.memory import write_file
from actionbook.workbook.state import states_folder

__all__ = ["Beat", "beat", "last_beat", "tell_folder"]

NOTE = "NOT REFRESHED since "
_ENDING = ".heartbeat.json"
_OURS = "This note goes by itself"


@dataclass(frozen=True)
class Beat:
    """
    How the last night of a plan went: for which day, at what moment, refreshed or not.

    `good_on` and `good_at` are of the last success, `failing_since` the day of the first night
    that has failed since. Days and moments in ISO form; "" where there is none.
    """

    plan: str
    on: str = ""
    at: str = ""
    outcome: str = ""
    good_on: str = ""
    good_at: str = ""
    failing_since: str = ""
    message: str = ""


def beat(path: Path, run: Run) -> Beat:
    """
    Write down how a night of the plan *path* went.

    Raises:
        ActionbookError: the folder cannot be written.
    """
    was = last_beat(path)
    on, at = run.on.isoformat(), run.started.isoformat()
    is_good = run.outcome in ("refreshed", "unchanged")
    now = Beat(
        path.name,
        on,
        at,
        run.outcome,
        on if is_good else was.good_on,
        at if is_good else was.good_at,
        "" if run.outcome != "failed" else was.failing_since or on,
        run.message,
    )
    write_file(_file(path), json.dumps({"schema": 1, **asdict(now)}, indent=1) + "\n")
    return now


def last_beat(path: Path) -> Beat:
    """How the last night of the plan *path* went; an empty one where that is not known."""
    return _beat_in(_file(path)) or Beat(path.name)


def tell_folder(folder: Path) -> None:
    """Put the note for staff in *folder*, or take it away, by how its plans' last nights went."""
    failing = sorted(
        (each for each in _beats(folder) if each.failing_since),
        key=lambda each: each.good_on or each.failing_since,
    )
    wanted = ""
    if failing:
        since = date.fromisoformat(failing[0].good_on or failing[0].failing_since)
        wanted = f"{NOTE}{since.day} {since:%b}.txt"
        lines = [f"{each.plan}: {_since(each)}. {each.message}" for each in failing]
        text = "\n".join((*lines, "", f"{_OURS} when a night succeeds again.", ""))
        aside = states_folder(folder / "plan") / "note.tmp"
        # With a mark of its encoding, for Notepad; a folder that cannot be written has no note.
        with suppress(OSError):
            aside.write_text(text, encoding="utf-8-sig", newline="\r\n")
            aside.replace(folder / wanted)
    for note in folder.glob(f"{NOTE}*.txt"):
        if note.name != wanted:
            with suppress(OSError, ValueError):
                if _OURS in note.read_text(encoding="utf-8-sig"):
                    note.unlink()


def _since(failing: Beat) -> str:
    if failing.good_on:
        return f"last refreshed for {date.fromisoformat(failing.good_on):%d/%m/%Y}"
    return "never refreshed yet"


def _file(path: Path) -> Path:
    return states_folder(path) / f"{path.name}{_ENDING}"


def _beats(folder: Path) -> Iterator[Beat]:
    for file in sorted(states_folder(folder / "plan").glob(f"*{_ENDING}")):
        found = _beat_in(file)
        if found is not None:
            yield found


def _beat_in(file: Path) -> Beat | None:
    try:
        data: Any = json.loads(file.read_text(encoding="utf-8"))
        data.pop("schema")
        found = Beat(**data)
        if found.at:
            datetime.fromisoformat(found.at)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return found
