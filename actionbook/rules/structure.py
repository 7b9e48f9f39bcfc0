"""AB1xx: what is wrong with the tables, the headings and the refs."""

from collections.abc import Iterable, Mapping
from datetime import date

from actionbook.plan.cells import CellRef
from actionbook.plan.model import Action, Plan
from actionbook.plan.structure import Fault, FaultKind
from actionbook.rules.catalogue import Hit, Hits, Severity, rule
from actionbook.rules.phrases import brief, heading, lacks, quoted, the_action

__all__ = [
    "blank_or_stray_row",
    "blank_ref",
    "duplicate_heading",
    "duplicate_ref",
    "formula_error",
    "missing_column",
    "missing_table",
    "ref_as_number",
    "ref_to_nothing",
    "value_in_tool_column",
]


def _of(plan: Plan, fault: Fault, message: str, fix: str) -> Hit:
    action = plan.by_ref.get(fault.ref.casefold()) if fault.ref else None
    if action is None:
        return Hit(fault.cell, message, fix, fault.ref)
    return Hit.of(action, fault.cell, message, fix)


@rule("AB101", Severity.ERROR, since="0.1", blocks=True)
def missing_table(plan: Plan, _on: date) -> Hits:
    """
    A table of the plan is missing, or goes by another name.

    Why: tables are found by name; rows in a table of another name are read by nobody.
    Example: the table on the Issues sheet is called "Table3".
    Instead: its Table Name, on Excel's Table Design tab, is "Issues".
    """
    for fault in plan.structure.of(FaultKind.TABLE_MISSING):
        if fault.near:
            message = f"There is no table called {fault.seen}; {quoted(fault.near)} may be it."
            fix = f"Click in that table; on Table Design, type {fault.seen} as its Table Name."
        else:
            message = f"There is no table called {fault.seen}."
            fix = f"Make its rows a table; on Table Design, type {fault.seen} as its Table Name."
        yield _of(plan, fault, message, fix)


@rule("AB102", Severity.ERROR, since="0.1", blocks=True)
def missing_column(plan: Plan, _on: date) -> Hits:
    """
    A column that the plan cannot do without is missing, or its heading is misspelt.

    Why: columns are found by their headings; what stands under another heading is staff's own
    and is not read.
    Example: a column headed "Timscale".
    Instead: "Timescale", or a heading that officers use for it, such as "By when".
    """
    for fault in plan.structure.of(FaultKind.COLUMN_MISSING):
        if fault.near:
            message = f"No column is headed {fault.seen}; did you mean it by {quoted(fault.near)}?"
            fix = f"Type {fault.seen} over {quoted(fault.near)}."
        else:
            message = f"No column is headed {fault.seen}."
            fix = f"Add a column to the table and type {fault.seen} as its heading."
        yield _of(plan, fault, message, fix)


@rule("AB103", Severity.ERROR, since="0.1", blocks=True)
def duplicate_heading(plan: Plan, _on: date) -> Hits:
    """
    Two columns of one table have the same heading, or headings that mean the same.

    Why: only one of them can be read, and which one is nobody's decision.
    Example: one column headed "Owner" and another headed "Responsible officer".
    Instead: "Lead" for the one that counts, and a heading of your own, such as "Contact".
    """
    for fault in plan.structure.of(FaultKind.HEADING_TWICE):
        if fault.near and fault.near.casefold() != fault.seen.casefold():
            said = f"The headings {quoted(fault.near)} and {quoted(fault.seen)} mean the same"
        else:
            said = f"Two columns are headed {quoted(fault.seen)}"
        yield _of(
            plan,
            fault,
            f"{said}; only one of the columns is read.",
            "Type another heading over the one that is your own.",
        )


@rule("AB105", Severity.ERROR, since="0.1", blocks=True)
def blank_or_stray_row(plan: Plan, _on: date) -> Hits:
    """
    A blank row inside a table, or rows under the table that it does not take in.

    Why: a blank row splits what is sorted and counted, and a row outside the table has no
    colours, no drop-downs, and is not in the plan at all.
    Example: an action typed two rows below the last row of the table.
    Instead: drag the handle at the table's bottom right corner down over it.
    """
    for fault in plan.structure.faults:
        if fault.kind is FaultKind.BLANK_ROW:
            yield _of(
                plan,
                fault,
                "A blank row stands inside the table.",
                "Delete the row, or fill it in.",
            )
        elif fault.kind is FaultKind.ROWS_BELOW:
            what = quoted(fault.seen) if fault.seen else "A row"
            yield _of(
                plan,
                fault,
                f"{what} stands under the table and is no part of it, so it is not read.",
                "Drag the table's bottom right corner down over it.",
            )


@rule("AB107", Severity.ERROR, since="0.1", blocks=True)
def blank_ref(plan: Plan, _on: date) -> Hits:
    """
    An action or an issue with no ref.

    Why: a minute, a step and the history of a row all point to its ref.
    Example: ref "".
    Instead: "5a": the issue's ref and a letter, never used before.
    """
    for action in plan.actions:
        if not action.ref and not lacks(action, "ref"):
            what = quoted(action.action) if action.action else "in this row"
            yield Hit.of(
                action,
                action.cell("ref"),
                f"The action {what} has no ref.",
                "Type a ref that no other action has had.",
            )
    for issue in plan.issues:
        if not issue.ref and (not issue.place.columns or "ref" in issue.place.columns):
            what = quoted(issue.issue) if issue.issue else "in this row"
            yield Hit(
                issue.cell("ref"),
                f"The issue {what} has no ref.",
                "Type a ref that no other issue has had.",
            )


