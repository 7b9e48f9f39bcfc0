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

from actionbook.homes import HOMES

__version__ = "0.1.0"

if TYPE_CHECKING:
    from actionbook.adoption.adopting import Adoption, adopt, rehearse_adoption, undo_adoption
    from actionbook.adoption.finding import Asked
    from actionbook.adoption.telling import adoption_data, adoption_text
    from actionbook.appendices.change_papers import change_papers
    from actionbook.appendices.commissioned import appendix_path, meetings_asked, refuse_sent
    from actionbook.appendices.content import appendix
    from actionbook.appendices.evidence import evidence
    from actionbook.appendices.papers import Papers, render_papers
    from actionbook.appendices.placing import refuse_foreign
    from actionbook.appendices.produce import Beside, Produced, produce
    from actionbook.appendices.render import render
    from actionbook.appendices.revision import earlier, superseding
    from actionbook.desktop import Desk, shortcuts, write_shortcuts
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
    from actionbook.exports.write import Export, export, export_plan, refuse_foreign_export
    from actionbook.frames import to_frames
    from actionbook.imports.importer import import_plan, rehearse_import
    from actionbook.imports.report import report_data, report_text
    from actionbook.imports.sheet_layout import SheetLayout, remember_layout, sheet_layout
    from actionbook.letters.drafts import chase, write_drafts
    from actionbook.macros.inspection import Inspection, inspect_macros
    from actionbook.macros.inspection_text import inspection_data, inspection_text
    from actionbook.macros.inventory import write_inventory
    from actionbook.macros.project import Door
    from actionbook.macros.retirement import (
        OwnFunctions,
        Retirement,
        rehearse_retirement,
        retire_macros,
    )
    from actionbook.nightly.doctor import Look, doctor
    from actionbook.nightly.due import Days, Rota
    from actionbook.nightly.install import Timers, timer_files, timer_next, write_timer
    from actionbook.nightly.job import Rung, nightly_once
    from actionbook.nightly.loop import run_nightly
    from actionbook.nightly.plans import Nights, nights_of, plans_of
    from actionbook.nightly.record import Run, run_line
    from actionbook.nightly.refresh import refresh
    from actionbook.nightly.rehearsal import rehearse
    from actionbook.nightly.status import Standing, nightly_status, status_data, status_text
    from actionbook.operations.baseline import since_baseline
    from actionbook.operations.changes import ChangeSet
    from actionbook.operations.check import check
    from actionbook.operations.checks_sheet import write_checks
    from actionbook.operations.closing import Closing, closing, closing_data, closing_text
    from actionbook.operations.compare import Comparison, diff
    from actionbook.operations.comparison_text import comparison_data, comparison_text, sentence
    from actionbook.operations.highlight import clear_highlights, highlight
    from actionbook.operations.history import history, story
    from actionbook.operations.history_text import (
        history_data,
        history_text,
        story_data,
        story_text,
    )
    from actionbook.operations.mends import Proposal
    from actionbook.operations.monitoring import Watch, monitoring, monitoring_data
    from actionbook.operations.numbering_actions import number_actions
    from actionbook.operations.ordering import sort_by_due, sort_by_lead
    from actionbook.operations.report import Finding, Report
    from actionbook.operations.report_ci import findings_github, findings_junit
    from actionbook.operations.report_grouped import findings_grouped, tally
    from actionbook.operations.report_sarif import findings_sarif
    from actionbook.operations.report_text import findings_json, findings_text, statistics_text
    from actionbook.operations.resource_totals import (
        ResourceTotals,
        resource_totals,
        resource_totals_data,
    )
    from actionbook.operations.roll_forward import Waiver, next_period, roll
    from actionbook.operations.rule_page import rule_data, rule_page, rule_text
    from actionbook.operations.show import due_within, flagged, led_by, of_issue, pick, plan_data
    from actionbook.operations.slippage_report import SlippageReport, slippage, slippage_data
    from actionbook.operations.summary import summary
    from actionbook.operations.tidying import spell_out_leads, tidies_date, tidies_text
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
    from actionbook.workbook.archive import archive, archive_path
    from actionbook.workbook.baseline_file import read_baseline, write_baseline
    from actionbook.workbook.cells import set_cells
    from actionbook.workbook.checks_held import holds_checks
    from actionbook.workbook.copies import kept_copies, open_copies, read_copies
    from actionbook.workbook.create import new
    from actionbook.workbook.input_checks import guard_columns, refresh_lists
    from actionbook.workbook.mending import mend
    from actionbook.workbook.printing import print_area
    from actionbook.workbook.read import read_plan
    from actionbook.workbook.undo import Undo, find_undo, undo_roll
    from actionbook.workbook.write import apply

