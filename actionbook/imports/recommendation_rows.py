"""
Printed recommendations as rows of the plan: a lettered action is a row, a numeral under it a step.

An action printed without a letter is given the next free one. A letter that has only steps under
it, and no words of its own, has no row. (docs/decisions/0003-what-a-row-is.md)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from actionbook.imports.doubts import doubts_of_row
from actionbook.imports.draft import Doubt, Row, Sureness
from actionbook.imports.frame import Frame
from actionbook.imports.lettering import Mark, answered, mark_of
from actionbook.imports.markup import goes_on, joined, pieces, plain
from actionbook.imports.numbering import letter, roman_number
from actionbook.imports.recommendation_layout import ActionLine, Block, Document

__all__ = ["recommendation_rows"]

AS_ABOVE = "as above"
_NEW_ANSWER = re.compile(r"(?<=[^\s(][^\s(][.;:!?])\s+(?=\(?[a-z]\)(?:\s|,))")
_INNER_STEP = re.compile(r"(?<!\w)\(?i{1,3}[.)]\s")


@dataclass
class _Entry:
    mark: Mark
    ref: str
    lines: list[int]
    text: str
    when: str = ""
    lead: str = ""
    part_of: str = ""
    progress: list[str] = field(default_factory=list)


def recommendation_rows(document: Document) -> tuple[list[Row], list[Row], list[Doubt]]:
    """The rows of Issues and of Actions, and the doubts about them, all in printed order."""
    issues: list[Row] = []
    actions: list[Row] = []
    doubts: list[Doubt] = []
    for block in document.blocks:
        values = {
            "ref": block.ref,
            "issue": "\n".join(joined(block.issue)),
            "response": "\n".join(joined(block.response)),
        }
        issues.append(_row(values, block.lines))
        entries = _entries(block, doubts, document.frame)
        _fill_leads(entries, doubts)
        _give_progress(block, entries, doubts, document.frame)
        for entry in entries:
            row = _row(_values(entry, block), entry.lines)
            doubts += doubts_of_row(row)
            actions.append(row)
    return issues, actions, doubts


def _values(entry: _Entry, block: Block) -> dict[str, str]:
    return {
        "ref": entry.ref,
        "action": entry.text,
        "lead": entry.lead,
        "timescale_text": entry.when,
        "progress": "\n".join(entry.progress),
        "issue": block.ref,
        "part_of": entry.part_of,
    }


def _row(values: dict[str, str], lines: list[int]) -> Row:
    return Row({name: value for name, value in values.items() if value}, tuple(sorted(set(lines))))


def _entries(block: Block, doubts: list[Doubt], frame: Frame) -> list[_Entry]:
    entries: list[_Entry] = []
    before, before_text = Mark(), ""
    for line in block.actions:
        _report_fit(line, block, doubts, frame)
        cells = line.fitted.cells
        words = "\n".join(joined(pieces(f"{cells.get('ref', '')} {cells.get('action', '')}")))
        when = "; ".join(joined(pieces(cells.get("timescale", ""))))
        lead = plain(cells.get("lead", "").replace("\n", " / ")).replace(" ,", ",")
        mark, text = mark_of(words, before, before_text)
        if mark == Mark() and entries and _is_rest(entries[-1], text, when, lead):
            _add(entries[-1], line.number, text, when, lead)
            continue
        if mark == Mark():
            mark = Mark(max((entry.mark.letter for entry in entries), default=0) + 1)
        before, before_text = mark, text
        if text or when or lead:
            entries.append(_Entry(mark, mark.ref(block.ref), [line.number], text, when, lead))
    _set_parents(block, entries, doubts)
    _doubt_refs(entries, doubts)
    return entries


def _report_fit(line: ActionLine, block: Block, doubts: list[Doubt], frame: Frame) -> None:
    for name, cell in line.fitted.cells.items():
        if name.startswith("?"):
            frame.leave(line.number, cell, f"column '{name[1:]}', which a plan does not have")
    for cell in line.fitted.surplus:
        frame.leave(line.number, cell, "more cells than the table has columns")
    if line.fitted.moved or line.fitted.surplus:
        says = "The cells do not fit the columns; they are read by what they hold."
        words = " | ".join(plain(cell) for cell in line.raw if plain(cell))
        doubts.append(_doubt(block.ref, "", says, words, [line.number]))


def _is_rest(last: _Entry, text: str, when: str, lead: str) -> bool:
    """Whether a line without a mark goes on with the one above it."""
    if not text:
        return True
    return goes_on(last.text, text) or not (when or lead)


def _add(last: _Entry, number: int, text: str, when: str, lead: str) -> None:
    if text:
        last.text += (" " if goes_on(last.text, text) else "\n") + text
    last.when = "; ".join(filter(None, (last.when, when)))
    last.lead = " / ".join(filter(None, (last.lead, lead)))
    last.lines.append(number)


def _set_parents(block: Block, entries: list[_Entry], doubts: list[Doubt]) -> None:
    """Steps are part of their letter's row; where it has none, they stand by themselves."""
    refs = {entry.ref for entry in entries}
    alone: dict[int, _Entry] = {}
    for entry in entries:
        parent = Mark(entry.mark.letter).ref(block.ref)
        if entry.mark.roman and parent in refs:
            entry.part_of = parent
        elif entry.mark.roman and entry.mark.letter:
            alone.setdefault(entry.mark.letter, entry)
    for entry in alone.values():
        says = "The letter has no words of its own: its steps stand by themselves."
        doubts.append(_doubt(entry.ref, "Part of", says, entry.text, entry.lines, Sureness.LIKELY))


