"""`actionbook highlight`."""

from datetime import date
from pathlib import Path

import click

import actionbook
from actionbook.cli.changed import tell_changes
from actionbook.cli.options import dry_run_option, format_option, on_option, plan_argument


@click.command("highlight")
@plan_argument
@click.option("--clear", is_flag=True, help="Take out what highlight put in.")
@on_option
@format_option
@dry_run_option
def command(plan: Path, on: date, form: str, *, clear: bool, dry_run: bool) -> None:
    """Bring the worked-out columns, live formulas and colours of PLAN up to date.

    Only those cells change. What an officer typed in a grey column stays.

    \b
    Exit status: 0 done, 3 PLAN is open or was changed meanwhile, 4 PLAN cannot be read.
    """
    read = actionbook.read_plan(plan)
    changes = actionbook.clear_highlights(read) if clear else actionbook.highlight(read, on=on)
    if dry_run:
        tell_changes(changes, plan, form=form, done=f"{changes.count} changes to make")
        return
    written = actionbook.apply(changes)
    done = "up to date" if written else "nothing to change, nothing was written"
    tell_changes(changes, plan, form=form, done=done)
