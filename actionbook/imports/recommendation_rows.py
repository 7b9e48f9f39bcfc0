"""
Printed recommendations as rows of the plan, with the progress that answers each action.

(docs/decisions/0003-what-a-row-is.md)
"""

from collections.abc import Iterator

from actionbook.imports.block_actions import Entry, block_actions
from actionbook.imports.doubts import about, doubts_of_row
from actionbook.imports.draft import Doubt, Row, Sureness
from actionbook.imports.frame import Frame
from actionbook.imports.lettering import Mark, answered
from actionbook.imports.markup import joined
from actionbook.imports.recommendation_layout import Block, Document
from actionbook.plan.late import late
from actionbook.plan.numbering import letter, roman_number

__all__ = ["recommendation_rows"]

AS_ABOVE = "as above"
_NEW_ANSWER = late(r"(?<=[^\s(][^\s(][.;:!?])\s+(?=\(?[a-z]\)(?:\s|,))")


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
        entries = block_actions(block, doubts, document.frame)
        if not entries:
            says = "No action is found under this recommendation. Look at the source."
            doubts.append(about(block.ref, "", says, str(values["issue"]), block.lines))
        _fill_leads(entries, doubts)
        _give_progress(block, entries, doubts, document.frame)
        for entry in entries:
            row = _row(_values(entry, block), entry.lines)
            doubts += doubts_of_row(row)
            actions.append(row)
    return issues, actions, doubts


def _values(entry: Entry, block: Block) -> dict[str, str]:
    return {
        "ref": entry.ref,
        "action": entry.text,
        "lead": entry.lead,
        "timescale_text": entry.when,
        "progress": "\n".join(entry.progress),
        "issue": block.ref,
        "part_of": entry.part_of,
        **entry.others,
    }


def _row(values: dict[str, str], lines: list[int]) -> Row:
    return Row({name: value for name, value in values.items() if value}, tuple(sorted(set(lines))))


def _fill_leads(entries: list[Entry], doubts: list[Doubt]) -> None:
    """A blank cell under a filled one was merged with it in print; a step has its action's lead."""
    led = ""
    for entry in entries:
        if entry.lead:
            led = entry.lead
        elif led and not entry.part_of:
            entry.lead = AS_ABOVE
            says = "The lead's cell is blank under a filled one: read as the same lead."
            doubts.append(about(entry.ref, "Lead", says, led, entry.lines, Sureness.LIKELY))


def _give_progress(block: Block, entries: list[Entry], doubts: list[Doubt], frame: Frame) -> None:
    answering: list[Entry] = entries if len(entries) == 1 else []
    last = Mark()
    for number, text in _answers(block, entries):
        marks, words = answered(text, last)
        found = [entry for mark in marks for entry in _marked(mark, entries)]
        if found:
            answering, last = found, marks[-1]
            if len(found) != len(marks):
                says = "The letters of this progress do not match the actions one to one."
                doubts.append(about(block.ref, "Progress this period", says, text, [number]))
        else:
            # A numeral that marks no step is a list inside the progress; a letter names an action.
            if any(not (mark.roman or roman_number(letter(mark.letter))) for mark in marks):
                answering = []
            words = text
        if not answering:
            frame.leave(number, text, "progress that names no action")
            says = "This progress names no action that the recommendation has."
            doubts.append(about(block.ref, "Progress this period", says, text, [number]))
        for entry in answering:
            entry.progress.append(words)
            entry.lines.append(number)


def _marked(mark: Mark, entries: list[Entry]) -> list[Entry]:
    """The entry that has *mark*; of a letter without a row, its steps."""
    exact = [entry for entry in entries if entry.mark == mark]
    if exact or mark.roman:
        return exact
    return [entry for entry in entries if entry.mark.letter == mark.letter and mark.letter]


def _answers(block: Block, entries: list[Entry]) -> Iterator[tuple[int, str]]:
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
