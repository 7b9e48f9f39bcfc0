"""What a check found: one finding, and the report of a plan."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from actionbook.plan.cells import CellRef
from actionbook.rules import Severity

__all__ = ["AS_BAD", "Finding", "Report"]

AS_BAD: Mapping[Severity, int] = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}
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


@dataclass(frozen=True)
class Report:
    """
    What a check found: findings by cell (sheet, row, column) and then code.

    `plan` is what to call the plan: its file's name, and `path` the file, None where there is
    none. `actions` is how many rows were looked at: with 0, nothing was checked but the tables.
    `words` are the actions' own, by sheet and row, of every row that a finding names; `called`
    is how a lead's group is headed, by the name in a finding, where it differs.
    """

    plan: str
    findings: tuple[Finding, ...]
    actions: int
    path: Path | None = None
    words: Mapping[tuple[str, int], str] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return self.fails(Severity.ERROR)

    def fails(self, level: Severity) -> bool:
        """Whether any finding is as bad as *level*, or worse."""
        return any(AS_BAD[finding.severity] >= AS_BAD[level] for finding in self.findings)

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """The findings that an appendix and a roll wait for."""
        return tuple(finding for finding in self.findings if finding.blocks)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many findings each code has, in code order; codes with none are left out."""
        return dict(sorted(Counter(finding.code for finding in self.findings).items()))

    def words_of(self, finding: Finding) -> str:
        """The words of the action whose row a finding names, on one line; "" for none."""
        words = self.words.get((finding.cell.sheet, finding.cell.row), "")
        return " ".join(words.split())
