"""What the last run saw of each action, in `seen.json` of the plan's state folder."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actionbook.plan.model import Plan
from actionbook.plan.past import First, Past, Seen, first_changes, gone, is_settled
from actionbook.workbook.memory import write_file, written_state

if TYPE_CHECKING:
    from actionbook.operations.changes import ChangeSet

__all__ = [
    "SEEN",
    "bring_back_seen",
    "keep_seen",
    "past_in",
    "past_of",
    "put_seen",
    "remember_seen",
]

SEEN = "seen.json"
"""What a plan's state folder calls it."""
_SCHEMA = 1


def past_of(state: Path) -> Past:
    """What the last run saw of the plan whose *state* folder it is; read when first asked for."""
    return past_in(state / SEEN)


def past_in(file: Path) -> Past:
    """What was kept in *file*; read when first asked for."""
    return Past(lambda: _loaded(_text(file)))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def _loaded(text: str) -> Sequence[Seen]:
    """The rows of the file's *text*; those of a broken one are none."""
    try:
        data: Any = json.loads(text)
        if data["schema"] != _SCHEMA:
            return ()
        firsts = {key: First(words, _day(due)) for key, (words, due) in data["firsts"].items()}
        settled = data["settled"]
        rows = [_seen(row, firsts, is_settled=settled) for row in data["rows"]]
        return rows + [_seen(row, firsts, is_settled=True) for row in data["gone"]]
    except (ValueError, LookupError, TypeError, AttributeError):
        return ()


def _seen(row: Sequence[Any], firsts: dict[str, First], *, is_settled: bool) -> Seen:
    ref, action, status, words, due, revised = row
    first, day = None, _day(due)
    if is_settled:
        first = (firsts.get(ref.casefold()) if firsts else None) or _first(words, day)
    return Seen(ref, action, status, words, day, _day(revised), first)


@lru_cache(maxsize=4096)
def _first(words: str, due: date | None) -> First:
    return First(words, due)


@lru_cache(maxsize=4096)
def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def keep_seen(state: Path, kept: Path) -> None:
    """
    Keep what the last run saw in the file *kept*, for `bring_back_seen`.

    Raises:
        ActionbookError: the state folder cannot be written.
    """
    write_file(kept, _text(state / SEEN))


def bring_back_seen(state: Path, kept: Path) -> None:
    """
    Let what was kept in *kept*, if it was, be what the last run saw.

    Raises:
        ActionbookError: the state folder cannot be written.
    """
    if kept.is_file():
        write_file(state / SEEN, _text(kept))


def put_seen(aside: Path, state: Path) -> None:
    """
    Move what was remembered in the folder *aside* to where it belongs.

    Raises:
        ActionbookError: the state folder cannot be written.
    """
    if (aside / SEEN).is_file():
        with written_state(state / SEEN):
            (aside / SEEN).replace(state / SEEN)


def remember_seen(state: Path, changes: "ChangeSet") -> None:
    """
    Remember each action of the plan that *changes* are written to, as they leave it.

    Raises:
        ActionbookError: the state folder cannot be written.
    """
    from actionbook.operations.changes import plain  # a check only reads what was seen

    plan, on = changes.plan, changes.on
    if plan is None or on is None:
        return
    file = state / SEEN
    settled = is_settled(plan, on=on)
    place = plan.structure.actions_at
    dues = {
        place.row_of(cell.at): plain(cell.value) for cell in changes.cells if cell.name == "due"
    }
    rows = [
        (
            action.ref,
            action.action,
            action.status,
            action.timescale_text,
            _iso(dues.get(action.row, action.due)),
            _iso(action.revised_due),
        )
        for action in plan.actions
        if action.ref
    ]
    head = json.dumps({"schema": _SCHEMA, "settled": settled, "rows": rows}, ensure_ascii=False)
    before = _text(file)
    corrected = set(_corrected(plan, changes, dues))
    if before.startswith(head[:-1]) and not corrected:
        return
    firsts = first_changes(plan, corrected=corrected) if settled else {}
    lost = gone(plan) if settled else ()
    rest = {
        "firsts": {key: (first.timescale_text, _iso(first.due)) for key, first in firsts.items()},
        "gone": [
            (row.ref, row.action, row.status, row.timescale_text, _iso(row.due), None)
            for row in lost
        ],
    }
    write_file(file, head[:-1] + ", " + json.dumps(rest, ensure_ascii=False)[1:])


def _corrected(plan: Plan, changes: "ChangeSet", dues: Mapping[int, object]) -> Iterator[str]:
    """The refs, without case, whose first due the ledger says was put right to what stands."""
    new: Iterable[Mapping[str, object]] = (
        row for added in changes.rows if added.kind == "DateChanges" for row in added.rows
    )
    events = [(str(row["action"]), row["event"], row["from_date"], row["to_date"]) for row in new]
    events += [(row.action, row.event, row.from_date, row.to_date) for row in plan.date_changes]
    for ref, event, old, right in events:
        key = ref.casefold()
        if event != "corrected" or key not in plan.by_ref or key not in plan.past.by_ref:
            continue
        first, action = plan.past.by_ref[key].first, plan.by_ref[key]
        if first and first.due == old and dues.get(action.row, action.due) == right:
            yield key


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
