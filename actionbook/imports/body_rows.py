"""What each row under the headings is: an action, a band, a total, the headings again."""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.heading_rows import Headings, looks_like, opens_issue
from actionbook.imports.headings import recommendation
from actionbook.imports.markup import plain

__all__ = ["BodyRow", "RowKind", "body_rows"]

_FOOT = re.compile(
    r"\W*(?:signed?(?:\s+off)?|signature|approved(?:\s+by)?|agreed(?:\s+by)?|prepared\s+by|author"
    r"|version|notes?|key|legend|nb|n\.b|source|last\s+updated|updated|date|reviewed(?:\s+by)?"
    r"|end\s+of|completed\s+by|chair|page\s+\d+|rag\s+key|\*)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_LABEL = re.compile(
    r"\W*(?:signed|signature|date|dated|name|print\s+name|position|designation)\W*", re.IGNORECASE
)
_TOTAL = re.compile(
    r"\W*(?:(?:sub|grand|overall)[\s-]*)?(?:totals?|count|sum|average|cyfanswm)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_HINT = re.compile(
    r"\W*(?:\(.*\)|\[.*\]|<.*>|d{1,2}[\s/.-]?m{2,3}[\s/.-]?y{2,4}|m{2}/d{2}/y{2,4}|e\.?g\b.*|i\.?e\b.*"
    r"|(?:please|choose|select|insert|enter|type|pick|drop|free text|add|state|use)\b.*"
    r"|(?:what|who|when|how|where|why|which|name|initials|post|date|as)\b.*"
    r"|updated?\s.*|r\s*/\s*a\s*/\s*g|h\s*/\s*m\s*/\s*l|y(?:es)?\s*/\s*no?|.{1,3})\W*",
    re.IGNORECASE | re.DOTALL,
)
_HINT_WORDS = 14  # of a cell that explains a heading
_KEY = re.compile(
    r"\W*(?:red|amber|yellow|green|blue|gr[ea]y|white|black|purple|[bragwy]|complete[d]?|on track"
    r"|at risk|overdue|closed|open|not started|in progress|high|medium|low|[hml]|version|date"
    r"|status|coch|oren|gwyrdd)\W*",
    re.IGNORECASE,
)
_SAYS_MORE = ("progress", "timescale", "lead", "evidence", "outcome", "completed_on", "revised_due")
_FILLED_IN = frozenset({"ref", "issue_ref", "status", "rag", "percent", "priority", "section"})
_NUMBERED = re.compile(
    r"\W*(?:[a-z]{1,3}[\s.-]?\d{1,3}(?:\.\d{1,2})?|\d{1,2}(?:\.\d{1,2})?)\s*[.:)–—-]*\s+\S",
    re.IGNORECASE,
)
_FEW = 2  # cells of a row that is no whole one
_BAND_WORDS = 16
_SHORT_BAND = 9


class RowKind(StrEnum):
    """What a row under the headings is."""

    ACTION = "action"
    GOES_ON = "goes on"  # more of the action above: merged with it, or progress of its own
    ISSUE = "issue"  # an issue that has no action
    BAND = "band"  # the heading of a section, alone in its row
    HEADING = "heading again"
    TOTAL = "total"
    FOOT = "foot"  # signatures, keys and notes under the table
    HINT = "what explains the headings"
    PREFILLED = "prefilled"  # a number, a formula or a drop-down's first choice, and no action
    BLANK = "blank"


class BodyRow(NamedTuple):
    """One row under the headings, counted from 1, and what it is."""

    number: int
    kind: RowKind


def body_rows(
    grid: CellGrid, headings: Headings, columns: Mapping[str, int], rows: Sequence[int]
) -> tuple[BodyRow, ...]:
    """What each of *rows* is; *columns* are the column of each field that is mapped."""
    found = [BodyRow(row, _kind(grid, headings, columns, row)) for row in rows]
    found = _with_hints(grid, found)
    found = _with_openings(grid, found)
    found = _with_bands(grid, headings, found)
    found = _with_feet(grid, found, columns)
    found = _with_issues(grid, found, columns)
    return tuple(_without_lost_more(found))


def _topic(columns: Mapping[str, int]) -> int:
    return columns.get("action") or columns.get("issue") or columns.get("response") or 0


def _kind(grid: CellGrid, headings: Headings, columns: Mapping[str, int], row: int) -> RowKind:
    filled = _filled(grid, row)
    if not filled:
        return RowKind.BLANK
    if looks_like(grid, row, headings):
        return RowKind.HEADING
    topic = _topic(columns)
    first = min(filled)
    if _TOTAL.fullmatch(filled[first]) and len(filled[first].split()) <= 4 and first != topic:  # noqa: PLR2004
        return RowKind.TOTAL
    if len(filled) == 1 and _is_band(grid, row, first, filled[first], columns):
        return RowKind.BAND
    words = filled.get(topic, "")
    if any(map(str.isalpha, words)):
        is_total = _TOTAL.fullmatch(words) and len(words.split()) <= 2  # noqa: PLR2004
        return RowKind.TOTAL if is_total else RowKind.ACTION
    return _without_topic(grid, row, filled, columns)


