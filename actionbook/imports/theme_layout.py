"""
The layout `theme`: under headings of sections, numbered themes with several actions to a cell.

The actions of a theme are the bullets of one cell, their leads the paragraphs of another. They
are paired in order; where they do not come out even, the import says that it is not sure.
"""

from collections.abc import Sequence
from typing import NamedTuple

from actionbook.imports.cell_stream import Cell, Stream, StreamRow
from actionbook.imports.issue_layout import (
    OF_THE_ACTION,
    OF_THE_ISSUE,
    PrintedAction,
    PrintedIssue,
    Remark,
)
from actionbook.imports.markup import Piece, bullet_of, plain
from actionbook.imports.pairing import Chunk

__all__ = ["read_themes"]

_BESIDE = ("timescale", "progress", "status", *OF_THE_ACTION)
_TOGETHER = "Actions and timescales do not come out even; they are kept together in one row."


class _Item(NamedTuple):
    """One of several things in a cell, with its lines."""

    text: str
    lines: tuple[int, ...]


def read_themes(stream: Stream) -> list[PrintedIssue]:
    """The themes of a document in printed order, each with its actions."""
    return [_theme(row) for row in stream.rows]


def _theme(row: StreamRow) -> PrintedIssue:
    words = _paragraphs(row.cells.get("issue"))
    issue = PrintedIssue(row.ref, [*row.lines, *(line for item in words for line in item.lines)])
    issue.pieces = [Piece(item.text) for item in words]
    if row.section:
        issue.others["section"] = row.section
    for name in OF_THE_ISSUE:
        cell = row.cells.get(name)
        if cell is not None and cell.text:
            issue.lines += cell.lines
            issue.others[name] = "\n".join(cell.texts)
    issue.actions = _actions(row)
    return issue


def _paragraphs(cell: Cell | None) -> list[_Item]:
    """The paragraphs of a cell, without what marks them as items of a list."""
    found = []
    for paragraph in cell.paragraphs if cell else ():
        words = plain(" ".join(text for _, text in paragraph))
        found.append(_Item(bullet_of(words) or words, tuple(number for number, _ in paragraph)))
    return found


def _as_many(cell: Cell | None, count: int) -> list[_Item]:
    """What stands in a cell beside *count* actions: its paragraphs, or its lines if they fit."""
    found = _paragraphs(cell)
    if cell is None or len(found) == count:
        return found
    lines = [line for paragraph in cell.paragraphs for line in paragraph]
    if len(lines) != count:
        return found
    return [_Item(bullet_of(text) or plain(text), (number,)) for number, text in lines]


def _items(cell: Cell | None, leads: int) -> list[_Item]:
    """The actions of a cell: its bullets; without any its paragraphs, if as many lead them."""
    found = _paragraphs(cell)
    if cell is None or not found:
        return []
    marked = [bullet_of(paragraph[0][1]) is not None for paragraph in cell.paragraphs]
    if not any(marked):
        return found if len(found) == leads else [_together(found)]
    items: list[list[_Item]] = []
    for item, begins in zip(found, marked, strict=True):
        if not items or (begins and not (len(items) == 1 and _leads_in(items[0]))):
            items.append([])
        items[-1].append(item)
    return [_together(parts) for parts in items]


def _leads_in(parts: Sequence[_Item]) -> bool:
    """Whether what was read so far only opens the list: "the following:"."""
    return len(parts) == 1 and parts[0].text.endswith(":")


def _together(parts: Sequence[_Item], by: str = "\n") -> _Item:
    text = by.join(part.text for part in parts)
    return _Item(text, tuple(line for part in parts for line in part.lines))


def _actions(row: StreamRow) -> list[PrintedAction]:
    cell = row.cells.get("action")
    items = _items(cell, len(_paragraphs(row.cells.get("lead"))))
    whens = _as_many(row.cells.get("timescale"), len(items))
    said = []
    if len(whens) > 1 and len(whens) != len(items):
        items, whens = [_together(items)], [_together(whens, "; ")]
        said.append(Remark("Timescale", _TOGETHER, whens[0].text))
    if not items and not any(cell.text for cell in row.cells.values()):
        return []
    items = items or [_Item("", ())]
    actions = [
        PrintedAction(list(item.lines) or list(row.lines), [Piece(item.text)] if item.text else [])
        for item in items
    ]
    actions[0].said += said
    _lead(actions, _as_many(row.cells.get("lead"), len(items)))
    for name in _BESIDE:
        _put(name, actions, whens if name == "timescale" else _beside(row, name, len(items)))
    return actions


def _beside(row: StreamRow, name: str, count: int) -> list[_Item]:
    found = _as_many(row.cells.get(name), count)
    return found if len(found) == count or not found else [_together(found)]


def _lead(actions: Sequence[PrintedAction], leads: Sequence[_Item]) -> None:
    """Pair leads and actions in order; leads that are too many go to the last action."""
    for number, lead in enumerate(leads):
        action = actions[min(number, len(actions) - 1)]
        action.lead = f"{action.lead} / {lead.text}" if action.lead else lead.text
        action.lines += lead.lines
    if len(leads) == len(actions) or len(leads) < 2:  # noqa: PLR2004 - one lead is that of all
        return
    says = (
        f"{len(leads)} leads stand beside {len(actions)} action{'s' * (len(actions) != 1)}; "
        "they are paired in the order in which they stand."
    )
    words = " | ".join(lead.text for lead in leads)
    for action in actions:
        action.said.append(Remark("Lead", says, words))


def _put(name: str, actions: Sequence[PrintedAction], found: Sequence[_Item]) -> None:
    """Give each action what stands beside it in column *name*: one thing goes with them all."""
    if not found:
        return
    for number, action in enumerate(actions):
        if number and len(found) == 1 and name not in ("timescale", "status"):
            return
        item = found[number if len(found) > 1 else 0]
        action.lines += item.lines
        if name in OF_THE_ACTION:
            action.others[name] = item.text
            continue
        if not action.chunks:
            action.chunks.append(Chunk(list(item.lines)))
        chunk = action.chunks[0]
        if name == "timescale":
            chunk.whens = [item.text]
        elif name == "status":
            chunk.statuses = [item.text]
        else:
            chunk.pieces = [Piece(item.text)]
        chunk.lines += item.lines
