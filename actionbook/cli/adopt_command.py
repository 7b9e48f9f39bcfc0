"""`actionbook adopt`."""

import json
from datetime import date
from pathlib import Path

import click

import actionbook
from actionbook.cli.options import PLAN, dry_run_option, format_option, on_option


@click.command("adopt")
@click.argument("book", type=PLAN)
@click.option("--sheet", default="", metavar="NAME", help="The sheet that holds the plan.")
@click.option(
    "--header-row", default=0, metavar="ROW", help="The row of its headings, as Excel counts."
)
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="HEADING=COLUMN",
    help='What a column is: "By whom=Lead"; by its letter: D=Lead; left alone: Notes=own.',
)
@click.option(
    "--publication",
    default="",
    metavar="WORD",
    help="What Publication says of every row, such as Public.  [default: blank]",
)
@click.option(
    "--beside",
    is_flag=True,
    help="Put what a plan needs on a sheet of its own; your sheet gets at most a Ref column.",
)
@click.option("--undo", is_flag=True, help="Give back the workbook as it was, to the byte.")
@on_option
@format_option
@dry_run_option
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    book: Path,
    sheet: str,
    header_row: int,
    columns: tuple[str, ...],
    publication: str,
    on: date,
    form: str,
    *,
    beside: bool,
    undo: bool,
    dry_run: bool,
) -> None:
    """Make BOOK, a workbook that staff keep already, a plan in place.

    Its sheet stays as staff know it. Columns that a plan needs are put to the right, or with
    --beside on a sheet of their own, found by ref; Settings, People, history and the rest on new
    sheets. With --dry-run the map is shown: each heading, what
    it is read as, how sure that is, three cells. A second adopt changes nothing.

    \b
    Exit status: 0 done, 2 BOOK holds several plans or no such column, 3 BOOK is open or was changed
    meanwhile, or was edited since the adoption to undo, 4 BOOK cannot be read or holds no plan.
    """
    if undo:
        actionbook.undo_adoption(book, on=on)
        _tell(book, form, {"schema": 1, "path": str(book), "undone": True}, "as it was to the byte")
        return
    asked = actionbook.Asked(sheet, header_row, dict(map(_pair, columns)), publication, beside)
    do = actionbook.rehearse_adoption if dry_run else actionbook.adopt
    adoption = do(book, on=on, asked=asked)
    text = actionbook.adoption_text(adoption)
    if adoption.told is None:
        _tell(book, form, actionbook.adoption_data(adoption), text)
        return
    done = "nothing was written" if dry_run else "adopted; --undo gives it back as it was"
    if form == "text":
        click.echo(text)
    _tell(book, form, actionbook.adoption_data(adoption), done)


def _pair(text: str) -> tuple[str, str]:
    heading, equals, column = text.rpartition("=")
    if not equals or not heading.strip():
        raise click.UsageError(f"'{text}' says not what is what: write it as \"By whom=Lead\".")
    return heading.strip(), column.strip()


def _tell(book: Path, form: str, data: dict[str, object], done: str) -> None:
    click.echo(
        json.dumps(data, indent=1, ensure_ascii=False) if form == "json" else f"{book}: {done}"
    )
