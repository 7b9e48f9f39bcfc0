"""
The cells of a row in their columns, also where the row has slipped.

A text made from a printed table loses cells that were merged, and what stands after them moves.
A row in which a cell contradicts its column is put back by what its cells hold: a timescale where
timescales stand, leads where leads stand, prose where rows of the same shape have it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from actionbook.imports.markup import joined, pieces, plain, starts_item
from actionbook.imports.printed_refs import is_ref, kept_ref
from actionbook.plan.late import late
from actionbook.plan.model import Lead, LeadKind
from actionbook.plan.people import split_leads
from actionbook.plan.timescales import Kind, parse_timescale

__all__ = ["Fitted", "Habits", "fit", "habits_of", "says_when"]

_PROSE = frozenset({"issue", "action", "progress", "outcome", "response"})
_LONGEST_WHENS = 2000  # characters, with tags, of a cell of timescales
_SHORT = 12  # words: the longest timescale that is told by its cell alone
_LEADS_WORDS = 8
_LONGEST_LEADS = 200  # characters, with tags
_MANY = 12  # columns: a wider table is never refitted
_HEAD_OF = late(r"(?:\w+\s+)?(?:head|director)s?\s+of\s+(?!.*\bto\b).*", re.IGNORECASE)
_FEW_LEAD = late(
    r"(?!(?:all|every)\b)\S+(?:\s\S+)?|all\s(?:staff|members|officers|managers)", re.IGNORECASE
)
_CROWDS = frozenset({LeadKind.GROUP, LeadKind.BOARD})
_NO_WHEN = frozenset({Kind.UNKNOWN, Kind.BLANK, Kind.EVENT, Kind.REFERENCE})


class Fitted(NamedTuple):
    """A row's cells by field; whether any was moved; and what no column could take."""

    cells: Mapping[str, str]
    moved: bool = False
    surplus: tuple[str, ...] = ()


class Habits(NamedTuple):
    """How the rows that stand right are filled: the shapes, how often each, and their leads."""

    shapes: Mapping[tuple[str, ...], int]
    leads: frozenset[str]


def says_when(text: str) -> bool:
    """Whether every paragraph of *text* is a timescale that names a time."""
    if len(text) > _LONGEST_WHENS:
        return False
    paragraphs = joined(pieces(text))
    return bool(paragraphs) and all(map(_is_dated, paragraphs))


@lru_cache(maxsize=4096)
def _is_dated(text: str) -> bool:
    if len(text.split()) > _SHORT or len(text) > 120:  # noqa: PLR2004 - characters, a cell's width
        return False
    when = parse_timescale(text, reference=None)
    return when.kind not in _NO_WHEN and re.search(r"\d", text) is not None


def _names_leads(text: str, habits: Habits) -> bool:
    """Whether *text* is leads for certain: as elsewhere in the column, or by their very words."""
    if len(text) > _LONGEST_LEADS:
        return False
    words = plain(text)
    return words.casefold() in habits.leads or (
        _is_only_leads(words) and not starts_item(pieces(text))
    )


@lru_cache(maxsize=4096)
def _is_only_leads(words: str) -> bool:
    if not words or len(words.split()) > _LEADS_WORDS or is_ref(words):
        return False
    leads = split_leads(words, ())
    return bool(leads) and all(map(_is_only_a_lead, leads))


def _is_only_a_lead(lead: Lead) -> bool:
    """Not prose for certain: "Chair the board" and "All staff to be told" are actions."""
    if lead.kind is LeadKind.INITIALS or _HEAD_OF.fullmatch(lead.name):
        return True
    return lead.kind in _CROWDS and _FEW_LEAD.fullmatch(lead.name) is not None


def habits_of(rows: Iterable[Sequence[str]], columns: Sequence[str]) -> Habits:
    """What the rows of a table that stand right have in common."""
    shapes: Counter[tuple[str, ...]] = Counter()
    leads: set[str] = set()
    none = Habits({}, frozenset())
    for cells in rows:
        if _contradicts(cells, columns, none):
            continue
        placed = _in_place(cells, columns)
        shapes[_shape(placed)] += 1
        if "lead" in placed:
            leads.add(plain(placed["lead"]).casefold())
    return Habits(shapes, frozenset(leads))


