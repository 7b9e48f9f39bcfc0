"""The command group: names and short helps without imports, errors into one line and a status."""

import atexit
import gc
import sys
from importlib import import_module
from typing import Any

import click

from actionbook import __version__
from actionbook.errors import ActionbookError

__all__ = ["COMMANDS", "main"]

COMMANDS = {
    "new": "Make a blank plan.",
    "import": "Bring an old plan in from Word, Excel or text.",
    "adopt": "Make a workbook that staff keep a plan, in place.",
    "check": "List everything that is wrong, cell by cell.",
    "rule": "Say what a rule is for, with a bad cell and a good one.",
    "show": "Show what is overdue, unassigned or due soon; or the plan as data.",
    "highlight": "Bring the worked-out columns and colours up to date.",
    "roll": "Close the period and open the next.",
    "history": "List the periods closed; tell one action's story.",
    "diff": "Tell what changed between two copies of a plan.",
    "export": "Put the tables into CSV, Parquet, JSON or SQLite.",
    "appendix": "Make the committee appendix.",
    "check-publish": "Say whether a workbook is fit to go on the web.",
    "chase": "Write a draft e-mail for each lead who has something to do.",
    "refresh": "Do what a night does: check, highlight, appendix, record.",
    "nightly": "Refresh plans every night.",
    "macros": "See what a macro workbook does, and do it without one.",
    "shortcuts": "Make files to double-click, one for each former macro.",
    "demo": "Take a sample plan through all of it.",
}
"""Every command and its short help, in the order in which a plan meets them."""

_MODULES = {name: f"actionbook.cli.{name.replace('-', '_')}_command" for name in COMMANDS}


class _Group(click.Group):
    """Loads a command when it is called, and turns errors into a line and an exit status."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            self._suggest(ctx, cmd_name)
            return None
        command: click.Command = import_module(_MODULES[cmd_name]).command
        return command

    def _suggest(self, ctx: click.Context, name: str) -> None:
        from difflib import get_close_matches

        near = get_close_matches(name, COMMANDS, n=1)
        if near:
            ctx.fail(f"No such command '{name}'. Did you mean '{near[0]}'?")

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command line; never a traceback on the screen."""
        for stream in (sys.stdout, sys.stderr):
            # A Windows console that lacks a letter shows a mark for it rather than failing.
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        # A large plan goes with the process, and is not looked through for cycles before.
        atexit.register(gc.freeze)
        return super().main(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ActionbookError as fault:
            click.echo(f"actionbook: {fault}", err=True)
            ctx.exit(fault.exit_status)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as fault:  # noqa: BLE001 - the one place where a bug becomes a line and a log
            click.echo(f"actionbook: {_logged(fault)}", err=True)
            ctx.exit(2)


def _logged(fault: Exception) -> str:
    import tempfile
    import traceback
    from pathlib import Path

    log = Path(tempfile.gettempdir()) / "actionbook-fault.log"
    said = " ".join(str(fault).split())
    told = f"a fault in actionbook itself ({type(fault).__name__}: {said})."
    try:
        log.write_text("".join(traceback.format_exception(fault)), encoding="utf-8")
    except OSError:
        return f"{told} Please report it."
    return f"{told} Please report it, with the file {log}."


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="actionbook")
def main() -> None:
    """Keep a review's action plan true, in the Excel workbook where officers work.

    \b
    Exit status: 0 done; 1 findings; 2 the command was wrong; 3 the workbook is open, locked or
    changed underneath; 4 it cannot be read or is no plan; 5 publication refused; 75 another run
    is at work.
    """
