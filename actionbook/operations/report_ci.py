"""A report as the machines that run tests read it: GitHub's annotations, and JUnit's XML."""

import re
from collections.abc import Iterator, Sequence

from actionbook.operations.report import Finding, Report
from actionbook.operations.report_text import nothing_wrong
from actionbook.rules import Severity

__all__ = ["findings_github", "findings_junit"]

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def findings_github(reports: Sequence[Report]) -> str:
    """
    The findings as workflow commands, which GitHub Actions shows on the pull request.

    Source: "Workflow commands for GitHub Actions", setting an error message.
    """
    return "\n".join(_command(report, finding) for report in reports for finding in report.findings)


def _command(report: Report, finding: Finding) -> str:
    stated = {
        "file": report.path.as_posix() if report.path else report.plan,
        "line": str(finding.cell.row),
        "col": str(finding.cell.column),
        "title": f"{finding.code} {finding.name}, {finding.cell}",
    }
    properties = ",".join(f"{name}={_property(value)}" for name, value in stated.items())
    message = f"{finding.cell}: {finding.message} {finding.fix}"
    return f"::{_COMMANDS[finding.severity]} {properties}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def findings_junit(reports: Sequence[Report]) -> str:
    """
    The findings as JUnit's XML: a suite for each plan, a case for each finding.

    Those that fail the check are failures; the others passed, and tell what they found. A plan
    without findings has one case, which passed.
    """
    suites = "".join(_suite(report) for report in reports)
    total = sum(max(len(report.findings), 1) for report in reports)
    failed = sum(len(report.failures) for report in reports)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="actionbook" tests="{total}" failures="{failed}" errors="0">\n'
        f"{suites}</testsuites>"
    )


def _suite(report: Report) -> str:
    plan = _xml(str(report.path) if report.path else report.plan)
    cases = "".join(_cases(report, plan))
    return (
        f'  <testsuite name="{plan}" tests="{max(len(report.findings), 1)}" '
        f'failures="{len(report.failures)}" errors="0" skipped="0">\n'
        f"{cases}  </testsuite>\n"
    )


def _cases(report: Report, plan: str) -> Iterator[str]:
    if not report.findings:
        yield f'    <testcase classname="{plan}" name="{_xml(nothing_wrong(report))}"/>\n'
    failures = set(report.failures)
    for finding in report.findings:
        name = _xml(f"{finding.cell}: {finding.code} {finding.name}")
        message = _xml(f"{finding.message} {finding.fix}")
        yield f'    <testcase classname="{plan}" name="{name}">'
        if finding in failures:
            yield f'<failure type="{finding.code}" message="{message}"/>'
        else:
            yield f"<system-out>{message}</system-out>"
        yield "</testcase>\n"


def _xml(text: str) -> str:
    text = _NOT_XML.sub("?", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = text.replace('"', "&quot;").replace("\n", "&#10;").replace("\r", "&#13;")
    return text.encode("ascii", "xmlcharrefreplace").decode()
