"""
What the tool remembers beside the plan: the values it wrote last in the starred cells.

It lies in `.actionbook/<plan id>/written.jsonl` beside the workbook, so that a starred cell that
somebody has typed over can be told from one that still holds ours.
"""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from hashlib import sha256
from json.encoder import encode_basestring_ascii
from pathlib import Path
from typing import NamedTuple

from actionbook.errors import ActionbookError

__all__ = ["Memory", "Written", "write_file", "written_state"]

Stored = str | float | date | None

_SHORT = 24
_LONG = 64 * 1024
"""Bytes below which a log is not worth shortening."""
_SPACE = 110
"""Bytes a cell may take up in the log: two lines or three."""


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


class Written(NamedTuple):
    """A starred cell that the tool writes: its action's ref, its field, what was and what is."""

    ref: str
    name: str
    was: Stored
    now: Stored


class Memory:
    """
    The starred values that the tool wrote last, by ref and field.

    The file is a log: a line is added before each write, so that a change of one row costs one
    line. Both the value before and the one after count as ours, so that a kill in between is no
    trouble. A memory that is lost or broken is an empty one: then a starred cell counts as ours
    only while it says what the tool would write.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "written.jsonl"

    @cached_property
    def _known(self) -> dict[tuple[str, str], tuple[str, str]]:
        """What is remembered, read when it is first asked for."""
        try:
            lines = self._file.read_text(encoding="utf-8").split("\n")
        except (OSError, ValueError):
            return {}
        # What follows the last line end was cut short by a kill.
        try:
            rows = json.loads(f"[{','.join(filter(None, lines[:-1]))}]")
        except ValueError:
            rows = list(_whole(lines))
        return {(ref, name): (was, now) for ref, name, was, now in rows}

    def holds(self, ref: str, name: str, value: Stored) -> bool | None:
        """Whether the tool wrote *value* there last; None when it does not remember."""
        known = self._known.get((ref.casefold(), name))
        return None if known is None else _print(value) in known

    def remember(self, cells: Iterable[Written]) -> None:
        """
        Add what is about to be written to what counts as ours.

        Raises:
            ActionbookError: the file cannot be written.
        """
        written = {
            (cell.ref.casefold(), cell.name): (_print(cell.was), _print(cell.now)) for cell in cells
        }
        lines = [_line((*key, *values)) for key, values in written.items()]
        if not lines:
            return
        with written_state(self._file), self._file.open("a", encoding="utf-8", newline="\n") as log:
            # A line end first: a line that a kill cut short must not swallow this one.
            log.write("\n" + "".join(lines))
            log.flush()
            os.fsync(log.fileno())
            size = log.tell()
        self.__dict__.pop("_known", None)
        # Looked at only now and then: to count what is known, the whole file has to be read.
        is_time = size // _LONG != (size - sum(map(len, lines))) // _LONG
        if is_time and size >= len(lines) * _SPACE:
            self._shorten(size)

    def _shorten(self, size: int) -> None:
        """Leave out lines that later ones have made void, once they are most of the file."""
        if size < len(self._known) * _SPACE:
            return
        write_file(
            self._file, "".join(_line((*key, *values)) for key, values in self._known.items())
        )


def _line(row: tuple[str, str, str, str]) -> str:
    """*row* as a line of JSON: `json.dumps` says the same, in six times the time."""
    ref, name, was, now = map(encode_basestring_ascii, row)
    return f"[{ref}, {name}, {was}, {now}]\n"


def _whole(lines: Iterable[str]) -> Iterator[list[str]]:
    for line in lines:
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, list) and len(row) == len(Written._fields):
            yield row


def _print(value: Stored) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return text if len(text) <= _SHORT else sha256(text.encode()).hexdigest()[:_SHORT]
