"""
What a person sees in a workbook, cell by cell, and what changed between two of it, in words.

The file itself is read, by openpyxl and the XML: nothing of the tool's own reading is trusted.
"""

import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["Seen", "changes", "look", "places_of"]


class Shown(NamedTuple):
    """What a person sees of a cell: its value, "nothing" for none; fill and note, "" for none."""

    value: str = "nothing"
    fill: str = ""
    note: str = ""


BLANK = Shown()
Seen = dict[tuple[str, int, str], Shown]
"""What is seen of each cell that is not blank, by sheet, row and column; row 0 is the sheet."""

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BOOK = "xl/workbook.xml"
_HIGH = 50.0
"""Points; a row that staff made higher, not one that LibreOffice fitted to its words."""


def look(path: Path) -> Seen:
    """What a person sees in the workbook *path*."""
    with warnings.catch_warnings():
        # Of a print area of whole columns, which is not kept: it is read below.
        warnings.simplefilter("ignore", UserWarning)
        book = openpyxl.load_workbook(path, data_only=True)
    with zipfile.ZipFile(path) as held:
        areas = dict(_print_areas(held, book.sheetnames))
        formulas = {title: set(_formulas(held, title)) for title in book.sheetnames}
    facts = {
        (sheet.title, 0, name): Shown(said)
        for sheet in book.worksheets
        for name, said in (*_facts(sheet), ("print area", areas.get(sheet.title, "")))
        if said
    }
    return facts | {
        (sheet.title, cell.row, cell.column_letter): said
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell, Cell)
        and (said := _shown(cell, is_worked_out=cell.coordinate in formulas[sheet.title])) != BLANK
    }


def _print_areas(held: zipfile.ZipFile, titles: list[str]) -> Iterator[tuple[str, str]]:
    for attributes, area in re.findall(
        r"<definedName ([^>]*_xlnm\.Print_Area[^>]*)>([^<]+)<", held.read(_BOOK).decode()
    ):
        (number,) = re.findall(r'localSheetId="(\d+)"', attributes)
        yield titles[int(number)], area


def _formulas(held: zipfile.ZipFile, title: str) -> Iterator[str]:
    """The addresses of the cells of a sheet that hold a formula, read from the part itself."""
    sheet = ElementTree.fromstring(held.read(_BOOK)).find(f".//{_MAIN}sheet[@name='{title}']")
    links = ElementTree.fromstring(held.read("xl/_rels/workbook.xml.rels"))
    assert sheet is not None
    (target,) = (link.get("Target", "") for link in links if link.get("Id") == sheet.get(_ID))
    part = ElementTree.fromstring(held.read(f"xl/{target.removeprefix('/xl/')}"))
    for cell in part.iter(f"{_MAIN}c"):
        if cell.find(f"{_MAIN}f") is not None:
            yield cell.get("r", "")


def places_of(refs: Iterable[str], path: Path) -> list[str]:
    """Where each ref begins a row of a workbook that was made: "1e stands nowhere"."""
    seen = look(path)
    return [f"{ref} stands {' and '.join(_places(ref, seen)) or 'nowhere'}" for ref in refs]


def _places(ref: str, seen: Seen) -> list[str]:
    return [
        f"on {sheet}, row {row}"
        for (sheet, row, column), said in seen.items()
        if column == "A" and said.value == repr(ref)
    ]


def _facts(sheet: Worksheet) -> Iterator[tuple[str, str]]:
    yield "state", str(sheet.sheet_state)
    yield "protected", "yes" if sheet.protection.sheet else ""
    yield "headings on every page", str(sheet.print_title_rows or "")
    yield "paper", str(sheet.page_setup.orientation or "")
    yield "pages wide", str(sheet.page_setup.fitToWidth or "")
    yield "formats that follow the words", str(len(sheet.conditional_formatting) or "")
    for table in sheet.tables.values():
        yield f"table {table.name}", table.ref
    for number, row in sheet.row_dimensions.items():
        if row.height and row.height > _HIGH:
            yield f"height of row {number}", f"{row.height:g}"
    checks: dict[str, list[str]] = {}
    for check in sheet.data_validations.dataValidation:
        if check.type not in (None, "none"):  # else a message alone
            checks.setdefault(f"{check.type} {check.formula1}", []).append(str(check.sqref))
    yield from ((f"input check {rule}", " ".join(cells)) for rule, cells in checks.items())


def _shown(cell: Cell, *, is_worked_out: bool) -> Shown:
    value = f"{_value(cell)} by formula" if is_worked_out else _value(cell)
    return Shown(value, _fill(cell), cell.comment.text if cell.comment else "")


def _value(cell: Cell) -> str:
    value = cell.value
    if value is None or value == "":
        return "nothing"
    return value.date().isoformat() if isinstance(value, datetime) else repr(value)


def _fill(cell: Cell) -> str:
    is_filled = cell.fill.fill_type == "solid" and cell.fill.start_color.type == "rgb"
    return str(cell.fill.start_color.rgb)[2:] if is_filled else ""


def changes(before: Seen, after: Seen) -> list[str]:
    """
    What a person sees changed, by row: "Actions!G5: nothing becomes 'Overdue'".

    The cells of a row that took one colour are one line, after them.
    """
    lines: list[str] = []
    painted: dict[tuple[str, int, str], list[str]] = {}
    places = sorted({*before, *after}, key=lambda place: (*place[:2], len(place[2]), place[2]))
    for place in places:
        sheet, row, column = place
        was, now = before.get(place, BLANK), after.get(place, BLANK)
        if was.value != now.value and not row:
            lines.append(f"{sheet}, {column}: {was.value} becomes {now.value}")
        elif was.value != now.value:
            lines.append(f"{sheet}!{column}{row}: {was.value} becomes {now.value}")
        if was.note != now.note:
            lines.append(
                f"{sheet}!{column}{row}: note {now.note!r} is there"
                if now.note
                else f"{sheet}!{column}{row}: its note is gone"
            )
        if was.fill != now.fill:
            painted.setdefault((sheet, row, now.fill), []).append(column)
    for (sheet, row, fill), columns in painted.items():
        cells = columns[0] if len(columns) == 1 else f"{len(columns)} cells, {columns[0]} first,"
        lines.append(f"{sheet} row {row}: {cells} {f'painted {fill}' if fill else 'not painted'}")
    return lines
