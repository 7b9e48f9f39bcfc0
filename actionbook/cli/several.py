"""One command over several plans: a bad one does not stop the others."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from actionbook import ActionbookError

__all__ = ["each", "worst"]

ORDER = (2, 4, 3, 5, 75, 1)
"""Of several exit statuses the first of these that occurred (product.md)."""


def each(plans: Sequence[Path], work: Callable[[Path], int]) -> int:
    """
    The exit status of *work* over *plans*; what goes wrong with one is a line on stderr.

    A fault of our own is raised when the other plans are done.
    """
    statuses: list[int] = []
    faults: list[Exception] = []
    for path in {path.absolute(): path for path in plans}.values():
        try:
            statuses.append(work(path))
        except ActionbookError as fault:
            click.echo(f"actionbook: {fault}", err=True)
            statuses.append(fault.exit_status)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as fault:  # noqa: BLE001 - raised below, when the other plans are done
            faults.append(fault)
    if faults:
        raise faults[0]
    return worst(statuses)


def worst(statuses: Sequence[int]) -> int:
    """The exit status that stands for several."""
    return next((status for status in ORDER if status in statuses), 0)
