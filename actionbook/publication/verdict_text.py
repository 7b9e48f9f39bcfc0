"""A verdict as text, one finding a line, and as JSON; a check as a page."""

from collections.abc import Sequence

from actionbook.operations.rule_page import explained
from actionbook.publication.catalogue import Check
from actionbook.publication.gate import Unfit, Verdict

__all__ = ["SCHEMA", "check_page", "verdict_json", "verdict_text"]

SCHEMA = 1
"""The version of the JSON: it changes when a key is renamed or leaves, not when one comes."""


def verdict_text(verdict: Verdict) -> str:
    """Every finding on a line of its own, and what they come to; what could not be checked."""
    lines = [_line(finding) for finding in verdict.findings]
    if verdict.is_fit:
        lines.append(f"{verdict.file}: nothing was found against {verdict.purpose}.")
    else:
        many = len(verdict.findings) + sum(finding.more for finding in verdict.findings)
        counted = "1 finding" if many == 1 else f"{many:,} findings"
        lines.append(f"{verdict.file}: not fit: {counted} against {verdict.purpose}.")
    if verdict.unchecked:
        lines.append(
            f"{verdict.file}: not checked, as that needs the plan it was made of (--plan): "
            f"{', '.join(verdict.unchecked)}."
        )
    return "\n".join(lines)


def _line(finding: Unfit) -> str:
    more = f" ({finding.more:,} more like it.)" if finding.more else ""
    return f"{finding.where}: {finding.code} {finding.message} {finding.fix}{more}"


def verdict_json(verdicts: Sequence[Verdict]) -> str:
    """
    The verdicts on one file for a machine, a stable contract.

    `{"schema": 1, "file": …, "fit": …, "unchecked": [...], "findings": [{"code", "name", "where",
    "message", "fix", "more"}]}`; those of several verdicts follow each other.
    """
    import json

    return json.dumps(
        {
            "schema": SCHEMA,
            "file": verdicts[0].file,
            "fit": all(verdict.is_fit for verdict in verdicts),
            "unchecked": [name for verdict in verdicts for name in verdict.unchecked],
            "findings": [each._asdict() for verdict in verdicts for each in verdict.findings],
        },
        indent=2,
        ensure_ascii=False,
    )


def check_page(check: Check) -> str:
    """The page of a check, in Markdown, from its docstring."""
    needs = "Needs the plan (`--plan`). " if check.needs_plan else ""
    what, parts = explained(check.explanation)
    said = "\n\n".join(f"**{label}:** {words}" for label, words in parts)
    return f"# {check.code} {check.name}\n\n{what}\n\n{said}\n\n{needs}Since {check.since}.\n"
