"""
The layout `issue`: one wide table, in which an issue has actions and an action has progress.

An issue begins where there is a number, an action where its cell is filled; what stands below a
filled cell belongs to it (it was merged in print), over page breaks too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from actionbook.imports.draft import Doubt, Sureness
from actionbook.imports.grid import Grid, GridRow
from actionbook.imports.markup import Piece, goes_on, hangs, joined, pieces, plain, starts_item
from actionbook.imports.pairing import Chunk
from actionbook.imports.printed_refs import kept_ref, lettered, lettered_issues, ref_of

__all__ = [
    "OF_THE_ACTION",
    "OF_THE_ISSUE",
    "PrintedAction",
    "PrintedIssue",
    "Remark",
    "read_issues",
]

OF_THE_ISSUE = ("section", "response", "aim", "lead_member", "lead_directorate", "priority",
                 "monitoring_group", "monitoring_frequency", "source_ref",
                 "resource_implications", "risk_factors")  # fmt: skip
_LONGEST_BAND = 8  # words of the heading of a section
OF_THE_ACTION = ("outcome", "evidence", "completed_on", "depends_on")


class Remark(NamedTuple):
    """A doubt to which only the ref is wanting: what is to be said, and the source's words."""

    column: str
    says: str
    words: str
    sureness: Sureness = Sureness.UNSURE


@dataclass
class PrintedAction:
    """
    An action as printed: its words, its lead, and what stands beside it row by row.

    `ref` and `part_of` are "" where no number of its own is printed.
    """

    lines: list[int]
    pieces: list[Piece]
    lead: str = ""
    ref: str = ""
    part_of: str = ""
    chunks: list[Chunk] = field(default_factory=list)
    others: dict[str, str] = field(default_factory=dict)
    said: list[Remark] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The action's words, a paragraph to a line."""
        return "\n".join(joined(self.pieces))


@dataclass
class PrintedIssue:
    """An issue as printed, with its actions; `ref` is "" where no number stands."""

    ref: str
    lines: list[int]
    pieces: list[Piece] = field(default_factory=list)
    actions: list[PrintedAction] = field(default_factory=list)
    others: dict[str, str] = field(default_factory=dict)
    said: list[Remark] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The issue's words, a paragraph to a line."""
        return "\n".join(joined(self.pieces))


def read_issues(grid: Grid) -> list[PrintedIssue]:
    """The issues of *grid* in printed order; what is doubtful goes to the grid's frame."""
    issues: list[PrintedIssue] = []
    section, section_lines = "", list[int]()
    by_letter = lettered_issues(row.cells for row in grid.rows)
    for number, row in enumerate(grid.rows):
        if _is_band(row, grid.rows[number + 1 :][:1], issues):
            section, section_lines = plain(row.cells["issue"]), list(row.lines)
            continue
        known = len(issues)
        own = lettered(row.cells.get("ref", ""), by_letter)
        issue = _issue_of(row, own.issue if own else _printed_ref(row, grid), issues, grid)
        if section and len(issues) > known:
            issue.others["section"] = section
            issue.lines += section_lines
            section_lines = []
        _add_others(issue.others, row.cells, OF_THE_ISSUE)
        if _is_several(row):
            issue.actions += _several(row)
            continue
        action = _action_of(row, issue)
        if own and not action.ref:
            action.ref, action.part_of = own.action, own.part_of
        _add_others(action.others, row.cells, OF_THE_ACTION)
        _add_progress(action, row)
    return issues


def _is_band(row: GridRow, after: Sequence[GridRow], issues: Sequence[PrintedIssue]) -> bool:
    """Whether a row is the heading of a section: a few words alone, and then a numbered row."""
    if set(row.cells) != {"issue"} or not after or not ref_of(after[0].cells.get("ref", "")):
        return False
    words = plain(row.cells["issue"])
    if len(words.split()) > _LONGEST_BAND or not words[0].isupper() or words[-1] in ".;:,":
        return False
    last = issues[-1].pieces[-1].text if issues and issues[-1].pieces else ""
    return not (row.after_break and hangs(last))