@rule("AB108", Severity.ERROR, since="0.1", blocks=True)
def duplicate_ref(plan: Plan, _on: date) -> Hits:
    """
    A ref that two actions have, or two issues; capitals make no difference.

    Why: nobody can tell which of the two a minute, a step or last period's progress means.
    Example: "5A", where another row has "5a".
    Instead: "5c", the next that is free.
    """
    first: dict[str, Action] = {}
    for action in sorted(plan.actions, key=lambda action: action.row):
        earlier = first.setdefault(action.ref.casefold(), action) if action.ref else action
        if earlier is not action:
            yield Hit.of(
                action,
                action.cell("ref"),
                f"Ref {brief(action.ref)} is used twice: {earlier.cell('ref')} has it too.",
                "Give this action a ref of its own.",
            )
    issues: dict[str, int] = {}
    for issue in sorted(plan.issues, key=lambda issue: issue.row):
        row = issues.setdefault(issue.ref.casefold(), issue.row) if issue.ref else issue.row
        if row != issue.row:
            first_cell = issue.place.cell("ref", row)
            yield Hit(
                issue.cell("ref"),
                f"Issue {brief(issue.ref)} stands twice: {first_cell} has it too.",
                "Give this issue a ref of its own.",
            )


@rule("AB110", Severity.ERROR, since="0.1", blocks=True)
def ref_to_nothing(plan: Plan, _on: date) -> Hits:
    """
    Part of or Issue holds a ref that does not exist.

    Why: the row cannot be put under its action or its issue, so a report would leave it out.
    Example: Part of "5(a)", where the action is "5a".
    Instead: "5a".
    Settings: Issue is looked at only where the Issues table has rows.
    """
    strays = [a for a in plan.actions if a.part_of and a.part_of.casefold() not in plan.by_ref]
    near = _by_marks(action.ref for action in plan.actions) if strays else {}
    for action in strays:
        yield Hit.of(
            action,
            action.cell("part_of"),
            f"Part of says {quoted(action.part_of)}, which is no action's ref.",
            _meant(near, action.part_of)
            or "Type the ref of the action it is a step of, or clear the cell.",
        )
    if not plan.issues:
        return
    strays = [a for a in plan.actions if a.issue and a.issue.casefold() not in plan.issue_by_ref]
    near = _by_marks(issue.ref for issue in plan.issues) if strays else {}
    for action in strays:
        yield Hit.of(
            action,
            action.cell("issue"),
            f"Issue says {quoted(action.issue)}, which is no ref on the Issues sheet.",
            _meant(near, action.issue)
            or "Type a ref from the Issues sheet, or add the issue there.",
        )


def _marks(ref: str) -> str:
    return "".join(mark for mark in ref.casefold() if mark.isalnum())


def _by_marks(refs: Iterable[str]) -> Mapping[str, str]:
    """Each ref by its letters and digits alone: `5(a).` and `5a` are one person's same ref."""
    return {_marks(ref): ref for ref in refs if ref}


def _meant(near: Mapping[str, str], ref: str) -> str:
    meant = near.get(_marks(ref))
    return f"Type {brief(meant)}, if that is the one meant." if meant else ""


@rule("AB112", Severity.ERROR, since="0.1", blocks=True)
def formula_error(plan: Plan, _on: date) -> Hits:
    """
    A formula that gives an error where a value belongs.

    Why: nobody can tell what the cell was meant to say, and it would be published as it is.
    Example: "#REF!" in Revised due.
    Instead: the date itself, or a formula that works.
    """
    for fault in plan.structure.of(FaultKind.FORMULA_ERROR):
        yield _of(
            plan,
            fault,
            f"The formula here gives {fault.seen}, so nobody can tell what belongs here.",
            "Mend the formula, or type the value over it.",
        )


@rule("AB116", Severity.ERROR, since="0.1", blocks=True)
def ref_as_number(plan: Plan, _on: date) -> Hits:
    """
    A ref that Excel has stored as a number or as a date.

    Why: as a number 1.10 becomes 1.1, which is another action; as a date 3-1 becomes 3 January.
    Example: 1.1, where 1.10 was typed into a cell formatted as General.
    Instead: "1.10" in a cell formatted as Text, as the whole column is in the template.
    """
    for fault in plan.structure.of(FaultKind.REF_AS_NUMBER):
        yield _of(
            plan,
            fault,
            f"Ref {quoted(fault.seen)} is stored as a number or a date, not as it was typed.",
            "Format the cell as Text, then type the ref again.",
        )


@rule("AB117", Severity.WARNING, since="0.1")
def value_in_tool_column(plan: Plan, _on: date) -> Hits:
    """
    Something of the officer's stands in a column that is worked out.

    Why: it is kept, and read as the officer's word, so it no longer follows the dates.
    Example: "Green" typed into RAG.
    Instead: RAG left alone; the progress that makes it green goes into Progress this period.
    """
    said: set[CellRef] = set()
    for action in plan.actions:
        for name, value in action.owned.items():
            said.add(action.cell(name))
            yield Hit.of(
                action,
                action.cell(name),
                *_by_hand(heading(plan, name), f" of {the_action(action)}", value),
            )
    for fault in plan.structure.of(FaultKind.VALUE_IN_TOOL_COLUMN):
        if fault.cell not in said:
            yield _of(plan, fault, *_by_hand("This column", "", fault.seen))


def _by_hand(what: str, whose: str, value: object) -> tuple[str, str]:
    return (
        f"{what}{whose} is worked out, but {quoted(value)} was put there by hand, and is kept.",
        "Clear the cell, and it is worked out again.",
    )
