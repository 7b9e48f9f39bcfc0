"""A report for the people who act on it: what each lead has to do, with the action's own words."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from operator import attrgetter

from actionbook.operations.report import Finding, Report
from actionbook.operations.report_text import aside, finding_line, nothing_wrong
from actionbook.plan.bulk import without_collecting
from actionbook.rules import Severity
from actionbook.rules.phrases import day

__all__ = ["Tone", "findings_grouped", "plain_tone", "tally"]

Tone = Callable[[str, str], str]
"""How a piece of text is shown: its kind (`lead`, `words` or a severity), and the text."""

PLAN_ITSELF = "The plan itself"
NOBODY = "Led by nobody"
SAID: dict[Severity, str] = {
    Severity.ERROR: "wrong",
    Severity.WARNING: "worth a look",
    Severity.INFO: "to know",
}
_INDENT = "  "
_WORDS = 100
"""Letters of an action's words that are shown where no width is given."""


def plain_tone(_kind: str, text: str) -> str:
    """The text as it is."""
    return text


@without_collecting()
def findings_grouped(
    report: Report, *, on: date, width: int | None = None, tone: Tone = plain_tone
) -> str:
    """
    What each lead has to do, the leads by name, their actions in workbook order.

    First what concerns the plan itself, then what nobody leads. Lines are broken at *width*
    columns; None leaves each finding on one line.
    """
    if not report.findings:
        return nothing_wrong(report)
    lines = [f"{report.plan}, on {day(on)}"]
    for lead, findings in _by_lead(report):
        lines += ["", tone("lead", f"{lead}: {_things(len(findings))}")]
        lines += _of_lead(report, findings, width, tone)
    return "\n".join([*lines, "", tally(report.findings) + aside(report)])


def tally(findings: Sequence[Finding]) -> str:
    """How many things there are to do, and how bad they are, in a sentence."""
    counts = Counter(map(attrgetter("severity"), findings))
    parts = [f"{counts[severity]} {said}" for severity, said in SAID.items() if counts[severity]]
    blocking = sum(map(attrgetter("blocks"), findings))
    waits = f" An appendix waits for {blocking} of them." if blocking else ""
    return f"{_things(len(findings))}: {', '.join(parts)}.{waits}" if parts else "Nothing to do."


def _things(count: int) -> str:
    return "1 thing to do" if count == 1 else f"{count} things to do"


def _by_lead(report: Report) -> Iterator[tuple[str, list[Finding]]]:
    groups: dict[tuple[int, str], tuple[str, list[Finding]]] = {}
    of_lead: dict[str | None, list[Finding]] = {}
    for finding in report.findings:
        who = finding.lead or ("" if report.is_of_action(finding) else None)
        found = of_lead.get(who)
        if found is None:
            rank, lead = _group(report, who)
            found = of_lead[who] = groups.setdefault((rank, lead.casefold()), (lead, []))[1]
        found.append(finding)
    for key in sorted(groups):
        yield groups[key]


def _group(report: Report, who: str | None) -> tuple[int, str]:
    """The group of a lead; of "" for an action that has none, of None where no action is."""
    if who is None:
        return 0, PLAN_ITSELF
    name = " ".join(who.split())
    return (2, report.called.get(name, name)) if who else (1, NOBODY)


def _of_lead(
    report: Report, findings: Sequence[Finding], width: int | None, tone: Tone
) -> Iterator[str]:
    above: tuple[str, int] | None = None
    words, indent = "", _INDENT
    is_plain = width is None and tone is plain_tone
    for finding in findings:
        row = finding.cell[:2]
        if row != above:
            words = report.words_of(finding)
            if words:
                yield ""
                yield tone("words", _fitted(f"{_INDENT}{finding.ref}  {words}", width or _WORDS))
            elif above is None:
                yield ""
            above = row
            indent = _INDENT * (3 if words else 1)
        if is_plain:
            yield f"{indent}{finding_line(finding)}"
        else:
            yield from _lines(finding, indent, width, tone)


def _fitted(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 3].rstrip() + "..."


def _lines(finding: Finding, indent: str, width: int | None, tone: Tone) -> list[str]:
    lines = [indent + finding_line(finding)]
    if width is not None:
        from textwrap import wrap

        lines = wrap(lines[0], width, subsequent_indent=indent + _INDENT, break_on_hyphens=False)
    if tone is not plain_tone:
        shown = tone(str(finding.severity), finding.code)
        lines[0] = lines[0].replace(finding.code, shown, 1)
    return lines
