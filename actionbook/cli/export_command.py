"""`actionbook export`."""

import json
from datetime import date
from pathlib import Path

import click

import actionbook
from actionbook.cli.options import PLAN, dry_run_option, format_option, on_option, plan_argument


@click.command("export")
@plan_argument
@click.option(
    "--to",
    type=click.Choice(["csv", "parquet", "json", "sqlite"]),
    required=True,
    help="csv and parquet make a folder with a file for each table, json and sqlite one file.",
)
@click.option(
    "-o",
    "--output",
    type=PLAN,
    metavar="PATH",
    help="The file or folder to make.  [default: named for PLAN, beside it]",
)
@click.option("--force", is_flag=True, help="Overwrite what is there, whoever made it.")
@on_option
@format_option
@dry_run_option
def command(  # noqa: PLR0913 - one parameter an option
    plan: Path, to: str, output: Path | None, on: date, form: str, *, force: bool, dry_run: bool
) -> None:
    """Put the tables of PLAN into files for Power BI and the like; PLAN is not changed.

    Every row is there, also what is not for the public: an export is for inside the house.

    \b
    Exit status: 0 done, 2 another file is there, or a library that Parquet needs is not, 3 a file
    is open elsewhere, 4 PLAN cannot be read.
    """
    wanted = actionbook.export_plan(actionbook.read_plan(plan), to=to, on=on, output=output)
    if not force:
        actionbook.refuse_foreign_export(wanted)
    if not dry_run:
        actionbook.export(wanted)
    files, rows = wanted.files, {table.name: len(table.rows) for table in wanted.tables}
    if form == "json":
        made = {"path": str(wanted.path), "files": [str(file) for file in files], "rows": rows}
        click.echo(json.dumps({"schema": 1, **made}, indent=1))
        return
    for name, number in rows.items():
        click.echo(f"{name}: {number} rows")
    click.echo(f"{wanted.path}: {'would be made' if dry_run else 'made'}")
    click.echo("It holds rows that are not for the public: keep it inside.", err=True)
