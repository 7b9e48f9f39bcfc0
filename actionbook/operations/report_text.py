"""A report as text, one finding a line, as counts, and as JSON."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from actionbook.operations.report import Finding, Report

__all__ = [
    "SCHEMA",
    "aside",
    "finding_line",
    "findings_json",
    "findings_text",
    "nothing_wrong",
    "statistics_text",
]

SCHEMA = 1
"""The version of the JSON: it changes when a key is renamed or leaves, not when one comes."""


def finding_line(finding: Finding) -> str:
    """A finding on one line: `Actions!C7: AB201 what is wrong. What to type.`"""
    code, _, _, _, cell, _, message, fix, _ = finding
    return f"{cell!s}: {code} {message} {fix}"


def findings_text(report: Report) -> str:
    """Every finding on a line of its own; where there is none, a line that says so."""
    if report.findings:
        return "\n".join(finding_line(finding) for finding in report.findings)
    return nothing_wrong(report)


def nothing_wrong(report: Report) -> str:
    """The line that stands where there is no finding: what was checked, if anything was."""
    if not report.actions:
        return f"{report.plan}: there are no actions, so nothing was checked."
    counted = "1 action" if report.actions == 1 else f"{report.actions} actions"
    wrong = "new" if report.known else "wrong"
    return f"{report.plan}: nothing {wrong} in {counted}.{aside(report)}"


def aside(report: Report) -> str:
    """How many findings can be mended, and how many are not on the list, in sentences."""
    safe = sum(mend.is_safe for mend in report.mends)
    said = f" --fix mends {safe} of them." if safe else ""
    if report.suppressed:
        said += f" {len(report.suppressed)} suppressed."
    if report.known:
        said += f" {report.known} known from the baseline."
    if report.mended:
        said += f" {report.mended} of the baseline mended."
    return said


def statistics_text(reports: Sequence[Report]) -> str:
    """How often each rule is broken, the most broken first, one a line."""
    rows = _statistics(reports)
    widest = max((len(row["name"]) for row in rows), default=0)
    lines = [
        f"{row['count']:>5}  {row['code']}  {row['name']:<{widest}}  {row['severity']}"
        for row in rows
    ]
    total = sum(row["count"] for row in rows)
    return "\n".join([*lines, f"{total:>5}  in all"])


def _statistics(reports: Sequence[Report]) -> list[dict[str, Any]]:
    every = Counter(
        (finding.code, finding.name, finding.severity)
        for report in reports
        for finding in report.findings
    )
    return [
        {"code": code, "name": name, "severity": str(severity), "count": count}
        for (code, name, severity), count in sorted(
            every.items(), key=lambda item: (-item[1], item[0])
        )
    ]


def findings_json(reports: Sequence[Report], *, with_statistics: bool = False) -> str:
    """
    The findings for a machine: `{"schema": 1, "findings": [...]}`, a stable contract.

    Those of several plans follow each other in the order of *reports*, each with its `plan`, and
    `plans` counts them; `statistics`, where it is asked for, counts each rule's. Plain ASCII, so
    that no console and no redirection can spoil it.
    """
    import json

    findings = [
        {
            **finding._asdict(),
            "cell": str(finding.cell),
            **({"plan": _file(report)} if len(reports) > 1 else {}),
        }
        for report in reports
        for finding in report.findings
    ]
    data: dict[str, Any] = {"schema": SCHEMA, "findings": findings}
    if len(reports) > 1:
        data["plans"] = [
            {"plan": _file(report), "actions": report.actions, "findings": len(report.findings)}
            for report in reports
        ]
    if with_statistics:
        data["statistics"] = _statistics(reports)
    return json.dumps(data, indent=2)


def _file(report: Report) -> str:
    return str(report.path) if report.path else report.plan
