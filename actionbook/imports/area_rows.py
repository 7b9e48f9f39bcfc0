"""Areas as printed issues: what their labels say, and the lines of their tables as actions."""

from collections.abc import Mapping, Sequence

from actionbook.imports.area_labels import BOLD
from actionbook.imports.area_layout import Area, Areas, TableLine
from actionbook.imports.area_leads import Known, known_leads, part_leads
from actionbook.imports.draft import Doubt, Sureness
from actionbook.imports.fit import Habits, fit, habits_of
from actionbook.imports.frame import Frame
from actionbook.imports.issue_layout import OF_THE_ACTION, PrintedAction, PrintedIssue, Remark
from actionbook.imports.markup import Piece, goes_on, joined, paragraphs, pieces, plain
from actionbook.imports.pairing import Chunk
from actionbook.imports.run_together import rows_run_together
from actionbook.workbook.tables import ACTIONS

__all__ = ["printed_areas"]

_RUN_TOGETHER = (
    "Actions, outcomes and dates stand run together in the source. The words between two dates are "
    "kept as one action; part action and outcome."
)
_NO_WHEN = "No date stands in what is run together here: it is kept as one action."
_TWO_CELLS = "Two cells stand under this heading, their words perhaps mixed by scanning."
_MOVED = "The cells do not fit the columns; they are read by what they hold."
_TAKEN = frozenset({"action", "lead", "timescale", "progress", "status", *OF_THE_ACTION})
_CUT_OFF = "The beginning of the words is lost in the source. Look at the printed plan."
_PARTED = "The labels stood together, and who they name; these are parted as elsewhere in the plan."
_NOT_PARTED = "The labels stand together, and who they name; where one ends cannot be told."


def printed_areas(found: Areas) -> list[PrintedIssue]:
    """The areas of a document in printed order, each with its actions."""
    known = known_leads(found.areas)
    lines = [line for area in found.areas for line in area.table if line.columns]
    habits = {
        columns: habits_of((line.cells for line in lines if line.columns == columns), columns)
        for columns in {line.columns for line in lines}
    }
    return [_issue(area, known, habits, found.frame) for area in found.areas]


def _issue(
    area: Area, known: dict[str, Known], habits: dict[tuple[str, ...], Habits], frame: Frame
) -> PrintedIssue:
    issue = PrintedIssue(area.ref, list(area.lines))
    words = " ".join(_text(text) for _, text in area.values.get("issue", ()))
    issue.pieces = list(pieces(words))
    for name, said in area.values.items():
        issue.lines += [number for number, _ in said]
        if name != "issue":
            issue.others[name] = "\n".join(_lines(text) for _, text in said)
    for number, fields, text in area.together:
        leads = part_leads(fields, text, known)
        issue.lines.append(number)
        for name, who in leads.values.items():
            issue.others[name] = "\n".join(filter(None, (issue.others.get(name), who)))
        says = _PARTED if leads.is_parted else _NOT_PARTED
        sure = Sureness.LIKELY if leads.is_parted else Sureness.UNSURE
        issue.said.append(Remark("Lead directorate", says, _text(text), sure))
    if words[:1].islower():
        issue.said.append(Remark("Issue", _CUT_OFF, words, Sureness.LOST))
    if issue.others.get("aim", "")[:1].islower():
        issue.said.append(Remark("Aim", _CUT_OFF, issue.others["aim"], Sureness.LOST))
    issue.actions = _actions(area, habits, frame)
    return issue


def _text(text: str) -> str:
    return plain(text.replace(BOLD, " "))


def _lines(text: str) -> str:
    return paragraphs(text.replace(BOLD, " "))


def _actions(
    area: Area, habits: dict[tuple[str, ...], Habits], frame: Frame
) -> list[PrintedAction]:
    actions: list[PrintedAction] = []
    run_on: list[TableLine] = []
    for line in area.table:
        if line.columns:
            _take_row(actions, line, habits[line.columns], frame)
        else:
            run_on.append(line)
    return actions + _run_together(run_on)


