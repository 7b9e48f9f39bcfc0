"""`actionbook import`."""

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
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="HEADING=COLUMN",
    help="What a heading of a table is: 'By whom=Lead'; 'Notes=' leaves it.",
)
@click.option(
    "--sheet", "sheets", multiple=True, metavar="NAME", help="The sheet to read, or Table 2."
)
@click.option(
    "--header-row",
    type=click.IntRange(min=1),
    metavar="ROW",
    help="The row of the headings.  [default: found]",
)
@click.option(
    "--layout",
    "remember",
    type=PLAN,
    metavar="FILE",
    help="A layout.toml: read where it is there, else made for next year's file.",
)
@on_option
@format_option
@dry_run_option
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    sources: tuple[Path, ...],
    output: Path,
    publication: str | None,
    maps: tuple[str, ...],
    sheets: tuple[str, ...],
    header_row: int | None,
    remember: Path | None,
    on: date,
    form: str,
    *,
    dry_run: bool,
) -> None:
    """Bring an old plan in: SOURCE is a workbook, a document, a page or text, PLAN what to make.

    A report says what went where, what was left over, and what was not sure, with lines and cells.

    \b
    Exit status: 0 made, 2 PLAN is there already, 4 SOURCE cannot be read or holds no plan.
    """
    bring_in = actionbook.rehearse_import if dry_run else actionbook.import_plan
    layout = actionbook.sheet_layout(remember, maps=maps, sheets=sheets, header_row=header_row or 0)
    report = bring_in(sources, output, on=on, publication=publication, layout=layout)
    if remember is not None and not remember.exists() and not dry_run:
        actionbook.remember_layout(remember, layout, report)
    if form == "json":
        import json

        click.echo(json.dumps(actionbook.report_data(report), indent=1, ensure_ascii=False))
    else:
        click.echo(actionbook.report_text(report))
