"""The next form of the plan of a night: what is found in it, and its workbook, made aside."""

from dataclasses import replace
from datetime import date

from actionbook.errors import ContentLossError
from actionbook.operations.changes import ChangeSet
from actionbook.operations.check import check, is_found_again
from actionbook.operations.checks_sheet import write_checks
from actionbook.operations.foreseen import is_foreseen
from actionbook.operations.report import Report
from actionbook.plan.model import Plan
from actionbook.workbook.aside import Aside

__all__ = ["Aside", "check", "write_next"]


def write_next(
    aside: Aside,
    plan: Plan,
    changes: ChangeSet,
    coming: Plan,
    report: Report,
    *,
    on: date,
) -> tuple[Plan, Report, str]:
    """
    Make the plan's next form, with its findings; the plan as it stands then, and those.

    *coming* is what comes of *changes*, which *report* is of. Last is told why the findings could
    not be written, "" where they could.

    Raises:
        ContentLossError: *changes* cannot be written without harm.
        WorkbookUnreadableError: what was written is no plan.
    """
    whole, told = changes + write_checks(plan, report), ""
    try:
        written = aside.write(whole)
    except ContentLossError as harm:
        written = aside.write(changes)
        told = f"The Checks sheet was left as it is: {harm}"
    if not written:
        return plan, report, told
    if is_foreseen(plan, whole):
        plan = replace(coming, fingerprint=aside.fingerprint, past=aside.past())
        if is_found_again(report, plan, on=on):
            return plan, report, told
    else:
        plan = aside.read()
    found = check(plan, on=on)
    if found.findings != report.findings and aside.write(write_checks(plan, found)):
        plan = aside.read()
    return plan, found, told
