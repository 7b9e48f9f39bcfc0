"""`actionbook shortcuts`."""

import sys
from pathlib import Path

import click

import actionbook
from actionbook.cli.options import PLAN, dry_run_option, plan_argument


@click.command("shortcuts")
@plan_argument
@click.option(
    "-o",
    "--output",
    type=PLAN,
    metavar="FOLDER",
    help="Where to.  [default: a folder Shortcuts beside PLAN]",
)
@dry_run_option
def command(plan: Path, output: Path | None, *, dry_run: bool) -> None:
    """Make files to double-click, or to drop a workbook on: one for each former macro.

    On Windows a .cmd and a .ps1 each, elsewhere a shell script and a .desktop file. They are for
    this computer and for where PLAN is now. The window stays open when something went wrong.

    \b
    Exit status: 0 made, 2 a file in FOLDER says something else, 4 PLAN cannot be read.
    """
    from macros_replacement import DOORS, door_name

    actionbook.read_plan(plan)
    folder = output or plan.parent / "Shortcuts"
    files = actionbook.shortcuts(
        plan,
        {name: ("macros", "run", name) for name in map(door_name, DOORS)},
        program=(sys.executable, "-m", "actionbook"),
        folder=folder,
        desk=actionbook.Desk.WINDOWS if sys.platform == "win32" else actionbook.Desk.OTHER,
    )
    if not dry_run:
        actionbook.write_shortcuts(files, folder)
    for name in files:
        click.echo(f"{folder / name}: {'would be made' if dry_run else 'made'}")
