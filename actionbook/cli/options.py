"""Options and arguments that several commands share."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TypeVar

import click

__all__ = ["dry_run_option", "format_option", "on_option", "plan_argument", "plans_argument"]

Command = TypeVar("Command", bound=Callable[..., Any])

PLAN = click.Path(path_type=Path)


def _day(_ctx: click.Context, _param: click.Parameter, value: datetime | None) -> date:
    if value is not None:
        return value.date()
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo("Europe/London")).date()


class _Day(click.DateTime):
    """A day; the usual form is told without what reads all the others, which is slow to load."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        if isinstance(value, str) and len(value) == len("2026-11-30"):
            with suppress(ValueError):
                return datetime.combine(date.fromisoformat(value), time())
        day: datetime = super().convert(value, param, ctx)
        return day


def on_option(command: Command) -> Command:
    """The day that takes the place of today."""
    return click.option(
        "--on",
        type=_Day(["%Y-%m-%d", "%d/%m/%Y"]),
        callback=_day,
        metavar="DATE",
        help="The day to take for today, as 2026-11-30 or 30/11/2026.  [default: today]",
    )(command)


def plan_argument(command: Command) -> Command:
    """The one workbook a command is about."""
    return click.argument("plan", type=PLAN)(command)


def plans_argument(command: Command) -> Command:
    """The workbooks a command is about, one or more."""
    return click.argument("plans", nargs=-1, required=True, type=PLAN, metavar="PLAN...")(command)


def format_option(command: Command) -> Command:
    """Text for a person or JSON for a machine."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="Text for a person, JSON for a machine.",
    )(command)


def dry_run_option(command: Command) -> Command:
    """Say what would be done, and stop."""
    return click.option("--dry-run", is_flag=True, help="Say what would be done; write nothing.")(
        command
    )
