"""
What the tool remembers beside the plan: the values it wrote last in the starred cells.

It lies in `.actionbook/<plan id>/written.json` beside the workbook, so that a starred cell that
somebody has typed over can be told from one that still holds ours.
"""

import json
import os
import re
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path

__all__ = ["Memory", "state_folder", "write_file"]

Stored = str | float | date | None


def state_folder(path: Path, plan_id: str) -> Path:
    """The folder for the plan's state: `.actionbook/<plan id>` beside the workbook."""
    name = re.sub(r"[^\w.-]+", "-", plan_id or path.stem).strip("-. ") or "plan"
    return path.parent / ".actionbook" / name


def write_file(path: Path, text: str) -> None:
    """Put *text* in *path* in one step, with its folders; line ends are \\n everywhere."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(path.name + ".tmp")
    with aside.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    aside.replace(path)


class Memory:
    """
    The starred values that the tool wrote last, by ref and field.

    A memory that is lost or broken is an empty one: then a starred cell counts as ours only
    while it says what the tool would write.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "written.json"
        self._written: dict[str, dict[str, str]] = {}
        try:
            stored = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            stored = {}
        if isinstance(stored, dict) and stored.get("schema") == 1:
            self._written = stored.get("written", {})

    def holds(self, ref: str, name: str, value: Stored) -> bool | None:
        """Whether the tool wrote *value* there last; None when it does not remember."""
        written = self._written.get(ref.casefold(), {}).get(name)
        return None if written is None else written == _print(value)

    def remember(self, cells: Iterable[tuple[str, str, Stored]]) -> None:
        """Keep ref, field and value of each cell just written; a None value is forgotten."""
        for ref, name, value in cells:
            fields = self._written.setdefault(ref.casefold(), {})
            if value is None:
                fields.pop(name, None)
            else:
                fields[name] = _print(value)

    def save(self) -> None:
        """Write the memory in one step; nothing is written where nothing is known."""
        kept: Mapping[str, Mapping[str, str]] = {
            ref: fields for ref, fields in self._written.items() if fields
        }
        if kept or self._file.exists():
            write_file(self._file, json.dumps({"schema": 1, "written": kept}, sort_keys=True))


def _print(value: Stored) -> str:
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return text if len(text) <= 24 else sha256(text.encode()).hexdigest()[:24]  # noqa: PLR2004 - a short print of long words
