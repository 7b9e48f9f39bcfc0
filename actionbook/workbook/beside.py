"""
Rows of staff's own sheet and of the sheet beside it, joined by ref into the rows of one table.

What stands on both is taken from the sheet beside, since the tool put it there.
"""

from collections.abc import Iterator, Mapping, Sequence

from actionbook.ooxml.facts import Formulas
from actionbook.operations.formulas import BESIDE_NAMES, LIVE_NAMES
from actionbook.plan.structure import BESIDE_ONLY, Beside, Fault, FaultKind, NewRow, Place
from actionbook.workbook.columns import Column
from actionbook.workbook.locate import Located
from actionbook.workbook.rows import Columns
from actionbook.workbook.typed import read_cell

__all__ = ["join"]


def join(
    actions: Located, beside: Located, read: Columns, there: Columns, formulas: Formulas
) -> tuple[Columns, list[Fault]]:
    """
    The columns of staff's sheet with those of the sheet *beside*, for the rows of the former.

    *actions* tells from then on where each field stands. A row there whose ref no action has is
    a fault; an action without a ref, or with one that another has before it, has no row there.
    *formulas* are those of the sheet beside.
    """
    place, seen = actions.seen.place, beside.seen
    lent = {name: at for name, at in seen.place.columns.items() if name not in BESIDE_ONLY}
    own = _told_apart(read) if "ref" in seen.place.columns else {}
    rows, new = _paired(beside, own, there)
    joined = Beside(
        seen.name,
        seen.place.sheet,
        seen.place.columns,
        (seen.first_row, seen.last_row),
        rows,
        {row: number for number, row in rows.items()},
        new,
        tuple(_astray(seen.place.columns, rows, {row.row: row for row in own.values()}, formulas)),
    )
    # A live formula of ours speaks of the row that it stands in: none belongs on their sheet.
    ours = lent.keys() | LIVE_NAMES.keys()
    columns = {name: at for name, at in place.columns.items() if name not in ours}
    actions.seen = actions.seen._replace(
        place=Place(place.sheet, columns, joined),
        headings={**actions.seen.headings, **{name: seen.headings[name] for name in lent}},
    )
    at = {number: place for place, number in enumerate(there.numbers)}
    places = [at.get(rows.get(number, 0)) for number in read.numbers]
    faults = list(_nobodys(beside, there, frozenset(rows.values())))
    return _with(read, there, places, [beside.spec.by_field[name] for name in lent]), faults


def _told_apart(read: Columns) -> dict[str, NewRow]:
    """The first row of staff's sheet that has each ref, without case."""
    found: dict[str, NewRow] = {}
    names = [read.values.get(name, ()) for name in ("ref", "action")]
    for number, ref, action, raw in zip(
        read.numbers, *names, read.raw.get("ref", ()), strict=False
    ):
        if ref:
            found.setdefault(str(ref).casefold(), NewRow(raw, number, str(action)))
    return found


def _paired(
    beside: Located, own: Mapping[str, NewRow], there: Columns
) -> tuple[dict[int, int], tuple[NewRow, ...]]:
    """The row beside of each row of staff's sheet, and the rows that are still to be put there."""
    held: dict[str, int] = {}
    for ref, number in zip(there.values.get("ref", ()), there.numbers, strict=False):
        held.setdefault(str(ref).casefold(), number)
    rows: dict[int, int] = {}
    new: list[NewRow] = []
    free = _first_free(beside, there)
    for ref, row in own.items():
        at = held.get(ref, 0)
        if not at:
            at = free + len(new)
            new.append(row)
        rows[row.row] = at
    return rows, tuple(new)


def _astray(
    columns: Mapping[str, int],
    rows: Mapping[int, int],
    own: Mapping[int, NewRow],
    formulas: Formulas,
) -> Iterator[tuple[str, NewRow]]:
    """The cells that are to say on which row an action stands, or what it is, and do not."""
    for name in filter(columns.__contains__, BESIDE_NAMES):
        held = formulas.column(columns[name])
        for number, at in rows.items():
            if held.get(at) != BESIDE_NAMES[name]:
                yield name, own[number]


def _first_free(beside: Located, there: Columns) -> int:
    """The row under the table; its first one where it is blank, as it is in a new table."""
    return beside.seen.last_row + 1 if there.numbers else beside.seen.first_row


def _with(
    read: Columns, there: Columns, places: Sequence[int | None], lent: Sequence[Column]
) -> Columns:
    values, raw, unread = dict(read.values), dict(read.raw), dict(read.unread)
    trimmed = dict(read.trimmed)
    for column in lent:
        name = column.field
        blank = read_cell(column, "")[0]
        values[name] = _picked(there.values[name], places, blank)
        for kept in (raw, unread, trimmed):
            kept.pop(name, None)
        if name in there.raw:
            raw[name] = _picked(there.raw[name], places, "")
        if name in there.unread:
            unread[name] = _moved(there.unread[name], places)
    return Columns(read.numbers, values, raw, unread, trimmed)


def _picked(cells: Sequence[object], places: Sequence[int | None], blank: object) -> list[object]:
    return [blank if place is None else cells[place] for place in places]


def _moved(unread: Mapping[int, object], places: Sequence[int | None]) -> dict[int, object]:
    return {
        at: unread[place]
        for at, place in enumerate(places)
        if place is not None and place in unread
    }


def _nobodys(beside: Located, there: Columns, taken: frozenset[int]) -> Iterator[Fault]:
    for number, ref in zip(there.numbers, there.values.get("ref", ()), strict=False):
        if number not in taken:
            cell = beside.seen.place.cell("ref", number)
            yield Fault(FaultKind.NOBODYS_ROW, cell, str(ref), ref=str(ref))
