"""One run of `actionbook check` over several plans."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

import actionbook
from actionbook.cli.check_options import each_word

__all__ = ["Checking"]


class Checking:
    """The reports of the plans as they come, and what *asked* wants done with each."""

    def __init__(self, on: date, asked: Mapping[str, Any]) -> None:
        self.on = on
        self.asked = asked
        self.select, self.ignore = each_word(asked["select"]), each_word(asked["ignore"])
        actionbook.select_rules(self.select, self.ignore)
        self.fixing = asked["fix"] or asked["diff"]
        if not self.fixing and (asked["unsafe"] or asked["interactive"]):
            raise click.UsageError("--unsafe and --interactive go with --fix or --diff.")
        self.reports: list[actionbook.Report] = []
        self._rules: dict[str, actionbook.Rule] = {}
        self._known = actionbook.read_baseline(asked["baseline"]) if asked["baseline"] else None
        self._is_begun = asked["baseline"] and (asked["update_baseline"] or self._known is None)
        if asked["update_baseline"] and not asked["baseline"]:
            raise click.UsageError("--update-baseline goes with --baseline FILE.")

    @property
    def rules(self) -> "list[actionbook.Rule]":
        """The rules that were run on any plan, in code order."""
        return [self._rules[code] for code in sorted(self._rules)]

    def one(self, path: Path) -> int:
        """Check one plan; its exit status."""
        plan = actionbook.read_plan(path)
        rules = actionbook.rules_of(plan, self.select, self.ignore)
        self._rules |= {rule.code: rule for rule in rules}
        if self.fixing and self._mend(path, rules):
            plan = actionbook.read_plan(path)
        report = actionbook.check(plan, on=self.on, rules=rules)
        if not report.actions:
            raise actionbook.WorkbookUnreadableError(
                f"{path} has no actions, so nothing was checked. Type the first one under the "
                "headings of its Actions sheet, and check again."
            )
        if self.asked["fail_level"]:
            report = replace(report, level=actionbook.Severity(self.asked["fail_level"]))
        if self._known is not None and not self._is_begun:
            report = actionbook.since_baseline(report, self._known.of(path))
        self.reports.append(report)
        if self.asked["write"]:
            self._apply(path, actionbook.write_checks(plan, report), "the Checks sheet")
        if self.asked["annotate"]:
            self._annotate(actionbook.read_plan(path) if self.asked["write"] else plan, report)
        return 1 if report.failures and not self._is_begun else 0

    def _mend(self, path: Path, rules: "Sequence[actionbook.Rule]") -> bool:
        """Mend the plan as far as was asked for, telling each cell; whether it was written."""
        is_shown = self.asked["diff"]
        changes = actionbook.mend(path, on=self.on, take=self._take, rules=rules)
        lines = changes.lines()
        for line in lines:
            click.echo(line, err=not is_shown)
        count = "1 cell" if len(lines) == 1 else f"{len(lines)} cells"
        if not lines:
            click.echo(f"{path}: nothing to mend, nothing was written", err=not is_shown)
        elif is_shown or self.asked["dry_run"]:
            click.echo(f"{path}: {count} to mend", err=not is_shown)
        else:
            actionbook.apply(changes)
            click.echo(f"{path}: {count} mended", err=True)
            return True
        return False

    def _take(self, proposal: "actionbook.Proposal") -> bool:
        if proposal.is_safe:
            return True
        if self.asked["interactive"]:
            code = proposal.finding.code
            return click.confirm(f"{code} {proposal.change}. Mend it?", err=True)
        return bool(self.asked["unsafe"])

    def _annotate(self, plan: "actionbook.Plan", report: "actionbook.Report") -> None:
        copy = self.asked["annotate"]
        if self.asked["dry_run"]:
            click.echo(f"{copy}: would be made, a copy with notes", err=True)
            return
        over = actionbook.Over.ANYTHING if self.asked["force"] else actionbook.Over.OURS
        count = actionbook.annotate(plan, report, copy, over=over)
        cells = "1 cell" if count == 1 else f"{count} cells"
        click.echo(f"{copy}: made, with notes on {cells}", err=True)

    def _apply(self, path: Path, changes: "actionbook.ChangeSet", what: str) -> None:
        """Write *changes*, or on a dry run say them; it is told on stderr what was done."""
        if self.asked["dry_run"]:
            for line in changes.lines():
                click.echo(line, err=True)
            click.echo(f"{path}: {what} would be brought up to date", err=True)
        elif actionbook.apply(changes):
            click.echo(f"{path}: {what} brought up to date", err=True)
        else:
            click.echo(f"{path}: nothing to change in {what}, nothing was written", err=True)

    def keep_baseline(self, unread: int) -> None:
        """Make the baseline, where it is to be made, of all the plans or of none."""
        path = self.asked["baseline"]
        if not self._is_begun:
            return
        if unread:
            click.echo(f"{path}: not made, as not every plan could be checked", err=True)
            return
        if self.asked["dry_run"]:
            found = sum(len(report.findings) for report in self.reports)
            click.echo(f"{path}: would be made, of {found} findings", err=True)
            return
        found = actionbook.write_baseline(path, self.reports)
        click.echo(f"{path}: made, of {found} findings; from now on what is new is told", err=True)
