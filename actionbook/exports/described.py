"""What a folder of exported tables holds, for tools to read. Source: Data Package v1."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from actionbook.operations.data_tables import DataTable, Held

__all__ = ["describes_ours", "description"]

_CREATOR = "actionbook"
_TYPES = {
    Held.TEXT: "string",
    Held.DAY: "date",
    Held.NUMBER: "number",
    Held.WHOLE: "integer",
    Held.YES_NO: "boolean",
}


def description(tables: Iterable[DataTable], *, form: str, on: date, plan_id: str) -> str:
    """The text of a `datapackage.json`: each file, its columns and what they hold."""
    data = {
        "name": plan_id.casefold() or "plan",
        "created_by": _CREATOR,
        "on": on.isoformat(),
        "profile": "tabular-data-package" if form == "csv" else "data-package",
        "resources": [
            {
                "name": table.name,
                "path": f"{table.name}.{form}",
                "format": form,
                "schema": {
                    "fields": [
                        {"name": column.name, "type": _TYPES[column.held]}
                        for column in table.columns
                    ]
                },
            }
            for table in tables
        ],
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def describes_ours(path: Path) -> bool:
    """Whether the file at *path* describes a folder that we exported."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(data, dict) and data.get("created_by") == _CREATOR
