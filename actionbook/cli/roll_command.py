"""`actionbook roll`."""

from datetime import date
from pathlib import Path

import click

import actionbook
from actionbook.cli.changed import tell_changes
from actionbook.cli.options import dry_run_option, format_option, on_option, plan_argument


@click.command("roll")
@plan_argument
@click.option(
    "--to", required=True, metavar="PERIOD", help='The period to open, such as "2026-27 Q4".'
)
@on_option
@format_option
@dry_run_option
def command(plan: Path, to: str, on: date, form: str, *, dry_run: bool) -> None:
    """Close the period of PLAN and open the next.

    Each action is kept in the history as it stands; Progress moves to Last reported and is
    cleared. A second roll to the same period changes nothing.

    \b
    Exit status: 0 done, 2 PERIOD is not the next one, 3 PLAN is open or was changed meanwhile,
    4 PLAN cannot be read.
    """
    read = actionbook.read_plan(plan)
    changes = actionbook.roll(read, to=to, on=on)
    if not changes:
        tell_changes(changes, plan, form=form, done=f"already rolled to {to}, nothing was written")
        return
    if dry_run:
        tell_changes(changes, plan, form=form, done=f"{len(changes.lines())} changes to make")
        return
    actionbook.apply(changes)
    tell_changes(changes, plan, form=form, done=f"rolled to {to}")
