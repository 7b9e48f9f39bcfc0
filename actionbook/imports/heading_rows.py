"""The rows of a sheet that are the headings of a plan: one to three of them, anywhere."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.heading_meaning import OF_PERIODS, Meaning, meanings
from actionbook.imports.heading_words import PERIODS
from actionbook.imports.headings import recommendation
from actionbook.imports.markup import plain
from actionbook.imports.told_within import asked_within
from actionbook.plan.late import late

__all__ = ["SURE", "WEAK", "Heading", "Headings", "headings_at", "looks_like", "opens_issue"]

SURE = 0.7
"""The least sureness with which a column is mapped, from 0 to 1; below it is only a doubt."""

WEAK = 0.5
"""The least sureness of a heading that what else is known may make sure."""

# Headings that say only with those above them what stands under them.
_PART = late(
    r"\W*(?:original|revised|new|actual|planned|target|expected|initial|current|latest|proposed"
    r"|agreed|dates?|names?|who|when|what|ref|no|number|id|officer|person|post|title|job title"
    r"|role|initials|status|rag|update|text|description|details?|comments?|start|end|from|to|due"
    r"|completed?|by whom|by when|team|department|completion|extended|q[1-4]|term \d"
    r"|(?:autumn|spring|summer)(?: term)?)\W*",
    re.IGNORECASE,
)
_OPENS = late(
    r"\W*(?:(?:rec(?:ommendation|omm|c)?|issue|finding|afi|area for improvement)"
    r"\W*(?:no|number|ref)?\W*[a-z]{0,2}\d{0,3}"
    r"|(?:key )?(?:objective|priority|theme|goal|aim|standard)\W*(?:no|number)?\W*\d{1,3})\W*",
    re.IGNORECASE,
)
_MORE = 0.5  # known by another row of headings, where it names no more fields
_DEEPEST = 3  # rows of headings
_LONGEST = 240  # characters of one heading
_LONGEST_GROUP = 80  # characters of a heading that stands over or under another
_FEWEST = 2  # headings that are known
_SHARE = 0.4  # of the headings, that are known
_WHOLE = 5  # fields with which a plan is one, whatever else stands beside them
_TOPICS = frozenset({"action", "issue", "response"})
_STATES = frozenset(
    {"lead", "timescale", "status", "rag", "progress", "revised_due", "completed_on", "percent"}
)
_FIRM = frozenset({"lead", "timescale"})


class Heading(NamedTuple):
    """The words over one column, those of the group it stands in before its own; what they mean."""

    column: int
    text: str
    meant: tuple[Meaning, ...]

    def means(self, name: str) -> float:
        """How surely it is the heading of a field by its words; 0 where nothing says so."""
        return next((score for field, score in self.meant if field == name), 0.0)


class Headings(NamedTuple):
    """The headings of a table: the rows they stand in, and one for each column that has any."""

    rows: tuple[int, ...]
    columns: tuple[Heading, ...]
    fields: frozenset[str] = frozenset()

    @property
    def weight(self) -> float:
        """How much is known by them: what tells between one row of headings and two."""
        return sum(max((each.score for each in told.meant), default=0) for told in self.columns)


def names_of(heading: str) -> tuple[str, str]:
    """What a heading is called by: with the words of its group, and by its own alone."""
    return heading, heading.rpartition(" – ")[2]


def headings_at(grid: CellGrid, row: int, *, told: bool = False) -> Headings | None:
    """
    The headings that begin in *row*, of one row to three; None where it is no row of headings.

    With *told* somebody says that they are: only words are needed then.
    """
    if not _may_be_heading(grid, row, told=told) or (opens_issue(grid, row) and not told):
        return None
    best = _read(grid, (row,))
    for deep in range(2, _DEEPEST + 1):
        rows = tuple(range(row, row + deep))
        if not _hang_together(grid, rows):
            break
        found = _read(grid, rows)
        is_more = (_is_of_plan(found), found.weight) > (_is_of_plan(best), best.weight + _MORE)
        if is_more or (_are_parts(grid, rows) and _is_of_plan(found)):
            best = found
    if told or (_is_of_plan(best) and not _only_last_tells(grid, best)):
        return best
    return None


def names_field(text: str) -> bool:
    """Whether words are surely the heading of a column that is known."""
    return any(each.score >= SURE for each in meanings(text))


def opens_issue(grid: CellGrid, row: int) -> bool:
    """Whether a row opens the block of an issue: "Recommendation 1", and its words beside."""
    said = grid.said(row)
    if len(said) != _FEWEST:
        return False
    return _OPENS.fullmatch(said[0]) is not None or recommendation(plain(said[0])) is not None


def _only_last_tells(grid: CellGrid, found: Headings) -> bool:
    """Whether what stands over the last row of headings is no group of them: they tell as much."""
    *over, last = found.rows
    is_wide = any(
        area.last_column > area.first_column
        for row in over
        for column in range(1, grid.width + 1)
        if (area := grid.merged(row, column)) is not None
    )
    alone = _read(grid, (last,))
    return bool(over) and not is_wide and _is_of_plan(alone) >= _is_of_plan(found)


def _may_be_heading(grid: CellGrid, row: int, *, told: bool) -> bool:
    """A quick look: two cells or more, nearly all of them short words."""
    values = [value for value in _cells(grid, row) if value not in ("", None)]
    if told:
        return bool(values)
    # A day may be the heading of what was said on it.
    values = [value for value in values if not isinstance(value, date)]
    texts = [value for value in values if isinstance(value, str) and value.strip()]
    if len(texts) < _FEWEST or len(texts) < len(values) * 0.75:
        return False
    if any(len(text) > _LONGEST for text in texts):
        return False
    return any(meanings(plain(text)) for text in texts)


def _cells(grid: CellGrid, row: int) -> Sequence[object]:
    return grid.rows[row - 1] if 0 < row <= len(grid.rows) else ()


def _hang_together(grid: CellGrid, rows: Sequence[int]) -> bool:
    """Whether the last of *rows* may be headings that stand under those before it."""
    last = rows[-1]
    over = [value for row in rows[:-1] for value in _cells(grid, row) if value not in ("", None)]
    if any(not isinstance(value, str) or len(value) > _LONGEST_GROUP for value in over):
        return False
    values = [value for value in _cells(grid, last) if value not in ("", None)]
    if not values or any(
        not isinstance(value, str) or len(value) > _LONGEST_GROUP for value in values
    ):
        return False
    # Without merges, a group's name stands over the first of its columns and the rest are blank.
    return grid.has_merged(rows[0]) or bool(grid.filled(last) - grid.filled(rows[0]))


def _are_parts(grid: CellGrid, rows: Sequence[int]) -> bool:
    """Whether the last of *rows* names the parts of merged headings above it, and nothing else."""
    last = grid.filled(rows[-1])
    over = [grid.merged(rows[-2], column) for column in last]
    return len(last) > 1 and all(
        area is not None and area.last_column > area.first_column and area.last_row < rows[-1]
        for area in over
    )


def _read(grid: CellGrid, rows: tuple[int, ...]) -> Headings:
    columns = tuple(
        Heading(column, text, meant)
        for column in range(1, grid.width + 1)
        for text, meant in [_heading(grid, rows, column)]
        if text
    )
    told = {best.field for each in columns for best in each.meant[:1] if best.score >= SURE}
    if "issue" in told:  # as auditors ask what is to be done of a finding
        told = told.union(*(asked_within(each.text) for each in columns))
    return Headings(rows, columns, frozenset(told))


def _heading(grid: CellGrid, rows: tuple[int, ...], column: int) -> tuple[str, tuple[Meaning, ...]]:
    """What stands over a column, and what it means: its own words first, then with its group's."""
    if len(rows) == 1:
        text = plain(grid.spread(rows[0], column))
        return text, meanings(text)
    parts = list(dict.fromkeys(filter(None, _parts(grid, rows, column))))
    if not parts:
        return "", ()
    own, over = parts[-1], parts[:-1]
    tries = [meanings(own)]
    if over:
        known = {meant.field for meant in tries[0]}
        is_part = _PART.fullmatch(own) is not None or _is_of_period(own, over[-1])
        tries += [
            found
            for said in ([*over, own], [own, *over])
            if (found := meanings(" ".join(said))) and (is_part or found[0].field in known)
        ]
        if is_part and not tries[0]:
            tries.append(meanings(over[-1]))
    best = max(tries, key=lambda each: each[0].score if each else 0.0)
    first = tries[0] if tries[0] and tries[0][0].score >= best[0].score - 0.1 else best
    return " – ".join(parts), first if tries[0] and tries[0][0].score >= 0.9 else best  # noqa: PLR2004


