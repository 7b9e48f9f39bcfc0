"""Plan workbooks made for a test: the template's own, with the rows that matter."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from builders import SETTINGS

from actionbook.plan.settings import Settings
from actionbook.workbook.made_columns import Rows, made_bodies
from actionbook.workbook.template import write_workbook

SOUND: Mapping[str, object] = {
    "action": "Publish the harbour dredging programme",
    "lead": "JT",
    "timescale_text": "31 March 2027",
    "status": "In progress",
    "progress": "Draft programme with the harbour master.",
    "publication": "Public",
    "issue": "1",
}
ISSUE: Mapping[str, object] = {"ref": "1", "issue": "The harbour has no programme"}
JO: Mapping[str, object] = {"initials": "JT", "name": "Jo Tarrant", "post": "Head of Finance"}


def planbook(
    folder: Path,
    *rows: Mapping[str, object],
    settings: Settings = SETTINGS,
    name: str = "plan.xlsx",
    **tables: Sequence[Mapping[str, object]],
) -> Path:
    """A plan workbook in *folder*: sound rows but for what *rows* say, refs 1, 2, ..."""
    path = folder / name
    actions = [{**SOUND, "ref": str(number), **row} for number, row in enumerate(rows, start=1)]
    held: Rows = {"Actions": actions, "Issues": [ISSUE], "People": [JO], **tables}
    write_workbook(path, settings=settings, bodies=made_bodies(settings, held))
    return path


def replay(path: Path, cells: Mapping[str, object]) -> None:
    """Type *cells* into a workbook as an officer would: `{"Actions!I5": "Complete"}`."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    for name, value in cells.items():
        sheet, cell = name.rsplit("!", 1)
        book[sheet.strip("'")][cell].value = value
    book.save(path)


def value_at(path: Path, name: str) -> object:
    """What a cell holds, formula or value, as openpyxl sees it."""
    import openpyxl

    sheet, cell = name.rsplit("!", 1)
    value: object = openpyxl.load_workbook(path)[sheet.strip("'")][cell].value
    return value.date() if hasattr(value, "date") else value


APPROVED = date(2026, 4, 1)
