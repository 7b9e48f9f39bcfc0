"""`actionbook history`."""

import json
from datetime import date
from pathlib import Path

import click

import actionbook
from actionbook.cli.options import PLAN, dry_run_option, format_option, on_option, plan_argument
from actionbook.cli.put_papers import put_papers


@click.command("history")
@plan_argument
@click.argument("ref", required=False)
@click.option(
    "-o", "--output", type=PLAN, metavar="FILE", help="With REF: its evidence, in a new workbook."
)
@click.option("--force", is_flag=True, help="Overwrite FILE whoever made it.")
@on_option
@format_option
@dry_run_option
def command(  # noqa: PLR0913 - one parameter an option
    plan: Path,
    ref: str | None,
    output: Path | None,
    on: date,
    form: str,
    *,
    force: bool,
    dry_run: bool,
) -> None:
    """List the periods that PLAN has closed; with REF, tell the story of one action.

    \b
    Exit status: 0 told, 2 PLAN has no action REF, 3 FILE is open, 4 PLAN cannot be read.
    """
    read = actionbook.read_plan(plan)
    if ref is None:
        if output is not None:
            raise click.UsageError("-o makes the evidence of one action: give its REF.")
        closed = actionbook.history(read, actionbook.kept_copies(plan))
        current = read.settings.current_period
        if form == "json":
            data = actionbook.history_data(read.name, closed, current=current)
            click.echo(json.dumps(data, indent=1))
        else:
            click.echo(actionbook.history_text(read.name, closed, current=current))
        return
    told = actionbook.story(read, ref, on=on, copies=actionbook.read_copies(plan))
    if form == "json":
        click.echo(json.dumps(actionbook.story_data(told), indent=1))
    else:
        click.echo(actionbook.story_text(told))
    if output is not None:
        papers = actionbook.evidence(read, told, on=on)
        put_papers(papers, output, sources=(plan,), force=force, dry_run=dry_run)
