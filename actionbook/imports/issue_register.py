"""Issues whose words stand on a sheet of their own, by number, beside the sheet of the actions."""

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from actionbook.imports.cell_grid import CellGrid
from actionbook.imports.draft import Doubt, Draft, Row, Sureness
from actionbook.imports.heading_meaning import meanings
from actionbook.imports.heading_rows import SURE
from actionbook.imports.listed_rows import listed
from actionbook.imports.markup import plain

__all__ = ["with_words_beside"]

_NUMBERS = frozenset({"issue_ref", "ref"})
_FROM = "Its words are those that stand beside the number {} on another sheet."


class _Words(NamedTuple):
    text: str
    cell: str


def with_words_beside(draft: Draft, others: Sequence[CellGrid]) -> Draft:
    """*draft* with the words of issues that are numbers alone, from the sheets without a plan."""
    wordless = [row for row in draft.tables["Issues"] if not row.values.get("issue")]
    if not wordless:
        return draft
    known: dict[str, _Words] = {}
    for grid in others:
        known = dict(_register(grid)) | known
    doubts = [
        Doubt(ref, "Issue", _FROM.format(ref), words.text, row.lines, Sureness.LIKELY, words.cell)
        for row in wordless
        if (words := known.get((ref := str(row.values["ref"])).casefold())) is not None
    ]
    issues = [_with_words(row, known) for row in draft.tables["Issues"]]
    tables = {**draft.tables, "Issues": issues}
    return draft._replace(tables=tables, doubts=(*draft.doubts, *doubts))


def _with_words(row: Row, known: Mapping[str, _Words]) -> Row:
    words = known.get(str(row.values["ref"]).casefold())
    if row.values.get("issue") or words is None:
        return row
    return row._replace(values={**row.values, "issue": words.text})


def _register(grid: CellGrid) -> Iterator[tuple[str, _Words]]:
    """The words of each number of a sheet that lists issues by number; none of any other."""
    for row, at in listed(grid, _field_of, _is_register):
        ref = grid.text(row, at.get("issue_ref") or at["ref"])
        words = grid.text(row, at["issue"])
        if ref and words:
            yield ref.casefold(), _Words(words, grid.address(row, at["issue"]))


def _is_register(fields: Set[str]) -> bool:
    return "issue" in fields and bool(fields & _NUMBERS)


def _field_of(heading: str) -> str:
    meant = meanings(plain(heading))
    return meant[0].field if meant and meant[0].score >= SURE else ""