def _is_several(row: GridRow) -> bool:
    """Whether one row holds several actions, and beside them as many leads in the same order."""
    actions = pieces(row.cells.get("action", ""))
    leads = pieces(row.cells.get("lead", ""))
    beside = [joined(pieces(row.cells.get(name, ""))) for name in ("progress", "timescale")]
    return len(actions) == len(leads) > 1 and all(len(each) in (0, len(leads)) for each in beside)


def _several(row: GridRow) -> list[PrintedAction]:
    """The actions of one row, each with what stands beside it in the same place."""
    found = [
        PrintedAction(list(row.lines), [Piece(action.text)], lead.text)
        for action, lead in zip(pieces(row.cells["action"]), pieces(row.cells["lead"]), strict=True)
    ]
    progress = joined(pieces(row.cells.get("progress", "")))
    whens = joined(pieces(row.cells.get("timescale", "")))
    for number, action in enumerate(found):
        if progress or whens:
            words = [Piece(progress[number])] if progress else []
            action.chunks = [Chunk(list(row.lines), words, whens[number : number + 1])]
    _add_others(found[0].others, row.cells, OF_THE_ACTION)
    return found


def _printed_ref(row: GridRow, grid: Grid) -> str:
    """The number of a row's issue; one that has no usual form is kept, words are left over."""
    cell = row.cells.get("ref", "")
    found = ref_of(cell) or (kept_ref(cell) if {"issue", "action"} & set(row.cells) else "")
    rest = plain(cell).replace(found, "", 1)
    if any(map(str.isalnum, rest)):
        grid.frame.leave(row.lines[0], rest, "words where a number stands")
    return found


def _issue_of(row: GridRow, ref: str, issues: list[PrintedIssue], grid: Grid) -> PrintedIssue:
    words = pieces(row.cells.get("issue", ""))
    if ref and not (issues and issues[-1].ref == ref):
        issues.append(PrintedIssue(ref, list(row.lines), list(words)))
        return issues[-1]
    if issues and (not words or _is_rest_of_issue(row, issues[-1], words)):
        _append(issues[-1].pieces, words)
        if words or ref:
            issues[-1].lines += row.lines
        return issues[-1]
    issues.append(PrintedIssue("", list(row.lines), list(words)))
    if "ref" in grid.columns:
        _doubt(grid, row, "Ref", "An issue begins here that has no number.", words)
    return issues[-1]


def _is_rest_of_issue(row: GridRow, issue: PrintedIssue, words: Sequence[Piece]) -> bool:
    """Words in the issue's column without a number: the issue goes on, unless a row begins anew."""
    if ref_of(row.cells.get("ref", "")) or not issue.pieces:
        return True
    begins = "action" in row.cells and "lead" in row.cells
    last, first = issue.pieces[-1].text, words[0].text
    if starts_item(words) or _is_rest(last, first, after_break=row.after_break and not begins):
        return True
    return not begins and row.after_break


def _append(before: list[Piece], after: Sequence[Piece]) -> None:
    """Put *after* behind *before*: a broken sentence is mended, what is there already is not."""
    if not after or tuple(before[-len(after) :]) == tuple(after):
        return
    if (
        before
        and not after[0].is_item
        and _is_rest(before[-1].text, after[0].text, after_break=True)
    ):
        before[-1] = Piece(f"{before[-1].text} {after[0].text}", before[-1].is_item)
        after = after[1:]
    before += after


def _leads_of(row: GridRow) -> str:
    """The leads of a row's cell: what stands in paragraphs or lines of its own is parted."""
    return " / ".join(piece.text for piece in pieces(row.cells.get("lead", "")))


