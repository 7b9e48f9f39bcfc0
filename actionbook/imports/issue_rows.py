"""
Printed issues as rows of the plan: what is an action, what is a step, and what they are called.

An action with one paragraph and one timescale beside it is one row. Where several paragraphs have
timescales of their own, each is a step of the action: its words are what is to be delivered, its
lead is the action's. (docs/decisions/0003-what-a-row-is.md)
"""

import re
from collections.abc import Iterable, Sequence

from actionbook.imports.doubts import about, doubts_of_row
from actionbook.imports.draft import Doubt, Row, Sureness
from actionbook.imports.issue_layout import PrintedAction, PrintedIssue, Remark
from actionbook.imports.pairing import Group, pair
from actionbook.imports.statuses import status_of
from actionbook.plan.numbering import letter, roman

__all__ = ["issue_rows"]

AS_ABOVE = "as above"

Made = tuple[list[Row], list[Row], list[Doubt]]


def issue_rows(printed: Sequence[PrintedIssue], known: frozenset[str]) -> Made:
    """
    The rows of Issues and of Actions, and the doubts about them, all in printed order.

    *known* are the abbreviations that the text has elsewhere, by which broken ones are mended.
    """
    issues: list[Row] = []
    actions: list[Row] = []
    doubts: list[Doubt] = []
    counts: dict[str, int] = {}
    lettered = frozenset(action.ref for issue in printed for action in issue.actions)
    given: set[str] = set()
    for issue in _numbered(printed, doubts):
        if issue.ref in counts:
            says = f"The number {issue.ref} stands at two issues. Give one of them another."
            doubts.append(about(issue.ref, "Ref", says, issue.words, issue.lines))
        doubts += [_remark(issue.ref, said, issue.lines) for said in issue.said]
        issues.append(
            Row(
                {"ref": issue.ref, "issue": issue.words, **issue.others},
                tuple(sorted(set(issue.lines))),
            )
        )
        counts.setdefault(issue.ref, 0)
        led = ""
        for action in issue.actions:
            if not (action.pieces or action.chunks or action.lead):
                continue
            action.part_of = action.part_of if action.part_of in given else ""
            ref = _action_ref(action, issue.ref, counts, lettered, given)
            doubts += [_remark(ref, said, action.lines) for said in action.said]
            actions += _action_rows(
                action, ref, issue.ref, _lead(action, ref, led, known, doubts), doubts
            )
            led = action.lead or led
    return issues, actions, doubts


def _action_ref(
    action: PrintedAction,
    issue: str,
    counts: dict[str, int],
    printed: frozenset[str],
    given: set[str],
) -> str:
    """The number printed beside the action, where no row has it yet; else the next free one."""
    ref = action.ref
    while not ref or ref in given:
        counts[issue] += 1
        ref = f"{issue}{letter(counts[issue])}"
        ref = "" if ref in printed else ref
    given.add(ref)
    return ref


def _remark(ref: str, said: Remark, lines: Iterable[int]) -> Doubt:
    return about(ref, said.column, said.says, said.words, lines, said.sureness)


def _numbered(printed: Sequence[PrintedIssue], doubts: list[Doubt]) -> Iterable[PrintedIssue]:
    """The issues, each with a number: the next free one where none is printed."""
    used = {issue.ref for issue in printed}
    last = 0
    for issue in printed:
        if not issue.ref:
            issue.ref = next(
                str(number)
                for number in range(last + 1, last + len(used) + 2)
                if str(number) not in used
            )
            used.add(issue.ref)
            says = "No number is printed here; the next free one is given."
            doubts.append(about(issue.ref, "Ref", says, issue.words, issue.lines))
        digits = re.match(r"\d+", issue.ref)
        last = int(digits[0]) if digits else last
        yield issue


def _lead(
    action: PrintedAction, ref: str, led: str, known: frozenset[str], doubts: list[Doubt]
) -> str:
    if not action.lead and action.part_of:
        return ""
    if not action.lead:
        if led:
            says = "The lead's cell is blank under a filled one: read as the same lead."
            doubts.append(about(ref, "Lead", says, led, action.lines, Sureness.LIKELY))
        return AS_ABOVE if led else ""
    mended = _mended(action.lead, known)
    if mended != action.lead:
        says = f"Read as {mended}, which the text has elsewhere."
        doubts.append(about(ref, "Lead", says, action.lead, action.lines, Sureness.LIKELY))
    return mended


def _mended(lead: str, known: frozenset[str]) -> str:
    """Initials that a line's end broke, put together where the text has them whole elsewhere."""
    return re.sub(
        r"(?<![\w])([A-Z]{1,3}) ([A-Z]{1,2})(?![\w])",
        lambda found: found[1] + found[2] if found[1] + found[2] in known else found[0],
        lead,
    )


def _action_rows(
    action: PrintedAction, ref: str, issue: str, lead: str, doubts: list[Doubt]
) -> list[Row]:
    groups = [group for group in pair(action.chunks) if group.text or group.when or group.status]
    own = [group for group in groups if not group.text]
    steps = [group for group in groups if group.text]
    values: dict[str, object] = {"ref": ref, "action": action.words, "lead": lead, "issue": issue}
    values["part_of"] = action.part_of
    values.update(action.others)
    if sum(not piece.is_item for piece in action.pieces) > 1:
        says = "Several paragraphs stand in one action's cell: they may be several actions."
        doubts.append(about(ref, "Action", says, action.words, action.lines))
    if len(steps) == 1 and not own and not steps[0].lead:
        (only,) = steps
        values.update(_beside(ref, only, doubts), progress=only.text)
        return [_row(values, (*action.lines, *only.lines), doubts)]
    if own:
        own_words = "; ".join(group.when for group in own if group.when)
        own_status = "; ".join(dict.fromkeys(group.status for group in own if group.status))
        lines = tuple(line for group in own for line in group.lines)
        values.update(_beside(ref, Group("", own_words, own_status, "", lines), doubts))
        action.lines += lines
    rows = [_row(values, tuple(action.lines), doubts)]
    for number, step in enumerate(steps, start=1):
        step_ref = f"{ref}.{roman(number)}"
        cells = {
            "ref": step_ref,
            "action": step.text,
            "lead": step.lead,
            "issue": issue,
            "part_of": ref,
            **_beside(step_ref, step, doubts),
        }
        rows.append(_row(cells, step.lines, doubts))
    return rows


def _beside(ref: str, group: Group, doubts: list[Doubt]) -> dict[str, object]:
    """Timescale and status of a row, and what is to be said about them."""
    if group.doubt:
        doubts.append(
            about(ref, "Timescale", group.doubt, f"{group.when} | {group.text}", group.lines)
        )
    cells: dict[str, object] = {"timescale_text": group.when}
    if group.status:
        cells["status"], says = status_of(group.status)
        if says:
            doubts.append(about(ref, "Status", says, group.status, group.lines))
    return cells


def _row(values: dict[str, object], lines: Sequence[int], doubts: list[Doubt]) -> Row:
    row = Row(
        {name: value for name, value in values.items() if value != ""}, tuple(sorted(set(lines)))
    )
    doubts += doubts_of_row(row)
    return row
