"""
The actions of one printed recommendation: a lettered action, and a numeral under it a step.

An action printed without a letter is given the next free one. A letter that has only steps under
it, and no words of its own, has no row. (docs/decisions/0003-what-a-row-is.md)
"""

from dataclasses import dataclass, field

from actionbook.imports.doubts import about
from actionbook.imports.draft import Doubt, Sureness
from actionbook.imports.frame import Frame
from actionbook.imports.lettering import Mark, mark_of
from actionbook.imports.markup import goes_on, joined, paragraphs, pieces, plain
from actionbook.imports.recommendation_layout import ActionLine, Block
from actionbook.imports.statuses import status_of
from actionbook.plan.late import late
from actionbook.workbook.tables import ACTIONS

__all__ = ["Entry", "block_actions"]

_INNER_STEP = late(r"(?<!\w)\(?i{1,3}[.)]\s")
_READ_APART = frozenset({"ref", "action", "lead", "timescale", "progress", "status"})


@dataclass
class Entry:
    """One action or step as printed; `others` are further columns by field."""

    mark: Mark
    ref: str
    lines: list[int]
    text: str
    when: str = ""
    lead: str = ""
    part_of: str = ""
    progress: list[str] = field(default_factory=list)
    others: dict[str, str] = field(default_factory=dict)


def block_actions(block: Block, doubts: list[Doubt], frame: Frame) -> list[Entry]:
    """The actions and steps of *block* in printed order; what is doubtful is added to *doubts*."""
    entries: list[Entry] = []
    before, before_text = Mark(), ""
    for line in block.actions:
        cells = line.fitted.cells
        words = paragraphs(f"{cells.get('ref', '')} {cells.get('action', '')}")
        mark, text = mark_of(words, before, before_text)
        found = Entry(
            mark,
            "",
            [line.number],
            text,
            when="; ".join(joined(pieces(cells.get("timescale", "")))),
            lead=plain(cells.get("lead", "").replace("\n", " / ")).replace(" ,", ","),
        )
        if mark == Mark() and entries and _is_rest(entries[-1], found):
            _add(entries[-1], found)
        else:
            if mark == Mark():
                found.mark = Mark(max((entry.mark.letter for entry in entries), default=0) + 1)
            before, before_text = found.mark, text
            found.ref = found.mark.ref(block.ref)
            if text or found.when or found.lead:
                entries.append(found)
        _take_others(entries, line, block, doubts, frame)
    _set_parents(block, entries, doubts)
    _doubt_refs(entries, doubts)
    return entries


def _take_others(
    entries: list[Entry], line: ActionLine, block: Block, doubts: list[Doubt], frame: Frame
) -> None:
    """The cells beside action, timescale and lead; what the cells of a plan cannot take is left."""
    cells = line.fitted.cells
    last = entries[-1] if entries else Entry(Mark(), "", [], "")
    last.progress += joined(pieces(cells.get("progress", "")))
    status = plain(cells.get("status", ""))
    if any(map(str.isalnum, status)):
        last.others["status"], says = status_of(status)
        if says:
            doubts.append(about(last.ref, "Status", says, status, [line.number]))
    for name, cell in cells.items():
        if name in _READ_APART:
            continue
        words = paragraphs(cell)
        if name in ACTIONS.by_field and entries:
            last.others[name] = "\n".join(filter(None, (last.others.get(name), words)))
        else:
            column = name.removeprefix("?")
            frame.leave(line.number, words, f"column '{column}', which actions do not have")
    for cell in line.fitted.surplus:
        frame.leave(line.number, cell, "more cells than the table has columns")
    if line.fitted.moved or line.fitted.surplus:
        says = "The cells do not fit the columns; they are read by what they hold."
        words = " | ".join(plain(cell) for cell in line.raw if plain(cell))
        doubts.append(about(block.ref, "", says, words, [line.number]))


def _is_rest(last: Entry, found: Entry) -> bool:
    """Whether a line without a mark goes on with the one above it."""
    return not found.text or goes_on(last.text, found.text) or not (found.when or found.lead)


def _add(last: Entry, found: Entry) -> None:
    if found.text:
        last.text += (" " if goes_on(last.text, found.text) else "\n") + found.text
    last.when = "; ".join(filter(None, (last.when, found.when)))
    last.lead = " / ".join(filter(None, (last.lead, found.lead)))
    last.lines += found.lines


def _set_parents(block: Block, entries: list[Entry], doubts: list[Doubt]) -> None:
    """Steps are part of their letter's row; where it has none, they stand by themselves."""
    refs = {entry.ref for entry in entries}
    alone: dict[int, Entry] = {}
    for entry in entries:
        parent = Mark(entry.mark.letter).ref(block.ref)
        if entry.mark.roman and parent in refs:
            entry.part_of = parent
        elif entry.mark.roman and entry.mark.letter:
            alone.setdefault(entry.mark.letter, entry)
    for entry in alone.values():
        says = "The letter has no words of its own: its steps stand by themselves."
        doubts.append(about(entry.ref, "Part of", says, entry.text, entry.lines, Sureness.LIKELY))


def _doubt_refs(entries: list[Entry], doubts: list[Doubt]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.ref in seen:
            says = f"{entry.ref} is printed twice. Give one of them another ref."
            doubts.append(about(entry.ref, "Ref", says, entry.text, entry.lines))
        seen.add(entry.ref)
        if len(_INNER_STEP.findall(entry.text)) > 1:
            says = "Steps stand inside the action's words; they are kept in one row."
            doubts.append(about(entry.ref, "Action", says, entry.text, entry.lines))
