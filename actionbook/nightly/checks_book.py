"""The findings as a workbook of their own, beside a plan that is only read."""

from datetime import date
from pathlib import Path

from actionbook.appendices.papers import Papers, render_papers
from actionbook.appendices.values import Column, Holds, Table
from actionbook.operations.report import Report
from actionbook.operations.report_grouped import SAID
from actionbook.plan.model import Plan

__all__ = ["checks_papers", "make_checks"]


def make_checks(plan: Plan, report: Report, aside: Path, *, on: date) -> str:
    """
    Make the workbook of the findings of *report* on *plan* in the folder *aside*; its name.

    Raises:
        ActionbookError: there is no room on the disk.
    """
    name = f"{Path(plan.name).stem}-checks.xlsx"
    render_papers(checks_papers(plan, report, on=on), aside / name)
    return name


def checks_papers(plan: Plan, report: Report, *, on: date) -> Papers:
    """The findings of *report* on *plan* as of a day: one table, a row for each."""
    called = plan.settings.title or plan.name
    return Papers(
        title=f"Checks: {called}",
        subject="What is to be mended in the action plan",
        organisation=plan.settings.organisation,
        on=on,
        tables=(
            Table(
                "Checks",
                f"Checks of {called}",
                f"What is to be mended in {plan.name}: go to the cell there, and type it.",
                (
                    Column("Cell", 16, Holds.STRONG),
                    Column("Ref", 9),
                    Column("Lead", 20),
                    Column("How bad", 12),
                    Column("Finding", 60, grows=True),
                    Column("What to do", 50, grows=True),
                    Column("Code", 9),
                ),
                tuple(
                    (
                        str(finding.cell),
                        finding.ref,
                        finding.lead,
                        SAID[finding.severity].capitalize(),
                        finding.message,
                        finding.fix,
                        finding.code,
                    )
                    for finding in report.findings
                ),
                nothing="Nothing to mend",
            ),
        ),
    )
