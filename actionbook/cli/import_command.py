"""`actionbook import`."""

import json
from datetime import date
from pathlib import Path

import click

import actionbook
from actionbook.cli.options import PLAN, dry_run_option, format_option, on_option


@click.command("import")
@click.argument("sources", nargs=-1, required=True, type=PLAN, metavar="SOURCE...")
@click.option(
    "-o", "--output", required=True, type=PLAN, metavar="PLAN", help="The plan workbook to make."
)
@click.option(
    "--publication",
    metavar="WORD",
    help="What Publication says of every row, such as Public.  [default: blank]",
)
@on_option
@format_option
@dry_run_option
def command(
    sources: tuple[Path, ...],
    output: Path,
    publication: str | None,
    on: date,
    form: str,
    *,
    dry_run: bool,
) -> None:
    """Bring an old plan in: SOURCE is a Word document, its text or a workbook, PLAN what to make.

    A report says what went where, what was left over, and what was not sure, with line numbers.

    \b
    Exit status: 0 made, 2 PLAN is there already, 4 SOURCE cannot be read or holds no plan.
    """
    bring_in = actionbook.rehearse_import if dry_run else actionbook.import_plan
    report = bring_in(sources, output, on=on, publication=publication)
    if form == "json":
        click.echo(json.dumps(actionbook.report_data(report), indent=1, ensure_ascii=False))
    else:
        click.echo(actionbook.report_text(report))
