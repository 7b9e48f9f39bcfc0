"""The command line: one module per command, loaded when it is called for."""

from actionbook.cli.group import main

__all__ = ["main"]
