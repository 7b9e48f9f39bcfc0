"""The options of `actionbook check`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

import actionbook
from actionbook.cli.check_output import FORMS

__all__ = ["check_options", "each_word"]

Command = TypeVar("Command", bound=Callable[..., Any])

_WHAT = (
    click.option(
        "--select",
        multiple=True,
        metavar="RULES",
        help='Only these: codes, their beginnings (AB3), names, with commas between; or "all".  '
        "[default: the plan's settings, else every rule but those that only inform]",
    ),
    click.option("--ignore", multiple=True, metavar="RULES", help="Not these."),
    click.option(
        "--baseline",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Tell only what is new since FILE was made; made now where it is not there.",
    ),
    click.option(
        "--update-baseline", is_flag=True, help="Make the baseline anew of what is found."
    ),
)
_DOES = (
    click.option(
        "--annotate",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Make FILE a copy of PLAN for review, with a note on each cell that is at fault.",
    ),
    click.option("--force", is_flag=True, help="Let --annotate overwrite FILE whoever made it."),
    click.option("--fix", is_flag=True, help="Mend what can be mended safely, and say how."),
    click.option("--unsafe", is_flag=True, help="With --fix: make the other mends, too."),
    click.option(
        "--interactive", is_flag=True, help="With --fix: ask of each mend that is not safe."
    ),
    click.option("--diff", is_flag=True, help="Show what --fix would mend; write nothing."),
    click.option(
        "--write", is_flag=True, help="Put the findings into the Checks sheet of each PLAN."
    ),
)
_HOW = (
    click.option(
        "--format",
        type=click.Choice(FORMS),
        default=FORMS[0],
        show_default=True,
        help="Grouped by lead, one finding a line, or for a machine.",
    ),
    click.option("--statistics", is_flag=True, help="How often each rule is broken, and no more."),
    click.option(
        "--fail-level",
        type=click.Choice([str(level) for level in actionbook.Severity]),
        help="From how bad a finding on the exit status is 1.  "
        "[default: the plan's settings, else error]",
    ),
    click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found."),
)


def check_options(command: Command) -> Command:
    """Every option that only `check` has."""
    for option in reversed((*_WHAT, *_DOES, *_HOW)):
        command = option(command)
    return command


def each_word(given: tuple[str, ...]) -> list[str]:
    """What an option that may be given several times names, with commas between."""
    return [word for words in given for word in words.split(",") if word.strip()]