def _doubt_refs(entries: list[_Entry], doubts: list[Doubt]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.ref in seen:
            says = f"{entry.ref} is printed twice. Give one of them another ref."
            doubts.append(_doubt(entry.ref, "Ref", says, entry.text, entry.lines))
        seen.add(entry.ref)
        if len(_INNER_STEP.findall(entry.text)) > 1:
            says = "Steps stand inside the action's words; they are kept in one row."
            doubts.append(_doubt(entry.ref, "Action", says, entry.text, entry.lines))


def _fill_leads(entries: list[_Entry], doubts: list[Doubt]) -> None:
    """A blank cell under a filled one was merged with it in print; a step has its action's lead."""
    led = ""
    for entry in entries:
        if entry.lead:
            led = entry.lead
        elif led and not entry.part_of:
            entry.lead = AS_ABOVE
            says = "The lead's cell is blank under a filled one: read as the same lead."
            doubts.append(_doubt(entry.ref, "Lead", says, led, entry.lines, Sureness.LIKELY))


def _give_progress(block: Block, entries: list[_Entry], doubts: list[Doubt], frame: Frame) -> None:
    answering: list[_Entry] = entries if len(entries) == 1 else []
    last = Mark()
    for number, text in _answers(block, entries):
        marks, words = answered(text, last)
        found = [entry for mark in marks for entry in _marked(mark, entries)]
        if found:
            answering, last = found, marks[-1]
            if len(found) != len(marks):
                says = "The letters of this progress do not match the actions one to one."
                doubts.append(_doubt(block.ref, "Progress this period", says, text, [number]))
        else:
            # A numeral that marks no step is a list inside the progress; a letter names an action.
            if any(not (mark.roman or roman_number(letter(mark.letter))) for mark in marks):
                answering = []
            words = text
        if not answering:
            frame.leave(number, text, "progress that names no action")
            says = "This progress names no action that the recommendation has."
            doubts.append(_doubt(block.ref, "Progress this period", says, text, [number]))
        for entry in answering:
            entry.progress.append(words)
            entry.lines.append(number)


def _marked(mark: Mark, entries: list[_Entry]) -> list[_Entry]:
    """The entry that has *mark*; of a letter without a row, its steps."""
    exact = [entry for entry in entries if entry.mark == mark]
    if exact or mark.roman:
        return exact
    return [entry for entry in entries if entry.mark.letter == mark.letter and mark.letter]


def _answers(block: Block, entries: list[_Entry]) -> Iterator[tuple[int, str]]:
    """Lines of progress, cut where one line answers several letters in turn."""
    for number, text in block.progress:
        gathered = ""
        for part in _NEW_ANSWER.split(text):
            marks, _ = answered(part, Mark())
            if gathered and any(_marked(mark, entries) for mark in marks):
                yield number, gathered
                gathered = part
            else:
                gathered = f"{gathered} {part}" if gathered else part
        yield number, gathered


def _doubt(
    ref: str,
    column: str,
    says: str,
    words: str,
    lines: list[int],
    sureness: Sureness = Sureness.UNSURE,
) -> Doubt:
    return Doubt(ref, column, says, words, tuple(sorted(set(lines))), sureness)
