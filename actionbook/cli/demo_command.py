"""`actionbook demo`."""

import shutil
from datetime import UTC, date, datetime
from importlib.resources import as_file, files
from pathlib import Path

import click

import actionbook
from actionbook.cli.options import PLAN
from actionbook.cli.table import as_table

SAMPLE = "harbour-review.txt"
DAY = date(2026, 11, 22)
"""The demo's day, always the same, so that it shows the same things whenever it is run."""

NEW_YEAR = date(2027, 1, 4)
"""When the demo's quarter is closed."""

FOUND = 6


@click.command("demo")
@click.argument("folder", type=PLAN, default=Path("actionbook-demo"))
def command(folder: Path) -> None:
    """Take a sample plan through all of it, in FOLDER, and say where to look.

    FOLDER is made where it is not there [default: actionbook-demo]. Nothing in it is overwritten.
    """
    plan = _prepared(folder)
    source = folder / SAMPLE
    _import(source, plan)
    _check(plan)
    _highlight_and_show(plan)
    _refresh_twice(plan)
    _roll(plan)
    _where_to_look(folder, plan)


def _prepared(folder: Path) -> Path:
    plan = folder / "harbour-review.xlsx"
    if plan.exists():
        raise actionbook.ActionbookError(
            f"{folder} holds a demo already. Name another folder, or delete this one first."
        )
    folder.mkdir(parents=True, exist_ok=True)
    with as_file(files("actionbook.samples") / SAMPLE) as sample:
        shutil.copyfile(sample, folder / SAMPLE)
    return plan


def _step(words: str) -> None:
    click.echo(f"\n== {words}")


def _import(source: Path, plan: Path) -> None:
    _step(f"actionbook import {source.name} -o {plan.name} --publication Public")
    report = actionbook.import_plan([source], plan, on=DAY, publication="Public")
    click.echo(actionbook.report_text(report).splitlines()[0])
    for name, count in report.rows.items():
        if count:
            click.echo(f"  {name}: {count} rows")


def _check(plan: Path) -> None:
    _step(f"actionbook check {plan.name} --format text")
    report = actionbook.check(actionbook.read_plan(plan), on=DAY)
    for line in actionbook.findings_text(report).splitlines()[:FOUND]:
        click.echo(f"  {line}")
    if len(report.findings) > FOUND:
        click.echo(f"  ... and {len(report.findings) - FOUND} more")


def _highlight_and_show(plan: Path) -> None:
    _step(f"actionbook highlight {plan.name}; actionbook show {plan.name} --overdue")
    actionbook.apply(actionbook.highlight(actionbook.read_plan(plan), on=DAY))
    read = actionbook.read_plan(plan)
    overdue = actionbook.pick(read, [actionbook.flagged(actionbook.Flag.OVERDUE)], on=DAY)
    click.echo(as_table(read, overdue, on=DAY))


def _roll(plan: Path) -> None:
    read = actionbook.read_plan(plan)
    to = actionbook.next_period(read)
    _step(f'actionbook roll {plan.name} --to "{to}" --on {NEW_YEAR}')
    actionbook.apply(actionbook.roll(read, to=to, on=NEW_YEAR))
    click.echo(f"  {len(actionbook.read_plan(plan).history)} actions kept in the history")


def _refresh_twice(plan: Path) -> None:
    for _ in range(2):
        _step(f"actionbook refresh {plan.name}")
        run = actionbook.refresh(plan, on=DAY, started=datetime.now(UTC))
        click.echo(f"  {actionbook.run_line(run)}")


def _where_to_look(folder: Path, plan: Path) -> None:
    _step("Where to look")
    for name, what in (
        (SAMPLE, "the plan as a council wrote it"),
        (plan.name, "the plan workbook: open it in Excel, begin with its Read me sheet"),
        (f"{plan.stem}-appendix.xlsx", "the committee appendix"),
        (".actionbook", "what each run did, and the workbook as it was before each write"),
    ):
        click.echo(f"  {folder / name}: {what}")
