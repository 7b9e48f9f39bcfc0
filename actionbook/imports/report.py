"""What an import understood and what it did not: for the screen, and as data."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from actionbook.imports.draft import ColumnRead, Doubt, LeftOver, Letters, spans

__all__ = ["ImportReport", "SourceReport", "report_data", "report_text"]

_CLIPPED = 90  # characters of a left-over or doubt on the screen; the workbook has all of it


class SourceReport(NamedTuple):
    """What became of one source; of a workbook its columns, and how many rows of each kind."""

    name: str
    layout: str
    read_as: str
    letters: Letters
    left_over: tuple[LeftOver, ...]
    columns: tuple[ColumnRead, ...] = ()
    row_kinds: Mapping[str, int] = {}


class ImportReport(NamedTuple):
    """
    What an import did: rows by table, doubts, and each source's left-overs.

    `without_lead` and `without_timescale` are refs of actions that the sources leave open;
    `is_approved` whether they say when the plan was approved.
    """

    path: Path
    title: str
    rows: Mapping[str, int]
    doubts: tuple[Doubt, ...]
    sources: tuple[SourceReport, ...]
    without_lead: tuple[str, ...]
    without_timescale: tuple[str, ...]
    is_approved: bool = True

    @property
    def next_steps(self) -> tuple[str, ...]:
        """What the officer does now, in order."""
        steps = []
        if self.doubts:
            steps.append(
                f"Open {self.path.name}, sheet Import doubts: {len(self.doubts)} to settle."
            )
        if not self.is_approved or any(doubt.column == "Approved on" for doubt in self.doubts):
            steps.append("Settings: type the day the plan was approved.")
        steps.append(f"actionbook check {self.path}")
        return tuple(steps)


def report_text(report: ImportReport) -> str:
    """The report as lines for the screen, ending with what to do next."""
    return "\n".join(_lines(report))


def _lines(report: ImportReport) -> Iterator[str]:
    yield f"{report.path}: {report.title or 'a plan without a title'}"
    counted = ", ".join(f"{count} {name}" for name, count in report.rows.items() if count)
    yield f"Rows: {counted}."
    for source in report.sources:
        yield (
            f"{source.name}: read as {source.read_as}, layout {source.layout}; "
            f"{_percent(source.letters.share)} of {source.letters.total:,} letters accounted for."
        )
        yield from _columns(source)
        yield from _left_over(source)
    if report.without_lead:
        yield f"Nobody leads: {', '.join(report.without_lead)}."
    if report.without_timescale:
        yield f"No timescale: {', '.join(report.without_timescale)}."
    if report.doubts:
        yield f"Doubts ({len(report.doubts)}):"
    for doubt in report.doubts:
        where = " ".join(filter(None, (doubt.ref, doubt.column))) or "Plan"
        said = f' "{_clipped(doubt.words)}"' if doubt.words else ""
        line = f"line {spans(doubt.lines)}: " if doubt.lines else ""
        line = f"{doubt.cell}: " if doubt.cell else line
        yield f"  {line}{where}: {doubt.doubt}{said}"
    yield "Next:"
    for number, step in enumerate(report.next_steps, start=1):
        yield f"  {number}. {step}"


def _columns(source: SourceReport) -> Iterator[str]:
    """The rows of a workbook by kind, and its columns: what each is, and how sure."""
    if source.row_kinds:
        counted = ", ".join(f"{count} {kind}" for kind, count in source.row_kinds.items())
        yield f"  rows: {counted}."
    for each in source.columns:
        to = f"{each.column}, sure to {each.sureness:.0%}" if each.column else "left over"
        heading = _clipped(each.heading) or "no heading"
        yield f"  column {each.cell} {heading}: {to}. {each.why}"


def _left_over(source: SourceReport) -> Iterator[str]:
    """Left-overs by reason: what was only in the way is counted, other words are shown."""
    by_reason: dict[str, list[LeftOver]] = {}
    for left in source.left_over:
        by_reason.setdefault(left.reason, []).append(left)
    for reason, lefts in by_reason.items():
        lines = spans(left.line for left in lefts)
        same = Counter(left.text for left in lefts).most_common(1)[0][0]
        yield f"  left over, {reason} ({len(lefts)}): line {lines}: {_clipped(same)}"


def _percent(share: float) -> str:
    """Rounded down, so that 100% is all of it."""
    return f"{int(share * 1000) / 10:g}%"


def _clipped(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _CLIPPED else text[: _CLIPPED - 3] + "..."


def report_data(report: ImportReport) -> dict[str, object]:
    """The report as one JSON object; `schema` is its version."""
    return {
        "schema": 1,
        "path": str(report.path),
        "title": report.title,
        "rows": dict(report.rows),
        "without_lead": list(report.without_lead),
        "without_timescale": list(report.without_timescale),
        "doubts": [
            {
                "ref": doubt.ref,
                "column": doubt.column,
                "doubt": doubt.doubt,
                "source_words": doubt.words,
                "lines": list(doubt.lines),
                "sureness": str(doubt.sureness),
                "cell": doubt.cell,
            }
            for doubt in report.doubts
        ],
        "sources": [
            {
                "name": source.name,
                "layout": source.layout,
                "read_as": source.read_as,
                "letters": source.letters.total,
                "letters_accounted_for": source.letters.kept,
                "share": round(source.letters.share, 4),
                "columns": [each._asdict() for each in source.columns],
                "row_kinds": dict(source.row_kinds),
                "left_over": [left._asdict() for left in source.left_over],
            }
            for source in report.sources
        ],
        "next": list(report.next_steps),
    }
