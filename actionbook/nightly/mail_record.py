"""
What has gone out by mail about a plan: `<plan>.mail.json` beside its heartbeat.

It stands beside the plan's state and not in it, since who is to be told that a plan cannot be
read must be known when it cannot.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from actionbook.workbook.memory import write_file
from actionbook.workbook.state import states_folder

__all__ = ["Mailed", "last_mailed", "record_mailed"]


@dataclass
class Mailed:
    """
    What has gone out, and what is still to go.

    `keepers` are the addresses of the owner and the deputy at the last reading, as they stand in
    a message; `known` is what each lead has been told, by who they are; `alarmed_on` is the day
    on which the keepers were last told that nights fail, "" while none does; `waits` says why
    something could not be sent, "" for nothing; it is tried again.
    """

    keepers: list[str] = field(default_factory=list)
    known: dict[str, Sequence[str]] = field(default_factory=dict)
    alarmed_on: str = ""
    waits: str = ""


def last_mailed(path: Path) -> Mailed:
    """What has gone out about the plan *path*; nothing where that is not known."""
    try:
        data: Any = json.loads(_file(path).read_text(encoding="utf-8"))
        found = Mailed(
            [str(each) for each in data["keepers"]],
            {str(key): [str(item) for item in items] for key, items in data["known"].items()},
            str(data["alarmed_on"]),
            str(data["waits"]),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Mailed()
    return found


def record_mailed(path: Path, mailed: Mailed) -> None:
    """
    Write down what has gone out about the plan *path*.

    Raises:
        ActionbookError: the folder cannot be written.
    """
    data: Mapping[str, Any] = {"schema": 1, **asdict(mailed)}
    write_file(_file(path), json.dumps(data, indent=1) + "\n")


def _file(path: Path) -> Path:
    return states_folder(path) / f"{path.name}.mail.json"
