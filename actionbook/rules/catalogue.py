"""What a rule is: a code, a severity, and a function that says where a plan breaks it."""

import inspect
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from actionbook.plan.cells import CellRef
from actionbook.plan.model import Action, Plan

__all__ = ["Finder", "Fix", "Hit", "Hits", "Rule", "Severity", "rule"]

Value = str | float | date


class Severity(StrEnum):
    """How wrong it is: an error is wrong, a warning deserves a look, an info is off by default."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Fix(StrEnum):
    """
    Whether what a rule finds can be mended by the tool.

    A safe fix changes nothing that anybody meant; a suggested one is for a person to confirm.
    """

    NONE = "none"
    SAFE = "safe"
    SUGGESTED = "suggested"


class Hit(NamedTuple):
    """
    One place where a plan breaks a rule: the cell to edit, and two sentences.

    *message* says what is there and what is wrong, *fix* what to type. *ref* is the action's,
    "" where none is concerned; *lead* is the first-named lead, "" when nobody leads. *becomes* is
    what the cell would hold once mended, None where only a person can tell; of a rule whose fix
    is safe, None too where this one is not. *also* are other cells that go with it, and what they
    would hold. *severity*, *blocks* and *fixes* are the rule's own unless given.
    """

    cell: CellRef
    message: str
    fix: str
    ref: str = ""
    lead: str = ""
    becomes: Value | None = None
    severity: Severity | None = None
    blocks: bool | None = None
    fixes: Fix | None = None
    also: tuple[tuple[CellRef, Value], ...] = ()

    @classmethod
    def of(
        cls,
        action: Action,
        cell: CellRef,
        message: str,
        fix: str,
        becomes: Value | None = None,
    ) -> "Hit":
        """A hit on a cell of *action*, with its ref and its lead."""
        lead = action.leads[0].name if action.leads else ""
        # As `cls(...)`, in half the time: there may be hundreds of thousands of them.
        return tuple.__new__(
            cls, (cell, message, fix, action.ref, lead, becomes, None, None, None, ())
        )


Hits = Iterator[Hit]
Finder = Callable[[Plan, date], Hits]


class Rule(NamedTuple):
    """
    One rule of the catalogue; calling it with a plan and a day gives its hits.

    `blocks` is whether an appendix or a roll waits until it is mended: a thing apart from how
    wrong it is. `since` is the version that brought the rule. `fixes` is whether a hit may say
    what its cell becomes, and whether that is safe. `looks_back` is whether it asks for what
    earlier runs saw, the plan's `past`; no other rule does.
    """

    code: str
    severity: Severity
    since: str
    blocks: bool
    find: Finder
    fixes: Fix = Fix.NONE
    looks_back: bool = False

    def __call__(self, plan: Plan, on: date) -> Hits:
        """The hits of *plan* as it stands *on* that day."""
        return self.find(plan, on)

    @property
    def name(self) -> str:
        """What is wrong, in a few words joined by hyphens."""
        return self.find.__name__.replace("_", "-")

    @property
    def explanation(self) -> str:
        """What the rule is for, with a bad cell and a good one."""
        return inspect.getdoc(self.find) or ""


def rule(
    code: str,
    severity: Severity,
    *,
    since: str,
    blocks: bool = False,
    fixes: Fix = Fix.NONE,
    looks_back: bool = False,
) -> Callable[[Finder], Rule]:
    """A decorator that makes a function into the rule *code*; it is registered nowhere."""

    def made(find: Finder) -> Rule:
        return Rule(code, severity, since, blocks, find, fixes, looks_back)

    return made
