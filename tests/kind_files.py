"""Plans of many kinds written to files: .xlsx in two hands, .ods, and .docx."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter
from kind_documents import docx_of
from kind_sheets import Formula, Sheet
from openpyxl import Workbook

__all__ = ["WRITERS", "ods_of", "xlsx_by_openpyxl", "xlsx_by_xlsxwriter"]


def xlsx_by_openpyxl(sheets: list[Sheet], path: Path) -> None:
    """A workbook as openpyxl writes it."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for each in sheets:
        sheet = book.create_sheet(each.name)
        for number, row in enumerate(each.rows, start=1):
            for column, value in enumerate(row, start=1):
                if value == "":
                    continue
                cell: Any = sheet.cell(number, column)
                cell.value = value.text if isinstance(value, Formula) else value
                if isinstance(value, date):
                    is_month = (number, column) in each.months
                    cell.number_format = "mmm-yy" if is_month else "dd/mm/yyyy"
        for first, left, last, right in each.merges:
            sheet.merge_cells(None, first, left, last, right)
    book.save(path)


def xlsx_by_xlsxwriter(sheets: list[Sheet], path: Path) -> None:
    """A workbook as XlsxWriter writes it."""
    options = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(str(path), options)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    month = book.add_format({"num_format": "mmm-yy"})
    for each in sheets:
        sheet = book.add_worksheet(each.name)
        for first, left, last, right in each.merges:
            sheet.merge_range(first - 1, left - 1, last - 1, right - 1, "")
        for number, row in enumerate(each.rows, start=1):
            for column, value in enumerate(row, start=1):
                at = (number - 1, column - 1)
                if isinstance(value, Formula):
                    sheet.write_formula(*at, value.text, None, value.result)
                elif isinstance(value, date):
                    look = month if (number, column) in each.months else day
                    sheet.write_datetime(*at, value, look)
                elif value != "":
                    sheet.write(*at, value)
    book.close()


_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"),
                        ("manifest", "manifest"), ("style", "style"), ("number", "datastyle"))
)  # fmt: skip
_STYLES = (
    '<number:date-style style:name="N1"><number:month number:textual="true"/>'
    "<number:text>-</number:text><number:year/></number:date-style>"
    '<style:style style:name="month" style:family="table-cell" style:data-style-name="N1"/>'
)


def ods_of(sheets: list[Sheet], path: Path) -> None:
    """An OpenDocument spreadsheet, with no more in it than must be."""
    tables = "".join(map(_ods_table, sheets))
    content = (
        f'<office:document-content {_SPACES} office:version="1.2">'
        f"<office:automatic-styles>{_STYLES}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    manifest = (
        f'<manifest:manifest {_SPACES} manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", _ODS)
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", manifest)


def _ods_table(sheet: Sheet) -> str:
    spans = {(a, b): (c - a + 1, d - b + 1) for a, b, c, d in sheet.merges}
    hidden = {
        (row, column)
        for a, b, c, d in sheet.merges
        for row in range(a, c + 1)
        for column in range(b, d + 1)
    } - set(spans)
    rows = "".join(
        "<table:table-row>"
        + "".join(
            _ods_cell(
                value,
                spans.get((at, column)),
                is_hidden=(at, column) in hidden,
                style="month" if (at, column) in sheet.months else "",
            )
            for column, value in enumerate(_as_wide(sheet, row), start=1)
        )
        + "</table:table-row>"
        for at, row in enumerate(sheet.rows, start=1)
    )
    return f'<table:table table:name="{escape(sheet.name)}">{rows}</table:table>'


def _as_wide(sheet: Sheet, row: list[object]) -> list[object]:
    width = max((len(each) for each in sheet.rows), default=1)
    return [*row, *[""] * (width - len(row))]


def _ods_cell(
    value: object, span: tuple[int, int] | None, *, is_hidden: bool, style: str = ""
) -> str:
    said = f' table:style-name="{style}"' if style else ""
    if isinstance(value, Formula):
        said += f' table:formula="of:{escape(value.text)}"'
        said += f' office:value-type="float" office:value="{value.result}"'
    elif isinstance(value, date):
        said += f' office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, int | float):
        said += f' office:value-type="float" office:value="{value}"'
    elif value:
        said += ' office:value-type="string"'
    if span:
        said += f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"'
    name = "table:covered-table-cell" if is_hidden else "table:table-cell"
    words = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    text = words if isinstance(value, str) and value else ""
    return f"<{name}{said}>{text}</{name}>"


WRITERS: dict[str, Callable[[list[Sheet], Path], None]] = {
    "openpyxl.xlsx": xlsx_by_openpyxl,
    "xlsxwriter.xlsx": xlsx_by_xlsxwriter,
    "plain.ods": ods_of,
    "word.docx": docx_of,
}
"""The writers by the end of the name that a file of theirs has."""
