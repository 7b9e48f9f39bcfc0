"""What a roll wrote, taken back cell by cell where somebody has edited the workbook since."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from actionbook.operations.changes import ChangeSet, ReplaceBody, SetCell, plain
from actionbook.operations.compare import Difference, Kind, diff
from actionbook.operations.highlight import highlight
from actionbook.operations.match import match
from actionbook.operations.outcome import outcome
from actionbook.plan.model import Plan
from actionbook.plan.records import DateChange

__all__ = ["edits_since", "take_back"]

_CARRIED = frozenset({"progress", "last_reported", "due"})
_BY_DATE = frozenset({Kind.BETTER, Kind.WORSE})


def edits_since(before: Plan, rolled: ChangeSet, now: Plan, *, on: date) -> tuple[Difference, ...]:
    """
    What people did in *now* since *rolled* was written into *before*, action by action.

    What follows from the day alone is left out.
    """
    left = outcome(before, rolled)
    compared = diff(left, now, on=on, old_on=on)
    return tuple(each for each in compared.differences if each.kind not in _BY_DATE)


def take_back(before: Plan, rolled: ChangeSet, now: Plan, *, on: date) -> ChangeSet:
    """
    What takes *rolled*, which was written into *before*, out of *now*: its own cells and no other.

    A cell that holds something else by now stays. Rows of the ledgers that it added go; those
    that were added later stay.
    """
    cells = [*_period_cell(before, rolled, now), *_carried_cells(before, rolled, now)]
    added = {rows.kind: rows.rows for rows in rolled.rows}
    history = [row for row in now.history if row.period != rolled.closes]
    events = {DateChange(**row) for row in added.get("DateChanges", ())}  # type: ignore[arg-type]
    changes = [row for row in now.date_changes if row not in events]
    bodies = [
        ReplaceBody(kind, table.name, [row._asdict() for row in rows])
        for kind, rows, were in (
            ("ActionHistory", history, now.history),
            ("DateChanges", changes, now.date_changes),
        )
        if (table := now.structure.tables.get(kind)) is not None and len(rows) < len(were)
    ]
    taken = ChangeSet.of(now, on=on, cells=tuple(cells), bodies=tuple(bodies))
    left = replace(outcome(now, taken), history=tuple(history), date_changes=tuple(changes))
    return taken + highlight(left, on=on)


def _period_cell(before: Plan, rolled: ChangeSet, now: Plan) -> Iterable[SetCell]:
    cell = now.structure.setting_cells.get("current_period")
    was = before.settings.current_period or rolled.closes
    if cell is not None and now.settings.current_period != was:
        yield SetCell(cell, "", "current_period", now.settings.current_period, was)


def _carried_cells(before: Plan, rolled: ChangeSet, now: Plan) -> Iterable[SetCell]:
    wrote: dict[int, list[SetCell]] = {}
    place = before.structure.actions_at
    for cell in rolled.cells:
        if cell.name in _CARRIED and cell.ref:
            wrote.setdefault(place.row_of(cell.at), []).append(cell)
    for old, new in match(before.actions, now.actions):
        if old is None or new is None:
            continue
        for cell in wrote.get(old.row, ()):
            stands = getattr(new, cell.name)
            if (stands or None) == (plain(cell.value) or None) and cell.was != stands:
                yield SetCell(new.cell(cell.name), new.ref, cell.name, stands, cell.was)
