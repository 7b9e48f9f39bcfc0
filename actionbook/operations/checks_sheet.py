"""The findings into the plan's own Checks table."""

from actionbook.operations.changes import ChangeSet, ReplaceBody
from actionbook.operations.report import Report
from actionbook.operations.report_grouped import SAID
from actionbook.plan.model import Plan

__all__ = ["write_checks"]


def write_checks(plan: Plan, report: Report) -> ChangeSet:
    """
    What fills the Checks table of *plan* with the findings of *report*, each a link to its cell.

    What it held of an earlier check goes. A plan that has no such table is given one, on a sheet
    of its own at the end, when there is a finding to put in it.
    """
    table = plan.structure.tables.get("Checks")
    if table is None and not report.findings:
        return ChangeSet.of(plan)
    rows = [
        {
            "cell": str(finding.cell),
            "code": finding.code,
            "severity": SAID[finding.severity].capitalize(),
            "ref": finding.ref,
            "message": finding.message,
            "fix": finding.fix,
            "lead": finding.lead,
        }
        for finding in report.findings
    ]
    name = table.name if table else "Checks"
    return ChangeSet.of(plan, bodies=(ReplaceBody("Checks", name, rows, links="cell"),))
