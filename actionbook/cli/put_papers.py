"""Papers put into a new workbook, where a command is told to."""

from collections.abc import Sequence
from pathlib import Path

import click

import actionbook
from actionbook import Papers

__all__ = ["put_papers"]


def put_papers(
    papers: Papers, output: Path, *, sources: Sequence[str | Path], force: bool, dry_run: bool
) -> None:
    """Make *output* of *papers*, never over one of the *sources*; say so on stderr."""
    if any(output.resolve() == Path(source).resolve() for source in sources):
        raise actionbook.ActionbookError(
            f"{output} is what was read. Give the new workbook a name of its own."
        )
    if dry_run:
        click.echo(f"{output}: would be made", err=True)
        return
    if not force:
        actionbook.refuse_foreign(output)
    actionbook.render_papers(papers, output)
    click.echo(f"{output}: made", err=True)
