"""What a command that changes a workbook prints: the changes, then the path."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from actionbook import ChangeSet

__all__ = ["tell_changes"]

SHOWN = 20


def tell_changes(changes: "ChangeSet", path: Path, *, form: str, done: str) -> None:
    """Print *changes* to the workbook *path*, and what was *done* with them."""
    lines = changes.lines()
    if form == "json":
        click.echo(json.dumps({"schema": 1, "path": str(path), "changes": lines}, indent=1))
        return
    for line in lines[:SHOWN]:
        click.echo(line)
    if len(lines) > SHOWN:
        click.echo(f"... and {len(lines) - SHOWN} more (all of them with --format json)")
    click.echo(f"{path}: {done}")
