"""What each row under the headings is: an action, a band, a total, the headings again."""

import re
from collections.abc import Container, Mapping, Sequence
from itertools import pairwise

from actionbook.imports.action_words import asks_to_do
from actionbook.imports.band_rows import (
    with_bands,
    with_blocks,
    with_groups,
    with_hints,
    with_numbered,
)
from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.heading_rows import Headings
from actionbook.imports.markup import plain
from actionbook.imports.row_kinds import BodyRow, RowKind
from actionbook.plan.late import late

__all__ = ["body_rows", "news_at"]

_FOOT = late(
    r"\W*(?:signed?(?:\s+off)?|signature|approved(?:\s+by)?|agreed(?:\s+by)?|prepared\s+by|author"
    r"|version|notes?|key|legend|nb|n\.b|source|last\s+updated|updated|date|reviewed(?:\s+by)?"
    r"|end\s+of|completed\s+by|chair|page\s+\d+|rag\s+key|\*)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_LABEL = late(
    r"\W*(?:signed|signature|date|dated|name|print\s+name|position|designation)\W*", re.IGNORECASE
)
_TOTAL = late(
    r"\W*(?:(?:sub|grand|overall)[\s-]*)?(?:totals?|count|sum|average|cyfanswm)\b.*"
    r"|\W*(?:(?:number|no\.?) of )?(?:actions?|items|recommendations)\b[^.;]{0,30}[:=]\s*\d+\W*",
    re.IGNORECASE | re.DOTALL,
)
_KEY = late(
    r"\W*(?:red|amber|yellow|green|blue|gr[ea]y|white|black|purple|[bragwy]|complete[d]?|on track"
    r"|at risk|overdue|closed|open|not started|in progress|high|medium|low|[hml]|version|date"
    r"|status|coch|oren|gwyrdd)\W*",
    re.IGNORECASE,
)
_NEWS = (
    r"\W*(?:(?:latest|further|progress|status|officer|quarterly|monthly)\s+)?"
    r"(?:updates?|progress|position|comments?|commentary)"
)
_UPDATE = late(
    rf"{_NEWS}\b[^:–—]{{0,40}}[:–—]\s*\w"
    r"|\W*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\s*[:–—-]\s*\w",
    re.IGNORECASE,
)
_BARE_UPDATE = late(
    _NEWS + r"(?:\s+\(?\d[\d/. -]*(?:\w{3,9}[\d ]*)?\)?)?\s*[:–—]\s*\w", re.IGNORECASE
)
_SAYS_MORE = ("progress", "timescale", "lead", "evidence", "outcome", "completed_on", "revised_due")
_FILLED_IN = frozenset({"ref", "issue_ref", "status", "rag", "percent", "priority", "section"})
_BAND_WORDS = 16
_SHORT_BAND = 9


def body_rows(
    grid: CellGrid,
    headings: Headings,
    columns: Mapping[str, int],
    rows: Sequence[int],
    again: Container[int],
) -> tuple[BodyRow, ...]:
    """
    What each of *rows* is; *columns* are the column of each field that is mapped.

    In the rows *again* the headings come again.
    """
    found = [
        BodyRow(row, RowKind.HEADING if row in again else _kind(grid, columns, row)) for row in rows
    ]
    found = with_hints(grid, found)
    found = with_groups(grid, headings, found)
    found = with_blocks(grid, found)
    found = with_numbered(grid, columns.get("ref") or columns.get("issue_ref") or 0, found)
    # A note at the foot is no action that stands alone; a band with nothing under it is a foot.
    found = _with_feet(grid, found, columns)
    found = with_bands(grid, headings, found)
    found = _with_feet(grid, found, columns)
    found = _with_issues(grid, found, columns)
    found = _with_headed_issues(grid, found, columns)
    return tuple(_without_lost_more(found))


def news_at(grid: CellGrid, row: int, topic: int) -> int:
    """
    The column of a row's only words, where they are news of the action above: "Update 3 May:
    begun". 0 where they are not: in the *topic*'s column "Update the site: add it" is an action.
    """
    said = grid.worded(row)
    column = min(said) if len(said) == 1 else 0
    is_apart = grid.is_across(row, column) or column != topic
    news = _UPDATE if is_apart else _BARE_UPDATE
    return column if column and news.match(said[column]) else 0


def _topic(columns: Mapping[str, int]) -> int:
    return columns.get("action") or columns.get("issue") or columns.get("response") or 0


def _kind(grid: CellGrid, columns: Mapping[str, int], row: int) -> RowKind:
    filled = grid.worded(row)
    if not filled:
        return RowKind.BLANK
    topic = _topic(columns)
    first = min(filled)
    if first != topic and len(filled[first].split()) <= 4 and _TOTAL.fullmatch(filled[first]):  # noqa: PLR2004
        return RowKind.TOTAL
    # A ditto mark beside it makes of words a row of the table.
    if len(filled) == 1 and grid.filled(row) == set(filled):
        is_news = news_at(grid, row, topic) > 0
        if is_news or _is_band(grid, row, first, filled[first], columns):
            return RowKind.GOES_ON if is_news else RowKind.BAND
    words = filled.get(topic, "")
    if any(map(str.isalpha, words)):
        is_total = len(words.split()) <= 2 and _TOTAL.fullmatch(words)  # noqa: PLR2004
        return RowKind.TOTAL if is_total else RowKind.ACTION
    return _without_topic(grid, row, filled, columns)