def _parts(grid: CellGrid, rows: tuple[int, ...], column: int) -> Iterator[str]:
    for number, row in enumerate(rows):
        text = plain(grid.spread(row, column))
        if not text and number < len(rows) - 1 and grid.text(rows[-1], column):
            text = _group_to_the_left(grid, row, rows[-1], column)
        yield text


def _group_to_the_left(grid: CellGrid, row: int, last: int, column: int) -> str:
    """The group's name over the columns before, where that one stands over headings too."""
    for before in range(column - 1, 0, -1):
        if not grid.text(last, before):
            return ""
        if text := plain(grid.text(row, before)):
            return text
    return ""


def _is_of_plan(found: Headings) -> int:
    """How many of a plan's fields the headings name; 0 where they are no plan's."""
    fields = found.fields - {"other", "start"}
    topics, states = fields & _TOPICS, fields & _STATES
    if not states:
        return 0
    # A column for each month or week of a chart beside the plan is no heading that should be known.
    named = sum(not _names_period(each.text) for each in found.columns)
    weak = any(WEAK <= each.means("action") < SURE for each in found.columns)
    is_whole = "action" in topics and states > _FIRM and len(fields) >= _WHOLE
    if len(fields) < named * _SHARE - 1 and not is_whole:
        return 0
    if "action" in topics and (states & _FIRM or len(fields) > _FEWEST):
        return len(fields)
    # What was found and what is answered to it tell as much as two states; "Target" may be one.
    told = len(states) + ({"issue", "response"} <= topics)
    told += any(WEAK <= each.means("timescale") < SURE for each in found.columns)
    is_answered = {"issue", "response"} <= topics and len(states) > 1
    if (topics and told > 1 and states & _FIRM) or is_answered:
        return len(fields)
    if weak and len(states & _STATES) > 2 and states >= _FIRM:  # noqa: PLR2004
        return len(fields)
    return 0


def _is_of_period(own: str, over: str) -> bool:
    """Whether one of several months or quarters stands under what is told anew in each."""
    return _names_period(own) and any(
        field in OF_PERIODS and score >= SURE for field, score in meanings(over)[:1]
    )


def _names_period(heading: str) -> bool:
    words = re.findall(r"[^\W_]+", heading.casefold())
    return all(word in PERIODS or word.isdecimal() for word in words)


def looks_like(grid: CellGrid, row: int, headings: Headings) -> bool:
    """Whether a row says the same as one of the rows of *headings*, come again on each page."""
    here = grid.folded(row)
    if len(here) < _FEWEST:
        return False
    least = max(_FEWEST, len(here) * 0.7)
    return any(
        sum(there.get(column) == text for column, text in here.items()) >= least
        for there in _again(grid, headings)
    )


def _again(grid: CellGrid, headings: Headings) -> Iterator[Mapping[int, str]]:
    """What the columns would say where the headings came again, row by row."""
    yield from map(grid.folded, headings.rows)
    if len(headings.rows) > 1:  # the groups over them may be left out
        yield {each.column: names_of(each.text)[1].casefold() for each in headings.columns}
