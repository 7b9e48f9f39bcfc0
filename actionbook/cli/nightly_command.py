"""`actionbook nightly`."""

import json
import signal
import sys
import time as clock_time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

import actionbook
from actionbook.cli.options import PLAN, format_option, plans_argument
from actionbook.cli.progress import progress
from actionbook.cli.several import each, worst


@click.group("nightly")
def command() -> None:
    """Refresh plans every night.

    A PLAN may be a folder, or an actionbook.toml that lists plans and their hour under [nightly].
    """


def _rota_options(told: Callable[..., Any]) -> Callable[..., Any]:
    """When nights are due; what is not given is as actionbook.toml has it."""
    for option in (
        click.option(
            "--nation", metavar="NAME", help="Whose bank holidays.  [default: the file's, England]"
        ),
        click.option(
            "--days",
            type=click.Choice([str(days) for days in actionbook.Days]),
            help="On which days; working: no weekend, no bank holiday.  "
            "[default: the file's, else daily]",
        ),
        click.option(
            "--at",
            type=click.DateTime(["%H:%M"]),
            metavar="HH:MM",
            help="When, by the council's clock (Europe/London).  [default: the file's, else 02:00]",
        ),
    ):
        told = option(told)
    return told


def _nights(
    plans: tuple[Path, ...], at: datetime | None, days: str | None, nation: str | None
) -> actionbook.Nights:
    nights = actionbook.nights_of(plans)
    given = {
        "at": at.time() if at else None,
        "days": actionbook.Days(days) if days else None,
        "nation": nation,
    }
    return nights.asked(**{name: value for name, value in given.items() if value is not None})


@command.command("run")
@plans_argument
@_rota_options
def run(plans: tuple[Path, ...], at: datetime | None, days: str | None, nation: str | None) -> None:
    """Refresh each PLAN when it is due, in the foreground, until stopped with Ctrl+C.

    A night that was missed is caught up once, by what is recorded beside the plan. A plan that
    fails is told of and recorded, and tried again the next night; one that somebody has open is
    looked at again every quarter of an hour until four hours have passed.
    """
    from actionbook.nightly.loop import Clock

    nights = _nights(plans, at, days, nation)
    is_stopped = _stopping()
    rota = nights.rota
    click.echo(
        f"Refreshing {len(nights.plans)} plan(s) {rota.days} at {rota.at:%H:%M}. Ctrl+C stops."
    )
    actionbook.run_nightly(
        nights.plans,
        rota=rota,
        clock=Clock(now=lambda: datetime.now(UTC), sleep=clock_time.sleep),
        tell=click.echo,
        is_stopped=is_stopped,
    )
    click.echo("Stopped.")


def _stopping() -> Callable[[], bool]:
    """Whether the machine or a person has asked for a stop, which finishes the plan in hand."""
    stopped: list[int] = []
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, lambda number, _frame: stopped.append(number))
    return lambda: bool(stopped)


@command.command("once")
@plans_argument
@format_option
@click.pass_context
def once(ctx: click.Context, plans: tuple[Path, ...], form: str) -> None:
    """Refresh each PLAN now, once, as a timer of the machine's does.

    \b
    Exit status: 0 done, whatever the findings; 3 a PLAN is open and its write waits; 4 a PLAN
    cannot be read; 5 an appendix was refused; 75 another run is at work on it.
    """
    is_stopped = _stopping()
    statuses: list[int] = []
    listed = actionbook.plans_of(plans)
    rungs = actionbook.nightly_once(listed, now=lambda: datetime.now(UTC))

    def one(_path: Path) -> int:
        rung = next(rungs)
        data = {**rung.run.as_data(), "mail": rung.mail}
        click.echo(json.dumps(data) if form == "json" else rung.line())
        return rung.status

    with progress(listed) as told:
        for path in listed:
            statuses.append(told(one)(path))
            if is_stopped():
                break
        else:
            # Past the last plan it raises a fault of our own, if there was one.
            next(rungs, None)
    ctx.exit(worst(statuses))


