"""`actionbook refresh`."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import click

import actionbook
from actionbook.cli.options import dry_run_option, format_option, on_option, plans_argument
from actionbook.cli.progress import progress
from actionbook.cli.several import each


@click.command("refresh")
@plans_argument
@on_option
@format_option
@dry_run_option
@click.pass_context
def command(
    ctx: click.Context, plans: tuple[Path, ...], on: date, form: str, *, dry_run: bool
) -> None:
    """Do for each PLAN what a night does: check, highlight, appendices, record.

    A PLAN may be a folder, or an actionbook.toml that lists plans under [nightly]. Where nothing
    has changed and no day that matters has come, nothing is written. All that is
    made is put in place together, when it is whole. A PLAN that somebody has open is read as last
    saved, and what is to be written into it waits for the next run; in a folder of OneDrive or
    SharePoint, or where Nightly writes is "outputs only", it is only read, and its findings go to
    a workbook beside it.

    \b
    Exit status: 0 done, whatever the findings; 3 a PLAN is open or was changed meanwhile, and its
    write waits; 4 a
    PLAN cannot be read; 5 an appendix was refused; 75 another run is at work on it.
    """

    listed = actionbook.plans_of(plans)

    def one(path: Path) -> int:
        run = actionbook.refresh(path, on=on, started=datetime.now(UTC))
        click.echo(json.dumps(run.as_data()) if form == "json" else actionbook.run_line(run))
        return 3 if run.outcome == "waiting" else 5 if run.refused else 0

    def rehearse(path: Path) -> int:
        told = actionbook.rehearse(path, on=on)
        if form == "json":
            click.echo(json.dumps({"schema": 1, "path": str(path), **told.as_data()}, indent=1))
        else:
            done = f"{len(told.changes)} changes to make" if told.lines() else "nothing to do"
            click.echo("\n".join((*told.lines(), f"{path}: {done}")))
        return 0

    with progress(listed) as told:
        ctx.exit(each(listed, told(rehearse if dry_run else one)))