def fit(cells: Sequence[str], columns: Sequence[str], habits: Habits) -> Fitted:
    """The cells of one row by field; those of a row that slipped by what they hold."""
    surplus = tuple(cell for cell in cells[len(columns) :] if plain(cell))
    placed = _in_place(cells, columns)
    if not _contradicts(cells, columns, habits) or len(columns) > _MANY:
        return Fitted(placed, surplus=surplus)
    filled = [cell for cell in cells if plain(cell)]
    extra = filled[len(columns) :]
    filled = filled[: len(columns)]
    best = max(
        combinations(range(len(columns)), len(filled)),
        key=lambda chosen: _score(filled, chosen, columns, habits),
    )
    found = {columns[place]: cell for place, cell in zip(best, filled, strict=True)}
    if found == placed and not surplus:
        return Fitted(placed)
    return Fitted(found, moved=True, surplus=tuple(extra))


def _in_place(cells: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    placed: dict[str, str] = {}
    for field, cell in zip(columns, cells, strict=False):
        if plain(cell):
            placed[field] = f"{placed[field]} {cell}" if field in placed else cell
    return placed


def _contradicts(cells: Sequence[str], columns: Sequence[str], habits: Habits) -> bool:
    """Whether some cell of a row cannot be what its column holds."""
    placed = _in_place(cells, columns)
    if any(plain(cell) for cell in cells[len(columns) :]):
        return True
    if "ref" in placed and not _may_be_ref(placed["ref"], habits):
        return True
    if len(plain(placed.get("timescale", "")).split()) > 3 * _SHORT:
        return True
    prose = [
        placed[field] for field in ("issue", "action", "progress", "status") if field in placed
    ]
    if "timescale" in columns and "timescale" not in placed and any(map(says_when, prose)):
        return True
    before_lead = [placed[field] for field in ("issue", "action") if field in placed]
    return (
        "lead" in columns
        and "lead" not in placed
        and any(_names_leads(cell, habits) for cell in before_lead)
    )


def _may_be_ref(cell: str, habits: Habits) -> bool:
    """A number, or a house's own such as "Finding-one": no date, no leads, and no mere word."""
    words = plain(cell)
    return is_ref(cell) or (
        " " not in words
        and not words.isalpha()
        and bool(kept_ref(cell))
        and not says_when(cell)
        and not _names_leads(cell, habits)
    )


def _score(
    filled: Sequence[str], chosen: Sequence[int], columns: Sequence[str], habits: Habits
) -> tuple[int, int, int]:
    """How well the cells suit the columns; then how usual the shape is; then how far left."""
    fields = tuple(columns[place] for place in chosen)
    if len(set(fields)) < len(fields):
        return (-1000, 0, 0)
    suits = sum(_suits(cell, field, habits) for cell, field in zip(filled, fields, strict=True))
    if "issue" in fields and "ref" in columns and "ref" not in fields:
        suits -= 2
    return (suits, habits.shapes.get(_shape(fields), 0), -sum(chosen))


def _shape(fields: Iterable[str]) -> tuple[str, ...]:
    """Which columns are filled; a status comes and goes, and tells nothing of the rest."""
    return tuple(field for field in fields if field != "status")


def _suits(cell: str, field: str, habits: Habits) -> int:
    if field == "ref":
        return 4 if is_ref(cell) else -10
    if field == "timescale":
        return 4 if says_when(cell) else -1 if len(plain(cell).split()) <= _SHORT else -8
    if field == "lead":
        return 4 if _names_leads(cell, habits) else -4
    if field in _PROSE:
        short = says_when(cell) or _names_leads(cell, habits) or is_ref(cell)
        return -3 if short else 2
    return -1 if len(plain(cell).split()) <= _LEADS_WORDS else -4
