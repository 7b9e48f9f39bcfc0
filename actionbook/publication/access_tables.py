"""Checks that a screen reader finds its way in every table: one to a sheet, whole and named."""

import re
from collections import Counter
from collections.abc import Iterator

from actionbook.ooxml.addresses import cell_name
from actionbook.ooxml.rows import Cell
from actionbook.ooxml.table import Table
from actionbook.publication.catalogue import Hit, Hits, Subject, looks_for
from actionbook.publication.sheets import SheetSeen

__all__ = [
    "blank_in_a_table",
    "blank_or_repeated_heading",
    "merged_cells",
    "several_tables",
    "something_beside_a_table",
    "table_not_marked_up",
    "table_without_a_name",
    "table_without_one_heading_row",
]

_NAME_OF_NOTHING = re.compile(
    r"(table|tabelle|tableau|tabla|list|range|data)[\s_]*\d*", re.IGNORECASE
)
_HEADING_OF_NOTHING = re.compile(r"(column|spalte|colonne|columna|field)\s*\d+", re.IGNORECASE)
_GRID = 2
"""Rows and columns that make a table to the eye."""


def _each_table(subject: Subject) -> Iterator[tuple[SheetSeen, Table]]:
    for sheet in subject.file.sheets:
        for table in subject.file.tables_of(sheet):
            yield sheet, table


@looks_for("ACC101", since="0.1")
def several_tables(subject: Subject) -> Hits:
    """
    A sheet with more than one table.

    Why: who hears a sheet read out does not learn that there is another table further on.
    Example: "Overdue" and "Due soon" under each other on one sheet.
    Instead: a sheet for each, named after it.
    """
    for sheet in subject.file.sheets:
        tables = subject.file.tables_of(sheet)
        for table in tables[1:]:
            where = sheet.at((table.first_row, table.first_column))
            yield Hit(where, f"begins another table ({table.name}).", "Give it a sheet of its own.")


@looks_for("ACC102", since="0.1")
def table_not_marked_up(subject: Subject) -> Hits:
    """
    Rows and columns that look like a table and are not marked up as one.

    Why: only a marked-up table lets a screen reader say the heading of each cell.
    Example: headings in bold over forty rows, and no Insert, Table.
    Instead: the block made a table with Ctrl+T, its headings included.
    """
    for sheet in subject.file.sheets:
        rows = [row for row, bits in sheet.filled.items() if bits.bit_count() >= _GRID]
        if len(rows) >= _GRID and not subject.file.tables_of(sheet):
            where = sheet.at((min(rows), 1))
            yield Hit(where, "begins rows and columns that are no table.", "Make them one: Ctrl+T.")


@looks_for("ACC103", since="0.1")
def table_without_a_name(subject: Subject) -> Hits:
    """
    A table whose name says nothing of what is in it.

    Why: the name is what is read out when the table is reached, and listed.
    Example: Table1.
    Instead: Overdue_actions.
    """
    for sheet, table in _each_table(subject):
        if not table.name or _NAME_OF_NOTHING.fullmatch(table.name):
            where = sheet.at((table.first_row, table.first_column))
            fix = "Name it after what is in it: Table Design, Table Name."
            yield Hit(where, f"is a table named '{table.name}'.", fix)


@looks_for("ACC104", since="0.1")
def table_without_one_heading_row(subject: Subject) -> Hits:
    """
    A table without a row of headings.

    Why: without it a screen reader has nothing to say before the value of a cell.
    Example: a table with Header Row taken off.
    Instead: one row of headings.
    """
    for sheet, table in _each_table(subject):
        if table.header_rows != 1:
            where = sheet.at((table.first_row, table.first_column))
            yield Hit(where, "is a table without a row of headings.", "Tick Header Row.")


@looks_for("ACC105", since="0.1")
def blank_or_repeated_heading(subject: Subject) -> Hits:
    """
    A heading that is blank, means nothing, or stands over two columns of one table.

    Why: the heading is all that tells one value from the next.
    Example: Column4, or "Date" twice.
    Instead: "Due" and "Revised due".
    """
    for sheet, table in _each_table(subject):
        times = Counter(heading.strip().casefold() for heading in table.columns)
        for place, heading in enumerate(table.columns):
            cell = sheet.at((table.first_row, table.first_column + place))
            if not heading.strip() or _HEADING_OF_NOTHING.fullmatch(heading.strip()):
                yield Hit(
                    cell, f"has no heading of its own ('{heading}').", "Say what is below it."
                )
            elif times[heading.strip().casefold()] > 1:
                yield Hit(cell, f"is headed '{heading}' like another.", "Make the two differ.")


@looks_for("ACC106", since="0.1")
def merged_cells(subject: Subject) -> Hits:
    """
    Cells merged into one.

    Why: whoever moves by keyboard or hears the sheet loses the row and the column.
    Example: the issue merged over its five actions.
    Instead: the issue repeated on each row.
    """
    for sheet in subject.file.sheets:
        holder = sheet.child("mergeCells")
        for merge in holder.all("mergeCell") if holder else ():
            block = merge.attributes.get("ref", "")
            yield Hit(f"{sheet.called}!{block}", "is merged.", "Unmerge it; repeat what it says.")


@looks_for("ACC107", since="0.1")
def blank_in_a_table(subject: Subject) -> Hits:
    """
    A blank cell, row or column inside a table.

    Why: a blank is heard as the end of the table, or as something forgotten.
    Example: no date under "Completed on", as the action is open.
    Instead: "Not yet complete", "None", "Not yet due".
    """
    for sheet, table in _each_table(subject):
        wanted = ((1 << (table.last_column + 1)) - 1) & ~((1 << table.first_column) - 1)
        for row in range(table.first_row, table.last_row + 1):
            missing = wanted & ~sheet.filled.get(row, 0)
            if missing:
                first = (missing & -missing).bit_length() - 1
                where = sheet.at((row, first))
                yield Hit(where, "is blank inside a table.", "Write 'None' or 'Not yet due' there.")


@looks_for("ACC108", since="0.1")
def something_beside_a_table(subject: Subject) -> Hits:
    """
    Something beside or below a table.

    Why: who has reached the table's end is not told that there is more.
    Example: "Source: finance" two rows below the last action.
    Instead: a row of the notes sheet.
    """
    for sheet, table in _each_table(subject):
        others = [other for other in subject.file.tables_of(sheet) if other != table]
        inside = ((1 << (table.last_column + 1)) - 1) & ~((1 << table.first_column) - 1)
        for row, bits in sheet.filled.items():
            if row < table.first_row:
                continue
            outside = bits & ~inside if row <= table.last_row else bits
            cell: Cell = (row, (outside & -outside).bit_length() - 1)
            if outside and not any(other.area.holds(*cell) for other in others):
                fix = f"Move it above {cell_name(table.first_row, 1)} or to the notes."
                yield Hit(sheet.at(cell), "stands beside or below a table.", fix)
