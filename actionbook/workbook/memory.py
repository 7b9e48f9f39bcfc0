"""
What the tool remembers beside the plan: the values it wrote last in the starred cells.

It lies in `.actionbook/<plan id>/written.json` beside the workbook, so that a starred cell that
somebody has typed over can be told from one that still holds ours.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from actionbook.errors import ActionbookError

__all__ = ["Memory", "state_folder", "write_file", "written_state"]

Stored = str | float | date | None

_SHORT = 24


def state_folder(path: Path, plan_id: str) -> Path:
    """The folder for the plan's state: `.actionbook/<plan id>` beside the workbook."""
    name = re.sub(r"[^\w.-]+", "-", plan_id or path.stem).strip("-. ") or "plan"
    return path.parent / ".actionbook" / name


@contextmanager
def written_state(path: Path) -> Iterator[None]:
    """
    Make the folder of *path*, a file of the plan's state; what fails in writing it is told.

    Raises:
        ActionbookError: the folder may not be written, or the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as fault:
        raise ActionbookError(
            f"{path} cannot be written ({fault.strerror}), and what the tool remembers of the plan "
            "belongs there. Check the rights on the folder and the room on the disk."
        ) from fault


def write_file(path: Path, text: str) -> None:
    """
    Put *text* in *path* in one step, with its folders; line ends are \\n everywhere.

    Raises:
        ActionbookError: the folder may not be written, or the disk is full.
    """
    aside = path.with_name(path.name + ".tmp")
    with written_state(path):
        with aside.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(path)


class Memory:
    """
    The starred values that the tool wrote last, by ref and field.

    While a write is under way both the value before and the one after count as ours, so that a
    kill in between is no trouble. A memory that is lost or broken is an empty one: then a
    starred cell counts as ours only while it says what the tool would write.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "written.json"

    @cached_property
    def _written(self) -> dict[str, dict[str, list[str]]]:
        """What is remembered, read when it is first asked for."""
        try:
            stored = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(stored, dict) or stored.get("schema") != 1:
            return {}
        written: dict[str, dict[str, list[str]]] = stored.get("written", {})
        return written

    def holds(self, ref: str, name: str, value: Stored) -> bool | None:
        """Whether the tool wrote *value* there last; None when it does not remember."""
        written = self._written.get(ref.casefold(), {}).get(name)
        return None if written is None else _print(value) in written

    def remember(self, cells: Iterable[tuple[str, str, Stored]]) -> None:
        """Add ref, field and value of each cell about to be written to what counts as ours."""
        for ref, name, value in cells:
            known = self._written.setdefault(ref.casefold(), {}).setdefault(name, [])
            if value is not None and _print(value) not in known:
                known.append(_print(value))

    def settle(self, cells: Iterable[tuple[str, str, Stored]]) -> None:
        """Keep, of the cells that have been written, only what was written."""
        for ref, name, value in cells:
            fields = self._written.setdefault(ref.casefold(), {})
            fields[name] = [] if value is None else [_print(value)]

    def save(self) -> None:
        """Write the memory in one step."""
        write_file(self._file, json.dumps({"schema": 1, "written": self._written}, sort_keys=True))


def _print(value: Stored) -> str:
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return text if len(text) <= _SHORT else sha256(text.encode()).hexdigest()[:_SHORT]
