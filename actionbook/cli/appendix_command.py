"""`actionbook appendix`."""

from datetime import date, datetime
from pathlib import Path

import click

import actionbook
from actionbook.cli.options import PLAN, dry_run_option, on_option, plan_argument


@click.command("appendix")
@plan_argument
@click.option(
    "-o",
    "--output",
    type=PLAN,
    metavar="FILE",
    help="The workbook to make, or the folder to make it in.  [default: the plan's folder]",
)
@click.option("--committee", default="", metavar="NAME", help="For its next meeting in Meetings.")
@click.option("--due", is_flag=True, help="For each meeting in Meetings whose papers are due.")
@click.option(
    "--within",
    type=click.IntRange(min=0),
    default=14,
    show_default=True,
    metavar="DAYS",
    help="Due where the clerk wants the papers within so many days.",
)
@click.option(
    "--layout",
    metavar="NAME",
    help="theme, area, issue, recommendation, monitoring, register, or one of the plan's own.  "
    "[default: the meeting's, else the plan's own]",
)
@click.option(
    "--edition",
    type=click.Choice(["public", "print", "exempt"]),
    help="For the open web, for paper, or for those who may see exempt rows.  "
    "[default: the meeting's, else public]",
)
@click.option(
    "--meeting-date",
    type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
    metavar="DATE",
    help="The day of a meeting that is not in Meetings, for the cover.",
)
@click.option(
    "--supersedes",
    type=PLAN,
    metavar="FILE",
    help="The published appendix that this is a revision of; what changed is listed.",
)
@click.option("--csv", is_flag=True, help="The actions as CSV beside it.")
@click.option(
    "--pdf/--no-pdf", default=None, help="A PDF beside it.  [default: for print and exempt]"
)
@click.option(
    "--words",
    type=click.Choice(["txt", "docx"]),
    multiple=True,
    help="The drafted words for the covering report beside it; may be given twice.",
)
@click.option("--force", is_flag=True, help="Overwrite FILE whoever made it.")
@on_option
@dry_run_option
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    plan: Path,
    output: Path | None,
    committee: str,
    within: int,
    layout: str | None,
    edition: str | None,
    meeting_date: datetime | None,
    supersedes: Path | None,
    words: tuple[str, ...],
    on: date,
    *,
    due: bool,
    csv: bool,
    pdf: bool | None,
    force: bool,
    dry_run: bool,
) -> None:
    """Make the committee appendix of PLAN: a new workbook, values only, public rows only.

    \b
    Exit status: 0 made, 2 FILE is not ours to overwrite, 3 FILE is open, 4 PLAN cannot be read,
    5 publication refused.
    """
    read = actionbook.read_plan(plan)
    where = output or plan.parent
    asked = actionbook.Meeting(0, committee, meeting_date.date() if meeting_date else None)
    meetings = actionbook.meetings_asked(
        read, asked, on=on, within=within if due else None, alone=output is not None
    )
    old = actionbook.earlier(supersedes) if supersedes else None
    beside = actionbook.Beside(csv, pdf, words)
    for meeting in meetings:
        if old is None:
            actionbook.refuse_sent(read, meeting)
        _say_when(read, meeting)
        made = actionbook.appendix(read, on=on, layout=layout, edition=edition, meeting=meeting)
        content = actionbook.superseding(made, old, plan=read) if old else made
        path = actionbook.appendix_path(
            where, read, meeting, content.edition, revision=content.revision
        )
        if dry_run:
            click.echo(f"{path}: would be made")
        else:
            _say(actionbook.produce(content, path, plan=read, beside=beside, force=force))
    if not meetings:
        click.echo(f"No meeting's papers are due within {within} days of {on:%d %B %Y}.")


def _say_when(plan: "actionbook.Plan", meeting: "actionbook.Meeting") -> None:
    """When the papers of a meeting of the plan's are due, and how that was counted."""
    if meeting.row and meeting.meeting_date:
        click.echo(actionbook.how_it_counted(meeting.meeting_date, plan.settings))


def _say(made: "actionbook.Produced") -> None:
    for said in made.said:
        click.echo(f"To look at: {said}", err=True)
    for file in made.paths:
        click.echo(f"{file}: made")