def _action_of(row: GridRow, issue: PrintedIssue) -> PrintedAction:
    words = pieces(row.cells.get("action", ""))
    lead = _leads_of(row)
    last = issue.actions[-1] if issue.actions else None
    if last is None or (words and not _is_rest_of_action(row, last, words)):
        issue.actions.append(PrintedAction(list(row.lines), list(words), lead))
        return issue.actions[-1]
    _append(last.pieces, words)
    if words:
        last.lines += row.lines
    return last


def _is_rest_of_action(row: GridRow, last: PrintedAction, words: Sequence[Piece]) -> bool:
    """Whether the action's cell goes on over the page: a list, or a sentence that is not over."""
    if "lead" in row.cells or "ref" in row.cells or not last.pieces:
        return False
    if starts_item(words):
        return row.after_break or last.pieces[-1].is_item
    return _is_rest(last.pieces[-1].text, words[0].text, after_break=row.after_break)


def _is_rest(before: str, after: str, *, after_break: bool) -> bool:
    """Whether *after* ends what *before* says; over a page break, also where *before* hangs."""
    return goes_on(before, after) or (after_break and hangs(before))


def _add_progress(action: PrintedAction, row: GridRow) -> None:
    chunk = Chunk(
        list(row.lines),
        list(pieces(row.cells.get("progress", ""))),
        joined(pieces(row.cells.get("timescale", ""))),
        [
            text
            for text in joined(pieces(row.cells.get("status", "")))
            if any(map(str.isalnum, text))
        ],
    )
    if not (chunk.pieces or chunk.whens or chunk.statuses):
        _add_lead(action, row, None)
        return
    before = action.chunks[-1] if action.chunks else None
    is_new = row.lines[0] == action.lines[0] or "lead" in row.cells
    if before is not None and row.after_break and not is_new:
        chunk.runs_on = not (chunk.pieces and chunk.whens)
    if before is not None and before.pieces and chunk.pieces and _mends(row, before, chunk):
        _mend(before, chunk)
    _add_lead(action, row, chunk)
    action.chunks.append(chunk)


def _mends(row: GridRow, before: Chunk, chunk: Chunk) -> bool:
    """Whether the first words of a row end a sentence of the row before."""
    if starts_item(chunk.pieces) and row.after_break:
        return True
    last, first = before.pieces[-1].text, chunk.pieces[0].text
    rest = _is_rest(last, first, after_break=row.after_break)
    return rest and (row.after_break or not chunk.whens)


def _mend(before: Chunk, chunk: Chunk) -> None:
    """Give *before* the words, and the list behind them, that a page break cut off it."""
    first = chunk.pieces.pop(0)
    if first.is_item:
        before.pieces.append(first)
    else:
        last = before.pieces[-1]
        before.pieces[-1] = Piece(f"{last.text} {first.text}", last.is_item)
    while chunk.pieces and chunk.pieces[0].is_item:
        before.pieces.append(chunk.pieces.pop(0))
    before.tail_lines += chunk.lines
    chunk.runs_on = True


def _add_lead(action: PrintedAction, row: GridRow, chunk: Chunk | None) -> None:
    """A lead below the action's own: the rest of it over the page, or the step's."""
    lead = _leads_of(row)
    if not lead or "action" in row.cells or row.lines[0] == action.lines[0]:
        return
    if row.after_break and action.lead and action.lead.rstrip()[-1] in "/,&":
        action.lead = f"{action.lead} {lead}"
        action.lines += row.lines
    elif chunk is not None:
        chunk.lead = lead
    else:
        action.lead = f"{action.lead} / {lead}" if action.lead else lead
        action.lines += row.lines


def _add_others(others: dict[str, str], cells: Mapping[str, str], names: Sequence[str]) -> None:
    for name in names:
        words = "\n".join(joined(pieces(cells.get(name, ""))))
        if words:
            others[name] = f"{others[name]}\n{words}" if name in others else words


def _doubt(grid: Grid, row: GridRow, column: str, says: str, words: Sequence[Piece]) -> None:
    text = " ".join(piece.text for piece in words)
    grid.frame.doubts.append(Doubt("", column, says, text, row.lines, Sureness.UNSURE))
