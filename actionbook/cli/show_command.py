"""`actionbook show`."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import click

import actionbook
from actionbook.cli.options import format_option, on_option, plan_argument
from actionbook.cli.show_slipped import slipped_table
from actionbook.cli.show_views import monitoring_table, resources_table, risks_table
from actionbook.cli.table import as_table


@click.command("show")
@plan_argument
@click.option("--overdue", is_flag=True, help="Only what is overdue.")
@click.option("--unassigned", is_flag=True, help="Only what nobody leads.")
@click.option(
    "--due-within", type=click.IntRange(min=0), metavar="DAYS", help="Only what falls due by then."
)
@click.option(
    "--slipped", is_flag=True, help="Only what has moved or is asked to, and by how much."
)
@click.option("--since", metavar="PERIOD", help="With --slipped: what moved in PERIOD or later.")
@click.option("--lead", metavar="NAME", help="Only what NAME leads, by initials, name or post.")
@click.option("--issue", metavar="REF", help="Only the actions of one issue.")
@click.option(
    "--resources", "view", flag_value="resources", help="Hours and cost, and the support budget."
)
@click.option("--risks", "view", flag_value="risks", help="The risks, and how their actions stand.")
@click.option(
    "--monitoring",
    "view",
    flag_value="monitoring",
    help="What each monitoring group sees at its next meeting.",
)
@on_option
@format_option
def command(  # noqa: PLR0913 - one parameter an option
    plan: Path,
    on: date,
    form: str,
    *,
    due_within: int | None,
    lead: str | None,
    issue: str | None,
    since: str | None,
    view: str | None,
    overdue: bool,
    unassigned: bool,
    slipped: bool,
) -> None:
    """Show what is overdue, unassigned or due soon in PLAN; with --format json, all of it.

    \b
    Exit status: 0 shown, 4 PLAN cannot be read.
    """
    filters = (overdue, unassigned, slipped, due_within is not None, lead, issue)
    if view and any(filters):
        raise click.UsageError(f"--{view} shows the whole plan: give it without other filters.")
    if since and not slipped:
        raise click.UsageError("--since goes with --slipped.")
    read = actionbook.read_plan(plan)
    if view:
        click.echo(_VIEWS[view](read, on, form))
        return
    _refuse_unknown(read, lead, issue)
    wanted = [
        *([actionbook.flagged(actionbook.Flag.OVERDUE)] if overdue else []),
        *([actionbook.flagged(actionbook.Flag.UNASSIGNED)] if unassigned else []),
        *([actionbook.due_within(due_within)] if due_within is not None else []),
        *([actionbook.led_by(lead)] if lead else []),
        *([actionbook.of_issue(issue)] if issue else []),
    ]
    if slipped:
        click.echo(_slipped(read, wanted, on, form, since or ""))
    elif form == "json":
        picked = actionbook.pick(read, wanted, on=on)
        click.echo(json.dumps(actionbook.plan_data(read, on=on, actions=picked), indent=1))
    else:
        usual = (
            actionbook.Flag.OVERDUE,
            actionbook.Flag.UNASSIGNED,
            actionbook.Flag.DUE_SOON,
        )
        picked = actionbook.pick(read, wanted or [actionbook.flagged(*usual)], on=on)
        click.echo(as_table(read, picked, on=on))


def _slipped(
    plan: "actionbook.Plan",
    wanted: "Sequence[Callable[[actionbook.Plan, actionbook.Action, date], bool]]",
    on: date,
    form: str,
    since: str,
) -> str:
    picked = actionbook.pick(plan, wanted, on=on)
    refs = [action.ref for action in picked]
    report = actionbook.slippage(plan, on=on, since=since, refs=refs)
    if form == "text":
        return slipped_table(plan, report)
    moved = {row.ref.casefold() for row in report.rows}
    actions = [action for action in picked if action.ref.casefold() in moved]
    data = actionbook.plan_data(plan, on=on, actions=actions)
    return json.dumps({**data, "slippage": actionbook.slippage_data(report)}, indent=1)


def _resources(plan: "actionbook.Plan", on: date, form: str) -> str:
    totals = actionbook.resource_totals(plan, on=on)
    if form == "text":
        return resources_table(plan, totals)
    data = actionbook.resource_totals_data(totals)
    return json.dumps({"schema": 1, "on": on.isoformat(), "resources": data}, indent=1)


def _risks(plan: "actionbook.Plan", on: date, form: str) -> str:
    if form == "text":
        return risks_table(plan, on=on)
    refs = {risk.action.casefold() for risk in plan.risks}
    picked = [a for a in actionbook.pick(plan, (), on=on) if a.ref.casefold() in refs]
    data = actionbook.plan_data(plan, on=on, actions=picked)
    shown = {"risks": data["risks"], "actions": data["actions"]}
    return json.dumps({"schema": 1, "on": on.isoformat(), **shown}, indent=1)


def _monitoring(plan: "actionbook.Plan", on: date, form: str) -> str:
    watches = actionbook.monitoring(plan, on=on)
    if form == "text":
        return monitoring_table(plan, watches)
    data = actionbook.monitoring_data(watches)
    return json.dumps({"schema": 1, "on": on.isoformat(), "monitoring": data}, indent=1)


_VIEWS = {"resources": _resources, "risks": _risks, "monitoring": _monitoring}


def _refuse_unknown(plan: "actionbook.Plan", lead: str | None, issue: str | None) -> None:
    """A name that is misspelt must not read as good news."""
    if issue and not any(action.issue.casefold() == issue.casefold() for action in plan.actions):
        raise actionbook.ActionbookError(f"{plan.name} has no actions of an issue '{issue}'.")
    if lead and not any(actionbook.led_by(lead)(plan, action, date.min) for action in plan.actions):
        raise actionbook.ActionbookError(f"Nobody called '{lead}' leads anything in {plan.name}.")
