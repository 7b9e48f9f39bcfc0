"""What `actionbook check` prints: the reports in the form that is asked for, and one summary."""

import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import click

import actionbook
from actionbook import Report, Rule

__all__ = ["FORMS", "Asked", "tell_reports"]

WIDEST = 110
"""Columns beyond which a line is tiring to read, however wide the window."""

_COLOURS: Mapping[str, Mapping[str, object]] = {
    "lead": {"bold": True},
    "words": {"dim": True},
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "info": {"fg": "cyan"},
}


class Asked(NamedTuple):
    """What the reports are to be told with."""

    on: date
    rules: Sequence[Rule]
    unread: int = 0


def _grouped(reports: Sequence[Report], asked: Asked) -> str:
    is_screen = sys.stdout.isatty()
    width = min(shutil.get_terminal_size().columns, WIDEST) if is_screen else None
    is_coloured = is_screen and not os.environ.get("NO_COLOR")
    toned = {"tone": _coloured} if is_coloured else {}
    parts = [
        actionbook.findings_grouped(report, on=asked.on, width=width, **toned) for report in reports
    ]
    if len(reports) + asked.unread > 1:
        parts.append(_summary(reports, asked))
    return "\n\n".join(parts)


def _coloured(kind: str, text: str) -> str:
    return click.style(text, **_COLOURS[kind])  # type: ignore[arg-type]


def _text(reports: Sequence[Report], _asked: Asked) -> str:
    lines: list[str] = []
    for report in reports:
        told = actionbook.findings_text(report)
        if len(reports) > 1 and report.findings:
            told = "\n".join(f"{report.path}: {line}" for line in told.split("\n"))
        lines.append(told)
    return "\n".join(lines)


def _summary(reports: Sequence[Report], asked: Asked) -> str:
    findings = [finding for report in reports for finding in report.findings]
    unread = f" {asked.unread} could not be checked." if asked.unread else ""
    return f"{len(reports)} plans checked. {actionbook.tally(findings)}{unread}"


_FORMS: Mapping[str, Callable[[Sequence[Report], Asked], str]] = {
    "grouped": _grouped,
    "text": _text,
    "json": lambda reports, _asked: actionbook.findings_json(reports),
    "sarif": lambda reports, asked: actionbook.findings_sarif(
        reports, rules=asked.rules, version=actionbook.__version__, unread=asked.unread
    ),
    "github": lambda reports, _asked: actionbook.findings_github(reports),
    "junit": lambda reports, _asked: actionbook.findings_junit(reports),
}
FORMS = tuple(_FORMS)
"""The forms that findings can be told in, the usual one first."""


def tell_reports(
    reports: Sequence[Report], form: str, asked: Asked, *, counted: bool = False
) -> None:
    """Print *reports* in *form*; *counted*, how often each rule is broken in place of findings."""
    if counted and form in ("grouped", "text"):
        click.echo(actionbook.statistics_text(reports))
    elif counted and form == "json":
        click.echo(actionbook.findings_json(reports, with_statistics=True))
    elif counted:
        raise click.UsageError(f"--statistics goes with grouped, text and json, not with {form}.")
    else:
        told = _FORMS[form](reports, asked)
        if told:
            click.echo(told)
    if form in ("text", "github") and len(reports) + asked.unread > 1:
        click.echo(_summary(reports, asked), err=True)
