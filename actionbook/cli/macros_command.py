"""`actionbook macros`."""

import json
import re
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

import actionbook
from actionbook.cli.macro_doors import doors
from actionbook.cli.options import PLAN, dry_run_option, format_option, on_option

if TYPE_CHECKING:
    from macros_replacement.changes import Door

SHOWN = 20


@click.group("macros")
def command() -> None:
    """See what a macro workbook does, and do it without one. Nothing here runs a macro."""


@command.command("inspect")
@click.argument("workbook", type=PLAN, metavar="FILE")
@click.option(
    "-o",
    "--output",
    type=PLAN,
    metavar="FILE.xlsx",
    help="Also put an inventory for the meeting that decides into FILE.xlsx.",
)
@on_option
@format_option
def inspect(workbook: Path, output: Path | None, on: date, form: str) -> None:
    """List every macro of FILE, what it touches, what calls it and what replaces it.

    FILE is an .xlsm, .xltm or .xlam; of an .xlsb or .xls the macros are told, not the buttons.
    It is only read.

    \b
    Exit status: 0 shown, 2 the inventory cannot be put there, 4 FILE cannot be read.
    """
    inspection = actionbook.inspect_macros(workbook, doors=doors())
    if output is not None:
        actionbook.write_inventory(inspection, output, on=on)
    if form == "json":
        click.echo(json.dumps(actionbook.inspection_data(inspection), indent=1))
        return
    click.echo(actionbook.inspection_text(inspection))
    if output is not None:
        click.echo(f"\nThe inventory is in {output}.")


@command.command("retire")
@click.argument("workbook", type=PLAN, metavar="FILE")
@click.option(
    "-o",
    "--output",
    type=PLAN,
    required=True,
    metavar="PLAN",
    help="The workbook without macros to make: an .xlsx.",
)
@click.option(
    "--keep-values",
    is_flag=True,
    help="Keep the value where a formula calls a function of the workbook's own.",
)
@format_option
@dry_run_option
def retire(workbook: Path, output: Path, form: str, *, keep_values: bool, dry_run: bool) -> None:
    """Make PLAN of FILE without its macros, ActiveX and the buttons that called them.

    Everything else stays the same to the byte, and FILE is not changed.

    \b
    Exit status: 0 made, 2 PLAN cannot be made there, 3 FILE is open, 4 FILE cannot be read, or
    something would be lost.
    """
    kept = (
        actionbook.OwnFunctions.KEPT_AS_VALUES if keep_values else actionbook.OwnFunctions.REFUSED
    )
    make = actionbook.rehearse_retirement if dry_run else actionbook.retire_macros
    made = make(workbook, output, own_functions=kept)
    lines = made.lines()
    if form == "json":
        click.echo(json.dumps({"schema": 1, "path": str(output), "gone": lines}, indent=1))
        return
    for line in lines:
        click.echo(line)
    click.echo(f"{output}: {'would be made' if dry_run else 'made'}, without macros")


@command.command("list")
def listed() -> None:
    """List the former macros: what each did, and the command that takes its place."""
    click.echo("\n".join(_lines()))


@command.command("run")
@click.argument("name", required=False)
@click.argument("plan", required=False, type=PLAN)
@on_option
@format_option
@dry_run_option
def run(name: str | None, plan: Path | None, on: date, form: str, *, dry_run: bool) -> None:
    """Do to PLAN what the macro NAME did: its name here, its old name, or its button's caption.

    Without NAME the macros are listed.

    \b
    Exit status: 0 done, 2 there is no such macro, 3 PLAN is open or was changed meanwhile, 4 PLAN
    cannot be read.
    """
    from macros_replacement import door_name

    if name is None:
        click.echo("\n".join(_lines()))
        return
    door = _door(name)
    if plan is None:
        raise click.UsageError(f"Name the plan too: actionbook macros run {name} PLAN.")
    changes = door.rehearse(plan, on=on) if dry_run else door.run(plan, on=on)
    lines = changes.lines()
    for said in changes.said:
        click.echo(f"To look at: {said}", err=True)
    if form == "json":
        data = {"schema": 1, "path": str(plan), "macro": door_name(door), "changes": lines}
        click.echo(json.dumps(data, indent=1))
        return
    for line in lines[:SHOWN]:
        click.echo(line)
    if len(lines) > SHOWN:
        click.echo(f"... and {len(lines) - SHOWN} more (all of them with --format json)")
    count = "1 change" if len(lines) == 1 else f"{len(lines)} changes"
    nothing = "nothing to do, nothing was written"
    done = f"{count} to make" if dry_run else f"{count} made"
    click.echo(f"{plan}: {done if lines else nothing}")


def _key(name: str) -> str:
    """A name without what people write differently: case, spaces, hyphens, the module before."""
    return re.sub(r"[^a-z0-9]", "", name.rpartition(".")[2].casefold())


def _door(name: str) -> "Door":
    from macros_replacement import DOORS, door_name

    known: dict[str, Door] = {}
    for door in DOORS:
        for each in (door_name(door), *door.USUAL_NAMES, *door.CAPTIONS):
            known.setdefault(_key(each), door)
    if _key(name) in known:
        return known[_key(name)]
    near = get_close_matches(_key(name), known, n=1)
    asked = f" Did you mean '{door_name(known[near[0]])}'?" if near else ""
    raise click.UsageError(
        f"No macro '{name}' is known here.{asked} 'actionbook macros list' tells them all."
    )


def _lines() -> list[str]:
    from macros_replacement import DOORS, door_name

    longest = max(len(door_name(door)) for door in DOORS)
    return [f"{door_name(door):{longest}}  It {door.DID}. Now: {door.COMMAND}" for door in DOORS]
