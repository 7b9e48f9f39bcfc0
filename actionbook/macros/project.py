"""What a VBA project holds, as values: modules, procedures, their callers, what replaces them."""

from dataclasses import dataclass, field
from enum import StrEnum

__all__ = [
    "Caller",
    "Door",
    "ModuleText",
    "Procedure",
    "Project",
    "Replacement",
    "Sureness",
    "Touches",
]


@dataclass(frozen=True, slots=True)
class ModuleText:
    """
    One module as text, without the lines that the editor does not show but for shortcuts.

    *kind* is ``module``, ``document`` (it stands behind a sheet or the workbook), ``class`` or
    ``form``. *sheet* is the name of the sheet it stands behind; "" for others.
    """

    name: str
    kind: str
    text: str
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """
    A VBA project as it could be read.

    *hidden* are the procedures (module, name) that are there compiled, and not as text.
    *altered*: the compiled code holds what the text does not. *trouble* says what could not be
    read; "" where all was.
    """

    modules: tuple[ModuleText, ...] = ()
    is_locked: bool = False
    has_password: bool = False
    hidden: tuple[tuple[str, str], ...] = ()
    altered: bool = False
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Touches:
    """What a procedure seems to do and to what, by its text: each sorted or in order, each once."""

    effects: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    ranges: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    mail: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


class Sureness(StrEnum):
    """How sure it is that a door does what a macro did."""

    SURE = "sure"
    LIKELY = "likely"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Door:
    """
    A former macro that has a replacement: its usual names and captions, and the command.

    *signs* are the effects that its code shows (see `effects.Effect`).
    """

    name: str
    command: str
    usual_names: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Replacement:
    """What stands in a macro's place: the door's name and command ("" for none), and why."""

    sureness: Sureness
    reason: str
    door: str = ""
    command: str = ""


@dataclass(frozen=True, slots=True)
class Caller:
    """
    What calls a macro: a button, a shape, a key, an event.

    *macro* is as the file has it, without the workbook's mark; *place* a cell or block with its
    sheet, as ``Actions!M2:N3``; "" where it has none.
    """

    kind: str
    macro: str
    caption: str = ""
    place: str = ""

    def __str__(self) -> str:
        named = f'{self.kind} "{self.caption}"' if self.caption else self.kind
        return f"{named} at {self.place}" if self.place else named


@dataclass(frozen=True, slots=True)
class Procedure:
    """
    One procedure of a module. *line* is counted from 1 as the editor does, *lines* is its length.

    *runs_itself* says when it runs without being called; "" for never. *suspicious* are words of
    its text and what they may do. *is_hidden*: compiled, without text. *parents* are procedures
    that call it.
    """

    module: str
    name: str
    kind: str = "Sub"
    line: int = 0
    lines: int = 0
    is_private: bool = False
    is_hidden: bool = False
    text: str = field(default="", repr=False)
    description: str = ""
    shortcut: str = ""
    runs_itself: str = ""
    suspicious: tuple[tuple[str, str], ...] = ()
    touches: Touches = field(default_factory=Touches)
    called_by: tuple[Caller, ...] = ()
    parents: tuple[str, ...] = ()
    replacement: Replacement = field(default_factory=lambda: Replacement(Sureness.NONE, ""))

    @property
    def full_name(self) -> str:
        """The name with its module, as ``Module1.HighlightOverdue``."""
        return f"{self.module}.{self.name}"
