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
    from actionbook.appendices.change_papers import change_papers
    from actionbook.appendices.commissioned import (
        appendix_path,
        meetings_asked,
        refuse_sent,
    )
    from actionbook.appendices.content import appendix
    from actionbook.appendices.papers import Papers, render_papers
    from actionbook.appendices.placing import refuse_foreign
    from actionbook.appendices.produce import Beside, Produced, produce
    from actionbook.appendices.render import render
    from actionbook.appendices.revision import earlier, superseding
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
    from actionbook.imports.importer import import_plan, rehearse_import
    from actionbook.imports.report import report_data, report_text
    from actionbook.nightly.loop import run_nightly
    from actionbook.nightly.night import night_changes
    from actionbook.nightly.record import Run, run_line
    from actionbook.nightly.refresh import refresh
    from actionbook.operations.baseline import since_baseline
    from actionbook.operations.changes import ChangeSet
    from actionbook.operations.check import check
    from actionbook.operations.checks_sheet import write_checks
    from actionbook.operations.closing import Closing, closing, closing_data, closing_text
    from actionbook.operations.compare import Comparison, diff
    from actionbook.operations.comparison_text import comparison_data, comparison_text, sentence
    from actionbook.operations.highlight import clear_highlights, highlight
    from actionbook.operations.mends import Proposal
    from actionbook.operations.report import Finding, Report
    from actionbook.operations.report_ci import findings_github, findings_junit
    from actionbook.operations.report_grouped import findings_grouped, tally
    from actionbook.operations.report_sarif import findings_sarif
    from actionbook.operations.report_text import findings_json, findings_text, statistics_text
    from actionbook.operations.roll_forward import Waiver, next_period, roll
    from actionbook.operations.rule_page import rule_data, rule_page, rule_text
    from actionbook.operations.show import due_within, flagged, led_by, of_issue, pick, plan_data
    from actionbook.plan.meetings import how_it_counted
    from actionbook.plan.model import Action, Issue, Meeting, Plan
    from actionbook.plan.settings import Settings
    from actionbook.plan.status import Flag, Rag, effective_due, flags, rag
    from actionbook.plan.timescales import Timescale, parse_timescale
    from actionbook.publication.accessibility import check_accessibility
    from actionbook.publication.gate import Verdict, check_publish, refuse_unfit
    from actionbook.publication.verdict_text import verdict_json, verdict_text
    from actionbook.rules.catalogue import Rule, Severity
    from actionbook.rules.selection import find_rule, rules_of, select_rules
    from actionbook.workbook.annotating import Over, annotate
    from actionbook.workbook.baseline_file import read_baseline, write_baseline
    from actionbook.workbook.cells import set_cells
    from actionbook.workbook.copies import open_copies
    from actionbook.workbook.create import new
    from actionbook.workbook.mending import mend
    from actionbook.workbook.read import read_plan
    from actionbook.workbook.undo import Undo, find_undo, undo_roll
    from actionbook.workbook.write import apply

