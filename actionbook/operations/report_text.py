"""A report as text, one finding a line, and as JSON; a rule as a page."""

from collections.abc import Sequence

from actionbook.operations.check import Finding, Report
from actionbook.rules import Rule

__all__ = ["SCHEMA", "finding_line", "findings_json", "findings_text", "rule_page"]

SCHEMA = 1
"""The version of the JSON: it changes when a key is renamed or leaves, not when one comes."""

_LABELS = ("Why", "Example", "Instead", "Fix", "Settings")


def finding_line(finding: Finding) -> str:
    """A finding on one line: `Actions!C7: AB201 what is wrong. What to type.`"""
    return f"{finding.cell}: {finding.code} {finding.message} {finding.fix}"


def findings_text(report: Report) -> str:
    """Every finding on a line of its own; where there is none, a line that says so."""
    if report.findings:
        return "\n".join(finding_line(finding) for finding in report.findings)
    if not report.actions:
        return f"{report.plan}: there are no actions, so nothing was checked."
    counted = "1 action" if report.actions == 1 else f"{report.actions} actions"
    return f"{report.plan}: nothing wrong in {counted}."


def findings_json(reports: Sequence[Report]) -> str:
    """
    The findings for a machine: `{"schema": 1, "findings": [...]}`, a stable contract.

    Those of several plans follow each other, in the order of *reports*.
    """
    import json

    findings = [
        {**finding._asdict(), "cell": str(finding.cell)}
        for report in reports
        for finding in report.findings
    ]
    return json.dumps({"schema": SCHEMA, "findings": findings}, indent=2, ensure_ascii=False)


def rule_page(rule: Rule) -> str:
    """The page of a rule, in Markdown, from its docstring: what, why, a bad and a good cell."""
    blocks = "An appendix and a roll wait for it." if rule.blocks else "It blocks nothing."
    facts = f"{rule.severity.capitalize()}. {blocks} Since {rule.since}."
    what, parts = _parts(rule.explanation)
    said = "\n\n".join(f"**{label}:** {words}" for label, words in parts)
    return f"# {rule.code} {rule.name}\n\n{what}\n\n{said}\n\n{facts}\n"


def _parts(explanation: str) -> tuple[str, list[tuple[str, str]]]:
    """What the rule finds, and each labelled part of its explanation, on one line each."""
    lines: list[list[str]] = [["", ""]]
    for line in explanation.splitlines():
        label, _, words = line.partition(": ")
        if label in _LABELS:
            lines.append([label, words])
        else:
            lines[-1][1] = f"{lines[-1][1]} {line}".strip()
    return lines[0][1], [(label, words) for label, words in lines[1:]]
