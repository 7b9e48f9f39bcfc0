"""`actionbook check`."""

from datetime import date
from pathlib import Path

import click

import actionbook
from actionbook.cli.options import format_option, on_option, plans_argument
from actionbook.cli.several import each


@click.command("check")
@plans_argument
@on_option
@format_option
@click.pass_context
def command(ctx: click.Context, plans: tuple[Path, ...], on: date, form: str) -> None:
    """List every rule each PLAN breaks; no file is changed.

    \b
    Exit status: 0 nothing wrong, 1 findings that are wrong (E), 4 a PLAN cannot be read.
    """
    reports = []

    def one(path: Path) -> int:
        plan = actionbook.read_plan(path)
        report = actionbook.check(plan, on=on)
        if not report.actions:
            raise actionbook.WorkbookUnreadableError(
                f"{path} has no actions, so nothing was checked. Type the first one under the "
                "headings of its Actions sheet, and check again."
            )
        reports.append(report)
        if form == "text":
            click.echo(actionbook.findings_text(report))
        return 1 if report.has_errors else 0

    status = each(plans, one)
    if form == "json":
        click.echo(actionbook.findings_json(reports))
    ctx.exit(status)
