"""`actionbook check`."""

from datetime import date
from pathlib import Path

import click

import actionbook
from actionbook.cli.options import format_option, on_option, plans_argument
from actionbook.cli.several import each


@click.command("check")
@plans_argument
@click.option(
    "--select",
    multiple=True,
    metavar="RULES",
    help='Only these: codes, their beginnings (AB3) or names, with commas between; "all".  '
    "[default: every rule but those that only inform]",
)
@click.option("--ignore", multiple=True, metavar="RULES", help="Not these.")
@on_option
@format_option
@click.pass_context
def command(
    ctx: click.Context,
    plans: tuple[Path, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    on: date,
    form: str,
) -> None:
    """List every rule each PLAN breaks; no file is changed.

    \b
    Exit status: 0 nothing wrong, 1 findings that are wrong (E), 4 a PLAN cannot be read.
    """
    rules = actionbook.select_rules(_each_word(select), _each_word(ignore))
    reports = []

    def one(path: Path) -> int:
        plan = actionbook.read_plan(path)
        report = actionbook.check(plan, on=on, rules=rules)
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


def _each_word(given: tuple[str, ...]) -> list[str]:
    return [word for words in given for word in words.split(",") if word.strip()]