def _run_together(lines: Sequence[TableLine]) -> list[PrintedAction]:
    if not lines:
        return []
    words = " ".join(_text("\t".join(line.cells)) for line in lines)
    actions = []
    for row in rows_run_together(words):
        action = PrintedAction([line.number for line in lines], list(pieces(row.action)))
        action.chunks = [Chunk(list(action.lines), whens=[row.when])] if row.when else []
        if row.outcome:
            action.others["outcome"] = row.outcome
        says = _RUN_TOGETHER if row.when else _NO_WHEN
        sure = Sureness.LIKELY if row.is_plain else Sureness.UNSURE
        action.said.append(Remark("Action", says, row.words, sure))
        actions.append(action)
    return actions


def _take_row(actions: list[PrintedAction], line: TableLine, habits: Habits, frame: Frame) -> None:
    """A line of cells: an action, or the rest of the one above it."""
    cells = _placed(line, habits, frame)
    words = pieces(cells.get("action", ""))
    chunk = Chunk(
        [line.number],
        list(pieces(cells.get("progress", ""))),
        joined(pieces(cells.get("timescale", ""))),
        joined(pieces(cells.get("status", ""))),
    )
    last = actions[-1] if actions else None
    if last is None or (words and not _is_rest(last, words, chunk)):
        last = PrintedAction([line.number], list(words))
        actions.append(last)
    elif words:
        last.pieces[-1:] = [Piece(f"{last.pieces[-1].text} {words[0].text}"), *words[1:]]
        last.lines.append(line.number)
    lead = " / ".join(piece.text for piece in pieces(cells.get("lead", "")))
    if lead:
        last.lead = f"{last.lead} / {lead}" if last.lead else lead
        last.lines.append(line.number)
    if chunk.pieces or chunk.whens or chunk.statuses:
        last.chunks.append(chunk)
    _add_others(last, cells, line)


def _placed(line: TableLine, habits: Habits, frame: Frame) -> Mapping[str, str]:
    """The cells of a line by field; what no column of a plan takes is left over."""
    fitted = fit(line.cells, line.columns, habits)
    for name, cell in fitted.cells.items():
        if name not in _TAKEN:
            column = name.removeprefix("?")
            frame.leave(line.number, cell, f"column '{column}', which actions do not have")
    for cell in fitted.surplus:
        frame.leave(line.number, cell, "more cells than the table has columns")
    if fitted.moved or fitted.surplus:
        words = " | ".join(plain(cell) for cell in line.cells if plain(cell))
        frame.doubts.append(Doubt("", "", _MOVED, words, (line.number,), Sureness.UNSURE))
    return fitted.cells


def _add_others(action: PrintedAction, cells: Mapping[str, str], line: TableLine) -> None:
    for name in OF_THE_ACTION:
        said = paragraphs(cells.get(name, ""))
        if said:
            action.others[name] = "\n".join(filter(None, (action.others.get(name), said)))
            action.lines.append(line.number)
    action.said += [
        Remark(ACTIONS.by_field[name].heading, _TWO_CELLS, said)
        for name, said in _in_two_cells(line).items()
    ]


def _is_rest(last: PrintedAction, words: Sequence[Piece], chunk: Chunk) -> bool:
    return bool(last.pieces) and not chunk.whens and goes_on(last.pieces[-1].text, words[0].text)


def _in_two_cells(line: TableLine) -> dict[str, str]:
    """What stands in several cells under one heading, by field."""
    found: dict[str, list[str]] = {}
    for name, cell in zip(line.columns, line.cells, strict=False):
        if plain(cell):
            found.setdefault(name, []).append(plain(cell))
    return {
        name: " | ".join(cells)
        for name, cells in found.items()
        if len(cells) > 1 and name in ACTIONS.by_field
    }
