"""
A report as SARIF, which code hosts and editors show beside the file it is about.

Source: Static Analysis Results Interchange Format (SARIF) 2.1.0, OASIS, 27 March 2020.
"""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from actionbook.operations.report import Finding, LeftOut, Report
from actionbook.operations.rule_page import rule_page, rule_parts
from actionbook.plan.cells import letters
from actionbook.rules import Rule, Severity

__all__ = ["findings_sarif", "locator"]

VERSION = "2.1.0"
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def findings_sarif(
    reports: Sequence[Report], *, rules: Sequence[Rule], version: str, unread: int = 0
) -> str:
    """
    The findings as one run of SARIF 2.1.0, a stable contract; *rules* are those that were run.

    A result's logical locations are the sheet and the cell, its region the row and the column of
    the sheet, its fingerprint the same wherever the row is moved. *version* is the tool's. Where
    plans were *unread*, so many, the run says that it did not succeed.
    """
    import json

    numbers = {rule.code: number for number, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "actionbook",
                "version": version,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "columnKind": "utf16CodeUnits",
        "invocations": [{"executionSuccessful": not unread}],
        "artifacts": [{"location": {"uri": locator(report)}} for report in reports],
        "results": [
            each
            for report in reports
            for each in (
                *(_result(report, finding, numbers) for finding in report.findings),
                *(_suppressed(report, left, numbers) for left in report.suppressed),
            )
        ],
    }
    log = {"$schema": _SCHEMA, "version": VERSION, "runs": [run]}
    return json.dumps(log, indent=2)


def locator(report: Report) -> str:
    """The plan's file as a locator: relative as it was named, a `file:` one where it was whole."""
    path = report.path or Path(report.plan)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _rule(rule: Rule) -> dict[str, Any]:
    what, parts = rule_parts(rule)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": what},
        "fullDescription": {"text": " ".join([what, *dict(parts).values()][:2])},
        "help": {
            "text": "\n".join([what, *(f"{label}: {words}" for label, words in parts)]),
            "markdown": rule_page(rule),
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"blocks": rule.blocks, "since": rule.since},
    }


def _result(report: Report, finding: Finding, numbers: dict[str, int]) -> dict[str, Any]:
    cell = finding.cell
    name = f"{letters(cell.column)}{cell.row}"
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "kind": "fail",
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message} {finding.fix}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": locator(report)},
                    "region": {"startLine": cell.row, "startColumn": cell.column},
                },
                "logicalLocations": [
                    {"name": cell.sheet, "fullyQualifiedName": cell.sheet, "kind": "sheet"},
                    {"name": name, "fullyQualifiedName": str(cell), "kind": "cell"},
                ],
            }
        ],
        "partialFingerprints": {"finding/v1": _fingerprint(report, finding)},
        "properties": {"ref": finding.ref, "lead": finding.lead, "blocks": finding.blocks},
    }
    if finding.code in numbers:
        result["ruleIndex"] = numbers[finding.code]
    return result


def _suppressed(report: Report, left: LeftOut, numbers: dict[str, int]) -> dict[str, Any]:
    suppression = {"kind": "external"} | ({"justification": left.reason} if left.reason else {})
    return {**_result(report, left.finding, numbers), "suppressions": [suppression]}


def _fingerprint(report: Report, finding: Finding) -> str:
    """The same for the same fault of the same action, on whatever row it stands."""
    words = report.words_of(finding)
    where = "" if words else str(finding.cell)
    told = "\n".join((finding.code, finding.ref.casefold(), words.casefold(), where))
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]
