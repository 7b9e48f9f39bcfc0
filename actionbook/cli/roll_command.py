"""`actionbook roll`."""

import json
from datetime import date
from pathlib import Path

import click

import actionbook
from actionbook.cli.changed import tell_changes
from actionbook.cli.options import dry_run_option, format_option, on_option, plan_argument


@click.command("roll")
@plan_argument
@click.option("--to", metavar="PERIOD", help='The period to open, such as "2026-27 Q4".')
@click.option("--undo", is_flag=True, help="Take the last roll back, to the very bytes.")
@click.option(
    "--own-cells",
    is_flag=True,
    help="With --undo: take back only what the roll wrote, and leave what was typed since.",
)
@click.option("--skip", is_flag=True, help="Let periods between be skipped.")
@click.option("--anyway", is_flag=True, help="Roll whatever findings stand in the way.")
@on_option
@format_option
@dry_run_option
def command(  # noqa: PLR0913 - one parameter an option
    plan: Path,
    to: str | None,
    on: date,
    form: str,
    *,
    undo: bool,
    own_cells: bool,
    skip: bool,
    anyway: bool,
    dry_run: bool,
) -> None:
    """Close the period of PLAN and open the next.

    Each action is kept in the history as it stands; moves of dates go into Date changes; Progress
    moves to Last reported and is cleared. A second roll to the same period changes nothing.

    \b
    Exit status: 0 done, 2 PERIOD is not the next one or findings stand in the way, 3 PLAN is open
    or was changed meanwhile, or was edited since the roll to undo, 4 PLAN cannot be read.
    """
    if undo == (to is not None):
        raise click.UsageError("Give either --to PERIOD or --undo.")
    if to is None:
        _undo(plan, on, form, own_cells=own_cells, dry_run=dry_run)
        return
    read = actionbook.read_plan(plan)
    waive = [actionbook.Waiver.SKIPPED_PERIODS] if skip else []
    waive += [actionbook.Waiver.BLOCKING_FINDINGS] if anyway else []
    changes = actionbook.roll(read, to=to, on=on, waive=waive)
    if not changes:
        tell_changes(changes, plan, form=form, done=f"already rolled to {to}, nothing was written")
        return
    told = actionbook.closing(read, to=to, on=on)
    if not dry_run:
        actionbook.apply(changes)
    if form == "json":
        data = {"schema": 1, "path": str(plan), **actionbook.closing_data(told)}
        click.echo(json.dumps({**data, "changes": changes.lines()}, indent=1))
        return
    if dry_run:
        tell_changes(changes, plan, form=form, done=f"{changes.count} changes to make")
    click.echo(actionbook.closing_text(told))
    if not dry_run:
        click.echo(f"{plan}: rolled to {told.opens}, {changes.count} changes")


def _undo(plan: Path, on: date, form: str, *, own_cells: bool, dry_run: bool) -> None:
    found = actionbook.find_undo(plan, on=on)
    back = f"{found.closed} is open again"
    if own_cells and not found.is_untouched:
        done = f"{found.own.count} changes to make" if dry_run else back
        if not dry_run:
            actionbook.apply(found.own)
        tell_changes(found.own, plan, form=form, done=done)
        return
    if not found.is_untouched:
        _tell_edits(found)
        actionbook.undo_roll(found)
    if not dry_run:
        actionbook.undo_roll(found)
    done = "would be as it was to the byte" if dry_run else "as it was to the byte"
    if form == "json":
        click.echo(json.dumps({"schema": 1, "path": str(plan), "reopened": found.closed}, indent=1))
    else:
        click.echo(f"{plan}: {done}; {back}")


def _tell_edits(found: "actionbook.Undo") -> None:
    """What people did since, before the refusal that follows."""
    for each in found.edits:
        click.echo(f"{each.cell}: {each.ref} {actionbook.sentence(each)}", err=True)
    if not found.edits:
        click.echo("It was saved since, outside of what the plan's columns say.", err=True)