@command.command("status")
@plans_argument
@_rota_options
@format_option
@click.pass_context
def status(
    ctx: click.Context,
    plans: tuple[Path, ...],
    at: datetime | None,
    days: str | None,
    nation: str | None,
    form: str,
) -> None:
    """Say of each PLAN when it was last refreshed, what is next, what waits and what failed.

    \b
    Exit status: 0 all is well, 1 a run that was due has not succeeded.
    """
    nights = _nights(plans, at, days, nation)
    standings = actionbook.nightly_status(nights.plans, now=datetime.now(UTC), rota=nights.rota)
    data = actionbook.status_data(standings)
    click.echo(json.dumps(data) if form == "json" else actionbook.status_text(standings))
    ctx.exit(int(any(each.is_late for each in standings)))


@command.command("mail")
@plans_argument
@click.option("--dry-run", is_flag=True, help="Write the messages to FOLDER; send nothing.")
@click.option("-o", "--output", type=PLAN, metavar="FOLDER", help="Where to, with --dry-run.")
@click.pass_context
def mail(
    ctx: click.Context, plans: tuple[Path, ...], output: Path | None, *, dry_run: bool
) -> None:
    """Send what is due about each PLAN now, as a night does after its refresh.

    One message a lead, where there is something new for them: their overdue and due-soon actions
    and what nobody leads in their directorate, with their deadlines as a calendar. The owner and
    the deputy are told while nights fail. How is settled by [mail] in actionbook.toml.

    \b
    Exit status: 0 done, 2 no [mail], or something could not be sent, 4 a PLAN cannot be read.
    """
    from actionbook.nightly.mail import mail_now, mail_ready

    if dry_run != (output is not None):
        raise click.UsageError("--dry-run and -o FOLDER go together: nothing else is written.")

    def told(path: Path) -> int:
        now = datetime.now(UTC)
        if output is None:
            click.echo(f"{path.name}: {mail_now(path, now=now)}")
            return 0
        for number, message in enumerate(mail_ready(path, now=now), start=1):
            name = f"{path.stem}-{number:02}.eml"
            actionbook.write_drafts({name: message.as_bytes()}, output, force=True)
            click.echo(f"{output / name}: to {message['To']}: {message['Subject']}")
        return 0

    ctx.exit(each(actionbook.plans_of(plans), told))


@command.command("doctor")
@plans_argument
@format_option
@click.pass_context
def doctor(ctx: click.Context, plans: tuple[Path, ...], form: str) -> None:
    """Look for what could keep a night from succeeding: paths, rights, lock, disk, timer.

    \b
    Exit status: 0 all is well, 1 something is not.
    """
    looks = actionbook.doctor(actionbook.plans_of(plans), now=datetime.now(UTC))
    if form == "json":
        click.echo(json.dumps({"schema": 1, "looks": [look._asdict() for look in looks]}))
    else:
        for look in looks:
            click.echo(f"{'ok ' if look.is_well else 'NOT'}  {look.subject}: {look.found}")
    ctx.exit(int(not all(look.is_well for look in looks)))


@command.command("install")
@plans_argument
@click.option("--systemd", "kind", flag_value="systemd", help="A service and its timer.")
@click.option("--cron", "kind", flag_value="cron", help="Lines for a crontab.")
@click.option("--windows", "kind", flag_value="windows", help="A task for Task Scheduler.")
@_rota_options
@click.option("--write", is_flag=True, help="Write the files, and say what is left to do.")
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Where to write them.  [default: systemd's own folder, else this one]",
)
def install(  # noqa: PLR0913 - one parameter an option
    plans: tuple[Path, ...],
    kind: str | None,
    at: datetime | None,
    days: str | None,
    nation: str | None,
    to: Path | None,
    *,
    write: bool,
) -> None:
    """Print what the machine's own timer needs to refresh each PLAN every night.

    A folder or an actionbook.toml is looked at anew each night.
    """
    usual = "windows" if sys.platform == "win32" else "systemd"
    timers = actionbook.Timers(kind or usual)
    files = actionbook.timer_files(
        timers,
        [str(path.absolute()) for path in plans],
        command=_program(),
        rota=_nights(plans, at, days, nation).rota,
        now=datetime.now(UTC),
    )
    if not write:
        for name, text in files.items():
            click.echo(f"# {name}\n{text}" if len(files) > 1 else text, nl=len(files) > 1)
        return
    for path in actionbook.write_timer(timers, files, to):
        click.echo(f"{path}: written")
    click.echo(f"Next: {actionbook.timer_next(timers, files, to)}")


def _program() -> list[str]:
    """What starts this very program, whatever the path of the machine's timer."""
    return [sys.executable, "-m", "actionbook"]
