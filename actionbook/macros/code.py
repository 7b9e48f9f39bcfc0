"""
VBA as text: lines joined, comments away, procedures told apart.

Source: MS-VBAL 3.2 (lines and comments), 5.3.1 (procedures).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from actionbook.macros.project import ModuleText, Procedure

__all__ = ["procedures_in", "shown_text", "spoken", "strings_in"]

_ATTRIBUTE = re.compile(r"^Attribute ([^\s=]+)\s*=\s*(.*)$", re.IGNORECASE)
_CONTINUED = re.compile(r"[ \t]_[ \t]*$")
_START = re.compile(
    r"^\s*((?:(?:Public|Private|Friend|Static|Global)\s+)*)"
    r"(Sub|Function|Property\s+(?:Get|Let|Set))\s+([^\W\d]\w*)",
    re.IGNORECASE,
)
_END = re.compile(r"^\s*End\s+(Sub|Function|Property)\b", re.IGNORECASE)
_STRING = re.compile(r'"((?:[^"]|"")*)"')
_SHORTCUT = re.compile(r'^"(.)\\n\d+"$')


class _Line(NamedTuple):
    """A line as the language means it; *number* is where it starts, as the editor counts."""

    number: int
    text: str


def _lines(text: str) -> Iterator[_Line]:
    """Lines with those that go on joined; what the editor hides has number 0."""
    number, held, began = 0, "", 0
    for raw in text.split("\n"):
        if not held and _ATTRIBUTE.match(raw):
            yield _Line(0, raw)
            continue
        number += 1
        began = began or number
        held += raw
        if _CONTINUED.search(held):
            held = _CONTINUED.sub(" ", held)
            continue
        yield _Line(began, held)
        held, began = "", 0
    if held:
        yield _Line(began, held)


def shown_text(text: str) -> str:
    """*text* without the lines that the editor hides."""
    return "\n".join(line for line in text.split("\n") if not _ATTRIBUTE.match(line))


def spoken(line: str) -> str:
    """A line without its comment; an apostrophe within a text is none."""
    is_text = False
    for at, letter in enumerate(line):
        if letter == '"':
            is_text = not is_text
        elif letter == "'" and not is_text:
            return line[:at]
    return "" if re.match(r"^\s*Rem\b", line, re.IGNORECASE) else line


def strings_in(line: str) -> tuple[str, ...]:
    """The texts that stand in a line."""
    return tuple(found.replace('""', '"') for found in _STRING.findall(line))


def procedures_in(module: ModuleText) -> tuple[Procedure, ...]:
    """
    The procedures of a module, in order; *text* of each is its lines without comments.

    The parts of one property (Get, Let, Set) are procedures of their own.
    """
    found: list[Procedure] = []
    body: list[str] = []
    notes: dict[str, str] = {}
    start: re.Match[str] | None = None
    first = last = 0
    for number, raw in _lines(module.text):
        line = spoken(raw)
        if start is None:
            start = _START.match(line)
            if start is None:
                continue
            first, body, notes = number, [], {}
        if number == 0:
            if attribute := _ATTRIBUTE.match(raw):
                notes[attribute[1].partition(".")[2].casefold()] = attribute[2].strip()
            continue
        last = number
        body.append(line)
        if _END.match(line):
            found.append(_procedure(module, start, body, notes, (first, last)))
            start = None
    if start is not None:
        found.append(_procedure(module, start, body, notes, (first, last)))
    return tuple(found)


def _procedure(
    module: ModuleText,
    start: re.Match[str],
    body: list[str],
    notes: dict[str, str],
    span: tuple[int, int],
) -> Procedure:
    return Procedure(
        module=module.name,
        name=start[3],
        kind=" ".join(start[2].title().split()),
        line=span[0],
        lines=span[1] - span[0] + 1,
        is_private="private" in start[1].casefold(),
        text="\n".join(line for line in body if line.strip()),
        description=notes.get("vb_description", '""').strip('"'),
        shortcut=_shortcut(notes.get("vb_procdata.vb_invoke_func", "")),
    )


def _shortcut(stated: str) -> str:
    """``Ctrl+Shift+K`` for ``"K\\n14"``; "" for none."""
    found = _SHORTCUT.match(stated)
    if found is None or found[1] == " ":
        return ""
    letter = found[1]
    return f"Ctrl+Shift+{letter}" if letter.isupper() else f"Ctrl+{letter.upper()}"
