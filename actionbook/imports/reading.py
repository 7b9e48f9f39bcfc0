"""The lines of a source, read as the layout they have: tables, what is round them, doubts."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from actionbook.imports.area_layout import read_areas
from actionbook.imports.area_rows import printed_areas
from actionbook.imports.cell_stream import read_stream
from actionbook.imports.covering_report import read_report
from actionbook.imports.draft import Doubt, Row, Sureness
from actionbook.imports.frame import Frame
from actionbook.imports.grid import Grid, read_grid
from actionbook.imports.issue_layout import PrintedIssue, read_issues
from actionbook.imports.issue_rows import issue_rows
from actionbook.imports.markup import plain
from actionbook.imports.recommendation_layout import read_blocks
from actionbook.imports.recommendation_rows import recommendation_rows
from actionbook.imports.report_rows import report_rows
from actionbook.imports.theme_layout import read_themes
from actionbook.plan.late import late

__all__ = ["Reading", "read_as"]

_ABBREVIATION = late(r"(?<![\w])[A-Z]{2,5}(?![\w])")
_COLOUR = (
    "No status stands in words anywhere: it was told by colour, which a text does not keep. "
    "Each lead must set it."
)

Lines = Sequence[str]


class Reading(NamedTuple):
    """What a source says: the frame round its tables, rows by table, doubts about them."""

    frame: Frame
    tables: dict[str, list[Row]]
    doubts: list[Doubt]


def read_as(layout: str, lines: Lines) -> Reading:
    """The lines of a source, read as *layout*."""
    return _READERS[layout](lines)


def _themes(lines: Lines) -> Reading:
    stream = read_stream(lines)
    return _printed(lines, stream.frame, read_themes(stream))


def _areas(lines: Lines) -> Reading:
    areas = read_areas(lines)
    return _printed(lines, areas.frame, printed_areas(areas))


def _issues(lines: Lines) -> Reading:
    grid = read_grid(lines)
    reading = _printed(lines, grid.frame, read_issues(grid))
    return reading._replace(doubts=[*_lost_statuses(grid), *reading.doubts])


def _printed(lines: Lines, frame: Frame, issues: Sequence[PrintedIssue]) -> Reading:
    rows, actions, doubts = issue_rows(issues, _abbreviations(lines))
    return Reading(frame, {"Issues": rows, "Actions": actions}, doubts)


def _recommendations(lines: Lines) -> Reading:
    document = read_blocks(lines)
    issues, actions, doubts = recommendation_rows(document)
    return Reading(document.frame, {"Issues": issues, "Actions": actions}, doubts)


def _report(lines: Lines) -> Reading:
    report = read_report(lines)
    made = report_rows(report)
    return Reading(report.frame, made.tables, made.doubts)


_READERS: Mapping[str, Callable[[Lines], Reading]] = {
    "theme": _themes,
    "area": _areas,
    "issue": _issues,
    "recommendation": _recommendations,
    "monitoring": _report,
}


def _abbreviations(lines: Lines) -> frozenset[str]:
    return frozenset(word for line in lines for word in _ABBREVIATION.findall(line))


def _lost_statuses(grid: Grid) -> list[Doubt]:
    if "status" not in grid.columns:
        return []
    said = [plain(row.cells.get("status", "")) for row in grid.rows]
    if any(any(map(str.isalnum, words)) for words in said):
        return []
    lines = tuple(grid.heading_lines[:1])
    marks = " ".join(dict.fromkeys(filter(None, said)))
    return [Doubt("", "Status", _COLOUR, f"Status {marks}".strip(), lines, Sureness.LOST)]
