"""`actionbook diff`."""

import json
from datetime import date
from pathlib import Path

import click

import actionbook
from actionbook.cli.options import PLAN, dry_run_option, format_option, on_option
from actionbook.cli.put_papers import put_papers


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.option("--plan", type=PLAN, metavar="FILE", help="The plan whose periods OLD and NEW are.")
@click.option(
    "-o", "--output", type=PLAN, metavar="FILE", help="Put the changes in a new workbook too."
)
@click.option("--force", is_flag=True, help="Overwrite FILE whoever made it.")
@on_option
@format_option
@dry_run_option
def command(  # noqa: PLR0913 - one parameter an option
    old: str,
    new: str,
    plan: Path | None,
    output: Path | None,
    on: date,
    form: str,
    *,
    force: bool,
    dry_run: bool,
) -> None:
    """Tell what changed from OLD to NEW, action by action; neither is changed.

    Each is a file, or a period that was closed, such as "2026-27 Q3". Actions are matched by
    ref, whatever the order of rows and columns, and by their words where refs were changed.

    \b
    Exit status: 0 told, 2 there is no such period, 3 FILE is open, 4 OLD or NEW cannot be read.
    """
    before, after = actionbook.open_copies(old, new, plan=plan)
    compared = actionbook.diff(before.plan, after.plan, on=after.day or on, old_on=before.day)
    if form == "json":
        click.echo(json.dumps(actionbook.comparison_data(compared), indent=1))
    else:
        click.echo(actionbook.comparison_text(compared))
    if output is not None:
        papers = actionbook.change_papers(compared, after.plan, on=on)
        put_papers(papers, output, sources=(old, new), force=force, dry_run=dry_run)
