"""A plan's tables as a SQLite database."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from actionbook.operations.data_tables import DataTable, Held

__all__ = ["is_our_database", "write_database"]

_OURS = 0x41424B31
"""The application id of an export of ours. Source: SQLite, pragma application_id."""

_SCHEMA = 1
_TYPES = {
    Held.TEXT: "TEXT",
    # SQLite has no days: ISO 8601 as text is what its date functions take.
    Held.DAY: "TEXT",
    Held.NUMBER: "REAL",
    Held.WHOLE: "INTEGER",
    Held.YES_NO: "INTEGER",
}


def write_database(tables: Iterable[DataTable], path: Path) -> None:
    """Put *tables* in a new database at *path*: days are ISO 8601, yes 1 and no 0, blanks NULL."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(f"PRAGMA application_id = {_OURS}")
        database.execute(f"PRAGMA user_version = {_SCHEMA}")
        for table in tables:
            columns = ", ".join(f'"{name}" {_TYPES[held]}' for name, held in table.columns)
            database.execute(f'CREATE TABLE "{table.name}" ({columns})')
            marks = ", ".join("?" for _ in table.columns)
            days = {n for n, column in enumerate(table.columns) if column.held is Held.DAY}
            database.executemany(
                f'INSERT INTO "{table.name}" VALUES ({marks})',
                (
                    [
                        value.isoformat() if number in days and value is not None else value
                        for number, value in enumerate(row)
                    ]
                    for row in table.rows
                ),
            )


def is_our_database(path: Path) -> bool:
    """Whether the file at *path* is an export of ours."""
    try:
        with path.open("rb") as stream:
            head = stream.read(72)
    except OSError:
        return False
    # The id stands in the header's bytes 68 to 71. Source: SQLite, database file format.
    return head.startswith(b"SQLite format 3\0") and head[68:72] == _OURS.to_bytes(4, "big")
