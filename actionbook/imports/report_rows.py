"""
A covering report as a plan: its recommendations as issues, each with one action.

What it says of monitoring, resources and risks goes beside them; staff time, support and risks are
tables for the officer to fill in. (docs/decisions/0003-what-a-row-is.md)
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from actionbook.imports.covering_report import Report, Wanted
from actionbook.imports.doubts import about, doubts_of_row
from actionbook.imports.draft import Doubt, Row, Sureness
from actionbook.imports.report_facts import Facts, Said, asks_for_support, facts_of
from actionbook.plan.periods import FREQUENCIES
from actionbook.plan.settings import LABELS
from actionbook.plan.timescales import parse_timescale

__all__ = ["ReportRows", "report_rows"]

_IN_PROSE = "The report says it in a sentence; look whether it is meant so."
_LEADS_OF_ALL = "Who leads is said of all actions together, and of none by itself. Choose for each."
_MONTHS = {months: name for name, months in FREQUENCIES.items()}
_EVERY = {"P1M": 1, "P3M": 3, "P4M": 4, "P6M": 6, "P1Y": 12}


@dataclass
class ReportRows:
    """The tables of a report, and the doubts about them; settings go to its frame."""

    issues: list[Row] = field(default_factory=list)
    actions: list[Row] = field(default_factory=list)
    resources: list[Row] = field(default_factory=list)
    risks: list[Row] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def tables(self) -> dict[str, list[Row]]:
        """The rows by table; resources and risks are there to be filled in, even where blank."""
        return {
            "Issues": self.issues,
            "Actions": self.actions,
            "Resources": self.resources,
            "Risks": self.risks,
        }


def report_rows(report: Report) -> ReportRows:
    """The rows of *report*, in printed order."""
    facts = facts_of(report)
    made = ReportRows()
    _settle(report, facts, made)
    if facts.leads is not None:
        made.doubts.append(_doubt("", "Lead", facts.leads, _LEADS_OF_ALL))
    for wanted in report.wanted:
        _add(made, wanted, facts)
    made.resources += _resources(report, facts)
    if facts.risk is not None:
        made.risks.append(Row({"ref": "1", "risk": facts.risk.value}, facts.risk.lines))
    taken = {
        (line, value)
        for rows in made.tables.values()
        for row in rows
        for line in row.lines
        for value in row.values.values()
    }
    for each in report.paragraphs:
        if (each.lines[-1], each.text) not in taken:
            report.frame.leave(each.lines[-1], each.text, "text of the report")
    return made


def _settle(report: Report, facts: Facts, made: ReportRows) -> None:
    """What the report says of its plan as a whole becomes settings."""
    frame = report.frame
    settled: list[tuple[str, object, Said]] = []
    if facts.title is not None and not frame.titles:
        settled.append(("title", facts.title.value, facts.title))
    if facts.review is not None:
        settled.append(("source_of_the_review", facts.review.value, facts.review))
    if facts.frame is not None:
        time = parse_timescale(facts.frame.value, reference=None)
        settled += [("plan_starts", time.start, facts.frame), ("plan_ends", time.due, facts.frame)]
    if facts.often is not None:
        every = parse_timescale(facts.often.value, reference=None).every
        frequency = _MONTHS.get(_EVERY.get(every or "", 0))
        if frequency:
            settled.append(("reporting_frequency", frequency, facts.often))
    for name, value, said in settled:
        frame.settings[name] = value
        frame.lines[name] = said.lines[-1]
        made.doubts.append(_doubt("", LABELS[name], said))


def _doubt(ref: str, column: str, said: Said, says: str = _IN_PROSE) -> Doubt:
    return about(ref, column, says, said.words, said.lines, Sureness.LIKELY)


def _add(made: ReportRows, wanted: Wanted, facts: Facts) -> None:
    """A recommendation as a row of Issues, and its one action."""
    is_support = asks_for_support(wanted.text)
    beside: dict[str, tuple[str, Said | None]] = {
        "monitoring_group": ("Monitoring group", facts.body),
        "monitoring_frequency": ("Monitoring frequency", facts.often),
        "resource_implications": ("Resource implications", facts.staff_time),
        "risk_factors": ("Risk factors", facts.risk),
    }
    if is_support:
        beside["monitoring_group"] = ("Monitoring group", facts.support_group or facts.body)
        beside["resource_implications"] = (
            "Resource implications",
            facts.support_funds or facts.staff_time,
        )
    values: dict[str, object] = {"ref": wanted.ref, "issue": wanted.text}
    lines = list(wanted.lines)
    for name, (column, said) in beside.items():
        if said is not None:
            values[name] = said.value
            lines += said.lines
            made.doubts.append(_doubt(wanted.ref, column, said))
    made.issues.append(Row(values, tuple(sorted(set(lines)))))
    _add_action(made, wanted, facts, is_support=is_support)


def _add_action(made: ReportRows, wanted: Wanted, facts: Facts, *, is_support: bool) -> None:
    ref = f"{wanted.ref}a"
    values: dict[str, object] = {"ref": ref, "action": wanted.text, "issue": wanted.ref}
    lines = list(wanted.lines)
    when = facts.support_when if is_support else facts.frame
    if when is not None and is_support:
        values["timescale_text"] = when.value
        lines += when.lines
        made.doubts.append(_doubt(ref, "Timescale", when))
    elif when is not None:
        says = f'The plan as a whole is for "{when.value}"; no timescale of its own is given here.'
        made.doubts.append(_doubt(ref, "Timescale", when, says))
    row = Row(values, tuple(sorted(set(lines))))
    made.doubts += doubts_of_row(row)
    made.actions.append(row)


def _resources(report: Report, facts: Facts) -> Iterator[Row]:
    """What staff time and support are to be logged: rows that an officer goes on from."""
    if facts.staff_time is not None:
        values = {"kind": "staff time", "note": facts.staff_time.value}
        yield Row(values, facts.staff_time.lines)
    wanted = [each.ref for each in report.wanted if asks_for_support(each.text)]
    said = [each for each in (facts.support_when, facts.support_funds) if each is not None]
    if not (wanted and said):
        return
    words = list(dict.fromkeys(each.words for each in said))
    for named in facts.support_for or (None,):
        note = "\n".join([*([named.value] if named else []), *words])
        lines = {line for each in (*said, *([named] if named else [])) for line in each.lines}
        values = {"issue": wanted[0], "kind": "external support", "note": note}
        yield Row(values, tuple(sorted(lines)))
