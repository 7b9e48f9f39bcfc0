"""The actions of an appendix as a CSV file: for whoever wants the data and not the paper."""

import csv
from datetime import date
from io import StringIO

from actionbook.appendices.values import Cell, Column, Holds, Table

__all__ = ["csv_text", "harmless"]

RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet would run, or look through to what it would run, at the head of a text.

The last four are the wide forms of the first. Source: OWASP, CSV injection."""


def csv_text(table: Table) -> str:
    """
    *table* as CSV: its headings, then a line for each row. Source: RFC 4180.

    Text that a spreadsheet would run has an apostrophe before it. Dates are ISO 8601.
    """
    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(column.heading for column in table.columns)
    for row in table.rows:
        writer.writerow(map(_field, row, table.columns))
    return stream.getvalue()


def harmless(text: str) -> str:
    """*text*, with an apostrophe before it where a spreadsheet would run it."""
    return f"'{text}" if text.lstrip(" ").startswith(RUN) else text


def _field(cell: Cell, column: Column) -> str:
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | float):
        return f"{cell:.0%}" if column.holds is Holds.PERCENT else f"{cell:g}"
    return ""
