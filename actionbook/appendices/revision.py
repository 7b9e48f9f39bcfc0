"""
A revision of an appendix that was published: what it replaces, and a table of what changed.

The public edition of the old one is read: its actions stand in one plain table.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from actionbook.appendices.placing import core_properties
from actionbook.appendices.values import Appendix, Cell, Column, Cover, Holds, Table
from actionbook.appendices.words import day_words
from actionbook.errors import ActionbookError
from actionbook.plan.model import Plan
from actionbook.workbook.earlier import sheet_of_values

__all__ = ["Earlier", "earlier", "superseding"]

HEADINGS = 2
"""The row of the headings on the old sheet, from 0."""

AGAIN = " (again)"
"""What tells a ref from the same one before it."""

_CREATED = re.compile(r"<dcterms:created[^>]*>(\d{4})-(\d\d)-(\d\d)")
_REVISION = re.compile(r"<dc:subject>[^<]*\brevision (\d+)")

Rows = Mapping[str, Mapping[str, Cell]]


@dataclass(frozen=True, slots=True)
class Earlier:
    """An appendix that was published: its day, its number, its actions by ref and by heading."""

    on: date
    revision: int
    rows: Rows


def earlier(path: Path) -> Earlier:
    """
    The appendix that the file *path* holds; it is not changed.

    Raises:
        WorkbookUnreadableError: the file is missing, broken, encrypted or unsafe.
        ActionbookError: it is no public edition of an appendix.
    """
    values = sheet_of_values(path, "Action plan")
    headings = [str(value) for value in values[HEADINGS]] if len(values) > HEADINGS else []
    core = core_properties(path)
    created = _CREATED.search(core)
    if "Ref" not in headings or created is None:
        raise ActionbookError(
            f"{path} cannot be compared: its sheet 'Action plan' is no plain table with a column "
            "Ref. Give the public edition of the appendix that this one replaces."
        )
    number = _REVISION.search(core)
    return Earlier(
        date(*map(int, created.groups())),
        int(number[1]) if number else 1,
        _by_ref(headings, values[HEADINGS + 1 :]),
    )


def superseding(appendix: Appendix, old: Earlier, *, plan: Plan) -> Appendix:
    """
    *appendix*, which is of *plan*, as the revision after *old*: with a table of what changed.

    The actions and the columns that both have are compared. Of those that are not Public any
    more only the number is told.
    """
    number = old.revision + 1
    replaces = f"Replaces the version published on {day_words(old.on)}"
    flat = appendix.flat
    new = _by_ref([column.heading for column in flat.columns], flat.rows)
    withheld = {
        action.ref for action in plan.actions if action.publication.strip().casefold() != "public"
    }
    changes = tuple(_changes(old.rows, new, withheld))
    table = Table(
        "What changed",
        f"What changed since {day_words(old.on)}",
        f"Revision {number}. {replaces}.",
        (
            Column("Ref", 9, Holds.STRONG),
            Column("Column", 20),
            Column("It was", 45, grows=True),
            Column("It is now", 45, grows=True),
        ),
        changes,
        nothing="Nothing changed",
    )
    facts = (("Revision", f"{number}. {replaces}"), *appendix.cover.facts)
    cover: Cover = replace(appendix.cover, facts=facts)
    return replace(
        appendix,
        cover=cover,
        tables=(table, *appendix.tables),
        revision=number,
        replaces=replaces,
    )


def _by_ref(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> Rows:
    place = headings.index("Ref")
    found: dict[str, Mapping[str, Cell]] = {}
    for row in rows:
        cells = dict(zip(headings, row, strict=False))
        ref = str(row[place])
        while ref in found:
            ref += AGAIN
        found[ref] = cells  # type: ignore[assignment]  # what a cell holds, it was read from one
    return found


def _changes(old: Rows, new: Rows, withheld: Set[str]) -> Iterator[tuple[Cell, ...]]:
    for ref, cells in new.items():
        before = old.get(ref)
        if before is None:
            yield ref, "Action", "Was not here", _named(cells)
            continue
        for heading, cell in cells.items():
            if heading in before and _told(before[heading]) != _told(cell):
                yield ref, heading, _told(before[heading]), _told(cell)
    gone = {ref: cells for ref, cells in old.items() if ref not in new}
    for ref, cells in gone.items():
        if ref.removesuffix(AGAIN) not in withheld:
            yield ref, "Action", _named(cells), "Is no longer here"
    # That there is such an action can be what must not be known: the paper is not to point at it.
    untold = sum(ref.removesuffix(AGAIN) in withheld for ref in gone)
    if untold:
        yield "Not told", "Action", _many(untold), "No longer here, and not told which"


def _many(number: int) -> str:
    return "1 action" if number == 1 else f"{number} actions"


def _named(cells: Mapping[str, Cell]) -> str:
    """What an action is called: its longest words are what is to be done, wherever they stand."""
    names = ("Action", "Actions", "Actions required", "Drivers for action")
    return next((_told(cells[name]) for name in names if name in cells), "An action")


def _told(cell: Cell) -> str:
    if isinstance(cell, date):
        return day_words(cell)
    if isinstance(cell, float) and 0 < cell < 1:
        return f"{cell:.0%}"
    return f"{cell:g}" if isinstance(cell, int | float) else str(cell).replace("\r\n", "\n")
