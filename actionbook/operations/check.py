"""Every finding of the rules against a plan, as it stands on a day."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from actionbook.errors import ActionbookError
from actionbook.plan.bulk import without_collecting
from actionbook.plan.cells import CellRef
from actionbook.plan.derive import as_it_stands
from actionbook.plan.model import Plan
from actionbook.rules import Rule, Severity
from actionbook.rules.selection import DEFAULT_RULES

__all__ = ["Finding", "Report", "check"]


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

    `plan` is what to call the plan: its file's name. `actions` is how many rows were looked at:
    with 0, nothing was checked but the tables.
    """

    plan: str
    findings: tuple[Finding, ...]
    actions: int

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """The findings that an appendix and a roll wait for."""
        return tuple(finding for finding in self.findings if finding.blocks)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many findings each code has, in code order; codes with none are left out."""
        return dict(sorted(Counter(finding.code for finding in self.findings).items()))


def check(plan: Plan, *, on: date, rules: Iterable[Rule] = DEFAULT_RULES) -> Report:
    """
    Findings of every rule in *rules* against *plan* as it stands *on* a date.

    Rules that only inform are not among them unless they are given: `select_rules` finds them.
    The worked-out dates are taken as that day's, whether or not the workbook has been refreshed.
    Sorted by cell, then code. Never raises for bad data: bad data is what it reports. A message
    holds no countdown: it changes only when the plan does.

    Raises:
        ActionbookError: no rule was given, so nothing would have been checked.
    """
    chosen = tuple(rules)
    if not chosen:
        raise ActionbookError(
            f"{plan.name}: no rule was chosen, so nothing was checked. Choose at least one."
        )
    standing = as_it_stands(plan, on=on)
    findings: list[Finding] = []
    with without_collecting():
        for rule in chosen:
            findings += _findings(rule, standing, on)
    findings.sort(key=lambda finding: (finding.cell, finding.code, finding.message))
    return Report(plan.name, tuple(findings), len(plan.actions))


def _findings(rule: Rule, plan: Plan, on: date) -> Iterator[Finding]:
    name, hidden = rule.name, plan.structure.hidden_rows
    for hit in rule(plan, on):
        is_hidden = hit.cell.row in hidden.get(hit.cell.sheet, ())
        yield Finding(
            code=rule.code,
            name=name,
            severity=hit.severity or rule.severity,
            blocks=rule.blocks if hit.blocks is None else hit.blocks,
            cell=hit.cell,
            ref=hit.ref,
            message=f"{hit.message} (row hidden)" if is_hidden else hit.message,
            fix=hit.fix,
            lead=hit.lead,
        )
