"""AB1xx: what is wrong with the tables, as reading saw them."""

from datetime import date

from actionbook.plan.cells import CellRef
from actionbook.plan.model import Plan
from actionbook.plan.structure import FaultKind
from actionbook.plan.timescales import Kind
from actionbook.rules.catalogue import Fix, Hit, Hits, Severity, rule
from actionbook.rules.phrases import heading, quoted, the_action
from actionbook.rules.ref_forms import by_row, on_row
from actionbook.rules.standing import filled

__all__ = [
    "blank_or_stray_row",
    "duplicate_heading",
    "formula_error",
    "missing_column",
    "missing_table",
    "value_in_tool_column",
]


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
        yield Hit(fault.cell, message, fix)


@rule("AB102", Severity.ERROR, since="0.1", blocks=True, fixes=Fix.SUGGESTED)
def missing_column(plan: Plan, _on: date) -> Hits:
    """
    A column that the plan cannot do without is missing, or its heading is misspelt.

    Why: columns are found by their headings; what stands under another heading is staff's own
    and is not read.
    Example: a column headed "Timscale".
    Instead: "Timescale", or a heading that officers use for it, such as "By when".
    Fix: the heading that was meant, typed over the one that is nearly it.
    """
    for fault in plan.structure.of(FaultKind.COLUMN_MISSING):
        if fault.near:
            message = f"No column is headed {fault.seen}; did you mean it by {quoted(fault.near)}?"
            fix = f"Type {fault.seen} over {quoted(fault.near)}."
        else:
            message = f"No column is headed {fault.seen}."
            fix = f"Add a column to the table and type {fault.seen} as its heading."
        yield Hit(fault.cell, message, fix)


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
        yield Hit(
            fault.cell,
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
            yield Hit(
                fault.cell,
                "A blank row stands inside the table.",
                "Delete the row, or fill it in.",
            )
        elif fault.kind is FaultKind.ROWS_BELOW:
            what = quoted(fault.seen) if fault.seen else "A row"
            yield Hit(
                fault.cell,
                f"{what} stands under the table and is no part of it, so it is not read.",
                "Drag the table's bottom right corner down over it.",
            )


@rule("AB120", Severity.WARNING, since="0.1")
def row_of_no_action(plan: Plan, _on: date) -> Hits:
    """
    A row of the sheet beside staff's own whose ref no action has there.

    Why: what it holds belongs to nobody, and is in no count and no appendix.
    Example: a row 4b on the sheet Plan columns, where 4b was typed over with 4c on the plan's own.
    Instead: the ref put right on either sheet; or the row deleted, where the action is gone for
    good reason.
    """
    for fault in plan.structure.of(FaultKind.NOBODYS_ROW):
        whose = f"ref {quoted(fault.seen)}" if fault.seen else "no ref"
        yield Hit(
            fault.cell,
            f"This row has {whose}, which no action on your own sheet has.",
            "Put the ref right on one of the sheets, or delete the row.",
            fault.ref,
        )


@rule("AB112", Severity.ERROR, since="0.1", blocks=True)
def formula_error(plan: Plan, _on: date) -> Hits:
    """
    A formula that gives an error where a value belongs.

    Why: nobody can tell what the cell was meant to say, and it would be published as it is.
    Example: "#REF!" in Revised due.
    Instead: the date itself, or a formula that works.
    """
    faults = plan.structure.of(FaultKind.FORMULA_ERROR)
    rows = by_row(plan, faults)
    for fault in faults:
        action = rows.get((fault.cell.sheet, fault.cell.row))
        whose = f"of {the_action(action)}" if action else "here"
        yield on_row(
            action,
            fault,
            f"A formula {whose} gives {fault.seen}, so nobody can tell what belongs in the cell.",
            "Mend the formula, or type the value over it.",
        )


@rule("AB117", Severity.WARNING, since="0.1")
def value_in_tool_column(plan: Plan, on: date) -> Hits:
    """
    Something of the officer's stands in a column that is worked out.

    Why: it is kept, and read as the officer's word, so it no longer follows the dates.
    Example: "Green" typed into RAG.
    Instead: RAG left alone; the progress that makes it green goes into Progress this period.
    """
    said: set[CellRef] = set()
    settled = plan.settings.approved_on is not None and plan.settings.approved_on <= on
    for action in filled(plan, "owned"):
        for name, value in action.owned.items():
            said.add(action.cell(name))
            if name == "due" and settled and action.timescale.kind is not Kind.BLANK:
                continue  # After approval the first date is no longer worked out: see AB317.
            yield Hit.of(
                action,
                action.cell(name),
                *_by_hand(heading(plan, name), f" of {the_action(action)}", value),
            )
    for fault in plan.structure.of(FaultKind.VALUE_IN_TOOL_COLUMN):
        if fault.cell not in said:
            yield Hit(fault.cell, *_by_hand("This column", "", fault.seen), fault.ref)


def _by_hand(what: str, whose: str, value: object) -> tuple[str, str]:
    return (
        f"{what}{whose} is worked out, but {quoted(value)} was put there by hand, and is kept.",
        "Clear the cell, and it is worked out again.",
    )
