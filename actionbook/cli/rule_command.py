"""`actionbook rule`."""

import json
import shutil

import click

import actionbook
from actionbook.cli.options import format_option

WIDEST = 90


@click.command("rule")
@click.argument("word", metavar="CODE|NAME")
@format_option
def command(word: str, form: str) -> None:
    """Say what a rule is for, with a bad cell and a good one.

    \b
    Exit status: 0 shown, 2 there is no such rule.
    """
    rule = actionbook.find_rule(word)
    if form == "json":
        click.echo(json.dumps(actionbook.rule_data(rule), indent=1))
        return
    width = min(shutil.get_terminal_size().columns, WIDEST)
    click.echo(actionbook.rule_text(rule, width=width))
