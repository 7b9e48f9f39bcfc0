"""`actionbook show`."""

import json
from datetime import date
from pathlib import Path

import click

import actionbook
from actionbook.cli.options import format_option, on_option, plan_argument
from actionbook.cli.table import as_table


@click.command("show")
@plan_argument
@click.option("--overdue", is_flag=True, help="Only what is overdue.")
@click.option("--unassigned", is_flag=True, help="Only what nobody leads.")
@click.option(
    "--due-within", type=click.IntRange(min=0), metavar="DAYS", help="Only what falls due by then."
)
@click.option("--lead", metavar="NAME", help="Only what NAME leads, by initials, name or post.")
@click.option("--issue", metavar="REF", help="Only the actions of one issue.")
@on_option
@format_option
def command(  # noqa: PLR0913 - one parameter an option
    plan: Path,
    due_within: int | None,
    lead: str | None,
    issue: str | None,
    on: date,
    form: str,
    *,
    overdue: bool,
    unassigned: bool,
) -> None:
    """Show what is overdue, unassigned or due soon in PLAN; with --format json, all of it.

    \b
    Exit status: 0 shown, 4 PLAN cannot be read.
    """
    read = actionbook.read_plan(plan)
    _refuse_unknown(read, lead, issue)
    wanted = [
        *([actionbook.flagged(actionbook.Flag.OVERDUE)] if overdue else []),
        *([actionbook.flagged(actionbook.Flag.UNASSIGNED)] if unassigned else []),
        *([actionbook.due_within(due_within)] if due_within is not None else []),
        *([actionbook.led_by(lead)] if lead else []),
        *([actionbook.of_issue(issue)] if issue else []),
    ]
    if form == "json":
        picked = actionbook.pick(read, wanted, on=on)
        click.echo(json.dumps(actionbook.plan_data(read, on=on, actions=picked), indent=1))
        return
    if not wanted:
        wanted = [
            actionbook.flagged(
                actionbook.Flag.OVERDUE, actionbook.Flag.UNASSIGNED, actionbook.Flag.DUE_SOON
            )
        ]
    click.echo(as_table(read, actionbook.pick(read, wanted, on=on), on=on))


def _refuse_unknown(plan: actionbook.Plan, lead: str | None, issue: str | None) -> None:
    """A name that is misspelt must not read as good news."""
    if issue and not any(action.issue.casefold() == issue.casefold() for action in plan.actions):
        raise actionbook.ActionbookError(f"{plan.name} has no actions of an issue '{issue}'.")
    if lead and not any(actionbook.led_by(lead)(plan, action, date.min) for action in plan.actions):
        raise actionbook.ActionbookError(f"Nobody called '{lead}' leads anything in {plan.name}.")
