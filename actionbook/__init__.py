"""
actionbook keeps a review's action plan true in its Excel workbook.

    import actionbook

    plan = actionbook.read_plan("plan.xlsx")
    report = actionbook.check(plan, on=date(2026, 11, 22))
    actionbook.apply(actionbook.highlight(plan, on=date(2026, 11, 22)))

Names load when they are first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from actionbook.appendix.content import appendix
    from actionbook.appendix.render import render
    from actionbook.errors import (
        ActionbookError,
        AlreadyRunningError,
        ContentLossError,
        PublicationRefusedError,
        SettingsError,
        StaleChangeError,
        WorkbookBusyError,
        WorkbookUnreadableError,
    )
    from actionbook.imports.importer import import_plan
    from actionbook.nightly.loop import run_nightly
    from actionbook.nightly.refresh import refresh
    from actionbook.operations.changes import ChangeSet
    from actionbook.operations.check import Finding, Report, check
    from actionbook.operations.highlight import clear_highlights, highlight
    from actionbook.operations.roll_forward import next_period, roll
    from actionbook.operations.show import plan_data
    from actionbook.plan.model import Action, Issue, Plan
    from actionbook.plan.settings import Settings
    from actionbook.plan.timescales import Timescale, parse_timescale
    from actionbook.workbook.cells import set_cells
    from actionbook.workbook.read import read_plan
    from actionbook.workbook.template import new
    from actionbook.workbook.write import apply

_HOMES = {
    "Action": "plan.model",
    "ActionbookError": "errors",
    "AlreadyRunningError": "errors",
    "ChangeSet": "operations.changes",
    "ContentLossError": "errors",
    "Finding": "operations.check",
    "Issue": "plan.model",
    "Plan": "plan.model",
    "PublicationRefusedError": "errors",
    "Report": "operations.check",
    "Settings": "plan.settings",
    "SettingsError": "errors",
    "StaleChangeError": "errors",
    "Timescale": "plan.timescales",
    "WorkbookBusyError": "errors",
    "WorkbookUnreadableError": "errors",
    "appendix": "appendix.content",
    "apply": "workbook.write",
    "check": "operations.check",
    "clear_highlights": "operations.highlight",
    "highlight": "operations.highlight",
    "import_plan": "imports.importer",
    "new": "workbook.template",
    "next_period": "operations.roll_forward",
    "parse_timescale": "plan.timescales",
    "plan_data": "operations.show",
    "read_plan": "workbook.read",
    "refresh": "nightly.refresh",
    "render": "appendix.render",
    "roll": "operations.roll_forward",
    "run_nightly": "nightly.loop",
    "set_cells": "workbook.cells",
}

__all__ = [
    "Action",
    "ActionbookError",
    "AlreadyRunningError",
    "ChangeSet",
    "ContentLossError",
    "Finding",
    "Issue",
    "Plan",
    "PublicationRefusedError",
    "Report",
    "Settings",
    "SettingsError",
    "StaleChangeError",
    "Timescale",
    "WorkbookBusyError",
    "WorkbookUnreadableError",
    "__version__",
    "appendix",
    "apply",
    "check",
    "clear_highlights",
    "highlight",
    "import_plan",
    "new",
    "next_period",
    "parse_timescale",
    "plan_data",
    "read_plan",
    "refresh",
    "render",
    "roll",
    "run_nightly",
    "set_cells",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'actionbook' has no attribute {name!r}")
    value: object = getattr(import_module(f"actionbook.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
