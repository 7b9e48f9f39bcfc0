"""`actionbook check`."""

from datetime import date
from pathlib import Path

import click

import actionbook
from actionbook.cli.check_output import FORMS, Asked, tell_reports
from actionbook.cli.options import on_option, plans_argument
from actionbook.cli.progress import progress
from actionbook.cli.several import each

LEVELS = [str(level) for level in actionbook.Severity]


@click.command("check")
@plans_argument
@click.option(
    "--select",
    multiple=True,
    metavar="RULES",
    help='Only these: codes, their beginnings (AB3) or names, with commas between; "all".  '
    "[default: every rule but those that only inform]",
)
@click.option("--ignore", multiple=True, metavar="RULES", help="Not these.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default=FORMS[0],
    show_default=True,
    help="Grouped by lead, one finding a line, or for a machine.",
)
@click.option("--statistics", is_flag=True, help="How often each rule is broken, and no more.")
@click.option(
    "--fail-level",
    type=click.Choice(LEVELS),
    default="error",
    show_default=True,
    help="From how bad a finding on the exit status is 1.",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@on_option
@click.pass_context
def command(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context,
    plans: tuple[Path, ...],
    *,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    form: str,
    fail_level: str,
    on: date,
    statistics: bool,
    exit_zero: bool,
) -> None:
    """List every rule each PLAN breaks, in one pass; no file is changed.

    \b
    Exit status: 0 nothing wrong, 1 findings at or above the fail level, 4 a PLAN cannot be read.
    """
    rules = actionbook.select_rules(_each_word(select), _each_word(ignore))
    level = actionbook.Severity(fail_level)
    reports: list[actionbook.Report] = []

    def one(path: Path) -> int:
        report = actionbook.check(actionbook.read_plan(path), on=on, rules=rules)
        if not report.actions:
            raise actionbook.WorkbookUnreadableError(
                f"{path} has no actions, so nothing was checked. Type the first one under the "
                "headings of its Actions sheet, and check again."
            )
        reports.append(report)
        return 1 if report.fails(level) and not exit_zero else 0

    with progress(plans) as told:
        status = each(plans, told(one))
    unread = len({path.absolute() for path in plans}) - len(reports)
    tell_reports(reports, form, Asked(on, level, rules, unread), counted=statistics)
    ctx.exit(status)


def _each_word(given: tuple[str, ...]) -> list[str]:
    return [word for words in given for word in words.split(",") if word.strip()]