_HOMES = {
    "Action": "plan.model",
    "ActionbookError": "errors",
    "AlreadyRunningError": "errors",
    "Beside": "appendices.produce",
    "ChangeSet": "operations.changes",
    "Closing": "operations.closing",
    "Comparison": "operations.compare",
    "ContentLossError": "errors",
    "Finding": "operations.report",
    "Flag": "plan.status",
    "Issue": "plan.model",
    "Meeting": "plan.model",
    "Over": "workbook.annotating",
    "Papers": "appendices.papers",
    "Plan": "plan.model",
    "Produced": "appendices.produce",
    "Proposal": "operations.mends",
    "PublicationRefusedError": "errors",
    "Rag": "plan.status",
    "Report": "operations.report",
    "Rule": "rules.catalogue",
    "Run": "nightly.record",
    "Settings": "plan.settings",
    "SettingsError": "errors",
    "Severity": "rules.catalogue",
    "StaleChangeError": "errors",
    "Timescale": "plan.timescales",
    "Verdict": "publication.gate",
    "Undo": "workbook.undo",
    "Waiver": "operations.roll_forward",
    "WorkbookBusyError": "errors",
    "WorkbookUnreadableError": "errors",
    "annotate": "workbook.annotating",
    "appendix": "appendices.content",
    "appendix_path": "appendices.commissioned",
    "apply": "workbook.write",
    "change_papers": "appendices.change_papers",
    "check": "operations.check",
    "check_accessibility": "publication.accessibility",
    "check_publish": "publication.gate",
    "clear_highlights": "operations.highlight",
    "closing": "operations.closing",
    "closing_data": "operations.closing",
    "closing_text": "operations.closing",
    "comparison_data": "operations.comparison_text",
    "comparison_text": "operations.comparison_text",
    "diff": "operations.compare",
    "due_within": "operations.show",
    "earlier": "appendices.revision",
    "effective_due": "plan.status",
    "find_rule": "rules.selection",
    "find_undo": "workbook.undo",
    "findings_github": "operations.report_ci",
    "findings_grouped": "operations.report_grouped",
    "findings_json": "operations.report_text",
    "findings_junit": "operations.report_ci",
    "findings_sarif": "operations.report_sarif",
    "findings_text": "operations.report_text",
    "flagged": "operations.show",
    "flags": "plan.status",
    "highlight": "operations.highlight",
    "how_it_counted": "plan.meetings",
    "import_plan": "imports.importer",
    "led_by": "operations.show",
    "meetings_asked": "appendices.commissioned",
    "mend": "workbook.mending",
    "new": "workbook.create",
    "next_period": "operations.roll_forward",
    "night_changes": "nightly.night",
    "of_issue": "operations.show",
    "open_copies": "workbook.copies",
    "parse_timescale": "plan.timescales",
    "pick": "operations.show",
    "plan_data": "operations.show",
    "produce": "appendices.produce",
    "rag": "plan.status",
    "read_baseline": "workbook.baseline_file",
    "read_plan": "workbook.read",
    "refresh": "nightly.refresh",
    "refuse_foreign": "appendices.placing",
    "refuse_sent": "appendices.commissioned",
    "refuse_unfit": "publication.gate",
    "rehearse_import": "imports.importer",
    "render": "appendices.render",
    "render_papers": "appendices.papers",
    "report_data": "imports.report",
    "report_text": "imports.report",
    "roll": "operations.roll_forward",
    "rule_data": "operations.rule_page",
    "rule_page": "operations.rule_page",
    "rule_text": "operations.rule_page",
    "rules_of": "rules.selection",
    "run_line": "nightly.record",
    "run_nightly": "nightly.loop",
    "select_rules": "rules.selection",
    "sentence": "operations.comparison_text",
    "set_cells": "workbook.cells",
    "since_baseline": "operations.baseline",
    "statistics_text": "operations.report_text",
    "superseding": "appendices.revision",
    "tally": "operations.report_grouped",
    "verdict_json": "publication.verdict_text",
    "verdict_text": "publication.verdict_text",
    "undo_roll": "workbook.undo",
    "write_baseline": "workbook.baseline_file",
    "write_checks": "operations.checks_sheet",
}

__all__ = [
    "Action",
    "ActionbookError",
    "AlreadyRunningError",
    "Beside",
    "ChangeSet",
    "Closing",
    "Comparison",
    "ContentLossError",
    "Finding",
    "Flag",
    "Issue",
    "Meeting",
    "Over",
    "Papers",
    "Plan",
    "Produced",
    "Proposal",
    "PublicationRefusedError",
    "Rag",
    "Report",
    "Rule",
    "Run",
    "Settings",
    "SettingsError",
    "Severity",
    "StaleChangeError",
    "Timescale",
    "Undo",
    "Verdict",
    "Waiver",
    "WorkbookBusyError",
    "WorkbookUnreadableError",
    "__version__",
    "annotate",
    "appendix",
    "appendix_path",
    "apply",
    "change_papers",
    "check",
    "check_accessibility",
    "check_publish",
    "clear_highlights",
    "closing",
    "closing_data",
    "closing_text",
    "comparison_data",
    "comparison_text",
    "diff",
    "due_within",
    "earlier",
    "effective_due",
    "find_rule",
    "find_undo",
    "findings_github",
    "findings_grouped",
    "findings_json",
    "findings_junit",
    "findings_sarif",
    "findings_text",
    "flagged",
    "flags",
    "highlight",
    "how_it_counted",
    "import_plan",
    "led_by",
    "meetings_asked",
    "mend",
    "new",
    "next_period",
    "night_changes",
    "of_issue",
    "open_copies",
    "parse_timescale",
    "pick",
    "plan_data",
    "produce",
    "rag",
    "read_baseline",
    "read_plan",
    "refresh",
    "refuse_foreign",
    "refuse_sent",
    "refuse_unfit",
    "rehearse_import",
    "render",
    "render_papers",
    "report_data",
    "report_text",
    "roll",
    "rule_data",
    "rule_page",
    "rule_text",
    "rules_of",
    "run_line",
    "run_nightly",
    "select_rules",
    "sentence",
    "set_cells",
    "since_baseline",
    "statistics_text",
    "superseding",
    "tally",
    "undo_roll",
    "verdict_json",
    "verdict_text",
    "write_baseline",
    "write_checks",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'actionbook' has no attribute {name!r}")
    value: object = getattr(import_module(f"actionbook.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