def _filled(grid: CellGrid, row: int) -> dict[int, str]:
    """The cells of a row that say anything, each merged area once."""
    return {
        column: text
        for column in range(1, len(grid.rows[row - 1]) + 1)
        if (text := grid.text(row, column)) and any(map(str.isalnum, text))
    }


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
    if more and not any(name in typed for name in ("ref",)):
        return RowKind.GOES_ON
    if more & {"progress", "lead", "timescale"} and len(more) > 1:
        return RowKind.ACTION
    if typed <= _FILLED_IN | {""} or not more:
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
    if is_wide:
        return True
    if field in ("action", "issue", "response"):
        return column == min(columns.values()) and _is_short_heading(text)
    return len(text.split()) <= _BAND_WORDS and field != "lead"


def _is_short_heading(text: str) -> bool:
    words = plain(text).split()
    return len(words) <= _SHORT_BAND and text.strip()[-1] not in ".;," and words[0][0].isupper()


def _with_hints(grid: CellGrid, found: list[BodyRow]) -> list[BodyRow]:
    """The row right under the headings explains them where nearly every cell of it does."""
    if not found or found[0].kind not in (RowKind.ACTION, RowKind.ISSUE, RowKind.GOES_ON):
        return found
    row = found[0].number
    cells = [text for text in _filled(grid, row).values() if text]
    hints = [text for text in cells if _HINT.fullmatch(text)]
    is_short = all(len(text.split()) <= _HINT_WORDS for text in cells)
    is_typed = all(isinstance(grid.value(row, at), str) for at in _filled(grid, row))
    if is_short and is_typed and len(hints) > 1 and len(hints) >= len(cells) * 0.7:
        return [BodyRow(row, RowKind.HINT), *found[1:]]
    return found


def _with_openings(grid: CellGrid, found: list[BodyRow]) -> list[BodyRow]:
    """What opens the block of an issue stands right above the headings that come again."""
    made = list(found)
    for at, (row, below) in enumerate(pairwise(found)):
        if below.kind is RowKind.HEADING and opens_issue(grid, row.number):
            made[at] = BodyRow(row.number, RowKind.BAND)
    return made


def _with_bands(grid: CellGrid, headings: Headings, found: list[BodyRow]) -> list[BodyRow]:
    """
    The rows with words in the first column alone that head what stands under them.

    They say that they do: by a number before them, by capitals, or by the headings under them. Or
    several rows are so, each with a whole row under it, where no action stands without more.
    """
    first = headings.columns[0].column
    made = list(found)
    alone = list(_alone(grid, first, found))
    for at, under in alone:
        if under is RowKind.HEADING or _heads(_filled(grid, found[at].number)[first]):
            made[at] = BodyRow(found[at].number, RowKind.BAND)
    left = [at for at, under in alone if made[at].kind is under is RowKind.ACTION]
    bands = sum(each.kind is RowKind.BAND for each in made)
    full = [len(_filled(grid, row)) for row, kind in made if kind is RowKind.ACTION]
    whole = [count for count in full if count > 1]
    if len(left) + bands > 1 and min(whole, default=0) > _FEW and len(whole + left) >= len(full):
        for at in left:
            if at + 1 not in left and at - 1 not in left:
                made[at] = BodyRow(found[at].number, RowKind.BAND)
    return made


def _alone(grid: CellGrid, first: int, found: Sequence[BodyRow]) -> Iterator[tuple[int, RowKind]]:
    """The rows that hold words in their first column alone, with the kind of the row under each."""
    for at, (row, kind) in enumerate(found):
        is_words = kind in (RowKind.ACTION, RowKind.GOES_ON) and not grid.is_below(row, first)
        if not is_words or set(_filled(grid, row)) != {first}:
            continue
        for each in found[at + 1 :]:
            if each.kind is not RowKind.BLANK:
                yield at, each.kind
                break


def _heads(text: str) -> bool:
    """Whether words alone in a row say that they head the rows under it."""
    is_capitals = text.isupper() and len(text) > 4 and len(text.split()) <= _SHORT_BAND  # noqa: PLR2004
    opens = recommendation(text)
    return is_capitals or opens is not None or _NUMBERED.match(text) is not None


def _with_feet(grid: CellGrid, found: list[BodyRow], columns: Mapping[str, int]) -> list[BodyRow]:
    """The rows under the last action that sign, date, explain or count are its foot."""
    made = list(found)
    key: list[int] = []  # rows that may be lines of a key, until what stands over them tells
    for at in range(len(made) - 1, -1, -1):
        row, kind = made[at]
        if kind in (RowKind.BLANK, RowKind.TOTAL, RowKind.HEADING, RowKind.PREFILLED):
            continue
        filled = _filled(grid, row)
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
    column = columns.get("issue", 0)
    if not column or column == _topic(columns):
        return found
    made = list(found)
    for at, (row, kind) in enumerate(found):
        if kind is RowKind.BAND and set(_filled(grid, row)) == {column}:
            below = next((each for each in found[at + 1 :] if each.kind is RowKind.ACTION), None)
            if below is not None and not grid.text(below.number, column):
                made[at] = BodyRow(row, RowKind.ISSUE)
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
