"""`actionbook nightly`."""

import signal
import time as clock_time
from datetime import UTC, datetime
from pathlib import Path

import click

import actionbook
from actionbook.cli.options import plans_argument


@click.group("nightly")
def command() -> None:
    """Refresh plans every night."""


@command.command("run")
@plans_argument
@click.option(
    "--at",
    type=click.DateTime(["%H:%M"]),
    default="02:00",
    show_default=True,
    metavar="HH:MM",
    help="When, by the council's clock (Europe/London).",
)
def run(plans: tuple[Path, ...], at: datetime) -> None:
    """Refresh each PLAN once a day, in the foreground, until stopped with Ctrl+C.

    A night that was missed is caught up at the start. A plan that fails is told of and recorded,
    and tried again the next night.
    """
    from actionbook.nightly.loop import Clock

    stopped: list[int] = []
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, lambda number, _frame: stopped.append(number))
    click.echo(f"Refreshing {len(plans)} plan(s) daily at {at:%H:%M}. Ctrl+C stops.")
    actionbook.run_nightly(
        plans,
        at=at.time(),
        clock=Clock(now=lambda: datetime.now(UTC), sleep=clock_time.sleep),
        tell=click.echo,
        is_stopped=lambda: bool(stopped),
    )
    click.echo("Stopped.")