def _without_topic(
    grid: CellGrid, row: int, filled: Mapping[int, str], columns: Mapping[str, int]
) -> RowKind:
    by_field = {columns[name]: name for name in columns}
    typed = {by_field.get(column, "") for column in filled if (row, column) not in grid.formulas}
    topic = _topic(columns)
    if topic and grid.is_below(row, topic):
        return RowKind.GOES_ON
    if topic != columns.get("issue") and "issue" in typed:
        return RowKind.ISSUE
    more = typed & set(_SAYS_MORE)
    # A row of its own, beside which nothing is to be done.
    is_own = sum(column < topic and column not in by_field for column in filled) > 1
    if more and not is_own and "ref" not in typed:
        return RowKind.GOES_ON
    if more & {"progress", "lead", "timescale"} and len(more) > 1:
        return RowKind.ACTION
    if is_own or typed <= _FILLED_IN | {""} or not more:
        return RowKind.PREFILLED
    return RowKind.GOES_ON


def _is_band(grid: CellGrid, row: int, column: int, text: str, columns: Mapping[str, int]) -> bool:
    """Whether a row's only words are the heading of a section."""
    if not any(map(str.isalpha, text)):
        return False
    if grid.is_across(row, column) or len(text.split()) > _BAND_WORDS * 2:
        return grid.is_across(row, column)
    area = grid.merged(row, column)
    is_wide = area is not None and area.last_column > area.first_column
    field = next((name for name, at in columns.items() if at == column), "")
    if field in ("progress", "timescale", "evidence", "completed_on", "revised_due"):
        return is_wide
    is_choice = field in _FILLED_IN and _KEY.fullmatch(text)  # in a row made ready
    if is_wide or is_choice:
        return is_wide
    if field in ("action", "issue", "response"):
        # What is to be done stands as well in a row that nobody has filled in yet.
        is_heading = _is_short_heading(text) and not asks_to_do(plain(text))
        return column == min(columns.values()) and is_heading
    return len(text.split()) <= _BAND_WORDS and field != "lead"


def _is_short_heading(text: str) -> bool:
    words = plain(text).split()
    return len(words) <= _SHORT_BAND and text.strip()[-1] not in ".;," and words[0][0].isupper()


def _with_feet(grid: CellGrid, found: list[BodyRow], columns: Mapping[str, int]) -> list[BodyRow]:
    """The rows under the last action that sign, date, explain or count are its foot."""
    made = list(found)
    key: list[int] = []  # rows that may be lines of a key, until what stands over them tells
    for at in range(len(made) - 1, -1, -1):
        row, kind = made[at]
        if kind in (RowKind.BLANK, RowKind.TOTAL, RowKind.HEADING, RowKind.PREFILLED):
            continue
        filled = grid.worded(row)
        first = filled[min(filled)]
        signs = _FOOT.fullmatch(first) or any(map(_LABEL.fullmatch, filled.values()))
        is_foot = signs and len(filled) <= 3  # noqa: PLR2004
        if (is_foot and not _says_who_and_when(filled, columns)) or (
            kind is RowKind.BAND and not key
        ):
            for each in (at, *key):
                made[each] = BodyRow(made[each].number, RowKind.FOOT)
            key = []
            continue
        if len(filled) <= 2 and _KEY.fullmatch(first):  # noqa: PLR2004
            key.append(at)
            continue
        break
    return made


def _with_issues(grid: CellGrid, found: list[BodyRow], columns: Mapping[str, int]) -> list[BodyRow]:
    """A band in the very column of issues is the issue of rows that leave it blank below."""
    # An aim or a section is what the actions serve, where the table has no column of issues.
    column = next((columns[name] for name in ("issue", "aim", "section") if name in columns), 0)
    if not column or column == _topic(columns):
        return found
    made = list(found)
    for at, (row, kind) in enumerate(found):
        if kind is RowKind.BAND and set(grid.worded(row)) == {column}:
            below = next((each for each in found[at + 1 :] if each.kind is RowKind.ACTION), None)
            if below is not None and not grid.text(below.number, column):
                made[at] = BodyRow(row, RowKind.ISSUE)
    return made


def _with_headed_issues(
    grid: CellGrid, found: list[BodyRow], columns: Mapping[str, int]
) -> list[BodyRow]:
    """
    Words alone in the column of issues head those below, where each of these is numbered.

    "Priority concerns" has no number, and the issue under it has its own words beside its action.
    """
    issue, number = columns.get("issue", 0), columns.get("issue_ref") or columns.get("ref") or 0
    if not issue or not number:
        return found
    made = list(found)
    for at, ((row, kind), below) in enumerate(pairwise(found)):
        said = grid.worded(row)
        is_alone = kind is RowKind.ISSUE and set(said) == {issue} and _is_short_heading(said[issue])
        is_numbered = bool(grid.text(below.number, issue) and grid.text(below.number, number))
        if is_alone and below.kind is RowKind.ACTION and is_numbered:
            made[at] = BodyRow(row, RowKind.BAND)
    return made


def _says_who_and_when(filled: Mapping[int, str], columns: Mapping[str, int]) -> bool:
    named = [name for name in ("lead", "timescale", "action") if columns.get(name) in filled]
    return len(named) == 3  # noqa: PLR2004 - an action that begins with such a word


def _without_lost_more(found: Sequence[BodyRow]) -> list[BodyRow]:
    """What goes on has something above it that it goes on from; else nobody knows what it is."""
    made: list[BodyRow] = []
    is_open = False
    for row, kind in found:
        if kind in (RowKind.ACTION, RowKind.ISSUE):
            is_open = True
        lost = kind is RowKind.GOES_ON and not is_open
        made.append(BodyRow(row, RowKind.PREFILLED if lost else kind))
    return made
