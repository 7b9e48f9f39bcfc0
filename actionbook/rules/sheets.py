"""AB104, AB106, AB113, AB114: how the sheets are made, where it misleads whoever reads them."""

from datetime import date

from actionbook.plan.model import Plan
from actionbook.plan.structure import FaultKind
from actionbook.rules.catalogue import Fix, Hit, Hits, Severity, rule
from actionbook.rules.phrases import quoted

__all__ = ["dates_from_1904", "formula_for_value", "hidden_rows", "merged_cells"]


@rule("AB104", Severity.ERROR, since="0.1", fixes=Fix.SUGGESTED)
def merged_cells(plan: Plan, _on: date) -> Hits:
    """
    Merged cells among the rows of a table.

    Why: only the first of the cells holds the words; the rows beside it read as blank, and the
    table can no longer be sorted or filtered.
    Example: Lead merged over three rows.
    Instead: the lead typed in each row, or "as above".
    Fix: unmerged, with the words kept in the first cell; a person fills in the others.
    """
    for fault in plan.structure.of(FaultKind.MERGED):
        yield Hit(
            fault.cell,
            f"Cells {fault.seen} are merged, so all but the first read as blank.",
            "Unmerge them, and type in each row what belongs to it.",
            fault.ref,
        )


@rule("AB106", Severity.INFO, since="0.1")
def hidden_rows(plan: Plan, _on: date) -> Hits:
    """
    Rows or sheets are hidden, or a filter is on.

    Why: hidden rows are checked, counted and published like any other, and are easily forgotten.
    Example: a filter on Lead, left on by the last person.
    Instead: Data, Clear; or a view of your own (View, New sheet view).
    Settings: a collapsed group of rows is no hidden row.
    """
    for fault in plan.structure.faults:
        if fault.kind is FaultKind.SHEET_HIDDEN:
            yield Hit(
                fault.cell,
                f"The sheet {quoted(fault.seen)} is hidden.",
                "Right-click a sheet's tab, choose Unhide, or delete the sheet.",
            )
        elif fault.kind is FaultKind.FILTERED:
            hides = f"; {_rows(fault.seen)} hidden" if fault.seen != "0" else ""
            yield Hit(
                fault.cell,
                f"A filter is on{hides}, and every row counts all the same.",
                "Choose Data, Clear.",
            )
        elif fault.kind is FaultKind.ROWS_HIDDEN:
            yield Hit(
                fault.cell,
                f"From here, {_rows(fault.seen)} hidden, and counted all the same.",
                "Select the rows round them, right-click and choose Unhide.",
            )


def _rows(count: str) -> str:
    return "1 row is" if count == "1" else f"{count} rows are"


@rule("AB113", Severity.WARNING, since="0.1", fixes=Fix.SUGGESTED)
def formula_for_value(plan: Plan, _on: date) -> Hits:
    """
    A formula in a column that people type in, or one whose result the file does not hold.

    Why: the plan is a record, and a formula's value moves when another cell does; one without a
    stored result reads as blank.
    Example: "=TODAY()+30" in Revised due.
    Instead: the day itself, 30/06/2027.
    Fix: the value that the formula gives now, typed over it.
    """
    faults = plan.structure.of(FaultKind.FORMULA)
    headings = {
        (table.place.sheet, column): table.headings.get(name, name)
        for table in (plan.structure.tables.values() if faults else ())
        for name, column in table.place.columns.items()
    }
    for fault in faults:
        where = headings.get((fault.cell.sheet, fault.cell.column), "This cell")
        if fault.near:
            yield Hit(
                fault.cell,
                f"{where} holds a formula, {quoted(fault.seen)}, where a value belongs.",
                "Type the value over it.",
                fault.ref,
            )
        else:
            yield Hit(
                fault.cell,
                f"{where} holds a formula, {quoted(fault.seen)}, with no stored result: "
                "it reads as blank.",
                "Type the value over it, or open and save in Excel.",
                fault.ref,
            )


@rule("AB114", Severity.WARNING, since="0.1")
def dates_from_1904(plan: Plan, _on: date) -> Hits:
    """
    The workbook counts its dates from 1904, as old Macintoshes did.

    Why: dates are read rightly here, but a date copied into another workbook lands four years
    and a day away.
    Example: 31/03/2027 copied into the committee's workbook becomes 30/03/2023.
    Instead: File, Options, Advanced, "Use 1904 date system" off, and every date put right.
    """
    for fault in plan.structure.of(FaultKind.DATES_FROM_1904):
        yield Hit(
            fault.cell,
            "This workbook counts dates from 1904: dates copied elsewhere shift by four years.",
            "Copy the plan into a new workbook, and check each date.",
        )
