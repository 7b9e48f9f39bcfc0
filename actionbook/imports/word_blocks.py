"""A small table for each recommendation, labels beside their values, as rows of one table."""

import re
from collections.abc import Sequence

from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.heading_rows import headings_at, names_field
from actionbook.imports.headings import recommendation
from actionbook.imports.markup import plain
from actionbook.imports.word_tables import WordTable
from actionbook.plan.late import late

__all__ = ["ISSUE", "labelled"]

_FEWEST = 3  # labels of a block
_PAIR = 2  # cells: a label and its value
_QUESTION_WORDS = 30  # of a label that asks for something
_LABEL_WORDS = 6  # prose is no label
_KNOWN = 0.6  # of the cells of a row, where they are headings of a grid
_NUMBER = late(r"(?:R|Rec)?\W{0,2}(\d{1,3}(?:\.\d{1,2})?)[.:)]?\s+", re.IGNORECASE)
ISSUE = "Issue"


def labelled(table: WordTable) -> list[dict[str, str]]:
    """
    The rows that a block of labels and values is, each by its labels as printed; none where the
    table is no such block.
    """
    if not table.width or any(table.nested) or _is_grid(table):
        return []
    found: list[dict[str, str]] = [{}]
    for row in _as_printed(table):
        filled = [cell for cell in row if plain(cell)]
        if not filled:
            continue
        if opening := _opening(row, filled, is_first=not found[-1]):
            found[-1].update(opening)
            continue
        if len(row) < _PAIR or len(row) % _PAIR:
            return []
        for label, value in zip(row[::2], row[1::2], strict=True):
            if plain(label) and not _take(found, plain(label), value):
                return []
    labels = list(found[0])
    known = headings_at(CellGrid("", [labels]), 1) if len(labels) >= _FEWEST else None
    return found if known is not None else []


def _opening(row: Sequence[str], filled: Sequence[str], *, is_first: bool) -> dict[str, str]:
    """The number and words of what a block is about, where a row across it or its first says so."""
    first = plain(filled[0])
    opens = recommendation(first) if len(filled) <= _PAIR else None
    if opens is not None:
        said = " ".join(filter(None, (opens["rest"], *map(plain, filled[1:]))))
        return {"Ref": opens["ref"], ISSUE: said}
    if len(row) > 1 or not is_first:
        return {}
    number = _NUMBER.match(first)
    return {"Ref": number[1], ISSUE: first[number.end() :]} if number else {ISSUE: first}


def _is_grid(table: WordTable) -> bool:
    """Whether its first rows are headings of a grid, whose cells would else be read as labels."""
    for number in (1, 2):
        found = headings_at(CellGrid("", table.rows, merges=table.merges), number)
        if found is None or len(found.columns) <= _PAIR:
            continue
        # Labels leave room for their values, and some values are blank.
        if len(found.fields) > _KNOWN * max(len(found.columns), table.width):
            return True
    return False


def _as_printed(table: WordTable) -> Sequence[Sequence[str]]:
    """The cells of each row as they are printed: a merged one is one."""
    grid = CellGrid("", table.rows, merges=table.merges)
    return [
        [cell for at, cell in enumerate(row, start=1) if not grid.is_beside(number, at)]
        for number, row in enumerate(table.rows, start=1)
    ]


def _take(found: list[dict[str, str]], printed: str, value: str) -> bool:
    """Put a value under its label; a label that comes again begins another row."""
    label = printed.rstrip(" :")
    asks = printed.endswith((":", "?")) or names_field(label)
    if len(label.split()) > (_QUESTION_WORDS if asks else _LABEL_WORDS):
        return False
    if plain(found[-1].get(label, "")) and plain(value):
        found.append({})
    found[-1][label] = value
    return True
