"""Rows that head what stands under them: bands, first lines of blocks, what explains headings."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.heading_meaning import meanings
from actionbook.imports.heading_rows import SURE, Headings, opens_issue
from actionbook.imports.headings import recommendation
from actionbook.imports.markup import plain
from actionbook.imports.row_kinds import BodyRow, RowKind
from actionbook.plan.late import late

__all__ = [
    "heads",
    "title_rows",
    "with_bands",
    "with_blocks",
    "with_groups",
    "with_hints",
    "with_numbered",
]

_HINT = late(
    r"\W*(?:\(.*\)|\[.*\]|<.*>|d{1,2}[\s/.-]?m{2,3}[\s/.-]?y{2,4}|m{2}/d{2}/y{2,4}|e\.?g\b.*|i\.?e\b.*"
    r"|(?:worked |an )?example\b.*"
    r"|(?:please|choose|select|insert|enter|type|pick|drop|free text|add|state|use)\b.*"
    r"|(?:what|who|when|how|where|why|which|name|initials|post|date|as)\b.*"
    r"|updated?\s.*|r\s*/\s*a\s*/\s*g|h\s*/\s*m\s*/\s*l|y(?:es)?\s*/\s*no?|.{1,3})\W*",
    re.IGNORECASE | re.DOTALL,
)
_HINT_WORDS = 14  # of a cell that explains a heading
_NUMBERED = late(
    r"\W*(?:[a-z]{1,3}[\s.-]?\d{1,3}(?:\.\d{1,2})?|\d{1,2}(?:\.\d{1,2})?)\s*[.:)–—-]*\s+\S",
    re.IGNORECASE,
)
_OF_PARTS = frozenset({"lead", "lead_member", "lead_directorate", "timescale", "status", "rag",
                       "monitoring_group", "outcome", "other"})  # fmt: skip
_BLOCK = 6  # rows that stand above the headings of one issue
_GAP = 3  # rows from the headings up to what heads them, blank rows between
_BARE = (RowKind.ACTION, RowKind.PREFILLED)
_NUMBERED_UNDER = r"\s*(?:[./-]\s*\d|[./-]?\s*[a-z]\b)"  # what follows 2 in 2.1 and in 2a
_FEW = 2  # cells of a row that is no whole one
_SHORT_BAND = 9  # words


def with_hints(grid: CellGrid, found: list[BodyRow]) -> list[BodyRow]:
    """The row right under the headings explains them where nearly every cell of it does."""
    if not found or found[0].kind not in (RowKind.ACTION, RowKind.ISSUE, RowKind.GOES_ON):
        return found
    row = found[0].number
    cells = [text for text in grid.worded(row).values() if text]
    hints = [text for text in cells if _HINT.fullmatch(text)]
    is_short = all(len(text.split()) <= _HINT_WORDS for text in cells)
    is_typed = all(isinstance(grid.value(row, at), str) for at in grid.worded(row))
    if is_short and is_typed and len(hints) > 1 and len(hints) >= len(cells) * 0.7:
        said = grid.worded(row)
        # It comes again where the headings do.
        return [
            BodyRow(each, RowKind.HINT) if grid.worded(each) == said else BodyRow(each, kind)
            for each, kind in found
        ]
    return found


def with_groups(grid: CellGrid, headings: Headings, found: list[BodyRow]) -> list[BodyRow]:
    """What stands over the headings as a group of them stands there too where they come again."""
    over = grid.worded(headings.rows[0] - 1) if headings.rows[0] > 1 else {}
    if len(over) < _FEW or not found:
        return found
    return [
        BodyRow(each.number, RowKind.HEADING)
        if after is not None and after.kind is RowKind.HEADING and grid.worded(each.number) == over
        else each
        for each, after in zip(found, [*found[1:], None], strict=True)
    ]


def with_blocks(grid: CellGrid, found: list[BodyRow]) -> list[BodyRow]:
    """What stands right above headings that come again says what the rows under them belong to."""
    made = list(found)
    for at, each in enumerate(found):
        if each.kind is not RowKind.HEADING:
            continue
        for before in range(at - 1, max(at - _BLOCK, 0) - 1, -1):
            row, kind = found[before]
            filled = list(grid.worded(row).values())
            if kind in (RowKind.BLANK, RowKind.HEADING) or len(filled) != _FEW:
                break
            if opens_issue(grid, row):
                made[before] = BodyRow(row, RowKind.BAND)
                break
            if kind is not RowKind.BAND and meanings(plain(filled[0])):
                made[before] = BodyRow(row, RowKind.PREFILLED)
    return made


def with_numbered(grid: CellGrid, refs: int, found: list[BodyRow]) -> list[BodyRow]:
    """
    The rows that have a number and words alone head those whose numbers begin with it: 2 over 2.1.

    *refs* is the column of the numbers, 0 where the table has none.
    """
    made = list(found)
    for at, (row, kind) in enumerate(found):
        is_bare = kind in _BARE and len(said := grid.worded(row)) == _FEW and refs in said
        under = next((each for each in found[at + 1 :] if each.kind is not RowKind.BLANK), None)
        if is_bare and under is not None and under.kind is RowKind.ACTION:
            number = grid.text(row, refs).strip(" .):")
            if re.match(re.escape(number) + _NUMBERED_UNDER, grid.text(under.number, refs), re.I):
                made[at] = BodyRow(row, RowKind.BAND)
    return made


def with_bands(grid: CellGrid, headings: Headings, found: list[BodyRow]) -> list[BodyRow]:
    """
    The rows with words in the first column alone that head what stands under them.

    They say that they do: by a number before them, by capitals, or by the headings under them. Or
    several rows are so, each with a whole row under it, where no action stands without more.
    """
    first = headings.columns[0].column
    made = [_told_of_part(grid, each) for each in found]
    alone = list(_alone(grid, first, made))
    for at, under in alone:
        if under is RowKind.HEADING or heads(grid.worded(found[at].number)[first]):
            made[at] = BodyRow(found[at].number, RowKind.BAND)
    left = [at for at, under in alone if made[at].kind is under is RowKind.ACTION]
    bands = sum(each.kind is RowKind.BAND for each in made)
    full = [len(grid.worded(row)) for row, kind in made if kind is RowKind.ACTION]
    whole = [count for count in full if count > 1]
    is_whole = min(whole, default=0) > _FEW and len(whole + left) >= len(full)
    if len(left) + bands > 1 and is_whole and _begins_with(left, made):
        for at in left:
            if at + 1 not in left and at - 1 not in left:
                made[at] = BodyRow(found[at].number, RowKind.BAND)
    return made


def _begins_with(left: Sequence[int], made: Sequence[BodyRow]) -> bool:
    """Whether a heading stands over the first action, as over the others."""
    first = next(at for at, each in enumerate(made) if each.kind in (RowKind.ACTION, RowKind.BAND))
    return first in left or made[first].kind is RowKind.BAND


def _alone(grid: CellGrid, first: int, found: Sequence[BodyRow]) -> Iterator[tuple[int, RowKind]]:
    """The rows that hold words in their first column alone, with the kind of the row under each."""
    for at, (row, kind) in enumerate(found):
        is_words = kind in (RowKind.ACTION, RowKind.GOES_ON) and not grid.is_below(row, first)
        if not is_words or set(grid.worded(row)) != {first}:
            continue
        for each in found[at + 1 :]:
            if each.kind is not RowKind.BLANK:
                yield at, each.kind
                break


def _is_told_of_part(text: str) -> bool:
    """Whether words alone say who leads a part of the plan: "Objective lead: J Pike"."""
    label, colon, said = text.partition(":")
    if not colon or not said.strip() or recommendation(text) is not None:
        return False
    last = plain(label).split()[-1:]
    told = (*meanings(plain(label)), *(each for word in last for each in meanings(word)))
    return any(each.field in _OF_PARTS and each.score >= SURE for each in told)


def _told_of_part(grid: CellGrid, row: BodyRow) -> BodyRow:
    said = grid.worded(row.number) if row.kind in (RowKind.BAND, RowKind.ACTION) else {}
    is_told = len(said) == 1 and _is_told_of_part(next(iter(said.values())))
    return BodyRow(row.number, RowKind.PREFILLED) if is_told else row


def heads(text: str) -> bool:
    """Whether words alone in a row say that they head the rows under it."""
    is_capitals = text.isupper() and len(text) > 4 and len(text.split()) <= _SHORT_BAND  # noqa: PLR2004
    opens = recommendation(text)
    return is_capitals or opens is not None or _NUMBERED.match(text) is not None


def title_rows(grid: CellGrid, headings: Headings, kinds: Sequence[BodyRow]) -> Iterator[BodyRow]:
    """The row above the headings that heads a part of the plan, as others under them do."""
    first = headings.rows[0] - 1
    for row in range(first, max(0, first - _BLOCK), -1):
        said = grid.said(row)
        if opens_issue(grid, row):
            yield BodyRow(row, RowKind.BAND)
            return
        if len(said) != _FEW:
            break
    is_one_of_many = any(
        one.kind is RowKind.BAND and two.kind is RowKind.HEADING for one, two in pairwise(kinds)
    )
    told: list[BodyRow] = []  # who leads the part, and by when
    for row in range(first, max(0, first - _GAP), -1):
        said = grid.said(row)
        if len(said) == 1 and _is_told_of_part(said[0]):
            told.append(BodyRow(row, RowKind.PREFILLED))
            continue
        is_right_above = is_one_of_many and row + len(told) == first
        if len(said) == 1 and (is_right_above or recommendation(said[0]) is not None):
            yield BodyRow(row, RowKind.BAND)
            yield from reversed(told)
        if said:
            return
