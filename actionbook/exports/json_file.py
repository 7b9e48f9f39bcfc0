"""A plan's tables as one JSON file."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from actionbook.operations.data_tables import DataTable

__all__ = ["is_our_json", "write_json"]

_MADE_BY = "actionbook"
_HEAD = f'{{\n "made_by": "{_MADE_BY}"'


def write_json(tables: Iterable[DataTable], path: Path, *, on: date, plan_id: str) -> None:
    """Put *tables* in the JSON file *path*: a list of objects each; blanks are null."""
    data = {
        "made_by": _MADE_BY,
        "schema": 1,
        "on": on.isoformat(),
        "plan_id": plan_id,
        "tables": {
            table.name: [
                dict(zip((column.name for column in table.columns), row, strict=True))
                for row in table.rows
            ]
            for table in tables
        },
    }
    text = json.dumps(data, indent=1, ensure_ascii=False, default=date.isoformat)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def is_our_json(path: Path) -> bool:
    """Whether the file at *path* is an export of ours."""
    try:
        with path.open(encoding="utf-8") as stream:
            return stream.read(len(_HEAD)) == _HEAD
    except (OSError, ValueError):
        return False
