"""
A workbook as text, so that a person can read in a diff what a committee would see.

One line for each filled cell: its address, what stands in it, then in brackets its number format
and its fill where they are not the usual. After them what the sheet is: widths and heights,
merged cells, tables, lists, conditional formats, paper, print area and titles, footer, breaks.
Left out: fonts but for bold, borders, alignment, and everything no reader sees.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["dump"]

PAPER = {"8": "A3", "9": "A4"}


def dump(path: Path) -> str:
    """The workbook at *path* as text, sheet by sheet."""
    book = load_workbook(path, rich_text=False)
    lines = [*_properties(book)]
    for sheet in book.worksheets:
        lines += ["", *_sheet(sheet)]
    return "\n".join(lines) + "\n"


def _properties(book: Workbook) -> Iterator[str]:
    said = book.properties
    for name in ("title", "subject", "creator", "language", "created"):
        value = getattr(said, name)
        if value:
            yield f"{name}: {value}"


def _sheet(sheet: Worksheet) -> Iterator[str]:
    state = "" if sheet.sheet_state == "visible" else f" ({sheet.sheet_state})"
    yield f"== {sheet.title}{state}"
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None and isinstance(cell, Cell):
                yield _cell(cell)
    yield from _facts(sheet)


def _cell(cell: Cell) -> str:
    marks = []
    if cell.number_format not in ("General", "@"):
        marks.append(cell.number_format)
    if cell.font.b:
        marks.append("bold")
    if cell.fill.fill_type == "solid":
        marks.append(f"on {cell.fill.start_color.rgb[2:]}")
    value = repr(cell.value)
    if isinstance(cell.value, float):
        value = f"{cell.value:.4g}"
    elif isinstance(cell.value, date):
        value = cell.value.isoformat().removesuffix("T00:00:00")
    return f"{cell.coordinate} {value}" + (f"  [{', '.join(marks)}]" if marks else "")


def _facts(sheet: Worksheet) -> Iterator[str]:
    widths = sorted(sheet.column_dimensions.items(), key=lambda item: item[1].min or 0)
    facts = {
        "widths": (f"{letter}={column.width:.4g}" for letter, column in widths),
        "heights": (
            f"{number}={row.height:g}"
            for number, row in sheet.row_dimensions.items()
            if row.height is not None
        ),
        "merged": sorted(map(str, sheet.merged_cells.ranges)),
        "tables": (f"{table.name} {table.ref}" for table in sheet.tables.values()),
        "lists": (
            f"{rule.sqref} {rule.type} {rule.formula1}"
            for rule in sheet.data_validations.dataValidation
        ),
        "conditional formats": (
            f"{area.sqref} {rule.type} {' '.join(rule.formula)}"
            for area in sheet.conditional_formatting
            for rule in area.rules
        ),
        "page": _page(sheet),
        "print titles": [sheet.print_title_rows or ""],
        "print area": [sheet.print_area or ""],
        "footer": _footer(sheet),
        "breaks below": (str(point.id) for point in sheet.row_breaks.brk),
        "frozen at": [sheet.freeze_panes or ""],
    }
    for name, words in facts.items():
        said = " ".join(filter(None, words))
        if said:
            yield f"{name}: {said}"


def _footer(sheet: Worksheet) -> Iterator[str]:
    footer = sheet.oddFooter
    for part in (footer.left, footer.center, footer.right) if footer else ():
        yield (part.text or "") if part else ""


def _page(sheet: Worksheet) -> Iterable[str]:
    setup = sheet.page_setup
    fit = sheet.sheet_properties.pageSetUpPr
    yield PAPER.get(str(setup.paperSize), "")
    yield setup.orientation or ""
    if fit is not None and fit.fitToPage:
        yield f"fits {setup.fitToWidth or 1} wide, {setup.fitToHeight or 'any'} high"
