"""`actionbook new`."""

from datetime import date
from pathlib import Path

import click

import actionbook
from actionbook.cli.options import PLAN, dry_run_option, on_option


@click.command("new")
@click.argument("plan", type=PLAN)
@click.option("--title", default="Action plan", show_default=True, help="The plan's title.")
@click.option("--organisation", default="", help="Whose plan it is.")
@on_option
@dry_run_option
def command(plan: Path, title: str, organisation: str, on: date, *, dry_run: bool) -> None:
    """Make PLAN, a blank plan workbook with its tables, drop-downs and colours.

    \b
    Exit status: 0 made, 2 PLAN is there already or its folder is not.
    """
    if dry_run:
        click.echo(f"{plan}: would be made")
        return
    actionbook.new(plan, title=title, organisation=organisation, on=on)
    click.echo(f"{plan}: made. Open it in Excel and begin on the Actions sheet.")
