"""What a check of a finished workbook is: a code and a function that says where it fails."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from actionbook.plan.model import Plan
from actionbook.publication.finished import Finished
from actionbook.publication.secrets import PUBLIC, Secrets, secrets_of

__all__ = ["Check", "Hit", "Hits", "Subject", "looks_for"]


@dataclass(frozen=True)
class Subject:
    """A finished workbook, the plan that it was made of (None: not known), and its edition."""

    file: Finished
    plan: Plan | None = None
    edition: str = PUBLIC

    @cached_property
    def secrets(self) -> Secrets:
        """What the plan says that this edition must not; nothing where there is no plan."""
        return secrets_of(self.plan or Plan(()), edition=self.edition)


class Hit(NamedTuple):
    """
    One place in the workbook that fails a check, and two sentences.

    *where* is a cell (`Cover!A1`), a sheet or a part. *message* says what is there, *fix* what to
    do about it.
    """

    where: str
    message: str
    fix: str


Hits = Iterator[Hit]
Finder = Callable[[Subject], Hits]


@dataclass(frozen=True, slots=True)
class Check:
    """
    One check; calling it with a subject gives its hits.

    `needs_plan`: without the plan it can say nothing. `since` is the version that brought it.
    """

    code: str
    since: str
    needs_plan: bool
    find: Finder

    def __call__(self, subject: Subject) -> Hits:
        """Where the workbook fails."""
        return self.find(subject)

    @property
    def name(self) -> str:
        """What is wrong, in a few words joined by hyphens."""
        return self.find.__name__.replace("_", "-")

    @property
    def explanation(self) -> str:
        """What the check is for, with a bad workbook and a good one."""
        return inspect.getdoc(self.find) or ""


def looks_for(code: str, *, since: str, needs_plan: bool = False) -> Callable[[Finder], Check]:
    """A decorator that makes a function into the check *code*; it is registered nowhere."""

    def made(find: Finder) -> Check:
        return Check(code, since, needs_plan, find)

    return made