__all__ = [
    "Action", "ActionbookError", "Adoption", "AlreadyRunningError", "Asked", "Beside",
    "ChangeSet", "Closing", "Comparison", "ContentLossError", "Days", "Desk", "Door", "Export",
    "Finding", "Flag", "Inspection", "Issue", "Look", "Meeting", "Nights", "Over",
    "OwnFunctions", "Papers", "Plan", "Produced", "Proposal", "PublicationRefusedError", "Rag",
    "Report", "ResourceTotals", "Retirement", "Rota", "Rule", "Run", "Rung", "Settings",
    "SettingsError", "Severity", "SheetLayout", "SlippageReport", "StaleChangeError",
    "Standing", "Timers", "Timescale", "Undo", "Verdict", "Waiver", "Watch",
    "WorkbookBusyError", "WorkbookUnreadableError", "__version__", "adopt", "adoption_data",
    "adoption_text", "annotate", "appendix", "appendix_path", "apply", "archive",
    "archive_path", "change_papers", "chase", "check", "check_accessibility", "check_publish",
    "clear_highlights", "closing", "closing_data", "closing_text", "comparison_data",
    "comparison_text", "diff", "doctor", "due_within", "earlier", "effective_due", "evidence",
    "export", "export_plan", "find_rule", "find_undo", "findings_github", "findings_grouped",
    "findings_json", "findings_junit", "findings_sarif", "findings_text", "flagged", "flags",
    "guard_columns", "highlight", "history", "history_data", "history_text", "holds_checks",
    "how_it_counted", "import_plan", "inspect_macros", "inspection_data", "inspection_text",
    "kept_copies", "led_by", "meetings_asked", "mend", "monitoring", "monitoring_data", "new",
    "next_period", "nightly_once", "nightly_status", "nights_of", "number_actions", "of_issue",
    "open_copies", "parse_timescale", "pick", "plan_data", "plans_of", "print_area", "produce",
    "rag", "read_baseline", "read_copies", "read_plan", "refresh", "refresh_lists",
    "refuse_foreign", "refuse_foreign_export", "refuse_sent", "refuse_unfit", "rehearse",
    "rehearse_adoption", "rehearse_import", "rehearse_retirement", "remember_layout", "render",
    "render_papers", "report_data", "report_text", "resource_totals", "resource_totals_data",
    "retire_macros", "roll", "rule_data", "rule_page", "rule_text", "rules_of", "run_line",
    "run_nightly", "select_rules", "sentence", "set_cells", "sheet_layout", "shortcuts",
    "since_baseline", "slippage", "slippage_data", "sort_by_due", "sort_by_lead",
    "spell_out_leads", "statistics_text", "status_data", "status_text", "story", "story_data",
    "story_text", "summary", "superseding", "tally", "tidies_date", "tidies_text",
    "timer_files", "timer_next", "to_frames", "undo_adoption", "undo_roll", "verdict_json",
    "verdict_text", "write_baseline", "write_checks", "write_drafts", "write_inventory",
    "write_shortcuts", "write_timer",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in HOMES:
        raise AttributeError(f"module 'actionbook' has no attribute {name!r}")
    value: object = getattr(import_module(f"actionbook.{HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
