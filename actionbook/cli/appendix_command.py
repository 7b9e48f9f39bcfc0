"""`actionbook appendix`."""

from datetime import date, datetime
from pathlib import Path

import click

import actionbook
from actionbook.cli.options import PLAN, dry_run_option, on_option, plan_argument


@click.command("appendix")
@plan_argument
@click.option(
    "-o", "--output", required=True, type=PLAN, metavar="FILE", help="The workbook to make."
)
@click.option(
    "--layout",
    metavar="NAME",
    help="theme, area, issue, recommendation, monitoring, register, or one of the plan's own.  "
    "[default: the plan's own]",
)
@click.option(
    "--edition",
    type=click.Choice(["public", "print"]),
    help="For the open web, or for paper.  [default: public]",
)
@click.option("--committee", default="", help="The committee named on the cover.")
@click.option(
    "--meeting-date",
    type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
    metavar="DATE",
    help="The day of the meeting, for the cover.",
)
@click.option("--force", is_flag=True, help="Overwrite FILE whoever made it.")
@on_option
@dry_run_option
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    plan: Path,
    output: Path,
    layout: str | None,
    edition: str | None,
    committee: str,
    meeting_date: datetime | None,
    on: date,
    *,
    force: bool,
    dry_run: bool,
) -> None:
    """Make the committee appendix of PLAN: a new workbook, values only, public rows only.

    \b
    Exit status: 0 made, 2 FILE is not ours to overwrite, 4 PLAN cannot be read, 5 publication
    refused.
    """
    if output.resolve() == plan.resolve():
        raise actionbook.ActionbookError(
            f"{output} is the plan itself. Give the appendix a name of its own."
        )
    read = actionbook.read_plan(plan)
    content = actionbook.appendix(
        read,
        on=on,
        layout=layout,
        edition=edition,
        meeting=actionbook.Meeting(0, committee, meeting_date.date() if meeting_date else None),
    )
    for doubt in content.doubts:
        click.echo(f"To look at: {doubt}", err=True)
    if dry_run:
        click.echo(f"{output}: would be made")
        return
    if not force:
        actionbook.refuse_foreign(output)
    actionbook.render(content, output, plan=read)
    click.echo(f"{output}: made")
