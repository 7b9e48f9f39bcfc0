"""A table as a CSV file that a spreadsheet can open without running anything. Source: RFC 4180."""

import csv
from datetime import date
from pathlib import Path

from actionbook.appendices.spreadsheet_text import harmless
from actionbook.operations.data_tables import DataTable

__all__ = ["write_csv"]


def write_csv(table: DataTable, path: Path) -> None:
    """
    Put *table* in the CSV file *path*: its columns' names, then a line for each row.

    Text that a spreadsheet would run has an apostrophe before it; days are ISO 8601, yes and no
    are TRUE and FALSE, what is blank is nothing. It begins with a mark of its encoding, UTF-8.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(column.name for column in table.columns)
        for row in table.rows:
            writer.writerow(map(_field, row))


def _field(value: object) -> str:
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.15g}"
    return "" if value is None else str(value)
