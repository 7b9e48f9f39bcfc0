"""`actionbook chase`."""

from datetime import date
from pathlib import Path

import click

import actionbook
from actionbook.cli.options import PLAN, dry_run_option, on_option, plan_argument


@click.command("chase")
@plan_argument
@click.option("-o", "--output", type=PLAN, required=True, metavar="FOLDER", help="Where to.")
@click.option("--force", is_flag=True, help="Overwrite drafts that stand in FOLDER.")
@on_option
@dry_run_option
def command(plan: Path, output: Path, on: date, *, force: bool, dry_run: bool) -> None:
    """Write a draft e-mail for each lead of PLAN who has something to do. Nothing is sent.

    One .eml a lead, which Outlook opens as a draft: what is overdue, due soon or without progress,
    what nobody leads in their directorate, and their deadlines as a calendar.

    \b
    Exit status: 0 done, 2 a draft in FOLDER says something else, 4 PLAN cannot be read.
    """
    drafts = actionbook.chase(actionbook.read_plan(plan), on=on)
    if not dry_run:
        actionbook.write_drafts(drafts, output, force=force)
    for name in drafts:
        click.echo(f"{output / name}: {'would be written' if dry_run else 'written'}")
    if not drafts:
        click.echo(f"Nobody has anything to be asked about on {on:%d/%m/%Y}.")
