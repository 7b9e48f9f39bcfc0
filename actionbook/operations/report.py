"""What a check found: one finding, and the report of a plan."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from actionbook.plan.cells import CellRef
from actionbook.rules import Severity
from actionbook.rules.catalogue import Value

__all__ = ["Finding", "LeftOut", "Mend", "Report"]

_AS_BAD: Mapping[Severity, int] = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}
"""How bad each severity is, to compare two of them."""


class Finding(NamedTuple):
    """
    One thing wrong in one cell: what is there, what is wrong, and what to type.

    `blocks` is whether an appendix or a roll waits for it. `ref` is the action's, "" where no
    action is concerned; `lead` is the first-named lead, "" when nobody leads.
    """

    code: str
    name: str
    severity: Severity
    blocks: bool
    cell: CellRef
    ref: str
    message: str
    fix: str
    lead: str


class Mend(NamedTuple):
    """
    What the cell of a finding would hold once mended; a safe one changes nothing meant.

    *also* are other cells that go with it, and what they would hold.
    """

    finding: Finding
    becomes: Value
    is_safe: bool
    also: tuple[tuple[CellRef, Value], ...] = ()


class LeftOut(NamedTuple):
    """A finding that a suppression keeps off the list, and the reason it gives."""

    finding: Finding
    reason: str


@dataclass(frozen=True)
class Report:
    """
    What a check found: findings by cell (sheet, row, column) and then code.

    `plan` is what to call the plan: its file's name, and `path` the file, None where there is
    none. `actions` is how many rows were looked at: with 0, nothing was checked but the tables.
    `words` are the actions' own, by sheet and row, of every row that a finding names; `called`
    is how a lead's group is headed, by the name in a finding, where it differs. From `level` on a
    finding fails the check. `mends` are those that the tool can mend by itself. `suppressed` are
    the findings that somebody has decided to live with; `known` is how many were left out because
    a baseline has them, `mended` how many of the baseline's are no more.
    """

    plan: str
    findings: tuple[Finding, ...]
    actions: int
    path: Path | None = None
    words: Mapping[tuple[str, int], str] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)
    level: Severity = Severity.ERROR
    mends: tuple[Mend, ...] = ()
    suppressed: tuple[LeftOut, ...] = ()
    known: int = 0
    mended: int = 0

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def failures(self) -> tuple[Finding, ...]:
        """The findings that fail the check: those as bad as its level, or worse."""
        least = _AS_BAD[self.level]
        bad = {severity for severity, rank in _AS_BAD.items() if rank >= least}
        return tuple(each for each in self.findings if each.severity in bad)

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """The findings that an appendix and a roll wait for, suppressed or not."""
        every = (*self.findings, *(left.finding for left in self.suppressed))
        return tuple(finding for finding in every if finding.blocks)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many findings each code has, in code order; codes with none are left out."""
        return dict(sorted(Counter(map(attrgetter("code"), self.findings)).items()))

    def is_of_action(self, finding: Finding) -> bool:
        """Whether the row that a finding names holds an action with words."""
        words = self.words.get(finding.cell[:2])
        return words is not None and bool(words.strip())

    def words_of(self, finding: Finding) -> str:
        """The words of the action whose row a finding names, on one line; "" for none."""
        words = self.words.get(finding.cell[:2], "")
        # Most are on one line, and there may be a hundred thousand.
        if words.isprintable() and "  " not in words and words == words.strip():
            return words
        return " ".join(words.split())
