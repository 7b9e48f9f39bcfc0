"""
What the sheets of an .ods tell beside their values: merged cells, formulas, months, colours.

Source: OASIS OpenDocument 1.3 part 3, sections 9.1 (tables), 16.29 (date styles) and 17.18 (cells).
"""

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

from actionbook.errors import WorkbookUnreadableError
from actionbook.imports.cell_grid import SheetTold
from actionbook.ooxml import Area
from actionbook.ooxml.doctype import check_xml

__all__ = ["told_of_sheets"]

_SPACE = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
_TABLE, _STYLE, _OFFICE, _TEXT = (
    _SPACE.format(name) for name in ("table", "style", "office", "text")
)
_NUMBER = _SPACE.format("datastyle")
_FO = _SPACE.format("xsl-fo-compatible")
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_LAST_ROW, _LAST_COLUMN = 50_000, 150  # beyond which no plan is looked at
_LARGEST = 128 << 20  # bytes of a part, unpacked
_MOST_STYLES = 20  # styles, each based on the next
_NO_COLOUR = frozenset(
    {"", "transparent", "#ffffff", "#f2f2f2", "#d9d9d9", "#bfbfbf", "#eeeeee", "#dddddd"}
)


def told_of_sheets(path: Path) -> dict[str, SheetTold]:
    """
    What each sheet of the .ods at *path* tells, by name.

    Raises:
        WorkbookUnreadableError: it is broken, hostile or too large.
    """
    trees = list(_trees(path))
    styles = _Styles(trees)
    return {
        table.get(f"{_TABLE}name", ""): _sheet(table, styles)
        for tree in trees
        for table in tree.iterfind(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table")
    }


def _trees(path: Path) -> Iterator[ET.Element]:
    try:
        with zipfile.ZipFile(path) as package:
            for name in ("styles.xml", "content.xml"):
                if name not in package.namelist():
                    continue
                with package.open(name) as part:
                    data = part.read(_LARGEST + 1)
                if len(data) > _LARGEST:
                    raise WorkbookUnreadableError(
                        f"{path} holds more than a plan has: copy the plan's sheet into a workbook "
                        "of its own, and import that."
                    )
                check_xml(data, f"{path}: {name}")
                yield ET.fromstring(data)
    except (zipfile.BadZipFile, zlib.error, EOFError, ET.ParseError, RuntimeError) as fault:
        raise WorkbookUnreadableError(
            f"{path} is damaged. Open it, let it be repaired, save it, and run again."
        ) from fault


class _Styles:
    """The styles of cells, own and named: which colour, and which show a month and no day."""

    def __init__(self, trees: list[ET.Element]) -> None:
        self._styles: dict[str, ET.Element] = {}
        self._months: set[str] = set()
        for tree in trees:
            for each in tree.iter(f"{_STYLE}style"):
                if each.get(f"{_STYLE}family") == "table-cell":
                    self._styles[each.get(f"{_STYLE}name", "")] = each
            for each in tree.iter(f"{_NUMBER}date-style"):
                shows = {part.tag.removeprefix(_NUMBER) for part in each}
                if "month" in shows and "day" not in shows:
                    self._months.add(each.get(f"{_STYLE}name", ""))

    def _line(self, name: str) -> Iterator[ET.Element]:
        """A style, the one that it is based on, and so on."""
        for _ in range(_MOST_STYLES):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = style.get(f"{_STYLE}parent-style-name", "")

    def colour(self, name: str) -> str:
        """Six digits; "" for no colour."""
        for style in self._line(name):
            cell = style.find(f"{_STYLE}table-cell-properties")
            colour = None if cell is None else cell.get(f"{_FO}background-color")
            if colour is not None:
                return "" if colour.casefold() in _NO_COLOUR else colour.upper().removeprefix("#")
        return ""

    def shows_month(self, name: str) -> bool:
        shown = (style.get(f"{_STYLE}data-style-name") for style in self._line(name))
        return next(filter(None, shown), "") in self._months


def _sheet(table: ET.Element, styles: _Styles) -> SheetTold:
    told = SheetTold()
    usual = _usual_styles(table)
    number = 1
    for row in _rows(table):
        times = _count(row, "number-rows-repeated")
        cells = list(_cells(row))
        if any(_says(cell) for _, cell in cells):
            for at in range(number, min(number + times, _LAST_ROW + 1)):
                for column, cell in cells:
                    _take(told, styles, at, column, cell, usual.get(column, ""))
        number += times
        if number > _LAST_ROW:
            break
    return told


def _rows(table: ET.Element) -> Iterator[ET.Element]:
    """The rows of a table, those of its heading and of groups among them."""
    for child in table:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in (
            f"{_TABLE}table-header-rows", f"{_TABLE}table-rows", f"{_TABLE}table-row-group",
        ):  # fmt: skip
            yield from _rows(child)


def _cells(row: ET.Element) -> Iterator[tuple[int, ET.Element]]:
    column = 1
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        times = _count(cell, "number-columns-repeated")
        for at in range(column, min(column + times, _LAST_COLUMN + 1)):
            yield at, cell
        column += times


def _usual_styles(table: ET.Element) -> Mapping[int, str]:
    """The style of each column, which a cell without its own has."""
    found: dict[int, str] = {}
    column = 1
    for each in table.iter(f"{_TABLE}table-column"):
        times = _count(each, "number-columns-repeated")
        for at in range(column, min(column + times, _LAST_COLUMN + 1)):
            found[at] = each.get(f"{_TABLE}default-cell-style-name", "")
        column += times
    return found


def _take(
    told: SheetTold, styles: _Styles, row: int, column: int, cell: ET.Element, usual: str
) -> None:
    deep, wide = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
    if deep * wide > 1:
        told.merges.append(Area(row, column, row + deep - 1, column + wide - 1))
    if cell.get(f"{_TABLE}formula"):
        told.formulas.add((row, column))
    if cell.get(f"{_CALC}value-type") == "error":
        told.errors.add((row, column))
    style = cell.get(f"{_TABLE}style-name") or usual
    if cell.get(f"{_OFFICE}value-type") == "date" and styles.shows_month(style):
        told.months.add((row, column))
    if colour := styles.colour(style):
        told.colours[row, column] = colour


def _says(cell: ET.Element) -> bool:
    return cell.find(f"{_TEXT}p") is not None or cell.get(f"{_OFFICE}value-type") is not None


def _count(element: ET.Element, name: str) -> int:
    said = element.get(f"{_TABLE}{name}", "1")
    return int(said[:7]) if said.isdecimal() and int(said[:7]) else 1
