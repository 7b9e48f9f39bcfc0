"""`actionbook check-publish`."""

from pathlib import Path

import click

import actionbook
from actionbook.cli.options import PLAN, format_option


@click.command("check-publish")
@click.argument("file", type=PLAN)
@click.option("--plan", type=PLAN, help="The plan it was made of, for words that are not Public.")
@click.option(
    "--edition",
    type=click.Choice(["public", "print", "exempt"]),
    default=None,
    help="print allows charts.  [default: print where FILE's name ends in -print, else public]",
)
@click.option("--accessibility", is_flag=True, help="Say too whether everybody can read it.")
@format_option
@click.pass_context
def command(
    ctx: click.Context,
    file: Path,
    plan: Path | None,
    edition: str | None,
    *,
    accessibility: bool,
    form: str,
) -> None:
    """Say whether FILE, any workbook, is fit to go on the web; the file is not changed.

    \b
    Exit status: 0 fit, 4 FILE or PLAN cannot be read, 5 publication refused.
    """
    read = actionbook.read_plan(plan) if plan else None
    verdicts = [actionbook.check_publish(file, plan=read, edition=edition or "")]
    if accessibility:
        verdicts.append(actionbook.check_accessibility(file))
    if form == "json":
        click.echo(actionbook.verdict_json(verdicts))
    else:
        for verdict in verdicts:
            click.echo(actionbook.verdict_text(verdict))
    ctx.exit(0 if all(verdict.is_fit for verdict in verdicts) else 5)
