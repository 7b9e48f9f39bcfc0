"""
Plan workbooks of many shapes: columns moved, staff's own between, tables anywhere, rows hidden.

They are written cell by cell, not from the template, as a house might have drawn them up itself;
`Shaped.cell` says where a field of a row has come to stand.
"""

import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

from actionbook.plan.cells import CellRef
from actionbook.workbook.tables import TABLES

__all__ = ["SHAPES", "Formula", "Shape", "Shaped", "build"]

Rows = Sequence[Mapping[str, object]]
STAFFS_OWN = ("Budget code", "Our notes", "Ward")


@dataclass(frozen=True, eq=False)
class Shape:
    """How a workbook is drawn: where tables begin, and what staff have done to them."""

    name: str
    first_row: int = 3
    first_column: int = 0
    shuffled: bool = False
    staffs_own: bool = False
    synonyms: bool = False
    hides_rows: bool = False
    filtered: bool = False
    from_1904: bool = False
    sheets: Mapping[str, str] = field(default_factory=dict)


SHAPES = (
    Shape("plain"),
    Shape("moved", first_row=0, shuffled=True, sheets={"Actions": "The plan"}),
    Shape("staff's own", first_row=6, first_column=2, staffs_own=True, hides_rows=True),
    Shape("from 1904", first_row=1, first_column=1, synonyms=True, from_1904=True),
    Shape("filtered", first_row=11, shuffled=True, staffs_own=True, filtered=True),
)


@dataclass(frozen=True)
class Formula:
    """A formula and the result that is stored with it."""

    text: str
    result: object = ""


@dataclass(frozen=True)
class Shaped:
    """The workbook at *path*, and where the fields of its tables stand."""

    path: Path
    places: Mapping[str, tuple[str, int, Mapping[str, int]]]

    def cell(self, table: str, row: int, name: str) -> CellRef:
        """The cell of a field in a row of its table, counted from 0; -1 is the heading's."""
        sheet, first, columns = self.places[table]
        return CellRef(sheet, first + row, columns[name])


def build(path: Path, shape: Shape, tables: Mapping[str, Rows], *, seed: int = 0) -> Shaped:
    """Write *tables* to *path* in that shape."""
    random = Random(seed)
    options = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(str(path), {**options, "date_1904": shape.from_1904})
    looks = {"day": book.add_format({"num_format": "dd/mm/yyyy"})}
    places = {
        name: _table(book, shape, name, rows, (random, looks)) for name, rows in tables.items()
    }
    book.close()
    if shape.filtered:
        _filter(path)
    return Shaped(path, places)


def _filter(path: Path) -> None:
    """Set a filter on the first column of the Actions table, as Excel writes one down."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    chosen = b'<filterColumn colId="0"><filters blank="1"/></filterColumn></autoFilter>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in list(parts.items()):
            if name.startswith("xl/tables/") and b'name="Actions"' in data:
                parts[name] = re.sub(rb"(<autoFilter [^/>]*)/>", rb"\1>" + chosen, data)
            package.writestr(name, parts[name])


def _headings(shape: Shape, name: str, random: Random) -> list[tuple[str, str]]:
    """(field, heading) of each column in the order of the sheet; staff's own have no field."""
    spec = TABLES[name]
    found: list[tuple[str, str]] = []
    for column in spec.columns:
        # A house that draws up its own plan has no columns that are worked out.
        if column.starred and not spec.starred:
            continue
        heading = column.synonyms[0] if shape.synonyms and column.synonyms else column.heading
        found.append((column.field, heading))
    if shape.shuffled:
        random.shuffle(found)
    if shape.staffs_own and name == "Actions":
        for at, heading in enumerate(STAFFS_OWN):
            found.insert(3 + at * 4, ("", heading))
    return found


def _table(
    book: Any, shape: Shape, name: str, rows: Rows, made: tuple[Random, dict[str, Any]]
) -> tuple[str, int, dict[str, int]]:
    random, looks = made
    sheet = book.add_worksheet(shape.sheets.get(name, TABLES[name].sheet))
    columns = _headings(shape, name, random)
    top, left = shape.first_row, shape.first_column
    bottom = top + max(len(rows), 1)
    for at, row in enumerate(rows, start=top + 1):
        for across, (column, _) in enumerate(columns, start=left):
            value = row.get(column, "staff's own" if not column and at % 3 else None)
            _write(sheet, at, across, value, looks)
        if shape.hides_rows and name == "Actions" and at % 4 == 0:
            sheet.set_row(at, None, None, {"hidden": True})
    sheet.add_table(
        top,
        left,
        bottom,
        left + len(columns) - 1,
        {"name": name, "columns": [{"header": heading} for _, heading in columns]},
    )
    places = {column: left + at + 1 for at, (column, _) in enumerate(columns) if column}
    return sheet.name, top + 2, places


def _write(sheet: Any, row: int, column: int, value: object, looks: dict[str, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, Formula):
        sheet.write_formula(row, column, value.text, None, value.result)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, looks["day"])
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    else:
        sheet.write(row, column, value)
