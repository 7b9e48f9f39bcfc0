"""`actionbook check`."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from actionbook.cli.check_options import check_options
from actionbook.cli.check_output import Asked, tell_reports
from actionbook.cli.checking import Checking
from actionbook.cli.options import dry_run_option, on_option, plans_argument
from actionbook.cli.progress import progress
from actionbook.cli.several import each


@click.command("check")
@plans_argument
@check_options
@on_option
@dry_run_option
@click.pass_context
def command(ctx: click.Context, /, *, plans: tuple[Path, ...], on: date, **asked: Any) -> None:
    """List every rule each PLAN breaks, in one pass; no PLAN is changed unless that is asked for.

    \b
    Exit status: 0 nothing wrong, 1 findings at or above the fail level, 3 a PLAN that is to be
    written is open or was changed meanwhile, 4 a PLAN cannot be read.
    """
    if asked["annotate"] and len({path.absolute() for path in plans}) > 1:
        raise click.UsageError("--annotate FILE goes with one PLAN.")
    checking = Checking(on, asked)

    with progress(() if asked["interactive"] else plans) as told:
        status = each(plans, told(checking.one))
    unread = len({path.absolute() for path in plans}) - len(checking.reports)
    checking.keep_baseline(unread)
    if asked["diff"]:
        ctx.exit(0 if status == 1 and asked["exit_zero"] else status)
    tell_reports(
        checking.reports,
        asked["format"],
        Asked(on, checking.rules, unread),
        counted=asked["statistics"],
    )
    ctx.exit(0 if status == 1 and asked["exit_zero"] else status)
